// What must not stand in a published question: traces of persons. Pure. It finds what has a shape (numbers, mail
// addresses) and what is known (the asker's name and phone); a person still reads every text before it is published.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tongban::inquiries {

// The key of the first trace: personal.mobile, personal.long_number (identity, bank), personal.email, personal.asker
// (name or phone of who asked), or nothing. Office lines and addresses of gov.cn are none.
std::optional<std::string> personal_trace(std::string_view text, std::string_view asker_name,
                                          std::string_view asker_phone);

}  // namespace tongban::inquiries
