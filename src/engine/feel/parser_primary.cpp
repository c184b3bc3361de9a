// Literals, names, calls, filters and paths.
#include "base/text.h"
#include "engine/feel/builtins.h"
#include "engine/feel/parser.h"
#include "engine/feel/strings.h"

namespace tongban::feel {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_keyword(std::string_view word) {
  for (const auto* keyword : {"then", "else", "return", "satisfies", "in", "and", "or", "between", "of", "external"})
    if (word == keyword) return true;
  return false;
}

// Whether the `[` at `at` is closed again and stands before the end of the range around it: then it is a filter of the
// range's end, else it is where the range ends, which `[1..5[` writes so.
bool is_filter_in_range(std::string_view text, std::size_t at) {
  int open = 0;
  bool quoted = false;
  for (; at < text.size(); ++at) {
    if (text[at] == '"') quoted = !quoted;
    if (text[at] == '\\' && quoted) ++at;
    if (quoted || at >= text.size()) continue;
    if (text[at] == '[') ++open;
    if (text[at] == ']' && --open == 0) break;
  }
  if (at >= text.size()) return false;
  const auto behind = skip_space(text, at + 1);
  return behind < text.size() && (text[behind] == ']' || text[behind] == ')' || text[behind] == '[');
}

}  // namespace

Result<NodePtr> Parser::postfix() {
  skip();
  const auto start = at_;
  auto node = TRY(primary());
  for (;;) {
    skip();
    const auto left = text_.substr(at_);
    const int height = height_;
    if (left.starts_with("[")) {
      if (in_range_end_ && !is_filter_in_range(text_, at_)) return node;
      node = TRY(filter(start, std::move(node)));
    } else if (left.starts_with("(")) {
      node = TRY(call(start, std::move(node), nullptr));
    } else if (left.starts_with(".") && !left.starts_with("..")) {
      node = TRY(path(start, std::move(node)));
    } else {
      return node;
    }
    height_ = std::max(height, height_) + 1;
    if (height_ > kMaxHeight) return error("too many operators in a row");
  }
}

Result<NodePtr> Parser::primary() {
  skip();
  if (at_ == text_.size()) return error("the expression ends too early");
  height_ = 1;
  const char c = text_[at_];
  if (is_digit(c) || (c == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))) return number();
  if (c == '"') {
    const auto start = at_;
    auto text = TRY(string_literal());
    return make<Constant>(start, Value::string(std::move(text)));
  }
  if (c == '@') return at_literal();
  if (c == '(') return parenthesised();
  if (c == '[' || c == ']') return bracketed();
  if (c == '{') return context();
  return name_or_call();
}

Result<NodePtr> Parser::name_or_call() {
  const auto start = at_;
  auto word = longest_known(names_.in_filter());
  if (word.key.find('\n') == std::string::npos && !names_.find(word.key)) {
    if (take_word("true")) return make<Constant>(start, Value::boolean(true));
    if (take_word("false")) return make<Constant>(start, Value::boolean(false));
    if (take_word("null")) return make<Constant>(start, Value());
    if (take_word("if")) return if_expression();
    if (take_word("for")) return for_expression();
    if (take_word("some")) return quantified_expression(false);
    if (take_word("every")) return quantified_expression(true);
    if (take_word("function")) return function_definition();
  }
  if (word.key.empty()) {
    NamePieces pieces(text_, at_);
    word = {std::string(pieces.next()), pieces.last(), pieces.position()};
    if (word.key.empty()) return error("cannot be read");
    if (is_keyword(word.key)) return error("`" + word.key + "` does not belong here");
  }
  if (!names_.find(word.key)) {
    const auto* builtin = find_builtin(normal_name(word.text));
    std::size_t behind = skip_space(text_, word.end);
    if (builtin != nullptr && behind < text_.size() && text_[behind] == '(') {
      at_ = word.end;
      return call(start, nullptr, builtin);
    }
  }
  auto node = name_node(word);
  at_ = word.end;
  return node;
}

Result<NodePtr> Parser::number() {
  const auto start = at_;
  const auto digits = [this] {
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
  };
  digits();
  if (at_ + 1 < text_.size() && text_[at_] == '.' && is_digit(text_[at_ + 1])) {
    ++at_;
    digits();
  }
  if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
    const auto mark = at_++;
    if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) ++at_;
    if (at_ < text_.size() && is_digit(text_[at_])) {
      digits();
    } else {
      at_ = mark;
    }
  }
  const auto value = Number::parse(text_.substr(start, at_ - start));
  if (!value) return error("the number is too large");
  return make<Constant>(start, Value::number(*value));
}

Result<std::string> Parser::string_literal() {
  const auto start = ++at_;
  while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
  if (at_ >= text_.size()) return error("the text has no closing quote");
  auto text = unescaped(text_.substr(start, at_ - start));
  ++at_;
  return text;
}

Result<NodePtr> Parser::at_literal() {
  const auto start = at_++;
  skip();
  if (!sees('"')) return error("`@` needs a text in quotes");
  const auto text = TRY(string_literal());
  return make<Constant>(start, temporal_of_text(text));
}

Result<NodePtr> Parser::range_from(std::size_t start, Range shape, NodePtr low) {
  const int height = height_;
  if (!take("..")) return error("`..` is needed");
  const bool outer = std::exchange(in_range_end_, true);
  auto high = TRY(expression());
  in_range_end_ = outer;
  height_ = std::max(height, height_) + 1;
  if (take("]")) {
    shape.high_end = Range::End::closed;
  } else if (take(")") || take("[")) {
    shape.high_end = Range::End::open;
  } else {
    return error("the range is not closed");
  }
  return folded(make<RangeLiteral>(start, std::move(shape), std::move(low), std::move(high)));
}

Result<NodePtr> Parser::parenthesised() {
  const auto start = at_++;
  const bool outer = std::exchange(in_range_end_, false);
  auto op = ComparisonOperator::equal;
  if (take_comparison(op)) {
    auto test = TRY(operator_test(start, op));
    if (!take(")")) return error("`)` is needed");
    in_range_end_ = outer;
    return test;
  }
  auto node = TRY(expression());
  in_range_end_ = outer;
  if (take(")")) return node;
  Range shape;
  shape.low_end = Range::End::open;
  return sees('.') ? range_from(start, shape, std::move(node)) : error("`)` is needed");
}

Result<NodePtr> Parser::bracketed() {
  const auto start = at_;
  const bool open = text_[at_++] == ']';
  const bool outer = std::exchange(in_range_end_, false);
  std::vector<NodePtr> items;
  Height height(*this);
  while (!sees(']') || open) {
    if (!items.empty() && !take(",")) return error("`,` or `]` is needed");
    items.push_back(TRY(expression()));
    height.saw();
    if (items.size() == 1 && (open || sees('.'))) {
      Range shape;
      shape.low_end = open ? Range::End::open : Range::End::closed;
      in_range_end_ = outer;
      return range_from(start, shape, std::move(items[0]));
    }
  }
  take("]");
  in_range_end_ = outer;
  return folded(make<ListLiteral>(start, std::move(items)));
}

Result<std::string> Parser::context_key() {
  if (sees('"')) return string_literal();
  const auto word = run_of_name();
  if (word.text.empty()) return error("the name of an entry is needed");
  at_ = word.end;
  return normal_name(word.text);
}

Result<NodePtr> Parser::context() {
  const auto start = at_++;
  const bool outer = std::exchange(in_range_end_, false);
  std::vector<ContextLiteral::Item> items;
  Height height(*this);
  while (!take("}")) {
    if (!items.empty() && !take(",")) return error("`,` or `}` is needed");
    auto name = TRY(context_key());
    if (!take(":")) return error("`:` is needed");
    // A function may call itself by the name of its entry.
    own_name_ = name;
    auto value = TRY(expression());
    own_name_.clear();
    height.saw();
    names_.add_member(name);
    const auto slot = names_.bind(name);
    items.push_back({std::move(name), slot, std::move(value), nullptr});
  }
  for (const auto& item : items) names_.unbind(item.name);
  in_range_end_ = outer;
  return make<ContextLiteral>(start, std::move(items), nullptr);
}

Result<NodePtr> Parser::filter(std::size_t start, NodePtr list) {
  ++at_;
  const bool outer = std::exchange(in_range_end_, false);
  const auto item = names_.open_filter();
  auto condition = TRY(expression());
  names_.close_filter();
  in_range_end_ = outer;
  if (!take("]")) return error("`]` is needed");
  return make<Filter>(start, std::move(list), item, std::move(condition));
}

// The longest known name after the dot, else one word.
Result<NodePtr> Parser::path(std::size_t start, NodePtr object) {
  ++at_;
  skip();
  if (sees('"')) return error("a name is needed behind the dot");
  NamePieces pieces(text_, at_);
  std::string key, found;
  std::size_t end = 0;
  while (!pieces.next().empty()) {
    key.append(key.empty() ? "" : "\n").append(pieces.last());
    if (const auto* member = names_.find_member(key)) {
      found = *member;
      end = pieces.position();
    } else if (key == "time\noffset" || key == "start\nincluded" || key == "end\nincluded" || end == 0) {
      found = normal_name(text_.substr(at_, pieces.position() - at_));
      end = pieces.position();
    }
    if (key != "time" && key != "start" && key != "end" && !names_.member_begins(key)) break;
  }
  if (end == 0) return error("a name is needed behind the dot");
  at_ = end;
  return make<Path>(start, std::move(object), std::move(found));
}

Result<NodePtr> Parser::call(std::size_t start, NodePtr callee, const Builtin* builtin) {
  take("(");
  const bool outer = std::exchange(in_range_end_, false);
  std::vector<std::string> names;
  std::vector<NodePtr> arguments;
  Height height(*this);
  while (!take(")")) {
    if (!arguments.empty() && !take(",")) return error("`,` or `)` is needed");
    skip();
    const auto word = run_of_name();
    const auto behind = word.text.empty() ? text_.size() : skip_space(text_, word.end);
    const bool named = behind < text_.size() && text_[behind] == ':';
    if (!arguments.empty() && named == names.empty()) return error("all arguments are named, or none is");
    if (named) {
      names.push_back(normal_name(word.text));
      at_ = behind + 1;
    }
    arguments.push_back(TRY(expression()));
    height.saw();
  }
  in_range_end_ = outer;
  if (builtin == nullptr) return make<Call>(start, std::move(callee), std::move(names), std::move(arguments));
  const auto* signature = names.empty() ? signature_for(*builtin, arguments.size()) : signature_for(*builtin, names);
  if (signature == nullptr)
    return make<Call>(start, make<Constant>(start, value_of(*builtin)), std::move(names), std::move(arguments));
  if (!names.empty()) {
    std::vector<NodePtr> placed(signature->parameters.size());
    for (std::size_t at = 0; at < names.size(); ++at)
      for (std::size_t to = 0; to < placed.size(); ++to)
        if (signature->parameters[to] == names[at]) placed[to] = std::move(arguments[at]);
    arguments = std::move(placed);
  }
  return folded(make<BuiltinNode>(start, *signature, std::move(arguments)));
}

}  // namespace tongban::feel
