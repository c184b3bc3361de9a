// The nodes that FEEL expressions are compiled to. The parser makes them; engine/dmn makes some of them for boxed
// expressions. Each evaluates as chapter 10.3.2 of DMN 1.5 says.
#pragma once

#include <utility>

#include "engine/feel/function.h"
#include "engine/feel/machine.h"
#include "engine/feel/type.h"

namespace tongban::feel {

class Constant final : public Node {
 public:
  explicit Constant(Value value) : value_(std::move(value)) {}
  Value evaluate(Machine&, Value*) const override { return value_; }
  bool is_constant() const override { return true; }

 private:
  Value value_;
};

class Variable final : public Node {
 public:
  explicit Variable(std::uint32_t slot) : slot_(slot) {}
  Value evaluate(Machine&, Value* slots) const override { return slots[slot_]; }

 private:
  std::uint32_t slot_;
};

// A name inside filters: a member of one of the items, innermost first, else what it means outside.
class ImplicitMember final : public Node {
 public:
  ImplicitMember(std::vector<std::uint32_t> items, std::string name, NodePtr outside)
      : items_(std::move(items)), name_(std::move(name)), outside_(std::move(outside)) {}
  Value evaluate(Machine& machine, Value* slots) const override;

 private:
  std::vector<std::uint32_t> items_;
  std::string name_;
  NodePtr outside_;  // nullptr: unknown there
};

class UnknownName final : public Node {
 public:
  explicit UnknownName(std::string name) : name_(std::move(name)) {}
  Value evaluate(Machine& machine, Value*) const override;

 private:
  std::string name_;
};

class Path final : public Node {
 public:
  Path(NodePtr object, std::string name) : object_(std::move(object)), name_(std::move(name)) {}
  Value evaluate(Machine& machine, Value* slots) const override;

 private:
  NodePtr object_;
  std::string name_;
};
// A member of a context, a property of a date, time, duration or range; nullopt where the value has none of that name.
std::optional<Value> member_of(const Value& value, std::string_view name);

enum class ArithmeticOperator { add, subtract, multiply, divide, power };

class Arithmetic final : public Node {
 public:
  Arithmetic(ArithmeticOperator op, NodePtr left, NodePtr right)
      : op_(op), left_(std::move(left)), right_(std::move(right)) {}
  Value evaluate(Machine& machine, Value* slots) const override;
  bool is_constant() const override { return left_->is_constant() && right_->is_constant(); }

 private:
  ArithmeticOperator op_;
  NodePtr left_, right_;
};
// nullopt where the operator is not defined for these values.
std::optional<Value> calculate(ArithmeticOperator op, const Value& a, const Value& b);

class Negation final : public Node {
 public:
  explicit Negation(NodePtr operand) : operand_(std::move(operand)) {}
  Value evaluate(Machine& machine, Value* slots) const override;
  bool is_constant() const override { return operand_->is_constant(); }

 private:
  NodePtr operand_;
};

enum class ComparisonOperator { equal, not_equal, less, less_equal, greater, greater_equal };

class Comparison final : public Node {
 public:
  Comparison(ComparisonOperator op, NodePtr left, NodePtr right)
      : op_(op), left_(std::move(left)), right_(std::move(right)) {}
  Value evaluate(Machine& machine, Value* slots) const override;

 private:
  ComparisonOperator op_;
  NodePtr left_, right_;
};

class Between final : public Node {
 public:
  Between(NodePtr value, NodePtr low, NodePtr high)
      : value_(std::move(value)), low_(std::move(low)), high_(std::move(high)) {}
  Value evaluate(Machine& machine, Value* slots) const override;

 private:
  NodePtr value_, low_, high_;
};

class Logic final : public Node {
 public:
  Logic(bool is_and, NodePtr left, NodePtr right) : is_and_(is_and), left_(std::move(left)), right_(std::move(right)) {}
  Value evaluate(Machine& machine, Value* slots) const override;

 private:
  bool is_and_;
  NodePtr left_, right_;
};

// One of several unary tests. `asks` tells that the expression speaks of `?` itself and is a condition.
struct Test {
  NodePtr node;
  bool asks = false;
};
Truth satisfies(Machine& machine, const Value& candidate, const Value& test);

// `value in (tests)`, and a whole cell of unary tests, where the value is the variable `?`.
class InTests final : public Node {
 public:
  InTests(NodePtr value, std::vector<Test> tests, bool negated = false)
      : value_(std::move(value)), tests_(std::move(tests)), negated_(negated) {}
  Value evaluate(Machine& machine, Value* slots) const override;

 private:
  NodePtr value_;
  std::vector<Test> tests_;
  bool negated_;
};

class InstanceOf final : public Node {
 public:
  InstanceOf(NodePtr value, TypePtr type) : value_(std::move(value)), type_(std::move(type)) {}
  Value evaluate(Machine& machine, Value* slots) const override;

 private:
  NodePtr value_;
  TypePtr type_;
};

class RangeLiteral final : public Node {
 public:
  RangeLiteral(Range shape, NodePtr low, NodePtr high)
      : shape_(std::move(shape)), low_(std::move(low)), high_(std::move(high)) {}
  Value evaluate(Machine& machine, Value* slots) const override;
  bool is_constant() const override { return (!low_ || low_->is_constant()) && (!high_ || high_->is_constant()); }

 private:
  Range shape_;
  NodePtr low_, high_;  // nullptr where unbounded
};

class ListLiteral final : public Node {
 public:
  explicit ListLiteral(std::vector<NodePtr> items) : items_(std::move(items)) {}
  Value evaluate(Machine& machine, Value* slots) const override;
  bool is_constant() const override;

 private:
  std::vector<NodePtr> items_;
};

// Entries see the earlier ones in their slots. A result is the value of the last entry, which then has no name.
class ContextLiteral final : public Node {
 public:
  struct Item {
    std::string name;
    std::uint32_t slot;
    NodePtr value;
    TypePtr type;
  };
  ContextLiteral(std::vector<Item> items, NodePtr result) : items_(std::move(items)), result_(std::move(result)) {}
  Value evaluate(Machine& machine, Value* slots) const override;

 private:
  std::vector<Item> items_;
  NodePtr result_;
};

class If final : public Node {
 public:
  // A boxed conditional gives null where its condition is no boolean; in FEEL that is as good as false.
  If(NodePtr condition, NodePtr then, NodePtr otherwise, bool boxed = false)
      : condition_(std::move(condition)), then_(std::move(then)), otherwise_(std::move(otherwise)), boxed_(boxed) {}
  Value evaluate(Machine& machine, Value* slots) const override;

 private:
  NodePtr condition_, then_, otherwise_;
  bool boxed_;
};

// One `name in domain` of for, some and every; a domain of two nodes is `from..to`.
struct Iterator {
  std::uint32_t slot;
  NodePtr domain, to;
};

class For final : public Node {
 public:
  For(std::vector<Iterator> iterators, NodePtr body, std::uint32_t partial, bool uses_partial)
      : iterators_(std::move(iterators)), body_(std::move(body)), partial_(partial), uses_partial_(uses_partial) {}
  Value evaluate(Machine& machine, Value* slots) const override;

 private:
  std::vector<Iterator> iterators_;
  NodePtr body_;
  std::uint32_t partial_;
  bool uses_partial_;
};

class Quantified final : public Node {
 public:
  Quantified(bool every, std::vector<Iterator> iterators, NodePtr condition)
      : every_(every), iterators_(std::move(iterators)), condition_(std::move(condition)) {}
  Value evaluate(Machine& machine, Value* slots) const override;

 private:
  bool every_;
  std::vector<Iterator> iterators_;
  NodePtr condition_;
};

class Filter final : public Node {
 public:
  // A boxed filter knows no positions: its condition must be a boolean.
  Filter(NodePtr list, std::uint32_t item, NodePtr condition, bool boxed = false)
      : list_(std::move(list)), item_(item), condition_(std::move(condition)), boxed_(boxed) {}
  Value evaluate(Machine& machine, Value* slots) const override;

 private:
  NodePtr list_;
  std::uint32_t item_;
  NodePtr condition_;
  bool boxed_;
};

class Call final : public Node {
 public:
  // Names are empty, or as many as arguments.
  Call(NodePtr callee, std::vector<std::string> names, std::vector<NodePtr> arguments)
      : callee_(std::move(callee)), names_(std::move(names)), arguments_(std::move(arguments)) {}
  Value evaluate(Machine& machine, Value* slots) const override;

 private:
  NodePtr callee_;
  std::vector<std::string> names_;
  std::vector<NodePtr> arguments_;
};

class FunctionLiteral final : public Node {
 public:
  explicit FunctionLiteral(std::shared_ptr<const Closure::Body> body) : body_(std::move(body)) {}
  Value evaluate(Machine& machine, Value* slots) const override;

 private:
  std::shared_ptr<const Closure::Body> body_;
};

}  // namespace tongban::feel
