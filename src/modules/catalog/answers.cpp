// Answers are quoted from guides in effect, with their version, or not given: there is nothing here that could make
// up a sentence. Below the threshold the page hands over to a person.
#include <algorithm>

#include "modules/catalog/catalog.h"
#include "modules/catalog/passages.h"
#include "modules/catalog/places.h"
#include "modules/catalog/portal_state.h"
#include "modules/catalog/search.h"

namespace tongban::catalog {
namespace {

constexpr std::size_t kMostItems = 5;
constexpr std::size_t kMostQuotes = 4;
constexpr double kIsAbout = 0.5;   // from this share on a guide is shown as being about the question
constexpr double kIsSurely = 0.6;  // from this share on it is quoted

void quote(Ctx& ctx, const QuestionItem& found, const Asked& asked, std::size_t most, Answers& out) {
  const auto frozen = frozen_item(ctx, found.item.item_version_id.value);
  if (!frozen) return;
  for (auto& passage : best_passages((*frozen)->content, asked, found.rest, most)) {
    if (out.quotes.size() == kMostQuotes) return;
    out.quotes.push_back({found.item, passage.element, passage.anchor, std::move(passage.text), (*frozen)->version});
  }
}

// What people say when they mean an event, or its name, in the question.
bool is_meant(const LifeEvent& event, const std::string& question) {
  if (question.find(event.name) != std::string::npos) return true;
  return std::any_of(event.words.begin(), event.words.end(),
                     [&](const auto& word) { return question.find(word) != std::string::npos; });
}

}  // namespace

Result<Answers> answers(Ctx& ctx, const AnswersIn& in) {
  Answers out;
  const auto path = TRY(path_upwards(ctx, in.region_code));
  const auto asked = understand(in.q);
  if (asked.topic.empty()) return out;
  for (const auto& event : ctx.services.state<PortalState>().events)
    if (is_meant(event, in.q)) out.events.push_back(event_card(ctx, event, path));
  const auto found = TRY(question_items(ctx, asked.topic, in.region_code, kMostItems));
  for (const auto& item : found) {
    if (item.share < kIsAbout) continue;
    out.items.push_back(item.item);
    const bool surely = item.share >= kIsSurely;
    if (surely) quote(ctx, item, asked, out.quotes.empty() ? 3 : 1, out);
  }
  out.answered = !out.quotes.empty();
  return out;
}

}  // namespace tongban::catalog
