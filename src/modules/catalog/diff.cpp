#include "modules/catalog/diff.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace tongban::catalog {
namespace {

struct Walk {
  std::vector<std::string>& found;
  std::size_t most;

  void compare(const json::value& before, const json::value& after, const std::string& pointer) {
    if (found.size() >= most || before == after) return;
    if (before.is_object() && after.is_object())
      return compare_members(before.get_object(), after.get_object(), pointer);
    if (before.is_array() && after.is_array() && before.get_array().size() == after.get_array().size()) {
      for (std::size_t i = 0; i < before.get_array().size(); ++i)
        compare(before.get_array()[i], after.get_array()[i], pointer + "/" + std::to_string(i));
      return;
    }
    found.push_back(pointer);
  }

  void compare_members(const json::object& before, const json::object& after, const std::string& pointer) {
    for (const auto& member : before) {
      const auto* other = after.if_contains(member.key());
      compare(member.value(), other == nullptr ? json::value() : *other, pointer + "/" + std::string(member.key()));
    }
    for (const auto& member : after)
      if (before.if_contains(member.key()) == nullptr)
        compare(json::value(), member.value(), pointer + "/" + std::string(member.key()));
  }
};

}  // namespace

std::vector<std::string> changed_pointers(const json::value& before, const json::value& after, std::size_t most) {
  std::vector<std::string> found;
  Walk{found, most}.compare(before, after, "");
  return found;
}

}  // namespace tongban::catalog
