// The built-in functions of DMN 1.5, 10.3.4: their names, their parameters and what they do. Wrong arguments give null
// and a warning.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/feel/function.h"

namespace tongban::feel {

using BuiltinCall = Value (*)(Machine& machine, std::span<const Value> arguments);

// One list of parameters that a function takes. Arguments not given are null, up to the longest list.
struct Signature {
  std::vector<std::string_view> parameters;
  std::size_t required;
  BuiltinCall call;
  bool variadic = false;  // any number of arguments instead of the list that is the only parameter
  bool pure = true;       // the same arguments always give the same value
};

struct Builtin {
  std::string_view name;
  std::vector<Signature> signatures;
};

// The tables of the rooms of functions; each file has one.
std::span<const Builtin> text_functions();
std::span<const Builtin> pattern_functions();
std::span<const Builtin> number_functions();
std::span<const Builtin> list_functions();
std::span<const Builtin> list_statistics();
std::span<const Builtin> temporal_functions();
std::span<const Builtin> conversion_functions();
std::span<const Builtin> context_functions();
std::span<const Builtin> range_functions();

// nullptr where there is no such function.
const Builtin* find_builtin(std::string_view name);
// All of them by the pieces of their names.
const std::map<std::string, const Builtin*>& builtin_keys();

// Which parameter list fits; nullptr where none does.
const Signature* signature_for(const Builtin& builtin, std::size_t count);
const Signature* signature_for(const Builtin& builtin, std::span<const std::string> names);

// A built-in function as a value.
Value value_of(const Builtin& builtin);

class BuiltinNode final : public Node {
 public:
  BuiltinNode(const Signature& signature, std::vector<NodePtr> arguments)
      : signature_(signature), arguments_(std::move(arguments)) {}
  Value evaluate(Machine& machine, Value* slots) const override;
  bool is_constant() const override;

 private:
  const Signature& signature_;
  std::vector<NodePtr> arguments_;  // nullptr: null
};

// The only item of a list of one stands for the item, where an item is wanted.
const Value& single(const Value& value);

}  // namespace tongban::feel
