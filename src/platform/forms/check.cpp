#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "platform/forms/schema.h"
#include "platform/forms/schema_node.h"

namespace tongban::forms {
namespace {

constexpr std::size_t kBytesPerStep = 64;
constexpr std::size_t kMaxPointer = 500;  // code points; a longer one is cut, it helps nobody

std::string_view view(const json::string& s) { return {s.data(), s.size()}; }

bool is_integer(const json::value& value) {
  return value.is_int64() || value.is_uint64() ||
         (value.is_double() && std::trunc(value.get_double()) == value.get_double());
}

unsigned type_bits(const json::value& value) {
  switch (value.kind()) {
    case json::kind::null:
      return kNull;
    case json::kind::bool_:
      return kBoolean;
    case json::kind::object:
      return kObject;
    case json::kind::array:
      return kArray;
    case json::kind::string:
      return kString;
    default:
      return is_integer(value) ? kNumber | kInteger : kNumber;
  }
}

class Checker {
 public:
  explicit Checker(const std::vector<SchemaNode>& nodes) : nodes_(nodes) {}

  std::vector<FieldError> findings;

  void check(int index, const json::value& value) {
    if (index == kNoNode || !spend(1)) return;
    if (depth_ >= Schema::kMaxDepth * 2) {
      exhausted_ = true;
      return;
    }
    ++depth_;
    const SchemaNode& node = nodes_[static_cast<std::size_t>(index)];
    if (node.always && !*node.always) fail("field.unknown", "没有这个字段");
    if (general(node, value)) {
      if (value.is_object())
        object(node, value.get_object());
      else if (value.is_array())
        array(node, value.get_array());
      else if (value.is_string())
        text(node, view(value.get_string()));
      else if (value.is_number())
        number(node, value.to_number<double>());
      combined(node, value);
    }
    --depth_;
  }
  bool exhausted() const { return exhausted_; }

 private:
  void fail(std::string key, std::string detail) {
    if (findings.size() == Schema::kMaxFindings) return;
    findings.push_back({std::string(truncate_code_points(pointer_, kMaxPointer)), std::move(key), std::move(detail)});
  }

  // Every piece of work is paid for, so that no pair of schema and answers can take long: not the number of nodes alone
  // counts, but what each has to look at. False when nothing is left.
  bool spend(std::size_t steps) {
    exhausted_ = exhausted_ || steps > left_;
    left_ -= exhausted_ ? left_ : steps;
    return !exhausted_;
  }
  static std::size_t cost_of(std::string_view text) { return 1 + text.size() / kBytesPerStep; }

  // Equality of JSON Schema: 1 and 1.0 are the same number, the order of members does not matter.
  bool same(const json::value& a, const json::value& b) {
    if (!spend(1)) return false;
    if (a.is_number() && b.is_number()) return a.to_number<double>() == b.to_number<double>();
    if (a.is_string() && b.is_string()) return spend(cost_of(view(b.get_string()))) && a == b;
    if (a.is_array() && b.is_array())
      return std::equal(a.get_array().begin(), a.get_array().end(), b.get_array().begin(), b.get_array().end(),
                        [&](const auto& x, const auto& y) { return same(x, y); });
    if (!a.is_object() || !b.is_object()) return a == b;
    if (a.get_object().size() != b.get_object().size()) return false;
    return std::all_of(a.get_object().begin(), a.get_object().end(), [&](const auto& member) {
      const auto* other = b.get_object().if_contains(member.key());
      return other != nullptr && same(member.value(), *other);
    });
  }

  // Whether the value passes, without keeping what was found.
  bool passes(int index, const json::value& value) {
    auto kept = std::move(findings);
    findings.clear();
    check(index, value);
    const bool passed = findings.empty();
    findings = std::move(kept);
    return passed;
  }

  template <class F>
  void inside(std::string_view name, F&& body) {
    const auto length = pointer_.size();
    pointer_ += '/';
    for (const char ch : name) pointer_ += ch == '~' ? "~0" : ch == '/' ? "~1" : std::string(1, ch);
    body();
    pointer_.resize(length);
  }

  // False when looking further would only repeat that the type is wrong.
  bool general(const SchemaNode& node, const json::value& value) {
    if (node.types != 0 && (node.types & type_bits(value)) == 0) {
      fail("field.type", "内容的类型不对");
      return false;
    }
    if (node.constant && !same(*node.constant, value)) fail("field.unknown_value", "不是允许的取值");
    if (node.one_of_values && std::none_of(node.one_of_values->begin(), node.one_of_values->end(),
                                           [&](const auto& allowed) { return same(allowed, value); }))
      fail("field.unknown_value", "不是允许的取值");
    return true;
  }

  void object(const SchemaNode& node, const json::object& object) {
    if (!spend(node.required.size() + node.dependent_required.size() + node.dependent_schemas.size())) return;
    for (const auto& name : node.required)
      if (!object.contains(name)) inside(name, [&] { fail("field.required", "此项必填"); });
    for (const auto& [name, needed] : node.dependent_required)
      if (object.contains(name) && spend(needed.size()))
        for (const auto& other : needed)
          if (!object.contains(other)) inside(other, [&] { fail("field.required", "此项必填"); });
    for (const auto& [name, index] : node.dependent_schemas)
      if (object.contains(name)) check(index, object);
    if (node.min_properties && object.size() < *node.min_properties) fail("field.too_few", "填写的项目太少");
    if (node.max_properties && object.size() > *node.max_properties) fail("field.too_many", "填写的项目过多");
    for (const auto& member : object) {
      const std::string_view name(member.key().data(), member.key().size());
      if (!spend(cost_of(name) * (1 + node.pattern_properties.size()))) return;
      inside(name, [&] { property(node, name, member.value()); });
    }
  }

  void property(const SchemaNode& node, std::string_view name, const json::value& value) {
    bool described = false;
    if (const auto it = node.properties.find(name); it != node.properties.end()) {
      described = true;
      check(it->second, value);
    }
    for (const auto& pattern : node.pattern_properties)
      if (re2::RE2::PartialMatch(re2::StringPiece(name.data(), name.size()), *pattern.expression)) {
        described = true;
        check(pattern.node, value);
      }
    if (!described) check(node.additional_properties, value);
    if (node.property_names != kNoNode) check(node.property_names, json::value(json::string(name)));
  }

  void array(const SchemaNode& node, const json::array& array) {
    if (node.min_items && array.size() < *node.min_items)
      fail("field.too_few", "至少需要 " + std::to_string(*node.min_items) + " 项");
    if (node.max_items && array.size() > *node.max_items)
      fail("field.too_many", "最多 " + std::to_string(*node.max_items) + " 项");
    for (std::size_t i = 0; i < array.size() && spend(1); ++i)
      inside(std::to_string(i),
             [&] { check(i < node.prefix_items.size() ? node.prefix_items[i] : node.items, array[i]); });
    if (node.unique_items) unique(array);
    if (node.contains == kNoNode || !spend(array.size())) return;
    const auto matching = static_cast<std::size_t>(
        std::count_if(array.begin(), array.end(), [&](const auto& element) { return passes(node.contains, element); }));
    if (matching < node.min_contains.value_or(1)) fail("field.missing_element", "缺少必须包含的项");
    if (node.max_contains && matching > *node.max_contains) fail("field.too_many", "某类项过多");
  }

  void unique(const json::array& array) {
    std::vector<std::string> texts;
    for (const auto& element : array) texts.push_back(canonical_json(normal(element)));
    if (exhausted_) return;
    std::sort(texts.begin(), texts.end());
    if (std::adjacent_find(texts.begin(), texts.end()) != texts.end()) fail("field.repeated", "有重复的项");
  }

  json::value normal(const json::value& value) {
    if (!spend(value.is_string() ? cost_of(view(value.get_string())) : 1)) return nullptr;
    if (value.is_number()) return value.to_number<double>();
    if (const auto* array = value.if_array()) {
      json::array out;
      for (const auto& element : *array) out.push_back(normal(element));
      return out;
    }
    if (const auto* object = value.if_object()) {
      json::object out;
      for (const auto& member : *object) out[member.key()] = normal(member.value());
      return out;
    }
    return value;
  }

  void text(const SchemaNode& node, std::string_view text) {
    if (!spend(cost_of(text))) return;
    const auto length = count_code_points(text);
    if (node.min_length && length < *node.min_length)
      fail(length == 0 ? "field.required" : "field.too_short",
           length == 0 ? "此项必填" : "至少 " + std::to_string(*node.min_length) + " 个字");
    if (node.max_length && length > *node.max_length)
      fail("field.too_long", "最多 " + std::to_string(*node.max_length) + " 个字");
    if (node.pattern && !re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *node.pattern))
      fail("field.pattern", "格式不符合要求");
    if (node.format.empty() || text.empty()) return;
    if (auto problem = format_problem(node.format, text); !problem.empty()) fail(problem, "格式不对，请核对");
  }

  void number(const SchemaNode& node, double number) {
    const auto print = [](double bound) {
      std::string out;
      append_json_number(out, bound);
      return out;
    };
    if (node.minimum && number < *node.minimum) fail("field.too_small", "不能小于 " + print(*node.minimum));
    if (node.maximum && number > *node.maximum) fail("field.too_large", "不能大于 " + print(*node.maximum));
    if (node.exclusive_minimum && number <= *node.exclusive_minimum)
      fail("field.too_small", "应大于 " + print(*node.exclusive_minimum));
    if (node.exclusive_maximum && number >= *node.exclusive_maximum)
      fail("field.too_large", "应小于 " + print(*node.exclusive_maximum));
    if (!node.multiple_of) return;
    const double quotient = number / *node.multiple_of;
    if (!std::isfinite(quotient) ||
        std::abs(quotient - std::round(quotient)) > 1e-9 * std::max(1.0, std::abs(quotient)))
      fail("field.not_a_multiple", "应为 " + print(*node.multiple_of) + " 的整数倍");
  }

  void combined(const SchemaNode& node, const json::value& value) {
    check(node.reference, value);
    for (const int index : node.all_of) check(index, value);
    if (!node.any_of.empty() &&
        std::none_of(node.any_of.begin(), node.any_of.end(), [&](int index) { return passes(index, value); }))
      fail("field.no_variant", "不符合任何一种允许的情形");
    if (!node.one_of.empty() &&
        std::count_if(node.one_of.begin(), node.one_of.end(), [&](int index) { return passes(index, value); }) != 1)
      fail("field.no_variant", "应恰好符合一种允许的情形");
    if (node.negated != kNoNode && passes(node.negated, value)) fail("field.not_allowed", "不允许这样填写");
    if (node.condition == kNoNode) return;
    check(passes(node.condition, value) ? node.then : node.otherwise, value);
  }

  const std::vector<SchemaNode>& nodes_;
  std::string pointer_;
  std::size_t left_ = Schema::kMaxSteps;
  int depth_ = 0;
  bool exhausted_ = false;
};

}  // namespace

std::vector<FieldError> Schema::check(const json::value& answers) const {
  Checker checker(*nodes_);
  checker.check(0, answers);
  if (checker.exhausted()) checker.findings.push_back({"", "form.too_complex", "表单内容过于复杂"});
  return std::move(checker.findings);
}

}  // namespace tongban::forms
