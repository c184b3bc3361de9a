#include <cmath>
#include <set>

#include "base/text.h"
#include "platform/forms/schema.h"
#include "platform/forms/schema_node.h"

namespace tongban::forms {
namespace {

constexpr std::size_t kMaxPointer = 2000;  // bytes
constexpr std::size_t kMaxShown = 500;     // code points

std::string_view view(const json::string& s) { return {s.data(), s.size()}; }

class Compiler {
 public:
  explicit Compiler(const json::value& document) : document_(document) {}

  int compile(const json::value& schema, const std::string& pointer) {
    if (auto known = by_pointer_.find(pointer); known != by_pointer_.end()) return known->second;
    const int index = static_cast<int>(nodes.size());
    nodes.emplace_back();
    // A long name would be kept once for each node below it.
    const bool too_long = pointer.size() > kMaxPointer;
    if (!too_long) by_pointer_[pointer] = index;
    if (++depth_ > Schema::kMaxDepth || nodes.size() > 20'000 || too_long)
      fail(pointer, "form.schema_too_deep", "表单结构过深或过大");
    else if (schema.is_bool())
      nodes[index].always = schema.get_bool();
    else if (const auto* object = schema.if_object())
      members(index, *object, pointer);
    else
      fail(pointer, "form.schema_type", "模式应为对象或布尔值");
    --depth_;
    return index;
  }

  std::vector<SchemaNode> nodes;
  std::vector<FieldError> errors;

 private:
  void fail(const std::string& pointer, std::string key, std::string detail) {
    if (errors.size() == Schema::kMaxFindings) return;
    errors.push_back({std::string(truncate_code_points(pointer, kMaxShown)), std::move(key), std::move(detail)});
  }

  static std::string escape(std::string_view name) {
    std::string out;
    for (const char ch : name) out += ch == '~' ? "~0" : ch == '/' ? "~1" : std::string(1, ch);
    return out;
  }

  void members(int index, const json::object& object, const std::string& pointer) {
    for (const auto& member : object) {
      const std::string_view key(member.key().data(), member.key().size());
      const std::string place = pointer + "/" + escape(key);
      if (structure(index, key, member.value(), place) || values(index, key, member.value(), place) ||
          numbers(index, key, member.value(), place) || annotation(key))
        continue;
      fail(place, "form.unsupported_keyword", "不支持的关键字");
    }
  }

  static bool annotation(std::string_view key) {
    static const std::set<std::string_view> known{
        "title",   "description", "default",  "examples", "readOnly",    "writeOnly", "deprecated",
        "$schema", "$id",         "$comment", "$defs",    "definitions", "$anchor",   "contentMediaType"};
    return known.contains(key) || key.starts_with("x-");
  }

  std::map<std::string, int, std::less<>> named(const json::value& value, const std::string& place) {
    std::map<std::string, int, std::less<>> out;
    const auto* object = value.if_object();
    if (object == nullptr) return fail(place, "form.schema_type", "此处应为对象"), out;
    for (const auto& member : *object) {
      const std::string name(member.key().data(), member.key().size());
      out[name] = compile(member.value(), place + "/" + escape(name));
    }
    return out;
  }

  std::vector<int> listed(const json::value& value, const std::string& place) {
    std::vector<int> out;
    const auto* array = value.if_array();
    if (array == nullptr || array->empty()) return fail(place, "form.schema_type", "此处应为非空列表"), out;
    for (std::size_t i = 0; i < array->size(); ++i)
      out.push_back(compile((*array)[i], place + "/" + std::to_string(i)));
    return out;
  }

  std::vector<std::string> names(const json::value& value, const std::string& place) {
    std::vector<std::string> out;
    const auto* array = value.if_array();
    if (array == nullptr) return fail(place, "form.schema_type", "此处应为文字列表"), out;
    for (const auto& element : *array) {
      if (!element.is_string()) return fail(place, "form.schema_type", "此处应为文字列表"), out;
      out.emplace_back(view(element.get_string()));
    }
    return out;
  }

  std::shared_ptr<const re2::RE2> expression(std::string_view text, const std::string& place) {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(1 << 20);
    auto compiled = std::make_shared<re2::RE2>(re2::StringPiece(text.data(), text.size()), options);
    if (text.size() > 1000 || !compiled->ok()) {
      fail(place, "form.bad_pattern", "正则表达式不合法或过于复杂");
      return nullptr;
    }
    return compiled;
  }

  // Keywords whose values are schemas. nodes may grow meanwhile: results are stored by index afterwards.
  bool structure(int index, std::string_view key, const json::value& value, const std::string& place) {
    static const std::map<std::string_view, int SchemaNode::*> single{
        {"additionalProperties", &SchemaNode::additional_properties},
        {"propertyNames", &SchemaNode::property_names},
        {"items", &SchemaNode::items},
        {"contains", &SchemaNode::contains},
        {"not", &SchemaNode::negated},
        {"if", &SchemaNode::condition},
        {"then", &SchemaNode::then},
        {"else", &SchemaNode::otherwise}};
    static const std::map<std::string_view, std::vector<int> SchemaNode::*> lists{
        {"allOf", &SchemaNode::all_of},
        {"anyOf", &SchemaNode::any_of},
        {"oneOf", &SchemaNode::one_of},
        {"prefixItems", &SchemaNode::prefix_items}};
    if (const auto it = single.find(key); it != single.end()) {
      const int node = compile(value, place);
      nodes[index].*(it->second) = node;
    } else if (const auto it2 = lists.find(key); it2 != lists.end()) {
      auto list = listed(value, place);
      nodes[index].*(it2->second) = std::move(list);
    } else if (key == "properties") {
      auto map = named(value, place);
      nodes[index].properties = std::move(map);
    } else if (key == "dependentSchemas") {
      for (auto& [name, node] : named(value, place)) nodes[index].dependent_schemas[name] = node;
    } else if (key == "patternProperties") {
      for (auto& [name, node] : named(value, place))
        if (auto compiled = expression(name, place)) nodes[index].pattern_properties.push_back({compiled, node});
    } else if (key == "$ref") {
      const int node = reference(value, place);
      nodes[index].reference = node;
    } else {
      return false;
    }
    return true;
  }

  int reference(const json::value& value, const std::string& place) {
    const auto* text = value.if_string();
    if (text == nullptr || !view(*text).starts_with("#"))
      return fail(place, "form.bad_reference", "只能引用本文档内的定义（#/…）"), kNoNode;
    const std::string pointer(view(*text).substr(1));
    json::error_code failure;
    const auto* target = document_.find_pointer(pointer, failure);
    if (target == nullptr) return fail(place, "form.bad_reference", "引用的定义不存在"), kNoNode;
    return compile(*target, pointer);
  }

  bool values(int index, std::string_view key, const json::value& value, const std::string& place) {
    if (key == "type") {
      nodes[index].types = types(value, place);
    } else if (key == "enum") {
      if (!value.is_array())
        fail(place, "form.schema_type", "此处应为列表");
      else
        nodes[index].one_of_values = value.get_array();
    } else if (key == "const") {
      nodes[index].constant = value;
    } else if (key == "required") {
      nodes[index].required = names(value, place);
    } else if (key == "dependentRequired") {
      const auto* object = value.if_object();
      if (object == nullptr) return fail(place, "form.schema_type", "此处应为对象"), true;
      for (const auto& member : *object)
        nodes[index].dependent_required[std::string(member.key())] = names(member.value(), place);
    } else if (key == "uniqueItems") {
      nodes[index].unique_items = value.is_bool() && value.get_bool();
    } else if (key == "pattern" || key == "format") {
      const auto* text = value.if_string();
      if (text == nullptr) return fail(place, "form.schema_type", "此处应为文字"), true;
      if (key == "pattern")
        nodes[index].pattern = expression(view(*text), place);
      else if (!known_format(view(*text)))
        fail(place, "form.unknown_format", "未知的格式名");
      else
        nodes[index].format = std::string(view(*text));
    } else {
      return false;
    }
    return true;
  }

  unsigned types(const json::value& value, const std::string& place) {
    static const std::map<std::string_view, unsigned> bits{
        {"null", kNull},     {"boolean", kBoolean}, {"object", kObject},  {"array", kArray},
        {"number", kNumber}, {"string", kString},   {"integer", kInteger}};
    unsigned out = 0;
    const auto list = value.is_array() ? value.get_array() : json::array{value};
    for (const auto& element : list) {
      const auto* text = element.if_string();
      const auto it = text ? bits.find(view(*text)) : bits.end();
      if (it == bits.end())
        fail(place, "form.unknown_type", "未知的类型名");
      else
        out |= it->second;
    }
    return out;
  }

  bool numbers(int index, std::string_view key, const json::value& value, const std::string& place) {
    static const std::map<std::string_view, std::optional<std::size_t> SchemaNode::*> counts{
        {"minLength", &SchemaNode::min_length},         {"maxLength", &SchemaNode::max_length},
        {"minItems", &SchemaNode::min_items},           {"maxItems", &SchemaNode::max_items},
        {"minContains", &SchemaNode::min_contains},     {"maxContains", &SchemaNode::max_contains},
        {"minProperties", &SchemaNode::min_properties}, {"maxProperties", &SchemaNode::max_properties}};
    static const std::map<std::string_view, std::optional<double> SchemaNode::*> bounds{
        {"minimum", &SchemaNode::minimum},
        {"maximum", &SchemaNode::maximum},
        {"exclusiveMinimum", &SchemaNode::exclusive_minimum},
        {"exclusiveMaximum", &SchemaNode::exclusive_maximum},
        {"multipleOf", &SchemaNode::multiple_of}};
    const bool number = value.is_number();
    const double amount = number ? value.to_number<double>() : 0;
    if (const auto it = counts.find(key); it != counts.end()) {
      if (!number || amount < 0 || amount != std::floor(amount) || amount > 1e9)
        return fail(place, "form.schema_type", "此处应为非负整数"), true;
      nodes[index].*(it->second) = static_cast<std::size_t>(amount);
    } else if (const auto it2 = bounds.find(key); it2 != bounds.end()) {
      if (!number || (key == "multipleOf" && amount <= 0)) return fail(place, "form.schema_type", "此处应为数字"), true;
      nodes[index].*(it2->second) = amount;
    } else {
      return false;
    }
    return true;
  }

  const json::value& document_;
  std::map<std::string, int> by_pointer_;
  int depth_ = 0;
};

}  // namespace

Result<Schema> Schema::compile(const json::value& document) {
  Compiler compiler(document);
  compiler.compile(document, "");
  if (!compiler.errors.empty())
    return unprocessable("form.schema_invalid", "表单结构定义有误", std::move(compiler.errors));
  Schema schema;
  schema.nodes_ = std::make_shared<const std::vector<SchemaNode>>(std::move(compiler.nodes));
  return schema;
}

}  // namespace tongban::forms
