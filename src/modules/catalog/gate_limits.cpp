// Legal, promised and step limits: the promise keeps within the law, the steps keep within the promise.
#include "modules/catalog/gate_findings.h"
#include "modules/catalog/limits.h"

namespace tongban::catalog::gate {
namespace {

constexpr int kMaxLimit = 3660;  // what base/limit_clock.h takes

void check_amount(const Look& look, const LimitElement& limit, const std::string& place) {
  if (limit.stated && (limit.amount < 0 || limit.amount > kMaxLimit))
    look.error("gate.limit_out_of_range", "时限应在 0 至 3660 之间", place + "/amount");
}

// A law that states no limit must be said to state none; a public service needs no legal limit at all.
void check_stated(const Look& look) {
  const auto& basic = look.content.basic;
  if (!basic.legal_limit.stated && basic.item_type != "20" && is_blank(basic.legal_limit.explanation))
    look.error("gate.legal_limit_missing", "未填写法定时限；法律未规定时限的，应在说明中写明", "/basic/legal_limit");
  if (!basic.promised_limit.stated)
    look.error("gate.promised_limit_missing", "未填写承诺时限", "/basic/promised_limit");
}

void check_promise(const Look& look) {
  const auto& legal = look.content.basic.legal_limit;
  const auto& promised = look.content.basic.promised_limit;
  if (!legal.stated || !promised.stated) return;
  switch (compare_limits(limit_span(promised), limit_span(legal))) {
    case LimitOrder::exceeds:
      return look.error("gate.promise_exceeds_legal",
                        "承诺时限（" + limit_text(promised) + "）长于法定时限（" + limit_text(legal) + "）",
                        "/basic/promised_limit");
    case LimitOrder::may_exceed:
      return look.warning("gate.promise_may_exceed_legal", "承诺时限与法定时限单位不同，遇节假日时承诺可能长于法定",
                          "/basic/promised_limit");
    case LimitOrder::within:
      return;
  }
}

// 即办 means: handling type 即办件 and reviewed on the spot; anything else is 承诺件, accepted first and approved
// later.
void check_instant(const Look& look) {
  const auto& basic = look.content.basic;
  const auto& review = look.content.extension.review_type;
  if (!basic.promised_limit.stated || basic.handling_type.empty()) return;
  const bool instant = basic.promised_limit.amount == 0;
  if (instant != (basic.handling_type == "1") && basic.handling_type != "9")
    look.error("gate.handling_type_against_limit",
               instant ? "承诺时限为即办的，办件类型应为即办件" : "承诺时限不是即办的，办件类型应为承诺件",
               "/basic/handling_type");
  if (!review.empty() && (review == "instant") != instant)
    look.error("gate.review_type_against_limit",
               instant ? "承诺时限为即办的，审查类型应为即审即办" : "承诺时限不是即办的，审查类型应为前审后批",
               "/extension/review_type");
}

void check_steps(const Look& look) {
  LimitSpan sum;
  for (std::size_t i = 0; i < look.content.flow.size(); ++i) {
    const auto& limit = look.content.flow[i].limit;
    check_amount(look, limit, "/flow/" + std::to_string(i) + "/limit");
    if (!limit.stated) continue;
    const auto span = limit_span(limit);
    sum.least += span.least;
    sum.most += span.most;
  }
  const auto& promised = look.content.basic.promised_limit;
  if (promised.stated && compare_limits(sum, limit_span(promised)) == LimitOrder::exceeds)
    look.error("gate.steps_exceed_promise", "各环节时限之和长于承诺时限（" + limit_text(promised) + "）", "/flow");
}

}  // namespace

void check_limits(const Look& look) {
  check_amount(look, look.content.basic.legal_limit, "/basic/legal_limit");
  check_amount(look, look.content.basic.promised_limit, "/basic/promised_limit");
  check_stated(look);
  check_promise(look);
  check_instant(look);
  check_steps(look);
}

}  // namespace tongban::catalog::gate
