#include "modules/identity/duties.h"

#include <algorithm>

namespace tongban::identity {

bool is_installation_wide(Role role) {
  return role == Role::system_admin || role == Role::security_admin || role == Role::auditor;
}

bool duties_allow(const std::vector<Role>& held, Role added) {
  return !is_installation_wide(added) ||
         std::none_of(held.begin(), held.end(), [&](Role role) { return is_installation_wide(role) && role != added; });
}

}  // namespace tongban::identity
