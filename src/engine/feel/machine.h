// Machine: one evaluation under way: what is left of its limits, its warnings, its clock. Node: one step of a compiled
// expression. Both are used by engine/feel and by the boxed expressions of engine/dmn, which are nodes of their own
// kind.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/feel/feel.h"

namespace tongban::feel {

class Machine {
 public:
  explicit Machine(const Environment& environment);

  // Counts `steps`; false when the evaluation has to stop, in which case the caller returns null at once.
  bool step(std::int64_t steps = 1) {
    steps_ -= steps;
    return steps_ >= 0 || stop("feel.too_many_steps");
  }
  // Counts bytes about to be made.
  bool reserve(std::size_t bytes) {
    memory_ -= static_cast<std::int64_t>(bytes);
    return memory_ >= 0 || stop("feel.too_much_memory");
  }
  bool reserve_items(std::size_t count) {
    return reserve(count * sizeof(Value)) && step(static_cast<std::int64_t>(count));
  }
  // Whether the thread's stack allows one more call.
  bool may_call();
  bool stopped() const { return stopped_ != nullptr; }
  bool stop(const char* key);
  // Why it stopped, as an Error.
  Error reason() const;

  // Notes what went wrong; gives null, so that it can be returned.
  Value warn(Position where, std::string_view key, std::string detail);
  // Where the call of a built-in function stands; warnings of the function name it.
  Value warn(std::string_view key, std::string detail) { return warn(here, key, std::move(detail)); }

  const Environment& environment;
  std::vector<Warning> warnings;
  Position here;
  void* host = nullptr;  // of engine/dmn: the evaluation of the model this belongs to

 private:
  std::int64_t steps_, memory_;
  const char* stack_base_;
  const char* stopped_ = nullptr;
};

class Node {
 public:
  virtual ~Node() = default;
  // `slots` are the variables of the function or expression the node stands in.
  virtual Value evaluate(Machine& machine, Value* slots) const = 0;
  // Whether the value can never differ.
  virtual bool is_constant() const { return false; }
  Position position;
};

using NodePtr = std::unique_ptr<const Node>;

// Copies of outer variables that a function or expression uses.
struct Capture {
  std::uint32_t from, to;
};

// A body with its own variables: a whole expression or the body of a function.
struct Compiled {
  NodePtr root;
  std::uint32_t slots = 0;
  std::vector<Capture> captures;       // of a whole expression: from the scope's variables
  std::vector<std::string> variables;  // of the scope
};

// Variables of one call; few lie on the stack.
class Slots {
 public:
  explicit Slots(std::uint32_t count) {
    if (count > kFew) many_ = std::make_unique<Value[]>(count);
  }
  Value* get() { return many_ ? many_.get() : few_; }

 private:
  static constexpr std::uint32_t kFew = 8;
  Value few_[kFew];
  std::unique_ptr<Value[]> many_;
};

}  // namespace tongban::feel
