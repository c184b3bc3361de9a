#include "modules/catalog/limits.h"

#include "base/limit_clock.h"
#include "modules/catalog/catalog.h"

namespace tongban::catalog {

namespace {
constexpr long kEighthsADay = 8;
}

std::string limit_text(const LimitElement& element) {
  if (!element.stated) return "未规定";
  if (element.amount == 0) return "即办";
  const auto amount = std::to_string(element.amount);
  if (element.unit == "natural_day") return amount + " 个自然日";
  if (element.unit == "working_hour") return amount + " 个工作小时";
  return amount + " 个工作日";
}

LimitSpan limit_span(const LimitElement& element) {
  const long amount = element.amount;
  if (element.unit == "working_hour") return {amount, amount};
  if (element.unit == "natural_day") return {amount * kEighthsADay * 5 / 7, amount * kEighthsADay};
  return {amount * kEighthsADay, amount * kEighthsADay};
}

LimitOrder compare_limits(const LimitSpan& limit, const LimitSpan& bound) {
  const bool same_kind = (limit.least == limit.most) == (bound.least == bound.most);
  if (same_kind) return limit.most > bound.most ? LimitOrder::exceeds : LimitOrder::within;
  if (limit.least > bound.most) return LimitOrder::exceeds;
  return limit.most > bound.least ? LimitOrder::may_exceed : LimitOrder::within;
}

std::optional<Limit> clock_limit(const LimitElement& element) {
  if (!element.stated) return std::nullopt;
  return Limit{element.amount, parse_limit_unit(element.unit).value_or(LimitUnit::working_day)};
}

}  // namespace tongban::catalog
