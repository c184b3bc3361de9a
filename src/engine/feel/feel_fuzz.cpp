// Expressions and unary tests that may be anything: reading and evaluating ends, within its limits, and the same
// expression gives the same value again; what a value is written as can be read back where it is one of literals.
#include "base/fuzz_target.h"
#include "base/text.h"
#include "engine/feel/feel.h"

namespace tongban::feel {

FUZZ_TARGET(feel) {
  fuzz::Pieces pieces(input);
  const bool tests = pieces.flag();
  const auto text = pieces.rest();
  if (text.size() > 4000) return;
  Scope scope;
  scope.variable("?").variable("n").variable("list of things").member("first name");
  Environment environment;
  environment.limits = {.steps = 20'000, .memory = 4'000'000, .stack = 400'000, .warnings = 10};
  environment.now = {{2025, 3, 8}, {9, 30, 0, 0}, *make_offset(8 * 3600)};
  const auto parsed = tests ? Expression::parse_unary_tests(text, scope) : Expression::parse(text, scope);
  if (!parsed) {
    PROMISE(!parsed.error().key.empty() && !parsed.error().detail.empty());
    return;
  }
  const Value thing = Value::context({{"first name", Value::string("李")}, {"n", Value::integer(3)}});
  const Value variables[] = {Value::integer(7), Value::integer(2), Value::list({thing, Value::integer(1)})};
  const auto first = parsed->evaluate(variables, environment), again = parsed->evaluate(variables, environment);
  PROMISE(first.ok() == again.ok());
  if (!first) return;
  PROMISE(first->value.kind() == again->value.kind() && first->warnings.size() == again->warnings.size());
  if (tests) PROMISE(first->value.is_null() || first->value.is(Kind::boolean));
  const auto written = text_of(first->value);
  PROMISE(written == text_of(again->value) && is_valid_utf8(written));
  if (!first->value.is(Kind::function)) PROMISE(is_valid_utf8(json_text_of(first->value)));
}

}  // namespace tongban::feel
