#include "modules/cases/numbers.h"

#include <fmt/format.h>

#include "base/identifiers.h"
#include "modules/cases/store.h"
#include "platform/crypto/random.h"

namespace tongban::cases {
namespace {

constexpr const char* kStandInSeries = "stand-in";

std::string_view word_of(InstrumentKind kind) {
  switch (kind) {
    case InstrumentKind::receipt:
      return "收";
    case InstrumentKind::acceptance_notice:
      return "受";
    case InstrumentKind::correction_notice:
      return "补";
    case InstrumentKind::non_acceptance:
      return "不受";
    case InstrumentKind::special_procedure:
      return "特";
    case InstrumentKind::extension_notice:
      return "延";
    case InstrumentKind::decision:
      return "决";
    case InstrumentKind::delivery_record:
      return "送";
    case InstrumentKind::termination_notice:
      return "终";
    case InstrumentKind::transfer_notice:
      return "转";
    case InstrumentKind::closing_notice:
      return "退";
  }
  return "文";
}

// Level and authority as the department has them; a department without a credit code is named by a temporary one.
Result<std::string> compose_stand_in(const catalog::FrozenItem& item, int ordinal) {
  const auto& department = item.department;
  const auto level_text = catalog::use_level_of(department.region_code);
  const int level = level_text.size() == 1 ? level_text[0] - '0' : 4;
  const auto basic = fmt::format("99{:010}", ordinal);
  if (auto code = compose_implementing_code(department.credit_code, level, basic)) return std::move(code).value().code;
  const auto authority = fmt::format("TE{:016}", department.department_id % 10'000'000'000'000'000);
  return TRY(compose_implementing_code(authority, level, basic)).code;
}

Result<std::string> implementing_code_for(Ctx& ctx, const catalog::FrozenItem& item) {
  if (!item.code_as_is && parse_implementing_code(item.implementing_code)) return item.implementing_code;
  if (auto code = store::stand_in_code(ctx.tx, item.item_id)) return *std::move(code);
  const int ordinal = store::next_case_serial(ctx.tx, kStandInSeries, "");
  auto code = TRY(compose_stand_in(item, ordinal));
  if (store::insert_stand_in_code(ctx.tx, item.item_id, code, ordinal)) return code;
  if (auto other = store::stand_in_code(ctx.tx, item.item_id)) return *std::move(other);
  return Error{Code::unavailable, "cases.numbers_busy", "编号正忙，请稍后再试", {}, 1};
}

}  // namespace

Result<std::string> take_case_number(Ctx& ctx, const catalog::FrozenItem& item) {
  const auto code = TRY(implementing_code_for(ctx, item));
  const Date today = local_date(ctx.now);
  const int serial = store::next_case_serial(ctx.tx, code, today.text());
  return TRY(compose_case_number(code, today, serial)).number;
}

std::string new_query_code() { return random_code(8); }

InstrumentNumber take_instrument_number(Ctx& ctx, std::int64_t department_id, const std::string& department_short_name,
                                        InstrumentKind kind) {
  InstrumentNumber number;
  number.year = local_date(ctx.now).year();
  number.serial = store::next_instrument_serial(ctx.tx, department_id, enum_text(kind), number.year);
  number.number = fmt::format("{}{}字〔{}〕第{}号", department_short_name, word_of(kind), number.year, number.serial);
  return number;
}

}  // namespace tongban::cases
