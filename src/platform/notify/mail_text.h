// A mail as it goes over the wire: RFC 5322 headers in ASCII, the subject in encoded words (RFC 2047), the text as
// UTF-8 in base64. Whatever stands in subject or text cannot end a header or begin another one. Pure.
#pragma once

#include <string>
#include <string_view>

#include "base/instant.h"

namespace tongban::notify {

struct MailText {
  std::string from_name, from, to;  // addresses as is_mail_address() allows
  std::string subject, text;
  std::string reference;  // of the Message-ID, the same at every try
  std::string language;
  Instant made_at;
};
std::string mail_message(const MailText& mail);

// One plain address of ASCII characters, `name@host`, at most 254 characters; neither quoted names nor comments.
bool is_mail_address(std::string_view text);

}  // namespace tongban::notify
