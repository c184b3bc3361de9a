// The named formats a form may ask for. Those of the field are the checks of base/identifiers.h, so that a form, an
// import and an account judge a number alike.
#include <functional>
#include <map>
#include <string>

#include "base/identifiers.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "base/region_code.h"
#include "platform/forms/schema.h"

namespace tongban::forms {
namespace {

template <class T>
std::string key_of(const Result<T>& result) {
  return result ? std::string() : result.error().key;
}

std::string email_problem(std::string_view text) {
  const auto at = text.find('@');
  const bool shaped = at != text.npos && at > 0 && at == text.rfind('@') && text.size() <= 254 &&
                      text.find('.', at + 2) != text.npos && text.back() != '.' &&
                      text.find_first_of(" \t\r\n,;<>\"") == text.npos;
  return shaped ? "" : "email.format";
}

std::string uri_problem(std::string_view text) {
  const bool shaped = (text.starts_with("http://") || text.starts_with("https://")) && text.size() > 10 &&
                      text.find_first_of(" \t\r\n<>\"") == text.npos;
  return shaped ? "" : "uri.format";
}

using Check = std::function<std::string(std::string_view)>;

const std::map<std::string_view, Check>& checks() {
  static const std::map<std::string_view, Check> known{
      {"citizen_id", [](auto text) { return key_of(parse_citizen_id(text)); }},
      {"credit_code", [](auto text) { return key_of(parse_credit_code(text)); }},
      {"organisation_code", [](auto text) { return key_of(parse_organisation_code(text)); }},
      {"mobile", [](auto text) { return key_of(parse_mobile(text)); }},
      {"phone", [](auto text) { return key_of(parse_phone(text)); }},
      {"postcode", [](auto text) { return key_of(parse_postcode(text)); }},
      {"region_code", [](auto text) { return std::string(RegionCode::parse(text) ? "" : "region_code.format"); }},
      {"money", [](auto text) { return key_of(Money::parse(text)); }},
      {"date", [](auto text) { return std::string(Date::parse(text) ? "" : "field.bad_date"); }},
      {"date-time", [](auto text) { return std::string(parse_instant(text) ? "" : "field.bad_time"); }},
      {"email", email_problem},
      {"uri", uri_problem},
      // The id of a file; whose it is, is asked where the answer is kept.
      {"file", [](auto text) { return std::string(parse_id(text) ? "" : "file.format"); }},
      {"signature", [](auto text) { return std::string(parse_id(text) ? "" : "signature.format"); }},
      // Shown by a renderer of their own; the text itself is free.
      {"address", [](auto) { return std::string(); }},
      {"textarea", [](auto) { return std::string(); }},
  };
  return known;
}

}  // namespace

bool known_format(std::string_view format) { return checks().contains(format); }

std::string format_problem(std::string_view format, std::string_view text) {
  const auto it = checks().find(format);
  return it == checks().end() ? std::string() : it->second(text);
}

}  // namespace tongban::forms
