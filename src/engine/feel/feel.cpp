#include "engine/feel/feel.h"

#include <algorithm>
#include <chrono>

#include "engine/feel/names_in_scope.h"

namespace tongban::feel {
namespace {

void add_once(std::vector<std::string>& names, std::string_view name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
}

Result<Evaluation> finished(Machine& machine, Value value) {
  if (machine.stopped()) return machine.reason();
  return Evaluation{std::move(value), std::move(machine.warnings)};
}

}  // namespace

Environment environment_now(std::int32_t offset) {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  const auto seconds = std::chrono::floor<std::chrono::seconds>(since);
  const auto rest = std::chrono::duration_cast<std::chrono::nanoseconds>(since - seconds);
  Environment environment;
  const auto zone = make_offset(offset).value_or(*make_offset(0));
  environment.now = *date_time_of(seconds.count(), static_cast<std::uint32_t>(rest.count()), zone);
  return environment;
}

Scope& Scope::variable(std::string_view name) {
  add_once(variables_, name);
  return *this;
}

Scope& Scope::member(std::string_view name) {
  members_.emplace(name);
  return *this;
}

Scope& Scope::members_of(const Value& value) {
  if (value.is(Kind::context)) {
    for (const auto& entry : value.as_context().entries()) {
      member(entry.name);
      members_of(entry.value);
    }
  }
  if (value.is(Kind::list))
    for (const auto& item : value.as_list()) members_of(item);
  return *this;
}

Scope Scope::of(const Value& context) {
  Scope scope;
  if (!context.is(Kind::context)) return scope;
  for (const auto& entry : context.as_context().entries()) scope.variable(entry.name);
  return scope.members_of(context);
}

Result<Expression> Expression::parse(std::string_view text, const Scope& scope, const Types* types) {
  NamesInScope names(scope);
  auto root = TRY(parse_into(names, text, types));
  return Expression(std::make_shared<const Compiled>(names.finish(std::move(root))));
}

Result<Expression> Expression::parse_unary_tests(std::string_view text, const Scope& scope, const Types* types) {
  NamesInScope names(scope);
  auto root = TRY(parse_tests_into(names, text, types));
  return Expression(std::make_shared<const Compiled>(names.finish(std::move(root))));
}

Result<Evaluation> Expression::evaluate(std::span<const Value> variables, const Environment& environment) const {
  Machine machine(environment);
  Slots slots(compiled_->slots);
  for (const auto& capture : compiled_->captures)
    if (capture.from < variables.size()) slots.get()[capture.to] = variables[capture.from];
  auto value = compiled_->root->evaluate(machine, slots.get());
  return finished(machine, std::move(value));
}

Result<Evaluation> Expression::evaluate(const Value& context, const Environment& environment) const {
  Machine machine(environment);
  Slots slots(compiled_->slots);
  if (context.is(Kind::context)) {
    for (const auto& capture : compiled_->captures) {
      const Value* found = context.as_context().find(compiled_->variables[capture.from]);
      if (found != nullptr) slots.get()[capture.to] = *found;
    }
  }
  auto value = compiled_->root->evaluate(machine, slots.get());
  return finished(machine, std::move(value));
}

std::vector<std::string> Expression::used_variables() const {
  std::vector<std::string> names;
  for (const auto& capture : compiled_->captures) names.push_back(compiled_->variables[capture.from]);
  return names;
}

}  // namespace tongban::feel
