#include "engine/feel/names_in_scope.h"

#include "engine/feel/builtins.h"
#include "engine/feel/names.h"
#include "engine/feel/parser.h"

namespace tongban::feel {
namespace {

constexpr std::size_t kScopeLevel = 0, kExpressionLevel = 1;

std::string key_or_text(std::string_view name) {
  auto key = key_of_name(name);
  return key.empty() ? std::string(name) : key;
}

template <class Map>
bool has_prefix(const Map& map, const std::string& prefix) {
  const auto at = map.lower_bound(prefix);
  return at != map.end() && at->first.starts_with(prefix);
}

}  // namespace

void MemberNames::add(std::string_view name) { names_.emplace(key_or_text(name), name); }

const std::string* MemberNames::find(const std::string& key) const {
  const auto at = names_.find(key);
  return at == names_.end() ? nullptr : &at->second;
}

bool MemberNames::begins(const std::string& prefix) const { return has_prefix(names_, prefix); }

NamesInScope::NamesInScope(const Scope& scope, std::shared_ptr<const MemberNames> members)
    : variables_(scope.variables()), shared_members_(std::move(members)) {
  levels_.resize(2);
  levels_[kScopeLevel].slots = static_cast<std::uint32_t>(variables_.size());
  for (std::uint32_t slot = 0; slot < variables_.size(); ++slot)
    bindings_[key_or_text(variables_[slot])].push_back({kScopeLevel, slot, variables_[slot], 0});
  for (const auto& member : scope.members()) add_member(member);
}

Compiled NamesInScope::finish(NodePtr root) {
  Compiled compiled;
  compiled.root = std::move(root);
  compiled.slots = levels_[kExpressionLevel].slots;
  compiled.captures = levels_[kExpressionLevel].captures;
  compiled.variables = variables_;
  return compiled;
}

std::uint32_t NamesInScope::bind(std::string_view name, std::uint32_t slot) {
  bindings_[key_or_text(name)].push_back({levels_.size() - 1, slot, std::string(name), filters_.size()});
  return slot;
}

bool NamesInScope::unbind(std::string_view name) {
  const auto at = bindings_.find(key_or_text(name));
  const bool used = at->second.back().used;
  at->second.pop_back();
  if (at->second.empty()) bindings_.erase(at);
  return used;
}

NamesInScope::Binding* NamesInScope::find(const std::string& key) {
  const auto at = bindings_.find(key);
  return at == bindings_.end() ? nullptr : &at->second.back();
}

std::uint32_t NamesInScope::slot_here(std::size_t level, std::uint32_t slot) {
  std::uint32_t here = slot;
  for (std::size_t inner = level + 1; inner < levels_.size(); ++inner) {
    auto& frame = levels_[inner];
    const auto [at, is_new] = frame.captured.try_emplace({level, slot}, frame.slots);
    if (is_new) frame.captures.push_back({here, frame.slots++});
    here = at->second;
  }
  return here;
}

NamesInScope::Level NamesInScope::close_function() {
  auto level = std::move(levels_.back());
  levels_.pop_back();
  return level;
}

std::uint32_t NamesInScope::open_filter() {
  const auto item = new_slot();
  filters_.push_back({levels_.size() - 1, item});
  return bind("item", item);
}

void NamesInScope::close_filter() {
  unbind("item");
  filters_.pop_back();
}

std::vector<std::uint32_t> NamesInScope::items_since(std::size_t filters) {
  std::vector<std::uint32_t> items;
  for (auto at = filters_.size(); at > filters; --at)
    items.push_back(slot_here(filters_[at - 1].level, filters_[at - 1].item));
  return items;
}

const std::string* NamesInScope::find_member(const std::string& key) const {
  if (const auto* own = members_.find(key)) return own;
  return shared_members_ ? shared_members_->find(key) : nullptr;
}

bool NamesInScope::member_begins(const std::string& prefix) const {
  return members_.begins(prefix) || (shared_members_ && shared_members_->begins(prefix));
}

bool NamesInScope::is_known(const std::string& key, bool members) const {
  return bindings_.contains(key) || builtin_keys().contains(key) || (members && find_member(key) != nullptr);
}

bool NamesInScope::may_go_on(const std::string& prefix, bool members) const {
  return has_prefix(bindings_, prefix) || has_prefix(builtin_keys(), prefix) || (members && member_begins(prefix));
}

Result<NodePtr> parse_into(NamesInScope& names, std::string_view text, const Types* types) {
  return Parser(text, names, types).whole_expression();
}

Result<NodePtr> parse_tests_into(NamesInScope& names, std::string_view text, const Types* types) {
  return Parser(text, names, types).whole_unary_tests();
}

}  // namespace tongban::feel
