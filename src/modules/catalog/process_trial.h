// Trying a process out before it is published: every usual and unusual answer is given once, and the time each way
// takes is compared with the limits of the item. Pure. Days are working days: planned days of the tasks as drawn
// (`days`, 1 where nothing is said); waits in the model are calendar days and are counted as if they were working days,
// so that the longest way is never told too short.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/bpmn/explore.h"
#include "engine/dmn/decision_set.h"
#include "modules/catalog/actions_process.h"

namespace tongban::catalog {

struct TrialTerms {
  LimitElement promised, legal;
  std::vector<std::string> excluded;  // kinds of special procedures that do not count in the limits
};
TrialTerms terms_of(const ItemContent& content);

ProcessTrial try_process(const bpmn::Model& model, const dmn::DecisionSet& decisions, const TrialTerms& terms);

// The answers a task can be given, from its attribute `outcome`: "approved", "opinion:agree,disagree", several with
// `;`.
struct OutcomeField {
  std::string variable;
  std::vector<std::string> values;  // true and false where none are named
};
std::vector<OutcomeField> outcome_fields(std::string_view outcome);
// "true" and "false" are booleans, digits a number, all else a text.
feel::Value outcome_value(const std::string& text);

}  // namespace tongban::catalog
