#include "modules/cases/workbench.h"

#include <algorithm>

#include "base/masking.h"
#include "base/text.h"
#include "modules/cases/people.h"
#include "modules/cases/store_workbench.h"
#include "modules/catalog/catalog.h"
#include "modules/identity/identity.h"
#include "platform/crypto/keyring.h"

namespace tongban::cases {
namespace {

constexpr int kSimilarCases = 5;

Role role_of(Party party) {
  switch (party) {
    case Party::window_clerk:
      return Role::window_clerk;
    case Party::approver:
      return Role::approver;
    case Party::department_head:
      return Role::department_head;
    default:
      return Role::reviewer;
  }
}

Result<WorklistFilter> checked(WorklistFilter filter) {
  const auto bad = [](const char* pointer, const char* detail) {
    return Error{Code::invalid, "input.invalid", "提交的内容有误，请按提示修改", {{pointer, "field.range", detail}}};
  };
  if (filter.items.size() > kMostListedItems) return bad("/filter/items", "最多20个事项");
  if (filter.statuses.size() > all_of<Status>().size()) return bad("/filter/statuses", "状态重复");
  if (filter.due_within && (*filter.due_within < 0 || *filter.due_within > kMostDueWithin))
    return bad("/filter/due_within", "应为0至250");
  return filter;
}

FilterView filter_view(const store::FilterRow& row) {
  FilterView view{Id{row.filter_id}, row.name, {}};
  // A filter that a later version wrote and this one cannot read is an empty one.
  if (auto filter = from_json_text<WorklistFilter>(row.filter)) view.filter = std::move(filter).value();
  return view;
}

void replace_all(std::string& text, const std::string& what, const std::string& with) {
  if (what.empty() || what == with) return;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

// Numbers of eleven digits and more are phones, identity cards or accounts; what belongs to laws is shorter.
void mask_long_numbers(std::string& text) {
  constexpr std::size_t kShortest = 11, kShown = 3;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    if (end - begin >= kShortest)
      for (std::size_t i = begin + kShown; i < end; ++i) text[i] = '*';
    begin = std::max(end, begin + 1);
  }
}

}  // namespace

Result<FilterList> worklist_filters(Ctx& ctx, const NoInput&) {
  FilterList list;
  for (const auto& row : store::filters_of(ctx.tx, ctx.actor.account_id)) list.filters.push_back(filter_view(row));
  return list;
}

Result<FilterView> save_worklist_filter(Ctx& ctx, const SaveFilterIn& in) {
  store::FilterRow row{ctx.new_id(), ctx.actor.account_id, std::string(trim(in.name)), {}};
  TRY(require_texts({{"/name", row.name}}));
  row.filter = to_json(TRY(checked(in.filter)));
  const auto kept = store::filters_of(ctx.tx, ctx.actor.account_id);
  const bool replaces =
      std::any_of(kept.begin(), kept.end(), [&](const auto& other) { return other.name == row.name; });
  if (!replaces && kept.size() >= kMostFilters)
    return conflict("cases.too_many_filters", "最多保存30个筛选，请先删除不用的");
  row.filter_id = store::save_filter(ctx.tx, row, ctx.now);
  ctx.audit = {"worklist_filter", row.filter_id, ""};
  return filter_view(row);
}

Result<FilterList> delete_worklist_filter(Ctx& ctx, const FilterRef& in) {
  ctx.audit = {"worklist_filter", in.filter_id.value, ""};
  if (!store::delete_filter(ctx.tx, ctx.actor.account_id, in.filter_id.value))
    return not_found("cases.no_such_filter", "没有这个筛选");
  return worklist_filters(ctx, {});
}

std::vector<StaffChoice> staff_choices(Ctx& ctx, std::int64_t department_id, std::initializer_list<Party> parties) {
  std::vector<StaffChoice> choices;
  const auto absent = identity::absent_today(ctx, department_id);
  for (const auto party : parties)
    for (const auto& member : identity::staff_with_role(ctx, role_of(party), department_id)) {
      StaffChoice choice{Id{member.account_id}, member.name, party, "", ""};
      for (const auto& absence : absent)
        if (absence.account_id == member.account_id)
          choice.away_until = absence.until_date, choice.deputy_name = absence.deputy_name;
      choices.push_back(std::move(choice));
    }
  return choices;
}

Result<Colleagues> colleagues(Ctx& ctx, const DepartmentIn& in) {
  const auto department = TRY(catalog::department(ctx, in.department_id.value));
  if (!ctx.actor.may_any({Role::window_clerk, Role::reviewer, Role::approver, Role::department_head, Role::supervisor},
                         department.department_id, department.region_code))
    return not_found("catalog.no_such_department", "没有这个部门");
  return Colleagues{staff_choices(ctx, department.department_id,
                                  {Party::window_clerk, Party::reviewer, Party::approver, Party::department_head})};
}

std::string without_persons(Ctx& ctx, std::int64_t case_id, std::string text) {
  const auto row = store::find_case(ctx.tx, case_id);
  const auto record = row ? open_applicant(ctx, *row) : Result<ApplicantRecord>(case_not_found());
  if (!record) return {};
  const auto& r = record.value();
  for (const auto* name : {&r.name, &r.contact_name, &r.legal_representative, &r.agent_name})
    replace_all(text, *name, mask_name(*name));
  for (const auto* place : {&r.address, &r.delivery_address}) replace_all(text, *place, mask_address(*place));
  for (const auto* number : {&r.document_number, &r.agent_document_number, &r.phone, &r.contact_phone, &r.agent_phone})
    replace_all(text, *number, mask_number(*number));
  mask_long_numbers(text);
  return text;
}

Result<SimilarCases> similar_cases(Ctx& ctx, const CaseIn& in) {
  const auto row = store::find_case(ctx.tx, in.case_id.value);
  // Who only watches does not read how colleagues reason; what is a draft is nobody else's.
  if (!row || ctx.actor.kind != ActorKind::staff || parties_of(ctx.actor, *row).empty()) return case_not_found();
  SimilarCases similar;
  for (const auto& outcome :
       store::last_outcomes(ctx.tx, row->item_id, row->department_id, row->case_id, kSimilarCases)) {
    SimilarCase entry;
    entry.case_id = Id{outcome.case_id};
    entry.case_number = outcome.case_number;
    entry.outcome = outcome.outcome;
    entry.decided_at = outcome.decided_at;
    entry.days_used = outcome.days_used;
    const auto decision = store::decision_event(ctx.tx, outcome.case_id);
    if (decision && !decision->note_sealed.empty())
      entry.grounds =
          without_persons(ctx, outcome.case_id,
                          TRY(ctx.services.keyring.open("case_events.note_sealed/" + id_text(decision->event.event_id),
                                                        decision->note_sealed)));
    similar.cases.push_back(std::move(entry));
  }
  return similar;
}

}  // namespace tongban::cases
