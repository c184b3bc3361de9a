// Unary tests: the cells of decision tables and what stands behind `in`.
#include "base/text.h"
#include "engine/feel/parser.h"

namespace tongban::feel {

Result<NodePtr> Parser::operator_test(std::size_t start, ComparisonOperator op) {
  auto operand = TRY(additive());
  ++height_;
  Range shape;
  const bool below = op == ComparisonOperator::less || op == ComparisonOperator::less_equal;
  if (op == ComparisonOperator::equal || op == ComparisonOperator::not_equal) {
    shape.form = op == ComparisonOperator::equal ? Range::Form::equal_to : Range::Form::other_than;
    shape.high_end = Range::End::unbounded;
    return folded(make<RangeLiteral>(start, std::move(shape), std::move(operand), nullptr));
  }
  const bool open = op == ComparisonOperator::less || op == ComparisonOperator::greater;
  (below ? shape.high_end : shape.low_end) = open ? Range::End::open : Range::End::closed;
  (below ? shape.low_end : shape.high_end) = Range::End::unbounded;
  auto low = below ? nullptr : std::move(operand);
  return folded(make<RangeLiteral>(start, std::move(shape), std::move(low), std::move(operand)));
}

Result<Test> Parser::unary_test() {
  skip();
  const auto start = at_;
  const bool outer_asks = std::exchange(asks_, false);
  auto op = ComparisonOperator::equal;
  Test test;
  if (take_comparison(op)) {
    test.node = TRY(operator_test(start, op));
  } else {
    test.node = TRY(expression());
    test.asks = asks_;
  }
  asks_ = asks_ || outer_asks;
  return test;
}

Result<std::vector<Test>> Parser::test_list() {
  std::vector<Test> tests;
  Height height(*this);
  do {
    tests.push_back(TRY(unary_test()));
    height.saw();
  } while (take(","));
  return tests;
}

Result<NodePtr> Parser::in_operator(std::size_t start, NodePtr value) {
  skip();
  const auto open = at_;
  std::vector<Test> tests;
  auto op = ComparisonOperator::equal;
  if (take("(")) {
    tests = TRY(test_list());
    if (tests.size() == 1 && sees('.')) {
      Range shape;
      shape.low_end = Range::End::open;
      tests[0].node = TRY(range_from(open, shape, std::move(tests[0].node)));
    } else if (!take(")")) {
      return error("`)` is needed");
    }
  } else if (take_comparison(op)) {
    tests.push_back({TRY(operator_test(open, op))});
  } else {
    tests.push_back({TRY(additive())});
  }
  // What `in` asks about is its own left side, never the `?` of the cell around it.
  for (auto& test : tests) test.asks = false;
  return make<InTests>(start, std::move(value), std::move(tests));
}

Result<NodePtr> Parser::whole_unary_tests() {
  if (text_.size() > kMaxText) return invalid("feel.too_long", "the tests are longer than a million bytes");
  if (!is_valid_utf8(text_)) return error("the text is not UTF-8");
  if (at_end()) return error("the tests are empty");
  const auto start = at_;
  if (take("-") && at_end()) return make<Constant>(start, Value::boolean(true));
  at_ = start;
  auto* candidate = names_.find("?");
  if (candidate == nullptr) return error("`?` is not in scope");
  const auto make_tests = [&](std::vector<Test> tests, bool negated) {
    auto value = make<Variable>(start, names_.slot_here(*candidate));
    return make<InTests>(start, std::move(value), std::move(tests), negated);
  };
  if (take_word("not") && take("(")) {
    auto tests = test_list();
    if (tests && take(")") && at_end()) return make_tests(std::move(*tests), true);
  }
  at_ = start;
  auto tests = TRY(test_list());
  if (!at_end()) return error("something follows the end of the tests");
  return make_tests(std::move(tests), false);
}

}  // namespace tongban::feel
