// Types as they are written behind `instance of` and in the parameters of functions.
#include "engine/feel/parser.h"

namespace tongban::feel {

// The longest name that is a type wins: `date and time` before `date`.
Result<TypePtr> Parser::type() {
  const Deeper deeper(*this);
  if (depth_ > kMaxDepth) return error("nested too deeply");
  skip();
  NamePieces pieces(text_, at_);
  const auto start = at_;
  std::string name;
  std::size_t end = start;
  TypePtr found;
  while (!pieces.next().empty()) {
    const auto candidate = normal_name(text_.substr(start, pieces.position() - start));
    auto known = types_ == nullptr ? nullptr : types_->find(candidate);
    if (!known) known = simple_type(candidate);
    if (!known) continue;
    found = known;
    name = candidate;
    end = pieces.position();
  }
  if (!found) return error("a type is needed here");
  at_ = end;
  if (found == simple_type(name) && sees('<')) return generic_type(name);
  return found;
}

Result<TypePtr> Parser::generic_type(const std::string& name) {
  auto made = std::make_shared<Type>(*simple_type(name));
  if (!take("<")) return error("`<` is needed");
  if (name == "list" || name == "range") {
    made->element = TRY(type());
  } else if (name == "context") {
    while (!sees('>')) {
      if (!made->fields.empty() && !take(",")) return error("`,` or `>` is needed");
      const auto key = TRY(context_key());
      if (!take(":")) return error("`:` is needed");
      made->fields.push_back({key, TRY(type())});
    }
  } else if (name == "function") {
    while (!sees('>')) {
      if (!made->parameters.empty() && !take(",")) return error("`,` or `>` is needed");
      made->parameters.push_back(TRY(type()));
    }
  } else {
    return error("this type has no parameters");
  }
  if (!take(">")) return error("`>` is needed");
  if (name == "function") {
    if (!take("->")) return error("`->` and the type of the result are needed");
    made->result = TRY(type());
  }
  return TypePtr(made);
}

}  // namespace tongban::feel
