// Functions as values, and calls of them.
#include <algorithm>

#include "engine/feel/nodes.h"

namespace tongban::feel {

Value Function::call_named(Machine& machine, std::span<const std::string> names, std::span<Value> arguments) const {
  const auto& wanted = parameters();
  std::vector<Value> placed(wanted.size());
  for (std::size_t at = 0; at < names.size(); ++at) {
    const auto parameter = std::find_if(wanted.begin(), wanted.end(),
                                        [&](const Parameter& candidate) { return candidate.name == names[at]; });
    if (parameter == wanted.end())
      return machine.warn("feel.bad_argument", "the function has no parameter " + names[at]);
    placed[static_cast<std::size_t>(parameter - wanted.begin())] = std::move(arguments[at]);
  }
  if (names.size() != wanted.size()) return machine.warn("feel.bad_argument", "the function needs more arguments");
  return call(machine, placed);
}

Closure::Closure(std::shared_ptr<const Body> body, std::vector<Value> captured)
    : body_(std::move(body)), captured_(std::move(captured)) {
  for (const auto& value : captured_) holds(value);
}

Value Closure::call(Machine& machine, std::span<Value> arguments) const {
  const auto& wanted = body_->parameters;
  if (arguments.size() != wanted.size())
    return machine.warn("feel.bad_argument", "the function takes " + std::to_string(wanted.size()) +
                                                 " arguments, not " + std::to_string(arguments.size()));
  if (!machine.step() || !machine.may_call()) return {};
  Slots slots(body_->code.slots);
  for (std::size_t at = 0; at < wanted.size(); ++at) {
    auto value = coerced(machine, arguments[at], wanted[at].type.get(), machine.here, wanted[at].name);
    if (value.is_null() && !arguments[at].is_null()) return {};
    slots.get()[at] = std::move(value);
  }
  const auto& captures = body_->code.captures;
  for (std::size_t at = 0; at < captures.size(); ++at) slots.get()[captures[at].to] = captured_[at];
  if (body_->self >= 0) {
    references.fetch_add(1, std::memory_order_relaxed);
    slots.get()[body_->self] = Value::shared_function(this);
  }
  auto result = body_->code.root->evaluate(machine, slots.get());
  return coerced(machine, std::move(result), body_->result.get(), machine.here, "the result");
}

Value FunctionLiteral::evaluate(Machine& machine, Value* slots) const {
  const auto& captures = body_->code.captures;
  if (!machine.reserve(sizeof(Closure) + captures.size() * sizeof(Value)) || !machine.step()) return {};
  std::vector<Value> captured;
  captured.reserve(captures.size());
  for (const auto& capture : captures) captured.push_back(slots[capture.from]);
  return Value::function(std::make_unique<Closure>(body_, std::move(captured)));
}

Value Call::evaluate(Machine& machine, Value* slots) const {
  if (!machine.step()) return {};
  const Value callee = callee_->evaluate(machine, slots);
  std::vector<Value> arguments;
  arguments.reserve(arguments_.size());
  for (const auto& argument : arguments_) arguments.push_back(argument->evaluate(machine, slots));
  machine.here = position;
  if (!callee.is(Kind::function))
    return machine.warn(position, "feel.not_a_function", std::string(name_of(callee.kind())) + " cannot be called");
  if (names_.empty()) return callee.as_function().call(machine, arguments);
  return callee.as_function().call_named(machine, names_, arguments);
}

}  // namespace tongban::feel
