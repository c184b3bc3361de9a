#include "modules/catalog/life_events.h"

#include <algorithm>

namespace tongban::catalog {

std::vector<LifeEvent> parse_life_events(std::string_view text) {
  const auto document = parse_json(text);
  if (!document) return {};
  auto events = from_json<std::vector<LifeEvent>>(*document);
  return events ? std::move(events).value() : std::vector<LifeEvent>();
}

EventReason reason_for(const LifeEvent& event, const EventAnswers& answers, int order) {
  const auto drops = [&](const EventOption& option) {
    return std::find(option.drops.begin(), option.drops.end(), order) != option.drops.end();
  };
  EventReason reason;
  for (const auto& question : event.questions) {
    if (std::none_of(question.options.begin(), question.options.end(), drops)) continue;
    const auto chosen = answers.find(question.question_key);
    if (chosen == answers.end()) continue;
    for (const auto& option : question.options) {
      if (option.option_key != chosen->second) continue;
      if (drops(option)) return {true, option.label};
      reason.why += (reason.why.empty() ? "" : "；") + option.label;
    }
  }
  return reason;
}

}  // namespace tongban::catalog
