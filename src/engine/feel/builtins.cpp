#include "engine/feel/builtins.h"

#include <algorithm>

#include "engine/feel/names.h"

namespace tongban::feel {
namespace {

class BuiltinFunction final : public Function {
 public:
  explicit BuiltinFunction(const Builtin& builtin) : builtin_(builtin) {
    for (const auto& parameter : builtin.signatures[0].parameters)
      parameters_.push_back({std::string(parameter), nullptr});
  }
  const std::vector<Parameter>& parameters() const override { return parameters_; }

  Value call(Machine& machine, std::span<Value> arguments) const override {
    const auto* signature = signature_for(builtin_, arguments.size());
    if (signature == nullptr) return refuse(machine);
    std::vector<Value> placed(arguments.begin(), arguments.end());
    if (!signature->variadic) placed.resize(signature->parameters.size());
    return signature->call(machine, placed);
  }

  Value call_named(Machine& machine, std::span<const std::string> names, std::span<Value> arguments) const override {
    const auto* signature = signature_for(builtin_, names);
    if (signature == nullptr) return refuse(machine);
    std::vector<Value> placed(signature->parameters.size());
    for (std::size_t at = 0; at < names.size(); ++at) {
      const auto& wanted = signature->parameters;
      const auto to = std::find(wanted.begin(), wanted.end(), names[at]) - wanted.begin();
      placed[static_cast<std::size_t>(to)] = std::move(arguments[at]);
    }
    return signature->call(machine, placed);
  }

 private:
  Value refuse(Machine& machine) const {
    return machine.warn("feel.bad_argument", std::string(builtin_.name) + " does not take these arguments");
  }

  const Builtin& builtin_;
  std::vector<Parameter> parameters_;
};

std::vector<const Builtin*> collect() {
  std::vector<const Builtin*> all;
  for (const auto table :
       {text_functions(), pattern_functions(), number_functions(), list_functions(), list_statistics(),
        temporal_functions(), conversion_functions(), context_functions(), range_functions()})
    for (const auto& builtin : table) all.push_back(&builtin);
  return all;
}

}  // namespace

const std::map<std::string, const Builtin*>& builtin_keys() {
  static const auto kKeys = [] {
    std::map<std::string, const Builtin*> keys;
    for (const auto* builtin : collect()) keys.emplace(key_of_name(builtin->name), builtin);
    return keys;
  }();
  return kKeys;
}

const Builtin* find_builtin(std::string_view name) {
  const auto at = builtin_keys().find(key_of_name(name));
  return at == builtin_keys().end() ? nullptr : at->second;
}

const Signature* signature_for(const Builtin& builtin, std::size_t count) {
  for (const auto& signature : builtin.signatures)
    if (count >= signature.required && (signature.variadic || count <= signature.parameters.size())) return &signature;
  return nullptr;
}

const Signature* signature_for(const Builtin& builtin, std::span<const std::string> names) {
  for (const auto& signature : builtin.signatures) {
    const auto& wanted = signature.parameters;
    std::size_t known = 0;
    for (const auto& name : names)
      if (std::find(wanted.begin(), wanted.end(), name) != wanted.end() &&
          std::count(names.begin(), names.end(), name) == 1)
        ++known;
    if (known == names.size() && known > 0) return &signature;
  }
  return nullptr;
}

Value value_of(const Builtin& builtin) { return Value::function(std::make_unique<BuiltinFunction>(builtin)); }

Value BuiltinNode::evaluate(Machine& machine, Value* slots) const {
  if (!machine.step()) return {};
  constexpr std::size_t kFew = 4;
  const auto count = signature_.variadic ? arguments_.size() : signature_.parameters.size();
  const auto fill = [&](Value* values) {
    for (std::size_t at = 0; at < arguments_.size(); ++at)
      if (arguments_[at]) values[at] = arguments_[at]->evaluate(machine, slots);
    machine.here = position;
    return signature_.call(machine, std::span<const Value>(values, count));
  };
  if (count <= kFew) {
    Value few[kFew];
    return fill(few);
  }
  std::vector<Value> many(count);
  return fill(many.data());
}

bool BuiltinNode::is_constant() const {
  return signature_.pure && std::all_of(arguments_.begin(), arguments_.end(),
                                        [](const NodePtr& argument) { return !argument || argument->is_constant(); });
}

const Value& single(const Value& value) {
  return value.is(Kind::list) && value.as_list().size() == 1 ? value.as_list()[0] : value;
}

}  // namespace tongban::feel
