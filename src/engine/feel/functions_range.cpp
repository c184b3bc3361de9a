// Relations between points and ranges (DMN 1.5, 10.3.4.6, table 76), and range().
#include "engine/feel/builtins.h"
#include "engine/feel/feel.h"
#include "engine/feel/ranges.h"

namespace tongban::feel {
namespace {

using Arguments = std::span<const Value>;

Value refuse(Machine& machine) { return machine.warn("feel.bad_argument", "comparable points or ranges are needed"); }

// A point counts as the closed range from itself to itself: then most relations of points are those of ranges.
struct Extent {
  Value start, end;
  bool with_start = true, with_end = true, point = true;
};

Extent extent_of(const Value& value) {
  if (!value.is(Kind::range)) return {value, value};
  const auto& range = value.as_range();
  if (range.form == Range::Form::equal_to) return {range.low, range.low, true, true, false};
  return {range.low, range.high, range.low_end == Range::End::closed, range.high_end == Range::End::closed, false};
}

// One comparison that cannot be made makes the whole relation null.
struct Compare {
  bool known = true;
  int operator()(const Value& a, const Value& b) {
    const auto compared = order(a, b);
    if (!compared) known = false;
    return compared.value_or(0);
  }
};

bool before(Compare& c, const Extent& a, const Extent& b) {
  const int gap = c(a.end, b.start);
  return gap < 0 || (gap == 0 && (!a.with_end || !b.with_start));
}
bool meets(Compare& c, const Extent& a, const Extent& b) {
  return a.with_end && b.with_start && c(a.end, b.start) == 0;
}
bool overlaps(Compare& c, const Extent& a, const Extent& b) {
  const int left = c(a.end, b.start), right = c(a.start, b.end);
  return (left > 0 || (left == 0 && a.with_end && b.with_start)) &&
         (right < 0 || (right == 0 && a.with_start && b.with_end));
}
bool overlaps_before(Compare& c, const Extent& a, const Extent& b) {
  const int starts = c(a.start, b.start), inner = c(a.end, b.start), ends = c(a.end, b.end);
  return (starts < 0 || (starts == 0 && a.with_start && !b.with_start)) &&
         (inner > 0 || (inner == 0 && a.with_end && b.with_start)) &&
         (ends < 0 || (ends == 0 && (!a.with_end || b.with_end)));
}
bool overlaps_after(Compare& c, const Extent& a, const Extent& b) {
  const int starts = c(a.start, b.start), inner = c(a.start, b.end), ends = c(a.end, b.end);
  return (starts > 0 || (starts == 0 && b.with_start && !a.with_start)) &&
         (inner < 0 || (inner == 0 && a.with_start && b.with_end)) &&
         (ends > 0 || (ends == 0 && (a.with_end || !b.with_end)));
}
bool finishes(Compare& c, const Extent& a, const Extent& b) {
  if (a.point) return b.with_end && c(b.end, a.end) == 0;
  const int starts = c(a.start, b.start);
  return a.with_end == b.with_end && c(a.end, b.end) == 0 &&
         (starts > 0 || (starts == 0 && (!a.with_start || b.with_start)));
}
bool includes(Compare& c, const Extent& a, const Extent& b) {
  const int starts = c(a.start, b.start), ends = c(a.end, b.end);
  return (starts < 0 || (starts == 0 && (a.with_start || !b.with_start))) &&
         (ends > 0 || (ends == 0 && (a.with_end || !b.with_end)));
}
bool starts(Compare& c, const Extent& a, const Extent& b) {
  if (a.point) return b.with_start && c(b.start, a.start) == 0;
  const int ends = c(a.end, b.end);
  return a.with_start == b.with_start && c(a.start, b.start) == 0 &&
         (ends < 0 || (ends == 0 && (!a.with_end || b.with_end)));
}
bool coincides(Compare& c, const Extent& a, const Extent& b) {
  return a.with_start == b.with_start && a.with_end == b.with_end && c(a.start, b.start) == 0 && c(a.end, b.end) == 0;
}

enum Shapes : unsigned { kPoints = 1, kPointRange = 2, kRangePoint = 4, kRanges = 8 };

unsigned shape_of(const Value& a, const Value& b) {
  if (a.is(Kind::range)) return b.is(Kind::range) ? kRanges : kRangePoint;
  return b.is(Kind::range) ? kPointRange : kPoints;
}

template <bool (*relation)(Compare&, const Extent&, const Extent&), unsigned shapes, bool swapped = false>
Value relate(Machine& machine, Arguments arguments) {
  const Value &a = single(arguments[0]), &b = single(arguments[1]);
  if (a.is_null() || b.is_null() || (shape_of(a, b) & shapes) == 0) return refuse(machine);
  Compare compare;
  const bool holds =
      swapped ? relation(compare, extent_of(b), extent_of(a)) : relation(compare, extent_of(a), extent_of(b));
  return compare.known ? Value::boolean(holds) : refuse(machine);
}

std::vector<Signature> signatures(BuiltinCall call, unsigned shapes) {
  std::vector<Signature> out;
  if ((shapes & kPoints) != 0) out.push_back({{"point1", "point2"}, 2, call});
  if ((shapes & kPointRange) != 0) out.push_back({{"point", "range"}, 2, call});
  if ((shapes & kRangePoint) != 0) out.push_back({{"range", "point"}, 2, call});
  if ((shapes & kRanges) != 0) out.push_back({{"range1", "range2"}, 2, call});
  return out;
}

Value range_from_text(Machine& machine, Arguments arguments) {
  const Value& text = single(arguments[0]);
  if (!text.is(Kind::string)) return refuse(machine);
  auto range = range_of_text(text.as_string());
  return range.is_null() ? machine.warn("feel.bad_argument", "the text is no range of literals") : range;
}

constexpr unsigned kAll = kPoints | kPointRange | kRangePoint | kRanges;

}  // namespace

std::span<const Builtin> range_functions() {
  static const Builtin kTable[] = {
      {"before", signatures(relate<before, kAll>, kAll)},
      {"after", signatures(relate<before, kAll, true>, kAll)},
      {"meets", signatures(relate<meets, kRanges>, kRanges)},
      {"met by", signatures(relate<meets, kRanges, true>, kRanges)},
      {"overlaps", signatures(relate<overlaps, kRanges>, kRanges)},
      {"overlaps before", signatures(relate<overlaps_before, kRanges>, kRanges)},
      {"overlaps after", signatures(relate<overlaps_after, kRanges>, kRanges)},
      {"finishes", signatures(relate<finishes, kPointRange | kRanges>, kPointRange | kRanges)},
      {"finished by", signatures(relate<finishes, kRangePoint | kRanges, true>, kRangePoint | kRanges)},
      {"includes", signatures(relate<includes, kRangePoint | kRanges>, kRangePoint | kRanges)},
      {"during", signatures(relate<includes, kPointRange | kRanges, true>, kPointRange | kRanges)},
      {"starts", signatures(relate<starts, kPointRange | kRanges>, kPointRange | kRanges)},
      {"started by", signatures(relate<starts, kRangePoint | kRanges, true>, kRangePoint | kRanges)},
      {"coincides", signatures(relate<coincides, kPoints | kRanges>, kPoints | kRanges)},
      {"range", {{{"from"}, 1, range_from_text}}},
  };
  return kTable;
}

}  // namespace tongban::feel
