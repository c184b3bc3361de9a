// Life events in a region, narrowed by a few answers to the guides that are needed, with the reason of each.
#include <algorithm>
#include <fstream>
#include <sstream>

#include "modules/catalog/cards.h"
#include "modules/catalog/places.h"
#include "modules/catalog/portal_state.h"
#include "modules/catalog/scenario.h"
#include "modules/catalog/store_lists.h"
#include "modules/catalog/store_portal.h"
#include "platform/config/config.h"

namespace tongban::catalog {
namespace {

Result<EventAnswers> answers_of(const std::string& text) {
  EventAnswers answers;
  for (const auto& [question, options] : TRY(parse_scenario(text)))
    if (!options.empty()) answers[question] = options.front();
  return answers;
}

LifeEventComponent component_view(Ctx& ctx, const EventComponent& component, const store::BasicOffer& offer,
                                  const std::string& region_code) {
  LifeEventComponent view;
  view.order = component.order;
  view.name = component.name;
  view.department = component.department;
  if (offer.basic_item_id != 0) view.basic_item_id = id_text(offer.basic_item_id);
  if (offer.item_id != 0) {
    auto cards = item_cards(ctx, store::cards(ctx.tx, {offer.item_id}), region_code);
    if (!cards.empty()) view.item = std::move(cards.front());
  }
  if (!view.item) view.elsewhere = offer.everywhere;
  return view;
}

}  // namespace

LifeEventCard event_card(Ctx& ctx, const LifeEvent& event, const std::vector<std::string>& path) {
  LifeEventCard card{event.event_key, event.name, event.person, static_cast<int>(event.components.size()), 0};
  for (const auto& component : event.components) {
    if (component.basic_item.empty()) continue;
    const auto offer = store::basic_offer(ctx.tx, component.basic_item, path);
    card.offered += (path.empty() ? offer.everywhere != 0 : offer.item_id != 0) ? 1 : 0;
  }
  return card;
}

Result<LifeEventList> life_events(Ctx& ctx, const LifeEventsIn& in) {
  const auto path = TRY(path_upwards(ctx, in.region_code));
  LifeEventList list;
  for (const auto& event : ctx.services.state<PortalState>().events)
    list.events.push_back(event_card(ctx, event, path));
  std::stable_sort(list.events.begin(), list.events.end(),
                   [](const auto& a, const auto& b) { return a.offered > b.offered; });
  return list;
}

Result<LifeEventView> life_event(Ctx& ctx, const LifeEventIn& in) {
  const auto path = TRY(path_upwards(ctx, in.region_code));
  const auto answers = TRY(answers_of(in.answers));
  const auto& events = ctx.services.state<PortalState>().events;
  const auto event =
      std::find_if(events.begin(), events.end(), [&](const auto& one) { return one.event_key == in.event_key; });
  if (event == events.end()) return not_found("catalog.no_such_life_event", "没有这件事");
  LifeEventView view;
  view.card = event_card(ctx, *event, path);
  view.lead_department = event->lead_department;
  view.batch = event->batch;
  view.confidence = event->confidence;
  view.source = event->source;
  for (const auto& question : event->questions) {
    LifeEventQuestion shown{question.question_key, question.question, {}};
    const auto chosen = answers.find(question.question_key);
    for (const auto& option : question.options)
      shown.options.push_back(
          {option.option_key, option.label, chosen != answers.end() && chosen->second == option.option_key});
    view.questions.push_back(std::move(shown));
  }
  for (const auto& component : event->components) {
    const auto reason = reason_for(*event, answers, component.order);
    if (reason.dropped) {
      view.left_out.push_back({component.name, reason.why});
      continue;
    }
    const auto offer =
        component.basic_item.empty() ? store::BasicOffer() : store::basic_offer(ctx.tx, component.basic_item, path);
    view.needed.push_back(component_view(ctx, component, offer, in.region_code));
    view.needed.back().why = reason.why;
  }
  return view;
}

void start_portal(Services& services) {
  auto state = std::make_shared<PortalState>();
  std::ifstream file(services.config.node.catalog_dir + "/catalog/life_events.json");
  std::ostringstream text;
  text << file.rdbuf();
  state->events = parse_life_events(text.str());
  services.add_state(std::move(state));
}

}  // namespace tongban::catalog
