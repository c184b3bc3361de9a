// Values as files of test cases write them, and how they are compared.
#pragma once

#include "engine/dmn/xml.h"
#include "engine/feel/value.h"

namespace tongban::dmn {

// Of an <inputNode>, <expected>, <item> or <component>: a <value> with its XML Schema type, a <list> or components.
feel::Value test_value(const pugi::xml_node& node);
bool same_result(const feel::Value& expected, const feel::Value& actual);

}  // namespace tongban::dmn
