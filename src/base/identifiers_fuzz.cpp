// Codes and numbers as people type them: what is accepted has one normal form, which is accepted again and says the
// same; a wrong last digit is noticed.
#include "base/fuzz_target.h"
#include "base/identifiers.h"
#include "base/ids.h"
#include "base/masking.h"
#include "base/money.h"
#include "base/region_code.h"
#include "base/text.h"

namespace tongban {
namespace {

// The normal form is a fixed point.
template <class Parse>
void check_normal(std::string_view text, Parse parse) {
  const Result<std::string> once = parse(text);
  if (!once) {
    PROMISE(once.error().code == Code::invalid && !once.error().key.empty());
    return;
  }
  const Result<std::string> twice = parse(*once);
  PROMISE(twice.ok() && *twice == *once);
  PROMISE(is_valid_utf8(*once) && !has_control_characters(*once));
}

void check_citizen(std::string_view text) {
  const auto id = parse_citizen_id(text, Date::make(2026, 11, 22));
  if (!id) return;
  PROMISE(id->number.size() == 18 && id->birth_date.in_range());
  PROMISE(parse_citizen_id(id->number)->birth_date == id->birth_date);
  PROMISE(id->birth_date.compact_text() == id->number.substr(6, 8));
  auto wrong = id->number;
  wrong[16] = wrong[16] == '9' ? '0' : static_cast<char>(wrong[16] + 1);
  PROMISE(!parse_citizen_id(wrong).ok());
  const auto masked = mask_citizen_id(id->number);
  PROMISE(masked.find(id->number.substr(6, 8)) == std::string::npos);
}

void check_codes(std::string_view text) {
  if (const auto code = parse_credit_code(text)) {
    auto wrong = code->code;
    wrong[17] = wrong[17] == '1' ? '2' : '1';
    PROMISE(code->code.size() == 18 && !parse_credit_code(wrong).ok());
  }
  if (const auto code = parse_implementing_code(text))
    PROMISE(compose_implementing_code(code->authority, code->level, code->basic.code)->code == code->code);
  if (const auto code = parse_handle_code(text))
    PROMISE(compose_handle_code(code->implementing.code, code->serial)->code == code->code);
  if (const auto number = parse_case_number(text))
    PROMISE(compose_case_number(number->implementing.code, number->date, number->serial)->number == number->number);
  if (const auto id = parse_licence_id(text))
    PROMISE(compose_licence_id(id->type_code, id->issuer, id->serial, id->version)->identifier == id->identifier);
  is_demonstration_code(text);
}

void check_region(std::string_view text) {
  const auto code = RegionCode::parse_short(text);
  if (!code) return;
  PROMISE(code->text().size() == 12 && RegionCode::parse(code->text()).ok());
  PROMISE(*RegionCode::parse(code->text()) == *code && code->contains(*code));
  const auto range = code->subtree();
  PROMISE(range.from <= code->text() && code->text() < range.to);
  const auto parent = code->parent();
  PROMISE(parent.has_value() == (code->level() != RegionLevel::province));
  if (!parent) return;
  const auto above = parent->subtree();
  PROMISE(parent->contains(*code) && above.from <= range.from && range.to <= above.to);
}

void check_amounts(std::string_view text) {
  const auto amount = Money::parse(text);
  if (amount) {
    const auto again = Money::parse(amount->text());
    PROMISE(again.ok() && *again == *amount);
    const auto capitals = amount->chinese_capitals();
    PROMISE(!capitals || is_valid_utf8(*capitals));
    if (const auto doubled = amount->plus(*amount)) PROMISE(*doubled == *amount->times(2));
  }
  if (const auto id = parse_id(text)) PROMISE(*id > 0 && id_text(*id) == text);
}

}  // namespace

FUZZ_TARGET(identifiers) {
  const auto only_number = [](auto parse, auto member) {
    return [=](std::string_view text) -> Result<std::string> { return TRY(parse(text)).*member; };
  };
  const auto citizen = [](std::string_view text) { return parse_citizen_id(text); };
  check_normal(input, only_number(citizen, &CitizenId::number));
  check_normal(input, only_number(parse_credit_code, &CreditCode::code));
  check_normal(input, only_number(parse_basic_code, &BasicCode::code));
  check_normal(input, only_number(parse_implementing_code, &ImplementingCode::code));
  check_normal(input, only_number(parse_handle_code, &HandleCode::code));
  check_normal(input, only_number(parse_case_number, &CaseNumber::number));
  check_normal(input, only_number(parse_licence_id, &LicenceId::identifier));
  check_normal(input, parse_organisation_code);
  check_normal(input, parse_authority_code);
  check_normal(input, parse_mobile);
  check_normal(input, parse_fixed_phone);
  check_normal(input, parse_phone);
  check_normal(input, parse_postcode);
  for (const auto& type : document_types())
    check_normal(input, [&](std::string_view text) { return parse_document_number(type.code, text); });
  check_citizen(input);
  check_codes(input);
  check_region(input);
  check_amounts(input);
}

}  // namespace tongban
