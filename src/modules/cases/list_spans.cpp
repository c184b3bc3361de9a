#include "modules/cases/list_spans.h"

#include <algorithm>
#include <optional>

#include "base/region_code.h"

namespace tongban::cases {
namespace {

using store::Span;

// What an open case can wait for, and how a case can have ended.
constexpr WaitingFor kStages[] = {WaitingFor::applicant, WaitingFor::window_clerk, WaitingFor::reviewer,
                                  WaitingFor::approver};
constexpr Status kEnds[] = {Status::delivered, Status::archived,   Status::not_accepted, Status::closed,
                            Status::withdrawn, Status::terminated, Status::transferred};

std::optional<WaitingFor> stage_of(Role role) {
  switch (role) {
    case Role::window_clerk:
      return WaitingFor::window_clerk;
    case Role::reviewer:
      return WaitingFor::reviewer;
    case Role::approver:
      return WaitingFor::approver;
    default:
      return std::nullopt;
  }
}
bool sees_cases(Role role) { return stage_of(role) || role == Role::department_head || role == Role::supervisor; }

// A post as the lists take it: one department, or (0) a region; `stage` only where the list is of what waits for it.
struct Slot {
  std::int64_t department_id = 0;
  std::optional<RegionCode> region;  // of a department: where it is, if that is known
  std::optional<WaitingFor> stage;
};

bool contains(const Slot& whole, const Slot& part) {
  if (whole.stage != part.stage) return false;
  if (whole.department_id != 0) return whole.department_id == part.department_id;
  return part.region && whole.region->contains(*part.region);
}

// Heads and supervisors see, but nothing waits for them.
std::vector<Slot> slots_of(const Actor& actor, bool by_stage) {
  std::vector<Slot> slots;
  for (const auto& post : actor.posts) {
    const auto stage = by_stage ? stage_of(post.role) : std::nullopt;
    if (!sees_cases(post.role) || (by_stage && !stage)) continue;
    Slot slot{post.department_id, std::nullopt, stage};
    if (auto region = RegionCode::parse(post.region_code)) slot.region = std::move(region).value();
    if (slot.department_id == 0 && !slot.region) continue;
    if (std::any_of(slots.begin(), slots.end(), [&](const Slot& other) { return contains(other, slot); })) continue;
    std::erase_if(slots, [&](const Slot& other) { return contains(slot, other); });
    slots.push_back(slot);
  }
  return slots;
}

// The place of a stretch: the narrowest index that holds all of it, and what must be asked of each case besides.
std::optional<Span> place_of(const Slot& slot, const WorklistIn& in, const std::optional<RegionCode>& asked,
                             const std::optional<Id>& item) {
  Span span;
  auto region = slot.department_id == 0 ? slot.region : std::nullopt;
  if (asked && region && !region->contains(*asked) && !asked->contains(*region)) return std::nullopt;
  if (asked && (!region || region->contains(*asked))) region = asked;
  const auto wanted = in.department_id ? in.department_id->value : slot.department_id;
  if (slot.department_id != 0 && wanted != slot.department_id) return std::nullopt;
  if (region) {
    const auto range = region->subtree();
    span.region_from = range.from, span.region_to = range.to;
  }
  if (item) {
    span.place = Span::Place::item;
    span.id = item->value;
    span.department_id = wanted;
  } else if (wanted != 0) {
    span.place = Span::Place::department;
    span.id = wanted;
  } else if (region->level() == RegionLevel::province) {
    span.place = Span::Place::everywhere;  // which is asked of the county, because the index has it
    span.region_from.resize(6), span.region_to.resize(6);
  } else {
    const bool city = region->level() == RegionLevel::city;
    span.place = city ? Span::Place::city : Span::Place::county;
    span.area = region->text().substr(0, city ? 4 : 6);
    if (region->level() <= RegionLevel::county) span.region_from.clear(), span.region_to.clear();
  }
  return span;
}

// The items that are asked for, each once; one without a value where none is.
std::vector<std::optional<Id>> items_of(const WorklistIn& in) {
  std::vector<std::optional<Id>> items;
  for (const auto item : asked_items(in)) items.emplace_back(Id{item});
  if (items.empty()) items.emplace_back();
  return items;
}

bool wanted(const WorklistIn& in, Status status) {
  const auto statuses = asked_statuses(in);
  return statuses.empty() || std::find(statuses.begin(), statuses.end(), status) != statuses.end();
}

void add_stages(std::vector<Span>& spans, Span span, const Slot& slot, const WorklistIn& in) {
  span.ended = in.scope == WorklistScope::finished;
  const auto add = [&](std::string_view stage) {
    span.stage = stage;
    spans.push_back(span);
  };
  if (span.ended) {
    for (const auto end : kEnds)
      if (wanted(in, end)) add(enum_text(end));
    return;
  }
  for (const auto stage : kStages)
    if ((!slot.stage || *slot.stage == stage) && (!in.role || *in.role == stage)) add(enum_text(stage));
}

}  // namespace

std::vector<std::int64_t> asked_items(const WorklistIn& in) {
  std::vector<std::int64_t> items;
  if (in.item_id) items.push_back(in.item_id->value);
  for (const auto& item : in.item_ids) items.push_back(item.value);
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
  return items;
}

std::vector<Status> asked_statuses(const WorklistIn& in) {
  auto statuses = in.statuses;
  if (in.status) statuses.push_back(*in.status);
  return statuses;
}

Result<std::vector<store::Span>> spans_of(const Actor& actor, const WorklistIn& in) {
  std::optional<RegionCode> asked;
  if (in.region_code) asked = TRY(RegionCode::parse(*in.region_code));
  std::vector<Span> spans;
  for (const auto& slot : slots_of(actor, in.scope == WorklistScope::waiting))
    for (const auto& item : items_of(in))
      if (auto span = place_of(slot, in, asked, item)) add_stages(spans, *std::move(span), slot, in);
  return spans;
}

bool covers(const Span& span, const store::CaseRow& row) {
  const auto stage = row.is_open ? enum_text(row.waiting_for) : enum_text(row.status);
  if (span.stage != stage) return false;
  if (span.department_id != 0 && span.department_id != row.department_id) return false;
  if (!span.region_to.empty() && (row.region_code < span.region_from || row.region_code >= span.region_to))
    return false;
  switch (span.place) {
    case Span::Place::department:
      return span.id == row.department_id;
    case Span::Place::item:
      return span.id == row.item_id;
    case Span::Place::county:
    case Span::Place::city:
      return row.county_code.starts_with(span.area);
    case Span::Place::everywhere:
      return true;
  }
  return false;
}

}  // namespace tongban::cases
