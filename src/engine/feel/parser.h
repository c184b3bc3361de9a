// Parser: FEEL text to nodes, by recursive descent, with every name resolved to a slot while reading: which words form
// a name depends on the names in scope.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/feel/names.h"
#include "engine/feel/names_in_scope.h"
#include "engine/feel/nodes.h"

namespace tongban::feel {

struct Builtin;

class Parser {
 public:
  Parser(std::string_view text, NamesInScope& names, const Types* types) : text_(text), types_(types), names_(names) {}

  Result<NodePtr> whole_expression();
  Result<NodePtr> whole_unary_tests();

 private:
  struct Word {
    std::string key;        // pieces joined by line feeds
    std::string_view text;  // as written
    std::size_t end = 0;    // behind it
  };

  // parser_names.cpp
  Word longest_known(bool members) const;
  Word run_of_name() const;  // all pieces that could be one name
  NodePtr name_node(const Word& word);
  NodePtr meaning_outside_filters(const Word& word, std::size_t& filters);

  // parser.cpp
  Error error(std::string message) const;
  Position position_at(std::size_t at) const;
  void skip();
  bool at_end();
  bool take(std::string_view symbol);
  bool take_word(std::string_view word);
  bool sees_word(std::string_view word);
  bool sees(char c);
  template <class T, class... Arguments>
  NodePtr make(std::size_t start, Arguments&&... arguments) {
    auto node = std::make_unique<T>(std::forward<Arguments>(arguments)...);
    node->position = position_at(start);
    return node;
  }
  NodePtr folded(NodePtr node);
  Result<NodePtr> expression();
  Result<NodePtr> disjunction();
  Result<NodePtr> conjunction();
  Result<NodePtr> comparison();
  Result<NodePtr> additive();
  Result<NodePtr> multiplicative();
  Result<NodePtr> exponentiation();
  Result<NodePtr> negation();
  Result<NodePtr> instance_of();
  Result<NodePtr> binary(Result<NodePtr> (Parser::*operand)(), bool (Parser::*take_operator)(ArithmeticOperator&));
  bool take_additive(ArithmeticOperator& op);
  bool take_multiplicative(ArithmeticOperator& op);
  bool take_power(ArithmeticOperator& op);
  bool take_comparison(ComparisonOperator& op);

  // parser_control.cpp
  Result<NodePtr> if_expression();
  Result<NodePtr> for_expression();
  Result<NodePtr> quantified_expression(bool every);
  Result<std::vector<Iterator>> iterators(std::vector<std::string>& bound);
  Result<NodePtr> function_definition();
  Result<NodePtr> function_body(std::vector<Parameter> parameters);

  // parser_primary.cpp
  Result<NodePtr> postfix();
  Result<NodePtr> primary();
  Result<NodePtr> parenthesised();
  Result<NodePtr> bracketed();
  Result<NodePtr> context();
  Result<std::string> context_key();
  Result<NodePtr> range_from(std::size_t start, Range shape, NodePtr low);
  Result<NodePtr> number();
  Result<std::string> string_literal();
  Result<NodePtr> at_literal();
  Result<NodePtr> filter(std::size_t start, NodePtr list);
  Result<NodePtr> path(std::size_t start, NodePtr object);
  Result<NodePtr> call(std::size_t start, NodePtr callee, const Builtin* builtin);
  Result<NodePtr> name_or_call();

  // parser_tests.cpp
  Result<Test> unary_test();
  Result<NodePtr> operator_test(std::size_t start, ComparisonOperator op);
  Result<std::vector<Test>> test_list();
  Result<NodePtr> in_operator(std::size_t start, NodePtr value);

  // parser_types.cpp
  Result<TypePtr> type();
  Result<TypePtr> generic_type(const std::string& name);

  // Nested constructs and how tall the last tree is: both are bounded, so that no recursion overflows the stack.
  class Deeper {
   public:
    explicit Deeper(Parser& parser) : parser_(parser) { ++parser_.depth_; }
    ~Deeper() { --parser_.depth_; }

   private:
    Parser& parser_;
  };
  // Collects the heights of the parts of a node.
  class Height {
   public:
    explicit Height(Parser& parser) : parser_(parser) { parser_.height_ = 0; }
    void saw() { most_ = std::max(most_, parser_.height_); }
    ~Height() {
      saw();
      parser_.height_ = most_ + 1;
    }

   private:
    Parser& parser_;
    int most_ = 0;
  };
  static constexpr int kMaxDepth = 100, kMaxHeight = 800;
  static constexpr std::size_t kMaxText = 1'000'000;

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0, height_ = 0;
  mutable std::size_t counted_ = 0;  // of position_at: where it stopped
  mutable Position counted_position_;
  const Types* types_;
  NamesInScope& names_;
  bool asks_ = false;          // the test being read speaks of `?`
  bool in_range_end_ = false;  // what is being read is the end of a range, which `[` may close
  std::string own_name_;       // of the context entry being read
};

}  // namespace tongban::feel
