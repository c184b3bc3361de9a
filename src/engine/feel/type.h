// Type: what `instance of`, formal parameters and item definitions ask of a value (DMN 1.5, 10.3.2.9), and the implicit
// conversions between them. Types: the named ones of a model.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/feel/feel.h"

namespace tongban::feel {

class Machine;
class Types;
struct Type;
using TypePtr = std::shared_ptr<const Type>;

// What an item definition allows besides the type itself.
class Constraint {
 public:
  virtual ~Constraint() = default;
  virtual bool allows(Machine& machine, const Value& value) const = 0;
};

struct Type {
  enum class Form { any, null, simple, list, context, range, function, named };
  Form form = Form::any;
  Kind kind = Kind::null;  // of a simple type
  TypePtr element;         // of a list or range; nullptr: anything
  struct Field {
    std::string name;
    TypePtr type;
  };
  std::vector<Field> fields;        // of a context
  std::vector<TypePtr> parameters;  // of a function
  TypePtr result;
  std::string name;                              // of a named type, which may refer to itself
  const Types* names = nullptr;                  // where the name is looked up
  std::shared_ptr<const Constraint> constraint;  // nullptr: none
  TypePtr wider;  // of a constrained type: what it constrains, where that has constraints of its own
};

// "number", "date and time", ...; nullptr for another name.
TypePtr simple_type(std::string_view name);
TypePtr list_of(TypePtr element);

class Types {
 public:
  void add(std::string name, TypePtr type) { types_[std::move(name)] = std::move(type); }
  // nullptr where there is none.
  TypePtr find(std::string_view name) const;
  const std::map<std::string, TypePtr, std::less<>>& all() const { return types_; }

 private:
  std::map<std::string, TypePtr, std::less<>> types_;
};

// Whether the value is of the type; null is of every type unless `strictly`, as for `instance of`. nullptr: anything.
bool is_of(Machine& machine, const Value& value, const Type* type, bool strictly = false);
// Whether whatever is of type a is of type b.
bool conforms(const Type* a, const Type* b, int depth = 0);

// The value made to fit: itself, a single item as a list of one and back, a date as its midnight in UTC; else null and
// a warning, which names `what`.
Value coerced(Machine& machine, Value value, const Type* type, Position where, std::string_view what);

}  // namespace tongban::feel
