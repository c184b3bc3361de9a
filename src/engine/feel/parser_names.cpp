// Which words form a name, and what it means.
#include "engine/feel/builtins.h"
#include "engine/feel/parser.h"

namespace tongban::feel {

Parser::Word Parser::longest_known(bool members) const {
  NamePieces pieces(text_, at_);
  Word found;
  std::string key;
  const auto start = skip_space(text_, at_);
  while (!pieces.next().empty()) {
    key.append(key.empty() ? "" : "\n").append(pieces.last());
    if (names_.is_known(key, members)) found = {key, text_.substr(start, pieces.position() - start), pieces.position()};
    if (!names_.may_go_on(key, members)) break;
  }
  return found;
}

Parser::Word Parser::run_of_name() const {
  NamePieces pieces(text_, at_);
  Word found;
  const auto start = skip_space(text_, at_);
  while (!pieces.next().empty()) {
    found.key.append(found.key.empty() ? "" : "\n").append(pieces.last());
    found.end = pieces.position();
  }
  if (found.end > start) found.text = text_.substr(start, found.end - start);
  return found;
}

NodePtr Parser::meaning_outside_filters(const Word& word, std::size_t& filters) {
  filters = 0;
  if (auto* binding = names_.find(word.key)) {
    binding->used = true;
    filters = binding->filters;
    if (binding->name == "?") asks_ = true;
    return make<Variable>(at_, names_.slot_here(*binding));
  }
  const auto& builtins = builtin_keys();
  const auto builtin = builtins.find(word.key);
  return builtin == builtins.end() ? nullptr : make<Constant>(at_, value_of(*builtin->second));
}

NodePtr Parser::name_node(const Word& word) {
  std::size_t filters = 0;
  auto outside = meaning_outside_filters(word, filters);
  const auto* member = names_.find_member(word.key);
  const std::string name = member == nullptr ? normal_name(word.text) : *member;
  auto items = names_.items_since(filters);
  if (items.empty()) return outside ? std::move(outside) : make<UnknownName>(at_, name);
  return make<ImplicitMember>(at_, std::move(items), name, std::move(outside));
}

}  // namespace tongban::feel
