// What waits for an applicant, put together from the open cases, drafts and results of the person. Nothing is kept for
// it: a list that is computed cannot disagree with the cases.
#include <algorithm>
#include <boost/json/array.hpp>
#include <map>

#include "modules/cases/cases.h"
#include "modules/cases/store_own.h"
#include "modules/cases/summary.h"

namespace tongban::cases {
namespace {

constexpr int kDraftsShown = 5;
constexpr int kRenewDays = 60;  // 行政许可法第50条 asks for 30 days before the end; people need time to prepare
constexpr int kRenewWarning = 30;
constexpr int kEndedDays = 30;  // what ended longer ago reminds nobody

std::string text_of(const json::object& data, const char* key) {
  const auto* value = data.if_contains(key);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

// What the events of one open case still ask for.
struct Asked {
  std::string reply_due_at;                        // YYYY-MM-DD
  std::map<std::string, std::string> supplements;  // material_key → YYYY-MM-DD
};

std::map<std::int64_t, Asked> asked_of(const std::vector<store::OwnEvent>& events) {
  std::map<std::int64_t, Asked> all;
  for (const auto& event : events) {
    auto& asked = all[event.case_id];
    if (event.kind == EventKind::pre_reviewed || event.kind == EventKind::correction_sent)
      asked.reply_due_at = text_of(event.data, "reply_due_at");
    if (event.kind == EventKind::supplemented) asked.supplements.erase(text_of(event.data, "material_key"));
    const auto* list = event.kind == EventKind::accepted ? event.data.if_contains("supplements") : nullptr;
    if (!list || !list->is_array()) continue;
    for (const auto& entry : list->get_array())
      if (entry.is_object())
        asked.supplements[text_of(entry.get_object(), "material_key")] = text_of(entry.get_object(), "due_at");
  }
  return all;
}

OwnMatter matter_of(const store::CaseRow& row, OwnMatterKind kind) {
  OwnMatter matter;
  matter.kind = kind;
  matter.case_id = row.case_id;
  matter.item_id = row.item_id;
  matter.case_number = row.case_number.value_or("");
  matter.item_name = row.item_name;
  matter.department_name = row.department_name;
  matter.limit_state = enum_text(LimitState::normal);
  return matter;
}

void set_due(const Ctx& ctx, OwnMatter& matter, const std::string& day) {
  const auto date = Date::parse(day);
  if (!date) return;
  matter.due_at = end_of_day(*date);
  const auto urgency = urgency_of(ctx, *matter.due_at);
  matter.remaining_days = urgency.remaining_days;
  matter.limit_state = enum_text(urgency.state);
}

std::string material_name(const catalog::FrozenItem& item, const std::string& material_key) {
  for (const auto& material : item.content.materials)
    if (material.material_key == material_key) return material.material_name;
  return material_key;
}

OwnCase running_case(const Ctx& ctx, const store::CaseRow& row) {
  OwnCase out;
  out.case_id = row.case_id;
  out.case_number = row.case_number.value_or("");
  out.item_name = row.item_name;
  out.department_name = row.department_name;
  out.region_name = row.region_name;
  out.status = enum_text(row.status);
  out.limit_state = enum_text(LimitState::normal);
  // While a special procedure runs, the days do not count.
  if (row.status == Status::suspended) return out;
  auto due = row.promised_due_at ? row.promised_due_at : row.legal_due_at ? row.legal_due_at : row.step_due_at;
  if (!due && row.urgency_at < kNoUrgency) due = row.urgency_at;  // before acceptance: its five days
  if (!due) return out;
  out.due_at = due;
  const auto urgency = urgency_of(ctx, *due);
  out.remaining_days = urgency.remaining_days;
  out.limit_state = enum_text(urgency.state);
  return out;
}

Result<void> add_open(Ctx& ctx, OwnOverview& out) {
  auto rows = store::open_of_person(ctx.tx, ctx.actor.account_id);
  out.more = rows.size() > store::kMostOpenShown;
  if (out.more) rows.resize(store::kMostOpenShown);
  if (rows.empty()) return {};
  auto asked = asked_of(store::asked_of_person(ctx.tx, ctx.actor.account_id));
  for (const auto& row : rows) {
    const auto& of_case = asked[row.case_id];
    for (const auto& [key, day] : of_case.supplements) {
      auto matter = matter_of(row, OwnMatterKind::supplement);
      matter.detail = material_name(*TRY(catalog::frozen_item(ctx, row.item_version_id)), key);
      set_due(ctx, matter, day);
      out.matters.push_back(std::move(matter));
    }
    if (row.waiting_for == WaitingFor::applicant) {
      auto matter = matter_of(row, OwnMatterKind::correct);
      set_due(ctx, matter, of_case.reply_due_at);
      out.matters.push_back(std::move(matter));
    } else if (row.status == Status::issued || row.status == Status::denied) {
      out.matters.push_back(matter_of(row, OwnMatterKind::fetch));
    } else {
      out.running.push_back(running_case(ctx, row));
    }
  }
  return {};
}

void add_drafts(Ctx& ctx, OwnOverview& out) {
  for (const auto& row : store::drafts_of_author(ctx.tx, ctx.actor.account_id, kDraftsShown))
    out.matters.push_back(matter_of(row, OwnMatterKind::draft));
}

void add_endings(Ctx& ctx, OwnOverview& out) {
  const Date today = local_date(ctx.now);
  for (const auto& row :
       store::results_ending(ctx.tx, ctx.actor.account_id, (today - kEndedDays).text(), (today + kRenewDays).text())) {
    const auto end = Date::parse(row.valid_to);
    if (!end) continue;
    OwnMatter matter;
    matter.kind = OwnMatterKind::renew;
    matter.case_id = row.case_id, matter.item_id = row.item_id;
    matter.case_number = row.case_number, matter.item_name = row.item_name;
    matter.department_name = row.department_name;
    matter.detail = row.result_name + (row.result_number.empty() ? "" : " " + row.result_number);
    matter.due_at = end_of_day(*end);
    matter.remaining_days = *end - today;
    matter.limit_state = enum_text(*end < today                    ? LimitState::overdue
                                   : *end - today <= kRenewWarning ? LimitState::warning
                                                                   : LimitState::normal);
    out.matters.push_back(std::move(matter));
  }
}

}  // namespace

Result<OwnOverview> own_overview(Ctx& ctx) {
  OwnOverview out;
  TRY(add_open(ctx, out));
  add_drafts(ctx, out);
  add_endings(ctx, out);
  std::stable_sort(out.matters.begin(), out.matters.end(), [](const OwnMatter& a, const OwnMatter& b) {
    if (a.due_at.has_value() != b.due_at.has_value()) return a.due_at.has_value();
    return a.due_at && *a.due_at < *b.due_at;
  });
  return out;
}

}  // namespace tongban::cases
