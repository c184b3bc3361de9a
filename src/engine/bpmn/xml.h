// XML of models, defended: no document types (so no entities of one's own), bounded size, depth and number of elements,
// strict UTF-8. Names are compared without their prefix, but inside their namespace.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "base/result.h"
#include "engine/bpmn/model.h"

namespace tongban::bpmn {

inline constexpr std::string_view kBpmnNamespace = "http://www.omg.org/spec/BPMN/20100524/MODEL";

// Errors (Code::invalid): `bpmn.too_large`, `bpmn.too_deep`, `bpmn.bad_utf8`, `bpmn.doctype`, `bpmn.xml`.
Result<void> load_xml(pugi::xml_document& document, std::string_view text, const ReadLimits& limits);

std::string_view local_name(pugi::xml_node node);
bool is_bpmn(pugi::xml_node node);  // in the namespace of BPMN 2.0
// The first child of that name in the namespace of BPMN.
pugi::xml_node child(pugi::xml_node node, std::string_view name);
// The text of it and of CDATA in it, trimmed.
std::string text_of(pugi::xml_node node);
// The part after the prefix of a name in text, as references are written.
std::string reference(std::string_view text);
std::string attribute(pugi::xml_node node, const char* name);
bool flag(pugi::xml_node node, const char* name, bool otherwise);

}  // namespace tongban::bpmn
