// Boxed: compiles the boxed expressions of DMN (chapter 10.2) of one element to nodes of FEEL that share its names.
// What cannot be read becomes a finding, and the expression null.
#pragma once

#include <string>

#include "engine/dmn/table.h"
#include "engine/dmn/xml.h"
#include "engine/feel/names_in_scope.h"

namespace tongban::dmn {

// Types by the names that a document writes.
class TypeNames {
 public:
  TypeNames(const feel::Types& types, const pugi::xml_node& definitions) : types_(types), definitions_(definitions) {}
  // nullptr: anything, or unknown; then `known` is false.
  TypePtr find(std::string_view written, bool& known) const;
  const feel::Types& types() const { return types_; }

 private:
  const feel::Types& types_;
  pugi::xml_node definitions_;
};

class Boxed {
 public:
  Boxed(feel::NamesInScope& names, const TypeNames& types, std::string element, std::vector<Finding>& findings)
      : names_(names), types_(types), element_(std::move(element)), findings_(findings) {}

  // The expression among the children of an element; nullptr where there is none.
  NodePtr expression_in(const pugi::xml_node& parent);
  NodePtr expression(const pugi::xml_node& node);
  TypePtr type(std::string_view written);
  // The body of a function over parameters that are bound already.
  std::vector<feel::Parameter> parameters_of(const pugi::xml_node& function);
  static bool is_expression(std::string_view local_name);

 private:
  NodePtr literal(const std::string& text, std::string_view what);
  NodePtr tests(const std::string& text);
  NodePtr context(const pugi::xml_node& node);
  NodePtr list(const pugi::xml_node& node);
  NodePtr relation(const pugi::xml_node& node);
  NodePtr function(const pugi::xml_node& node);
  NodePtr invocation(const pugi::xml_node& node);
  NodePtr conditional(const pugi::xml_node& node);
  NodePtr filter(const pugi::xml_node& node);
  NodePtr iterator(const pugi::xml_node& node);
  NodePtr decision_table(const pugi::xml_node& node);
  void table_policy(const pugi::xml_node& node, DecisionTable& table);
  void table_inputs(const pugi::xml_node& node, DecisionTable& table);
  void table_outputs(const pugi::xml_node& node, DecisionTable& table);
  void table_rules(const pugi::xml_node& node, DecisionTable& table);
  std::vector<Value> priorities(const std::string& text);
  NodePtr nothing() const;
  void find(std::string key, std::string detail) { findings_.push_back({element_, std::move(key), std::move(detail)}); }

  feel::NamesInScope& names_;
  const TypeNames& types_;
  std::string element_;
  std::vector<Finding>& findings_;
  int depth_ = 0;
};

}  // namespace tongban::dmn
