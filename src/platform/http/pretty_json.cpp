#include "platform/http/pretty_json.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace tongban::http {
namespace {

void append(std::string& out, const json::value& value, int depth) {
  const std::string indent(static_cast<std::size_t>(depth) * 2, ' ');
  if (const auto* object = value.if_object(); object != nullptr && !object->empty()) {
    const char* before = "{\n";
    for (const auto& member : *object) {
      out += std::exchange(before, ",\n") + indent + "  ";
      append_json_string(out, std::string_view(member.key().data(), member.key().size()));
      out += ": ";
      append(out, member.value(), depth + 1);
    }
    out += "\n" + indent + "}";
    return;
  }
  const auto* array = value.if_array();
  const bool nested = array != nullptr && std::any_of(array->begin(), array->end(),
                                                      [](const auto& e) { return e.is_object() || e.is_array(); });
  if (!nested) {
    out += to_json_text(value);
    return;
  }
  const char* before = "[\n";
  for (const auto& element : *array) {
    out += std::exchange(before, ",\n") + indent + "  ";
    append(out, element, depth + 1);
  }
  out += "\n" + indent + "]";
}

}  // namespace

std::string pretty_json(const json::value& value) {
  std::string out;
  append(out, value, 0);
  return out;
}

}  // namespace tongban::http
