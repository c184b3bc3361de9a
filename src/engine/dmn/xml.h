// XML of DMN as it is read: names without prefix, whatever the prefixes and the version of the namespace are.
#pragma once

#include <pugixml.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace tongban::dmn {

inline std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

inline pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (const auto& one : node.children())
    if (one.type() == pugi::node_element && local_name(one) == name) return one;
  return {};
}

inline std::vector<pugi::xml_node> children(const pugi::xml_node& node, std::string_view name) {
  std::vector<pugi::xml_node> found;
  for (const auto& one : node.children())
    if (one.type() == pugi::node_element && local_name(one) == name) found.push_back(one);
  return found;
}

// The text of a child, e.g. <inputEntry><text>; empty where it is missing.
inline std::string text_of(const pugi::xml_node& node, std::string_view name = "text") {
  std::string text;
  for (const auto& piece : child(node, name).children())
    if (piece.type() == pugi::node_pcdata || piece.type() == pugi::node_cdata) text += piece.value();
  return text;
}

}  // namespace tongban::dmn
