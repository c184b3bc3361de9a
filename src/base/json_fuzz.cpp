// Documents of anybody: what parses obeys the limits and reads back equal; what fills a struct does so again after it
// was written.
#include <boost/describe.hpp>

#include "base/described.h"
#include "base/fuzz_target.h"
#include "base/text.h"

namespace tongban {
namespace {

enum class Kind { first, second };
BOOST_DESCRIBE_ENUM(Kind, first, second)

struct Part {
  Str<8> name;
  Kind kind = Kind::first;
  std::optional<bool> flag;
};
BOOST_DESCRIBE_STRUCT(Part, (), (name, kind, flag))

struct Whole {
  static constexpr bool kDefaults = true;
  std::string text;
  std::int64_t wide = 0;
  int narrow = 0;
  double real = 0;
  bool flag = false;
  Id id{1};
  Date day;
  Instant at;
  std::vector<Part> parts;
  std::optional<Part> part;
  json::value free;
};
BOOST_DESCRIBE_STRUCT(Whole, (), (text, wide, narrow, real, flag, id, day, at, parts, part, free))

constexpr int kDepth = 32;

int depth_of(const json::value& value) {
  int deepest = 0;
  if (const auto* array = value.if_array())
    for (const auto& element : *array) deepest = std::max(deepest, depth_of(element));
  if (const auto* object = value.if_object())
    for (const auto& member : *object) deepest = std::max(deepest, depth_of(member.value()));
  return value.is_structured() ? deepest + 1 : 0;
}

// One document has one canonical text, however it was spelled.
void check_tree(std::string_view input, const json::value& value) {
  PROMISE(is_valid_utf8(input));
  PROMISE(depth_of(value) <= kDepth);
  const auto text = to_json_text(value);
  PROMISE(is_valid_utf8(text));
  const auto again = parse_json(text);
  PROMISE(again.ok());
  PROMISE(to_json_text(*again) == text);
  const auto canonical = canonical_json(value);
  PROMISE(canonical_json(*again) == canonical);
  const auto sorted = parse_json(canonical);
  PROMISE(sorted.ok() && to_json_text(*sorted) == canonical);
}

void check_struct(const json::value& value) {
  const auto read = from_json<Whole>(value);
  if (!read) {
    PROMISE(!read.error().fields.empty());
    PROMISE(read.error().fields.size() <= kMaxInputErrors);
    for (const auto& field : read.error().fields) PROMISE(is_valid_utf8(field.pointer));
    return;
  }
  PROMISE(read->day.in_range());
  PROMISE(read->id.value > 0);
  for (const auto& part : read->parts) PROMISE(count_code_points(part.name) <= 8);
  const auto text = to_json(*read);
  const auto again = from_json_text<Whole>(text);
  PROMISE(again.ok());
  PROMISE(to_json(*again) == text);
}

}  // namespace

FUZZ_TARGET(json) {
  const auto value = parse_json(input, kDepth);
  if (!value) {
    PROMISE(value.error().code == Code::invalid && value.error().key.starts_with("json."));
    return;
  }
  check_tree(input, *value);
  check_struct(*value);
}

}  // namespace tongban
