// What happens to questions, complaints and praise: who asked is told, and the head of what was not answered in time.
// Their words are nobody's business here; only the department is named.
#include "modules/catalog/catalog.h"
#include "modules/identity/identity.h"
#include "modules/messages/messages.h"
#include "modules/messages/reactions.h"
#include "modules/messages/tell.h"
#include "platform/auth/actor.h"

namespace tongban::messages {
namespace {

constexpr std::size_t kMostHeads = 20;

// The payload of an event of an inquiry, as far as it is used here.
struct InquiryPayload {
  std::string kind;
  std::int64_t inquiry_id = 0, department_id = 0, asker_account_id = 0;
  Instant at, due_at;
};

Result<InquiryPayload> payload_of(const Ctx& ctx, const events::Event& event) {
  const auto document = TRY(parse_json(event.payload));
  if (!document.is_object()) return Error{Code::internal, "messages.bad_event", "an event without a payload"};
  const auto& object = document.get_object();
  const auto id = [&](const char* name) { return parse_id(text_of(object, name)).value_or(0); };
  InquiryPayload payload;
  payload.kind = text_of(object, "kind");
  payload.inquiry_id = id("inquiry_id");
  payload.department_id = id("department_id");
  payload.asker_account_id = id("asker_account_id");
  payload.at = parse_instant(text_of(object, "at")).value_or(ctx.now);
  payload.due_at = parse_instant(text_of(object, "due_at")).value_or(ctx.now);
  return payload;
}

Result<News> news_of(Ctx& ctx, const events::Event& event, const InquiryPayload& payload, MessageKind kind) {
  const auto department = TRY(catalog::department(ctx, payload.department_id)).name;
  News news{event.event_id, kind, 0, payload.inquiry_id, {}, {}, payload.at};
  const auto due = local_date(payload.due_at);
  news.zh = {{"department_name", department}, {"due_date", date_in_words(due, TextLanguage::zh)}};
  news.en = {{"department_name", department}, {"due_date", date_in_words(due, TextLanguage::en)}};
  return news;
}

Result<void> tell_heads(Ctx& ctx, const events::Event& event, const InquiryPayload& payload) {
  const auto heads = identity::staff_with_role(ctx, Role::department_head, payload.department_id);
  if (heads.size() > kMostHeads) return {};
  const auto news = TRY(news_of(ctx, event, payload, MessageKind::inquiry_overdue));
  for (const auto& head : heads) TRY(tell(ctx, head.account_id, news));
  return {};
}

Result<void> on_inquiry(Ctx& ctx, const events::Event& event) {
  const auto payload = TRY(payload_of(ctx, event));
  if (payload.kind == "fell_overdue") return tell_heads(ctx, event, payload);
  if (payload.asker_account_id == 0) return {};  // asked without an account: code and phone open the answer
  const auto kind = payload.kind == "answered"      ? MessageKind::inquiry_answered
                    : payload.kind == "transferred" ? MessageKind::inquiry_transferred
                                                    : MessageKind::inquiry_received;
  return tell(ctx, payload.asker_account_id, TRY(news_of(ctx, event, payload, kind)));
}

}  // namespace

void subscribe_to_inquiries(events::Subscriptions& subscriptions) {
  for (const char* kind : {"asked", "transferred", "answered", "fell_overdue"})
    subscriptions.add(std::string("messages.on_inquiry_") + kind, std::string("inquiries.") + kind, on_inquiry);
}

void subscribe(events::Subscriptions& subscriptions) {
  subscribe_to_cases(subscriptions);
  subscribe_to_inquiries(subscriptions);
}

}  // namespace tongban::messages
