// The compiled form of one (sub)schema; nodes refer to each other by index, so that $ref may go in circles.
#pragma once

#include <re2/re2.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"

namespace tongban::forms {

inline constexpr int kNoNode = -1;

struct NamedPattern {
  std::shared_ptr<const re2::RE2> expression;
  int node = kNoNode;
};

struct SchemaNode {
  std::optional<bool> always;  // the schemas `true` and `false`
  unsigned types = 0;          // bits of TypeBit; 0: any
  std::optional<json::array> one_of_values;
  std::optional<json::value> constant;

  std::map<std::string, int, std::less<>> properties;
  std::vector<std::string> required;
  std::vector<NamedPattern> pattern_properties;
  int additional_properties = kNoNode;
  int property_names = kNoNode;
  std::optional<std::size_t> min_properties, max_properties;
  std::map<std::string, std::vector<std::string>> dependent_required;
  std::map<std::string, int> dependent_schemas;

  std::vector<int> prefix_items;
  int items = kNoNode;
  int contains = kNoNode;
  std::optional<std::size_t> min_items, max_items, min_contains, max_contains;
  bool unique_items = false;

  std::optional<std::size_t> min_length, max_length;
  std::shared_ptr<const re2::RE2> pattern;
  std::string format;

  std::optional<double> minimum, maximum, exclusive_minimum, exclusive_maximum, multiple_of;

  std::vector<int> all_of, any_of, one_of;
  int negated = kNoNode, condition = kNoNode, then = kNoNode, otherwise = kNoNode, reference = kNoNode;
};

enum TypeBit : unsigned {
  kNull = 1,
  kBoolean = 2,
  kObject = 4,
  kArray = 8,
  kNumber = 16,
  kString = 32,
  kInteger = 64,
};

}  // namespace tongban::forms
