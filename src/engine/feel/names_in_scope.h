// NamesInScope: what a name means where an expression stands, and in which slot its value lies. The parser of
// expressions and the compiler of boxed expressions of engine/dmn share one while they read, so that all of a
// decision's expressions run over the same slots.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/feel/machine.h"

namespace tongban::feel {

// Names that may follow a dot, by their pieces. Made once for a model and shared by all of its expressions.
class MemberNames {
 public:
  void add(std::string_view name);
  // nullptr where there is none.
  const std::string* find(const std::string& key) const;
  bool begins(const std::string& prefix) const;

 private:
  std::map<std::string, std::string> names_;
};

class NamesInScope {
 public:
  // What a name means: a variable in a slot of a function's frame. Level 0 holds the scope's variables, level 1 is the
  // expression, its functions follow.
  struct Binding {
    std::size_t level;
    std::uint32_t slot;
    std::string name;
    std::size_t filters;  // how many filters were open where it was bound
    bool used = false;
  };
  // A function body, or the whole expression, being read.
  struct Level {
    std::uint32_t slots = 0;
    std::vector<Capture> captures;
    std::map<std::pair<std::size_t, std::uint32_t>, std::uint32_t> captured;  // (level, slot) there -> slot here
  };

  explicit NamesInScope(const Scope& scope, std::shared_ptr<const MemberNames> members = nullptr);
  // What the nodes need to run; call once, at the end.
  Compiled finish(NodePtr root);

  std::uint32_t new_slot() { return levels_.back().slots++; }
  std::uint32_t bind(std::string_view name) { return bind(name, new_slot()); }
  std::uint32_t bind(std::string_view name, std::uint32_t slot);
  bool unbind(std::string_view name);  // whether it was used
  Binding* find(const std::string& key);
  // The slot in the innermost function that has the value of a slot of an outer one.
  std::uint32_t slot_here(const Binding& binding) { return slot_here(binding.level, binding.slot); }
  std::uint32_t slot_here(std::size_t level, std::uint32_t slot);

  void open_function() { levels_.emplace_back(); }
  Level close_function();
  // Brings `item` and, without a name, the members of the item.
  std::uint32_t open_filter();
  void close_filter();
  bool in_filter() const { return !filters_.empty(); }
  // The items of the filters opened since, innermost first.
  std::vector<std::uint32_t> items_since(std::size_t filters);

  void add_member(std::string_view name) { members_.add(name); }
  const std::string* find_member(const std::string& key) const;
  bool member_begins(const std::string& prefix) const;
  // Whether the pieces are a whole name, and whether a longer one begins with them.
  bool is_known(const std::string& key, bool members) const;
  bool may_go_on(const std::string& prefix, bool members) const;

 private:
  struct OpenFilter {
    std::size_t level;
    std::uint32_t item;
  };
  std::vector<std::string> variables_;
  std::map<std::string, std::vector<Binding>> bindings_;  // by key, innermost last
  MemberNames members_;
  std::shared_ptr<const MemberNames> shared_members_;
  std::vector<Level> levels_;
  std::vector<OpenFilter> filters_;
};

// Expressions read into a scope that others share.
class Types;
Result<NodePtr> parse_into(NamesInScope& names, std::string_view text, const Types* types);
Result<NodePtr> parse_tests_into(NamesInScope& names, std::string_view text, const Types* types);

}  // namespace tongban::feel
