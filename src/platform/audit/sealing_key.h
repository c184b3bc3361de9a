// The key that signs blocks and checkpoints: derived from the sealing keys of the key file, so it is on all nodes what
// it is on one, is kept and backed up with them, and is renewed by `tongban keys --rotate`.
#pragma once

#include "platform/crypto/keyring.h"
#include "platform/crypto/signature.h"

namespace tongban::audit {

// `number`: of the key in the file, 0 the newest. A number that is not there throws std::invalid_argument.
SigningKey sealing_key(const Keyring& keyring, int number = 0);

}  // namespace tongban::audit
