// Which events of other modules this one listens to. Handlers may be called again for the same event: tell() writes
// nothing twice.
#pragma once

#include "platform/events/events.h"

namespace tongban::messages {

// "" where the payload has no such text.
inline std::string text_of(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value && value->is_string() ? std::string(std::string_view(value->get_string())) : std::string();
}

void subscribe_to_cases(events::Subscriptions& subscriptions);
void subscribe_to_inquiries(events::Subscriptions& subscriptions);

}  // namespace tongban::messages
