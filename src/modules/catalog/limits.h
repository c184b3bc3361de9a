// Limits of items as people read them and as the gate compares them. Pure.
#pragma once

#include <string>

#include "modules/catalog/item_content.h"

namespace tongban::catalog {

// "20 个工作日", "即办", "未规定".
std::string limit_text(const LimitElement& element);

// A limit in eighths of a working day: eight working hours make a day (国务院关于职工工作时间的规定). Natural days are
// between five sevenths of a working day and one, depending on where weekends fall, so a limit has a least and a most.
struct LimitSpan {
  long least = 0;
  long most = 0;
};
LimitSpan limit_span(const LimitElement& element);

enum class LimitOrder {
  within,      // never longer, whatever the calendar says
  may_exceed,  // longer in some weeks
  exceeds,     // always longer
};
// Whether `limit` keeps within `bound`; both must be stated.
LimitOrder compare_limits(const LimitSpan& limit, const LimitSpan& bound);

}  // namespace tongban::catalog
