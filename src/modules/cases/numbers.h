// The numbers a case carries: the 43 characters of its official number (GB/T 39554: implementing code 31, date 8,
// serial of the day 4), the query code, and the numbers of its instruments (文号).
#pragma once

#include <string>

#include "modules/cases/views.h"
#include "modules/catalog/catalog.h"
#include "platform/act/ctx.h"

namespace tongban::cases {

// Takes the next serial of the day in the act's transaction: no two cases have one number, and an act that fails takes
// none. An item whose own code is of another scheme (code_as_is) gets a stand-in code of the private range (basic code
// 99…), kept with the item for ever. Errors: unavailable `cases.numbers_busy` when two nodes name the same new
// stand-in.
Result<std::string> take_case_number(Ctx& ctx, const catalog::FrozenItem& item);

// Eight characters without look-alikes, about 39 bits: with the rate limit of the progress page not to be guessed.
std::string new_query_code();

struct InstrumentNumber {
  std::string number;  // 市监受字〔2026〕第12号
  int year = 0;
  int serial = 0;
};
// Without gaps per department, kind and year.
InstrumentNumber take_instrument_number(Ctx& ctx, std::int64_t department_id, const std::string& department_short_name,
                                        InstrumentKind kind);

}  // namespace tongban::cases
