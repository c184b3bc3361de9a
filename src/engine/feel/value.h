// Value: what a FEEL expression takes and gives. Immutable, 24 bytes; numbers, dates, times and durations lie inside,
// the rest is shared and counted, so that a copy costs little and a value may be read by many threads at once.
// Lists, contexts and functions nest at most kMaxNesting deep and, written out, hold at most kMaxWeight values: making
// a deeper or larger one gives null, so that whatever walks through a value comes to an end.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/feel/number.h"
#include "engine/feel/temporal.h"

namespace tongban::feel {

inline constexpr std::uint32_t kMaxNesting = 256, kMaxWeight = 20'000'000;

enum class Kind : std::uint8_t {
  null,
  boolean,
  number,
  date,
  time,
  date_time,
  years_months,
  days_time,
  // From here on the payload is shared.
  string,
  range,
  list,
  context,
  function,
};

class Value;

struct Shared {
  mutable std::atomic<std::uint32_t> references{1};
  std::uint32_t depth = 1, weight = 1;
  Shared() = default;
  Shared(const Shared&) = delete;
  Shared& operator=(const Shared&) = delete;
  virtual ~Shared() = default;
  void holds(const Value& value);  // adds to depth and weight
};

class Function;  // engine/feel/function.h
struct Range;
class List;
class Context;
struct Entry;

class Value {
 public:
  Value() noexcept = default;
  Value(const Value& other) noexcept : head_(other.head_), bits_(other.bits_) {
    if (head_.kind >= Kind::string) bits_.shared->references.fetch_add(1, std::memory_order_relaxed);
  }
  Value(Value&& other) noexcept : head_(other.head_), bits_(other.bits_) { other.head_.kind = Kind::null; }
  Value& operator=(Value other) noexcept {
    std::swap(head_, other.head_);
    std::swap(bits_, other.bits_);
    return *this;
  }
  ~Value() {
    if (head_.kind >= Kind::string) release();
  }

  static Value boolean(bool value);
  static Value number(const Number& value);
  static Value number(const MaybeNumber& value);  // null for nullopt
  static Value integer(std::int64_t value) { return number(Number(value)); }
  static Value string(std::string text);  // UTF-8
  static Value date(const Date& value);
  static Value time(const Time& value);
  static Value date_time(const DateTime& value);
  static Value years_months(const YearsMonths& value);
  static Value days_time(const DaysTime& value);
  static Value range(Range value);
  static Value list(std::vector<Value> items);
  static Value context(std::vector<Entry> entries);  // names must differ; the order is kept
  static Value function(std::unique_ptr<Function> function);
  static Value shared_function(const Function* function);  // takes over one reference

  Kind kind() const { return head_.kind; }
  bool is(Kind kind) const { return head_.kind == kind; }
  bool is_null() const { return head_.kind == Kind::null; }
  bool is_true() const { return head_.kind == Kind::boolean && bits_.boolean; }
  bool is_false() const { return head_.kind == Kind::boolean && !bits_.boolean; }

  // Each only where kind() says so.
  bool as_boolean() const { return bits_.boolean; }
  const Number& as_number() const { return bits_.number; }
  const Date& as_date() const { return bits_.moment.date; }
  Time as_time() const { return {bits_.moment.clock, zone()}; }
  DateTime as_date_time() const { return {bits_.moment.date, bits_.moment.clock, zone()}; }
  YearsMonths as_years_months() const { return bits_.years_months; }
  DaysTime as_days_time() const { return bits_.days_time; }
  inline const std::string& as_string() const;
  inline bool is_ascii_text() const;
  inline const Range& as_range() const;
  inline const std::vector<Value>& as_list() const;
  inline const Context& as_context() const;
  const Function& as_function() const;

  // How deep lists, contexts, ranges and functions nest in it; 0 for the rest.
  std::uint32_t depth() const { return head_.kind >= Kind::range ? bits_.shared->depth : 0; }
  // How many values it holds when written out; 32 bytes of text count as one.
  std::uint32_t weight() const { return head_.kind >= Kind::string ? bits_.shared->weight : 1; }

 private:
  struct Moment {
    Date date;
    ClockTime clock;
  };
  // The zone of a time lies beside the kind, so that a whole value has 24 bytes.
  struct Head {
    Kind kind = Kind::null;
    Zone::Kind zone_kind = Zone::Kind::none;
    std::uint16_t zone_id = 0;
    std::int32_t zone_offset = 0;
  };
  union Bits {
    Bits() : boolean(false) {}
    bool boolean;
    Number number;
    Moment moment;
    YearsMonths years_months;
    DaysTime days_time;
    const Shared* shared;
  };

  Zone zone() const { return {head_.zone_kind, head_.zone_id, head_.zone_offset}; }
  void release() noexcept {
    if (bits_.shared->references.fetch_sub(1, std::memory_order_acq_rel) == 1) delete bits_.shared;
  }
  static Value shared(Kind kind, const Shared* object);
  static Value shared_if_small(Kind kind, std::unique_ptr<Shared> object);

  Head head_;
  Bits bits_;
};

struct Text final : Shared {
  std::string text;
  bool ascii = false;
};

struct Range {
  // Besides `[1..5]` the tests `(= 5)` and `(!= 5)` are ranges too; their value is `low`.
  enum class Form : std::uint8_t { interval, equal_to, other_than };
  // Unbounded is the side that `(< 5)` does not name; a side given as null is open or closed, and compares with
  // nothing.
  enum class End : std::uint8_t { open, closed, unbounded };
  Value low, high;
  End low_end = End::closed, high_end = End::closed;
  Form form = Form::interval;
};

struct RangeObject final : Shared {
  Range range;
};

class List final : public Shared {
 public:
  std::vector<Value> items;
};

struct Entry {
  std::string name;
  Value value;
};

class Context final : public Shared {
 public:
  explicit Context(std::vector<Entry> entries);
  const std::vector<Entry>& entries() const { return entries_; }
  // nullptr where there is no such entry.
  const Value* find(std::string_view name) const;

 private:
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> sorted_;  // by name, only for many entries
};

const std::string& Value::as_string() const { return static_cast<const Text*>(bits_.shared)->text; }
bool Value::is_ascii_text() const { return static_cast<const Text*>(bits_.shared)->ascii; }
const Range& Value::as_range() const { return static_cast<const RangeObject*>(bits_.shared)->range; }
const std::vector<Value>& Value::as_list() const { return static_cast<const List*>(bits_.shared)->items; }
const Context& Value::as_context() const { return *static_cast<const Context*>(bits_.shared); }

// The FEEL name of the kind: "number", "date and time", ...
std::string_view name_of(Kind kind);

// What string() of FEEL gives; `nested` is how a text looks inside a list: quoted. A null is "null".
std::string text_of(const Value& value, bool nested = false);

// Equality as FEEL's `=`: true, false, or null where the kinds cannot be compared. Ordering: -1, 0, 1, or nullopt.
enum class Truth : std::uint8_t { no, yes, unknown };
Value value_of(Truth truth);  // true, false or null
Truth equal(const Value& a, const Value& b);
std::optional<int> order(const Value& a, const Value& b);
// `is` of FEEL: the same value of the same kind, zones compared too.
bool identical(const Value& a, const Value& b);
// Whether a value lies in a range; unknown where it cannot be compared.
Truth contains(const Range& range, const Value& value);

}  // namespace tongban::feel
