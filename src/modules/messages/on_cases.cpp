// What happens to cases, and who is told: the applicant and the agent of what concerns them, staff of work given to
// them and of limits that run out.
#include <algorithm>

#include "modules/cases/cases.h"
#include "modules/identity/identity.h"
#include "modules/messages/reactions.h"
#include "modules/messages/tell.h"
#include "platform/auth/actor.h"

namespace tongban::messages {
namespace {

// A post with more people than that finds the warning on its worklist.
constexpr std::size_t kMostOfPost = 20;
constexpr std::size_t kTail = 4;

struct Happened {
  std::int64_t event_id = 0;
  Instant at;
  json::object data;
  cases::CaseFacts facts;
};

std::int64_t number_of(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value && value->is_int64() ? value->get_int64() : 0;
}

// A day (reply_due_at, planned_end) or the day of an instant (due_at); nothing for neither.
std::optional<Date> due_day(const json::object& data) {
  for (const char* name : {"reply_due_at", "planned_end"})
    if (const auto day = Date::parse(text_of(data, name))) return day;
  if (const auto at = parse_instant(text_of(data, "due_at"))) return local_date(*at);
  return std::nullopt;
}

Values values_of(const Happened& happened, TextLanguage language) {
  const auto& facts = happened.facts;
  Values values{
      {"item_name", facts.item_name},
      {"department_name", facts.department_name},
      {"case_number", facts.case_number},
      {"case_tail", facts.case_number.substr(facts.case_number.size() - std::min(kTail, facts.case_number.size()))}};
  if (const auto day = due_day(happened.data)) values["due_date"] = date_in_words(*day, language);
  if (const auto days = number_of(happened.data, "amount"); days > 0) values["days"] = std::to_string(days);
  return values;
}

Result<void> tell_all(Ctx& ctx, const Happened& happened, MessageKind kind, const std::vector<std::int64_t>& accounts) {
  News news{happened.event_id, kind, happened.facts.case_id, 0, {}, {}, happened.at};
  news.zh = values_of(happened, TextLanguage::zh);
  news.en = values_of(happened, TextLanguage::en);
  for (const auto account : accounts)
    if (account != 0) TRY(tell(ctx, account, news));
  return {};
}

Result<void> tell_applicants(Ctx& ctx, const Happened& happened, MessageKind kind) {
  const auto& facts = happened.facts;
  std::vector<std::int64_t> accounts{facts.applicant_account_id};
  if (facts.agent_account_id != facts.applicant_account_id) accounts.push_back(facts.agent_account_id);
  return tell_all(ctx, happened, kind, accounts);
}

void add_post(Ctx& ctx, Role role, std::int64_t department_id, std::vector<std::int64_t>& accounts) {
  const auto members = identity::staff_with_role(ctx, role, department_id);
  if (members.size() > kMostOfPost) return;
  for (const auto& member : members) accounts.push_back(member.account_id);
}

// Who has the task, else the post it waits for; of what is late also the head.
Result<void> tell_staff(Ctx& ctx, const Happened& happened, MessageKind kind) {
  const auto& facts = happened.facts;
  std::vector<std::int64_t> accounts;
  if (facts.assignee_account_id != 0)
    accounts.push_back(facts.assignee_account_id);
  else if (const auto role = parse_enum<Role>(facts.waiting_for))
    add_post(ctx, *role, facts.department_id, accounts);
  if (kind == MessageKind::limit_overdue) add_post(ctx, Role::department_head, facts.department_id, accounts);
  std::sort(accounts.begin(), accounts.end());
  accounts.erase(std::unique(accounts.begin(), accounts.end()), accounts.end());
  return tell_all(ctx, happened, kind, accounts);
}

// Of clocks some concern the applicant: the time to answer, and promised materials.
Result<void> tell_of_clock(Ctx& ctx, const Happened& happened, bool over) {
  const auto clock = text_of(happened.data, "clock");
  if (clock == "supplement")
    return tell_applicants(ctx, happened, over ? MessageKind::material_overdue : MessageKind::material_due);
  if (clock == "reply") {
    if (over) return {};  // the case is closed by the same run, and that is told
    return tell_applicants(ctx, happened, MessageKind::reply_due);
  }
  return tell_staff(ctx, happened, over ? MessageKind::limit_overdue : MessageKind::limit_warning);
}

Result<void> react(Ctx& ctx, std::string_view kind, const Happened& happened) {
  constexpr std::pair<std::string_view, MessageKind> kPlain[] = {{"submitted", MessageKind::case_submitted},
                                                                 {"accepted", MessageKind::case_accepted},
                                                                 {"correction_sent", MessageKind::correction_notice},
                                                                 {"refused", MessageKind::case_refused},
                                                                 {"suspended", MessageKind::case_suspended},
                                                                 {"resumed", MessageKind::case_resumed},
                                                                 {"extended", MessageKind::case_extended},
                                                                 {"issued", MessageKind::result_ready},
                                                                 {"delivered", MessageKind::result_delivered},
                                                                 {"closed", MessageKind::case_closed},
                                                                 {"terminated", MessageKind::case_terminated},
                                                                 {"transferred", MessageKind::case_transferred}};
  for (const auto& [name, told] : kPlain)
    if (kind == name) return tell_applicants(ctx, happened, told);
  const auto outcome = text_of(happened.data, "outcome");
  if (kind == "pre_reviewed" && outcome == "revise")
    return tell_applicants(ctx, happened, MessageKind::revision_requested);
  if (kind == "decided")
    return tell_applicants(ctx, happened, outcome == "denied" ? MessageKind::case_denied : MessageKind::case_granted);
  if (kind == "assigned" || kind == "handed_over")
    return tell_all(ctx, happened, MessageKind::task_assigned, {number_of(happened.data, "assignee")});
  if (kind == "warned" || kind == "fell_overdue") return tell_of_clock(ctx, happened, kind == "fell_overdue");
  return {};
}

Result<void> on_case(Ctx& ctx, const events::Event& event) {
  const auto document = TRY(parse_json(event.payload));
  if (!document.is_object()) return Error{Code::internal, "messages.bad_event", "an event without a payload"};
  const auto& payload = document.get_object();
  Happened happened;
  happened.event_id = event.event_id;
  happened.at = parse_instant(text_of(payload, "at")).value_or(ctx.now);
  if (const auto* data = payload.if_contains("data"); data && data->is_object()) happened.data = data->get_object();
  happened.facts = TRY(cases::case_facts(ctx, parse_id(text_of(payload, "case_id")).value_or(0)));
  return react(ctx, text_of(payload, "kind"), happened);
}

}  // namespace

// One consumer for each kind that anybody is told of, so that the other events cost nothing.
void subscribe_to_cases(events::Subscriptions& subscriptions) {
  for (const char* kind : {"submitted", "pre_reviewed", "accepted", "correction_sent", "refused", "suspended",
                           "resumed", "extended", "decided", "issued", "delivered", "closed", "terminated",
                           "transferred", "assigned", "handed_over", "warned", "fell_overdue"})
    subscriptions.add(std::string("messages.on_case_") + kind, std::string("cases.") + kind, on_case);
}

}  // namespace tongban::messages
