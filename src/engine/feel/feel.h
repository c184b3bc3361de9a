// The face of engine/feel, the Friendly Enough Expression Language of DMN 1.5 (chapter 10): an expression is parsed
// once, against the names in scope, and evaluated many times, by many threads at once. Whatever goes wrong while
// evaluating makes null and a warning, as the standard says; an Error means only that the text is no FEEL or that a
// limit was reached. Knows nothing of cases, files, clocks or databases.
#pragma once

#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "engine/feel/value.h"

namespace tongban::feel {

struct Limits {
  std::int64_t steps = 5'000'000;          // nodes evaluated, items visited
  std::int64_t memory = 64 * 1024 * 1024;  // bytes made for texts, lists and contexts, freed or not
  std::size_t stack = 1024 * 1024;         // bytes of the thread's stack: bounds recursion
  std::size_t warnings = 50;               // further ones are dropped
};

// Where in the expression, counted from 1 in code points.
struct Position {
  int line = 1, column = 1;
};

struct Warning {
  Position position;
  std::string key;     // stable: `feel.unknown_name`, `feel.wrong_type`, `feel.bad_argument`, ...
  std::string detail;  // one plain sentence
};

// What an evaluation gets besides its variables.
struct Environment {
  Limits limits;
  DateTime now;  // of now() and today(); with a zone
};
// now() from the system clock, at this offset from UTC in seconds.
Environment environment_now(std::int32_t offset = 0);

struct Evaluation {
  Value value;
  std::vector<Warning> warnings;
};

// The names an expression may use. Names with spaces and symbols (`loan amount`, `a-b`) are found only when listed
// here.
class Scope {
 public:
  // A variable: gets the next slot, its index in evaluate(span). Adding a name again changes nothing.
  Scope& variable(std::string_view name);
  // A name that may follow a dot or stand in a filter: a component of a type or of a context.
  Scope& member(std::string_view name);
  // All names in the contexts inside this value as members.
  Scope& members_of(const Value& value);
  // One variable for each entry of the context, and all names inside.
  static Scope of(const Value& context);

  const std::vector<std::string>& variables() const { return variables_; }
  const std::set<std::string, std::less<>>& members() const { return members_; }

 private:
  std::vector<std::string> variables_;
  std::set<std::string, std::less<>> members_;
};

class Node;
struct Compiled;
class Types;  // engine/feel/type.h: the named types that `instance of` and signatures may use

class Expression {
 public:
  // Errors (Code::invalid, detail with line and column): `feel.syntax`, `feel.too_long`, `feel.too_deep`.
  static Result<Expression> parse(std::string_view text, const Scope& scope, const Types* types = nullptr);
  // Unary tests as in a cell of a decision table (`< 5, [10..20]`, `not("a")`, `-`); the value under test is `?`, which
  // must be among the scope's variables. Evaluates to true, false or null.
  static Result<Expression> parse_unary_tests(std::string_view text, const Scope& scope, const Types* types = nullptr);

  // The values of the scope's variables in the order of their slots; missing ones are null.
  // Errors (Code::unprocessable): `feel.too_many_steps`, `feel.too_deep`, `feel.too_much_memory`.
  Result<Evaluation> evaluate(std::span<const Value> variables, const Environment& environment) const;
  // The variables by name from a context; entries the expression does not use cost nothing.
  Result<Evaluation> evaluate(const Value& context, const Environment& environment) const;

  // The variables the expression reads, by name.
  std::vector<std::string> used_variables() const;

 private:
  explicit Expression(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
  std::shared_ptr<const Compiled> compiled_;
};

// JSON to value: objects are contexts, arrays lists, numbers decimals, texts stay texts (never read as dates).
Value value_of_json(const json::value& value);
// Value to JSON: dates, times and durations as their ISO texts, ranges as text, functions as null. A number that a
// double does not hold exactly is written as a text when `exact`, else rounded.
json::value json_of(const Value& value, bool exact = false);
// The same as compact text, with every digit of every number.
std::string json_text_of(const Value& value);

}  // namespace tongban::feel
