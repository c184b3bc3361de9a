// Which posts one account may hold together.
#pragma once

#include <vector>

#include "platform/auth/actor.h"

namespace tongban::identity {

// The three administrations look after the installation, not after a department or region: their posts name neither.
bool is_installation_wide(Role role);

// System, security and audit administration are three persons (GB/T 22239-2019 8.1.5): whether `added` may join `held`.
bool duties_allow(const std::vector<Role>& held, Role added);

}  // namespace tongban::identity
