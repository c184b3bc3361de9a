#include "engine/feel/parser.h"

#include "base/text.h"

namespace tongban::feel {

Error Parser::error(std::string message) const {
  const auto where = position_at(at_);
  return invalid("feel.syntax",
                 "line " + std::to_string(where.line) + ", column " + std::to_string(where.column) + ": " + message);
}

// Texts are read from left to right, so that counting goes on from where it stopped.
Position Parser::position_at(std::size_t at) const {
  if (at < counted_) counted_ = 0, counted_position_ = {};
  while (counted_ < at && counted_ < text_.size()) {
    if (next_code_point(text_, counted_) == '\n') {
      ++counted_position_.line;
      counted_position_.column = 1;
    } else {
      ++counted_position_.column;
    }
  }
  return counted_position_;
}

void Parser::skip() {
  for (;;) {
    at_ = skip_space(text_, at_);
    const auto left = text_.substr(at_);
    if (left.starts_with("//")) {
      const auto end = left.find('\n');
      at_ = end == std::string_view::npos ? text_.size() : at_ + end + 1;
    } else if (left.starts_with("/*")) {
      const auto end = left.find("*/", 2);
      if (end == std::string_view::npos) return;  // the "/" is then what cannot be read
      at_ += end + 2;
    } else {
      return;
    }
  }
}

bool Parser::at_end() {
  skip();
  return at_ == text_.size();
}

bool Parser::sees(char c) {
  skip();
  return at_ < text_.size() && text_[at_] == c;
}

bool Parser::take(std::string_view symbol) {
  skip();
  if (!text_.substr(at_).starts_with(symbol)) return false;
  at_ += symbol.size();
  return true;
}

bool Parser::sees_word(std::string_view word) {
  skip();
  if (!text_.substr(at_).starts_with(word)) return false;
  std::size_t behind = at_ + word.size();
  return behind == text_.size() || !is_name_part(next_code_point(text_, behind));
}

bool Parser::take_word(std::string_view word) {
  if (!sees_word(word)) return false;
  at_ += word.size();
  return true;
}

// What cannot differ is computed once, now; unless it goes wrong, so that the warning comes when it is evaluated.
NodePtr Parser::folded(NodePtr node) {
  if (!node->is_constant()) return node;
  Environment environment;
  environment.limits = {.steps = 10'000, .memory = 1'000'000, .stack = 100'000, .warnings = 1};
  Machine machine(environment);
  auto value = node->evaluate(machine, nullptr);
  if (machine.stopped() || !machine.warnings.empty() || value.weight() > 10'000) return node;
  auto constant = std::make_unique<Constant>(std::move(value));
  constant->position = node->position;
  height_ = 1;
  return constant;
}

Result<NodePtr> Parser::whole_expression() {
  if (text_.size() > kMaxText) return invalid("feel.too_long", "the expression is longer than a million bytes");
  if (!is_valid_utf8(text_)) return error("the text is not UTF-8");
  if (at_end()) return error("the expression is empty");
  auto node = TRY(expression());
  if (!at_end()) return error("something follows the end of the expression");
  return node;
}

Result<NodePtr> Parser::expression() {
  const Deeper deeper(*this);
  if (depth_ > kMaxDepth) return invalid("feel.too_deep", error("nested too deeply").detail);
  return disjunction();
}

Result<NodePtr> Parser::disjunction() {
  skip();
  const auto start = at_;
  auto left = TRY(conjunction());
  while (take_word("or")) {
    int height = height_;
    auto right = TRY(conjunction());
    height_ = std::max(height, height_) + 1;
    if (height_ > kMaxHeight) return error("too many operators in a row");
    left = make<Logic>(start, false, std::move(left), std::move(right));
  }
  return left;
}

Result<NodePtr> Parser::conjunction() {
  skip();
  const auto start = at_;
  auto left = TRY(comparison());
  while (take_word("and")) {
    int height = height_;
    auto right = TRY(comparison());
    height_ = std::max(height, height_) + 1;
    if (height_ > kMaxHeight) return error("too many operators in a row");
    left = make<Logic>(start, true, std::move(left), std::move(right));
  }
  return left;
}

bool Parser::take_comparison(ComparisonOperator& op) {
  if (take("!=")) return op = ComparisonOperator::not_equal, true;
  if (take("<=")) return op = ComparisonOperator::less_equal, true;
  if (take(">=")) return op = ComparisonOperator::greater_equal, true;
  if (take("<")) return op = ComparisonOperator::less, true;
  if (take(">")) return op = ComparisonOperator::greater, true;
  if (take("=")) return op = ComparisonOperator::equal, true;
  return false;
}

Result<NodePtr> Parser::comparison() {
  skip();
  const auto start = at_;
  auto left = TRY(additive());
  for (;;) {
    const int height = height_;
    auto op = ComparisonOperator::equal;
    if (take_word("between")) {
      auto low = TRY(additive());
      const int low_height = height_;
      if (!take_word("and")) return error("`between` needs `and`");
      auto high = TRY(additive());
      height_ = std::max({height, low_height, height_}) + 1;
      left = make<Between>(start, std::move(left), std::move(low), std::move(high));
    } else if (take_word("in")) {
      left = TRY(in_operator(start, std::move(left)));
      height_ = std::max(height, height_) + 1;
    } else if (take_comparison(op)) {
      auto right = TRY(additive());
      height_ = std::max(height, height_) + 1;
      left = make<Comparison>(start, op, std::move(left), std::move(right));
    } else {
      return left;
    }
    if (height_ > kMaxHeight) return error("too many operators in a row");
  }
}

bool Parser::take_additive(ArithmeticOperator& op) {
  if (take("+")) return op = ArithmeticOperator::add, true;
  if (take("-")) return op = ArithmeticOperator::subtract, true;
  return false;
}

bool Parser::take_multiplicative(ArithmeticOperator& op) {
  skip();
  if (text_.substr(at_).starts_with("**")) return false;
  if (take("*")) return op = ArithmeticOperator::multiply, true;
  if (take("/")) return op = ArithmeticOperator::divide, true;
  return false;
}

bool Parser::take_power(ArithmeticOperator& op) {
  op = ArithmeticOperator::power;
  return take("**");
}

Result<NodePtr> Parser::binary(Result<NodePtr> (Parser::*operand)(),
                               bool (Parser::*take_operator)(ArithmeticOperator&)) {
  skip();
  const auto start = at_;
  auto left = TRY((this->*operand)());
  auto op = ArithmeticOperator::add;
  while ((this->*take_operator)(op)) {
    const int height = height_;
    auto right = TRY((this->*operand)());
    height_ = std::max(height, height_) + 1;
    if (height_ > kMaxHeight) return error("too many operators in a row");
    left = folded(make<Arithmetic>(start, op, std::move(left), std::move(right)));
  }
  return left;
}

Result<NodePtr> Parser::additive() { return binary(&Parser::multiplicative, &Parser::take_additive); }
Result<NodePtr> Parser::multiplicative() { return binary(&Parser::exponentiation, &Parser::take_multiplicative); }
Result<NodePtr> Parser::exponentiation() { return binary(&Parser::negation, &Parser::take_power); }

// Binds tighter than every operator but `instance of`, calls, filters and paths (grammar rule 4).
Result<NodePtr> Parser::negation() {
  skip();
  const auto start = at_;
  if (!take("-")) return instance_of();
  const Deeper deeper(*this);
  if (depth_ > kMaxDepth) return invalid("feel.too_deep", error("nested too deeply").detail);
  auto operand = TRY(negation());
  ++height_;
  return folded(make<Negation>(start, std::move(operand)));
}

Result<NodePtr> Parser::instance_of() {
  skip();
  const auto start = at_;
  auto value = TRY(postfix());
  while (take_word("instance")) {
    if (!take_word("of")) return error("`instance` needs `of`");
    auto wanted = TRY(type());
    if (++height_ > kMaxHeight) return error("too many operators in a row");
    value = make<InstanceOf>(start, std::move(value), std::move(wanted));
  }
  return value;
}

}  // namespace tongban::feel
