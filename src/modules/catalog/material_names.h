// When two names of materials mean the same paper: blanks, full-width forms and 《》 do not matter. Pure.
#pragma once

#include <string>
#include <string_view>

namespace tongban::catalog {

std::string comparable_material_name(std::string_view name);

}  // namespace tongban::catalog
