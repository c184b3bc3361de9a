#include "platform/audit/sealing_key.h"

#include <stdexcept>

namespace tongban::audit {

SigningKey sealing_key(const Keyring& keyring, int number) {
  const auto secret = keyring.derive("audit chain", number);
  if (!secret) throw std::invalid_argument(secret.error().detail);
  return SigningKey(*secret);
}

}  // namespace tongban::audit
