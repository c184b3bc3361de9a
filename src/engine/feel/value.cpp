#include "engine/feel/value.h"

#include <algorithm>

#include "engine/feel/function.h"

namespace tongban::feel {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

Value Value::shared(Kind kind, const Shared* object) {
  Value value;
  value.head_.kind = kind;
  value.bits_.shared = object;
  return value;
}

Value Value::boolean(bool of) {
  Value value;
  value.head_.kind = Kind::boolean;
  value.bits_.boolean = of;
  return value;
}

Value Value::number(const Number& of) {
  Value value;
  value.head_.kind = Kind::number;
  value.bits_.number = of;
  return value;
}

Value Value::number(const MaybeNumber& of) { return of ? number(*of) : Value(); }

Value Value::string(std::string text) {
  auto object = std::make_unique<Text>();
  object->ascii = is_ascii(text);
  object->weight = 1 + static_cast<std::uint32_t>(std::min<std::size_t>(text.size() / 32, kMaxWeight));
  object->text = std::move(text);
  return shared(Kind::string, object.release());
}

Value Value::date(const Date& of) {
  Value value;
  value.head_.kind = Kind::date;
  value.bits_.moment = {of, {}};
  return value;
}

Value Value::time(const Time& of) {
  Value value;
  value.head_ = {Kind::time, of.zone.kind, of.zone.id, of.zone.offset};
  value.bits_.moment = {{}, of.clock};
  return value;
}

Value Value::date_time(const DateTime& of) {
  Value value;
  value.head_ = {Kind::date_time, of.zone.kind, of.zone.id, of.zone.offset};
  value.bits_.moment = {of.date, of.clock};
  return value;
}

Value Value::years_months(const YearsMonths& of) {
  Value value;
  value.head_.kind = Kind::years_months;
  value.bits_.years_months = of;
  return value;
}

Value Value::days_time(const DaysTime& of) {
  Value value;
  value.head_.kind = Kind::days_time;
  value.bits_.days_time = of;
  return value;
}

void Shared::holds(const Value& value) {
  depth = std::max(depth, value.depth() + 1);
  weight = std::min(weight + value.weight(), kMaxWeight + 1);
}

Value Value::shared_if_small(Kind kind, std::unique_ptr<Shared> object) {
  if (object->depth > kMaxNesting || object->weight > kMaxWeight) return {};
  return shared(kind, object.release());
}

Value Value::range(Range of) {
  auto object = std::make_unique<RangeObject>();
  object->holds(of.low);
  object->holds(of.high);
  object->range = std::move(of);
  return shared_if_small(Kind::range, std::move(object));
}

Value Value::list(std::vector<Value> items) {
  auto object = std::make_unique<List>();
  for (const auto& item : items) object->holds(item);
  object->items = std::move(items);
  return shared_if_small(Kind::list, std::move(object));
}

Value Value::context(std::vector<Entry> entries) {
  auto object = std::make_unique<Context>(std::move(entries));
  for (const auto& entry : object->entries()) object->holds(entry.value);
  return shared_if_small(Kind::context, std::move(object));
}

Value Value::function(std::unique_ptr<Function> of) { return shared_if_small(Kind::function, std::move(of)); }

Value Value::shared_function(const Function* of) { return shared(Kind::function, of); }

const Function& Value::as_function() const { return *static_cast<const Function*>(bits_.shared); }

Context::Context(std::vector<Entry> entries) : entries_(std::move(entries)) {
  constexpr std::size_t kFewEntries = 12;
  if (entries_.size() <= kFewEntries) return;
  sorted_.resize(entries_.size());
  for (std::uint32_t at = 0; at < sorted_.size(); ++at) sorted_[at] = at;
  std::sort(sorted_.begin(), sorted_.end(),
            [this](std::uint32_t a, std::uint32_t b) { return entries_[a].name < entries_[b].name; });
}

const Value* Context::find(std::string_view name) const {
  if (sorted_.empty()) {
    for (const auto& entry : entries_)
      if (entry.name == name) return &entry.value;
    return nullptr;
  }
  const auto at =
      std::lower_bound(sorted_.begin(), sorted_.end(), name,
                       [this](std::uint32_t index, std::string_view n) { return entries_[index].name < n; });
  return at != sorted_.end() && entries_[*at].name == name ? &entries_[*at].value : nullptr;
}

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::null:
      return "Null";
    case Kind::boolean:
      return "boolean";
    case Kind::number:
      return "number";
    case Kind::date:
      return "date";
    case Kind::time:
      return "time";
    case Kind::date_time:
      return "date and time";
    case Kind::years_months:
      return "years and months duration";
    case Kind::days_time:
      return "days and time duration";
    case Kind::string:
      return "string";
    case Kind::range:
      return "range";
    case Kind::list:
      return "list";
    case Kind::context:
      return "context";
    case Kind::function:
      return "function";
  }
  return "Null";
}

}  // namespace tongban::feel
