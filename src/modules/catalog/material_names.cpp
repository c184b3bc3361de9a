#include "modules/catalog/material_names.h"

#include "base/text.h"

namespace tongban::catalog {

std::string comparable_material_name(std::string_view name) {
  const auto plain = normalise_width(name);
  std::string out;
  for (std::size_t at = 0; at < plain.size();) {
    const auto begin = at;
    const auto code_point = next_code_point(plain, at);
    if (code_point != U' ' && code_point != U'《' && code_point != U'》') out.append(plain, begin, at - begin);
  }
  return out;
}

}  // namespace tongban::catalog
