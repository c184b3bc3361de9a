// Expression: FEEL as processes use it. Which variables exist is not known when a model is read, so every word of the
// text that can be a variable is one, besides the names that the model declares (which may hold blanks).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "engine/feel/feel.h"

namespace tongban::bpmn {

using feel::Value;

class Expression {
 public:
  // Errors (Code::invalid): those of feel::Expression::parse.
  static Result<Expression> parse(std::string_view text, const std::vector<std::string>& declared);

  // `lookup` gives the value of a variable, null where there is none. Errors (Code::unprocessable): a limit of FEEL.
  using Lookup = std::function<Value(const std::string& name)>;
  Result<Value> evaluate(const Lookup& lookup, Instant now) const;

  const std::string& text() const { return text_; }
  // The variables it reads.
  const std::vector<std::string>& variables() const { return names_; }
  bool reads(std::string_view variable) const;

 private:
  Expression(std::string text, feel::Expression compiled, std::vector<std::string> names, std::vector<bool> used)
      : text_(std::move(text)), compiled_(std::move(compiled)), names_(std::move(names)), used_(std::move(used)) {}

  std::string text_;
  feel::Expression compiled_;
  std::vector<std::string> names_;  // by slot
  std::vector<bool> used_;
};

}  // namespace tongban::bpmn
