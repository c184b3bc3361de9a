#include "engine/dmn/plan.h"

namespace tongban::dmn {
namespace {

// The session that the machine works for, for the length of a call.
class Hosting {
 public:
  Hosting(Machine& machine, Session* session) : machine_(machine), before_(machine.host) { machine.host = session; }
  ~Hosting() { machine_.host = before_; }

 private:
  Machine& machine_;
  void* before_;
};

}  // namespace

Session::Session(std::shared_ptr<const Plan> plan, const Value& inputs, bool explain)
    : plan_(std::move(plan)),
      inputs_(inputs),
      values_(plan_->elements.size()),
      busy_(plan_->elements.size()),
      explain_(explain) {}

Value Session::input_value(Machine& machine, const Element& element) const {
  if (!inputs_.is(feel::Kind::context)) return {};
  const auto& given = inputs_.as_context();
  const Value* found = given.find(element.space + "#" + element.name);
  if (found == nullptr) found = given.find(element.name);
  if (found == nullptr) return {};
  return feel::coerced(machine, *found, element.type.get(), {}, "the input " + element.name);
}

void Session::name_warnings(Machine& machine, const std::string& element) {
  while (warned_.size() < machine.warnings.size()) warned_.push_back(element);
}

std::vector<Warning> Session::warnings(Machine& machine) {
  name_warnings(machine, "");
  std::vector<Warning> named;
  for (std::size_t at = 0; at < machine.warnings.size(); ++at)
    named.push_back({warned_[at], std::move(machine.warnings[at])});
  return named;
}

Value Session::value_of(Machine& machine, int index) {
  const auto at = static_cast<std::size_t>(index);
  if (values_[at]) return *values_[at];
  const auto& element = plan_->elements[at];
  if (busy_[at] != 0) return machine.warn({}, "dmn.cycle", element.name + " needs its own value");
  if (!machine.step() || !machine.may_call()) return {};
  busy_[at] = 1;
  name_warnings(machine, current_);
  const auto outer = std::exchange(current_, element.name);
  Value value;
  switch (element.kind) {
    case ElementKind::input:
      value = input_value(machine, element);
      break;
    case ElementKind::decision:
      value = compute(machine, element);
      break;
    default:
      value = Value::function(std::make_unique<ModelFunction>(plan_, index));
  }
  name_warnings(machine, element.name);
  current_ = outer;
  busy_[at] = 0;
  values_[at] = value;
  return value;
}

Value Session::value_of_need(Machine& machine, const Need& need) {
  if (need.element >= 0) return value_of(machine, need.element);
  std::vector<feel::Entry> entries;
  for (const auto& [name, element] : need.members) entries.push_back({name, value_of(machine, element)});
  return Value::context(std::move(entries));
}

Value Session::compute(Machine& machine, const Element& element) {
  if (!element.code.root) return machine.warn({}, "dmn.no_logic", element.name + " has no logic that can be run");
  feel::Slots slots(element.code.slots);
  for (const auto& capture : element.code.captures)
    slots.get()[capture.to] = value_of_need(machine, element.needs[capture.from]);
  auto value = element.code.root->evaluate(machine, slots.get());
  return feel::coerced(machine, std::move(value), element.type.get(), {}, "the decision " + element.name);
}

Value Session::call_knowledge(Machine& machine, const Element& knowledge, std::span<Value> arguments) {
  if (!knowledge.code.root) return machine.warn({}, "dmn.no_logic", knowledge.name + " has no logic that can be run");
  feel::Slots slots(knowledge.code.slots);
  const auto count = knowledge.parameters.size();
  for (const auto& capture : knowledge.code.captures) {
    if (capture.from < count) {
      slots.get()[capture.to] = arguments[capture.from];
    } else {
      slots.get()[capture.to] = value_of_need(machine, knowledge.needs[capture.from - count]);
    }
  }
  const auto where = machine.here;
  auto value = knowledge.code.root->evaluate(machine, slots.get());
  return feel::coerced(machine, std::move(value), knowledge.type.get(), where, "the result of " + knowledge.name);
}

// Only what the service is given counts: everything inside is computed anew.
Value Session::call_service(Machine& machine, const Element& service, std::span<Value> arguments) {
  Session inner(plan_, Value(), explain_);
  for (std::size_t at = 0; at < service.inputs.size() && at < arguments.size(); ++at)
    inner.set(service.inputs[at], arguments[at]);
  const Hosting hosting(machine, &inner);
  Value result;
  if (service.outputs.size() == 1) {
    result = inner.value_of(machine, service.outputs[0]);
  } else {
    std::vector<feel::Entry> entries;
    for (const int output : service.outputs)
      entries.push_back({plan_->elements[static_cast<std::size_t>(output)].name, inner.value_of(machine, output)});
    result = Value::context(std::move(entries));
  }
  for (auto& table : inner.explanation_) explanation_.push_back(std::move(table));
  return feel::coerced(machine, std::move(result), service.type.get(), {}, "the result of " + service.name);
}

Value Session::call_with_inputs(Machine& machine, int index) {
  const auto& service = plan_->elements[static_cast<std::size_t>(index)];
  std::vector<Value> arguments;
  for (const int input : service.inputs)
    arguments.push_back(input_value(machine, plan_->elements[static_cast<std::size_t>(input)]));
  return call_service(machine, service, arguments);
}

Value ModelFunction::call(Machine& machine, std::span<Value> arguments) const {
  auto* session = static_cast<Session*>(machine.host);
  if (session == nullptr || session->plan() != plan_)
    return machine.warn("dmn.outside_of_model", element().name + " can be called only while its model is evaluated");
  const auto& wanted = element().parameters;
  if (arguments.size() != wanted.size())
    return machine.warn("feel.bad_argument", element().name + " takes " + std::to_string(wanted.size()) + " arguments");
  if (!machine.step() || !machine.may_call()) return {};
  for (std::size_t at = 0; at < wanted.size(); ++at) {
    const bool given = !arguments[at].is_null();
    arguments[at] =
        feel::coerced(machine, std::move(arguments[at]), wanted[at].type.get(), machine.here, wanted[at].name);
    if (given && arguments[at].is_null()) return {};
  }
  return element().kind == ElementKind::service ? session->call_service(machine, element(), arguments)
                                                : session->call_knowledge(machine, element(), arguments);
}

}  // namespace tongban::dmn
