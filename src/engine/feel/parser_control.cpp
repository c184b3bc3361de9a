// Expressions that bring names of their own: for, some, every, function; and if.
#include "engine/feel/parser.h"

namespace tongban::feel {

Result<NodePtr> Parser::if_expression() {
  const auto start = at_;
  Height height(*this);
  auto condition = TRY(expression());
  height.saw();
  if (!take_word("then")) return error("`if` needs `then`");
  auto then = TRY(expression());
  height.saw();
  if (!take_word("else")) return error("`if` needs `else`");
  auto otherwise = TRY(expression());
  return make<If>(start, std::move(condition), std::move(then), std::move(otherwise));
}

Result<std::vector<Iterator>> Parser::iterators(std::vector<std::string>& bound) {
  std::vector<Iterator> found;
  Height height(*this);
  do {
    NamePieces pieces(text_, at_);
    const auto start = skip_space(text_, at_);
    std::size_t end = start;
    while (!pieces.next().empty() && pieces.last() != "in") end = pieces.position();
    if (end == start || pieces.last() != "in") return error("a name and `in` are needed");
    const auto name = normal_name(text_.substr(start, end - start));
    at_ = pieces.position();
    Iterator iterator{0, TRY(expression()), nullptr};
    height.saw();
    if (take("..")) iterator.to = TRY(expression());
    height.saw();
    iterator.slot = names_.bind(name);
    bound.push_back(name);
    found.push_back(std::move(iterator));
  } while (take(","));
  return found;
}

Result<NodePtr> Parser::for_expression() {
  const auto start = at_;
  std::vector<std::string> bound;
  auto loops = TRY(iterators(bound));
  const int height = height_;
  if (!take_word("return")) return error("`for` needs `return`");
  const auto partial = names_.bind("partial");
  auto body = TRY(expression());
  const bool uses_partial = names_.unbind("partial");
  for (const auto& name : bound) names_.unbind(name);
  height_ = std::max(height, height_) + 1;
  return make<For>(start, std::move(loops), std::move(body), partial, uses_partial);
}

Result<NodePtr> Parser::quantified_expression(bool every) {
  const auto start = at_;
  std::vector<std::string> bound;
  auto loops = TRY(iterators(bound));
  const int height = height_;
  if (!take_word("satisfies")) return error("`some` and `every` need `satisfies`");
  auto condition = TRY(expression());
  for (const auto& name : bound) names_.unbind(name);
  height_ = std::max(height, height_) + 1;
  return make<Quantified>(start, every, std::move(loops), std::move(condition));
}

Result<NodePtr> Parser::function_definition() {
  std::vector<Parameter> parameters;
  if (!take("(")) return error("`function` needs `(`");
  while (!take(")")) {
    if (!parameters.empty() && !take(",")) return error("`,` or `)` is needed");
    skip();
    const auto word = run_of_name();
    if (word.text.empty()) return error("the name of a parameter is needed");
    at_ = word.end;
    Parameter parameter{normal_name(word.text), nullptr};
    if (take(":")) parameter.type = TRY(type());
    parameters.push_back(std::move(parameter));
  }
  return function_body(std::move(parameters));
}

Result<NodePtr> Parser::function_body(std::vector<Parameter> parameters) {
  const auto start = at_;
  const bool external = take_word("external");
  const auto own_name = std::exchange(own_name_, {});
  names_.open_function();
  auto body = std::make_shared<Closure::Body>();
  for (const auto& parameter : parameters) names_.bind(parameter.name);
  const bool self = !own_name.empty() && names_.find(key_of_name(own_name)) == nullptr;
  if (self) body->self = static_cast<int>(names_.bind(own_name));
  auto root = TRY(expression());
  if (self) names_.unbind(own_name);
  for (const auto& parameter : parameters) names_.unbind(parameter.name);
  // Code in other languages is never run: what is described as external gives null.
  if (external) root = make<UnknownName>(start, "external");
  body->parameters = std::move(parameters);
  body->code.root = std::move(root);
  auto level = names_.close_function();
  body->code.slots = level.slots;
  body->code.captures = std::move(level.captures);
  ++height_;
  return make<FunctionLiteral>(start, std::move(body));
}

}  // namespace tongban::feel
