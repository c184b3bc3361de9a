// Function: what a value of kind `function` holds: a function written in FEEL with the variables it closed over, a
// built-in one, or one that engine/dmn makes (a business knowledge model, a decision service).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/feel/machine.h"
#include "engine/feel/type.h"

namespace tongban::feel {

struct Parameter {
  std::string name;
  TypePtr type;  // nullptr: anything
};

class Function : public Shared {
 public:
  // Of a function that takes different lists of arguments: those of the first.
  virtual const std::vector<Parameter>& parameters() const = 0;
  virtual TypePtr result_type() const { return nullptr; }
  // Arguments by position. Wrong ones give null and a warning.
  virtual Value call(Machine& machine, std::span<Value> arguments) const = 0;
  // Arguments by name, parallel to `arguments`.
  virtual Value call_named(Machine& machine, std::span<const std::string> names, std::span<Value> arguments) const;
};

// A function whose body is a node. `captured` go to body.captures[i].to; the function itself goes to slot `self`, where
// it is not negative, so that it can call itself without holding itself.
class Closure final : public Function {
 public:
  struct Body {
    std::vector<Parameter> parameters;
    TypePtr result;
    Compiled code;  // parameters in the first slots
    int self = -1;
  };
  Closure(std::shared_ptr<const Body> body, std::vector<Value> captured);
  const std::vector<Parameter>& parameters() const override { return body_->parameters; }
  TypePtr result_type() const override { return body_->result; }
  Value call(Machine& machine, std::span<Value> arguments) const override;

 private:
  std::shared_ptr<const Body> body_;
  std::vector<Value> captured_;
};

}  // namespace tongban::feel
