// Ranges from their texts, as range() reads them: ends are literals only, so that no text from outside is evaluated.
#pragma once

#include <string_view>

#include "engine/feel/value.h"

namespace tongban::feel {

// "[1..3]", "(@\"2024-01-01\"..date(\"2024-12-31\")]"; an open side may lack its end. null for anything else.
Value range_of_text(std::string_view text);

}  // namespace tongban::feel
