#include "engine/bpmn/xml.h"

#include "base/text.h"

namespace tongban::bpmn {
namespace {

// Walks without recursion: the depth is what is to be found out.
Result<void> check_shape(const pugi::xml_document& document, const ReadLimits& limits) {
  std::size_t elements = 0;
  int depth = 0;
  pugi::xml_node node = document.first_child();
  while (node) {
    if (node.type() == pugi::node_doctype)
      return invalid("bpmn.doctype", "模型不得含有文档类型声明 / a model has no document type declaration");
    if (++elements > limits.elements * 3)
      return invalid("bpmn.too_large", "模型的元素过多 / the model has too many elements");
    if (node.first_child()) {
      if (++depth > limits.depth) return invalid("bpmn.too_deep", "模型嵌套过深 / the model nests too deeply");
      node = node.first_child();
      continue;
    }
    while (node && !node.next_sibling()) {
      node = node.parent();
      --depth;
      if (node == document) return {};
    }
    if (node) node = node.next_sibling();
  }
  return {};
}

std::string_view prefix_of(std::string_view name) {
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

}  // namespace

Result<void> load_xml(pugi::xml_document& document, std::string_view text, const ReadLimits& limits) {
  if (text.size() > limits.bytes) return invalid("bpmn.too_large", "模型文件过大 / the model file is too large");
  if (!is_valid_utf8(text)) return invalid("bpmn.bad_utf8", "模型不是 UTF-8 文本 / the model is not UTF-8");
  const auto parsed = document.load_buffer(text.data(), text.size(),
                                           pugi::parse_default | pugi::parse_doctype | pugi::parse_ws_pcdata_single,
                                           pugi::encoding_utf8);
  if (!parsed)
    return invalid("bpmn.xml", "不是完整的 XML / this is no well-formed XML: " + std::string(parsed.description()) +
                                   " (" + std::to_string(parsed.offset) + ")");
  return check_shape(document, limits);
}

std::string_view local_name(pugi::xml_node node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool is_bpmn(pugi::xml_node node) {
  const auto prefix = prefix_of(node.name());
  const auto declaration = prefix.empty() ? std::string("xmlns") : "xmlns:" + std::string(prefix);
  for (auto at = node; at; at = at.parent())
    if (const auto found = at.attribute(declaration.c_str())) return found.value() == kBpmnNamespace;
  return false;
}

pugi::xml_node child(pugi::xml_node node, std::string_view name) {
  for (const auto each : node.children())
    if (local_name(each) == name && is_bpmn(each)) return each;
  return {};
}

std::string text_of(pugi::xml_node node) {
  std::string text;
  for (const auto part : node.children())
    if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) text += part.value();
  return std::string(trim(text));
}

std::string reference(std::string_view text) {
  text = trim(text);
  const auto colon = text.find(':');
  return std::string(colon == std::string_view::npos ? text : text.substr(colon + 1));
}

std::string attribute(pugi::xml_node node, const char* name) { return node.attribute(name).value(); }

bool flag(pugi::xml_node node, const char* name, bool otherwise) {
  const auto found = node.attribute(name);
  if (!found) return otherwise;
  const std::string_view value = found.value();
  return value == "true" || value == "1";
}

}  // namespace tongban::bpmn
