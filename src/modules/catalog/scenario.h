// Scenarios (情形): an applicant's answers narrow the conditions and materials of an item. Pure functions over the
// content.
//
// The rule: a material that some option adds is needed only when such an option is chosen; a material that a chosen
// option drops is not needed, whatever else is chosen; all others are always needed. While a question that decides
// about a material has no answer, the material is shown as `depends`.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "modules/catalog/actions_guide.h"
#include "modules/catalog/item_content.h"

namespace tongban::catalog {

using ScenarioAnswers = std::map<std::string, std::vector<std::string>>;  // question_key → option_keys

// "q1:o2,q2:o1" → answers. Key: `catalog.bad_scenario`.
Result<ScenarioAnswers> parse_scenario(std::string_view text);

// Errors (invalid): `catalog.unknown_scenario` for a question or option the item does not have, or two answers to a
// question that takes one; the field pointer is `pointer`.
Result<void> check_answers(const ItemContent& content, const ScenarioAnswers& answers,
                           std::string_view pointer = "/query/scenario");
bool all_answered(const ItemContent& content, const ScenarioAnswers& answers);

struct NarrowedMaterial {
  const MaterialElement* material = nullptr;  // into the content given
  MaterialNeed need = MaterialNeed::required;
  std::vector<std::string> why;
};
// In the order of the item. With all questions answered none is `depends`. Answers that the item does not know are
// ignored: check them first.
std::vector<NarrowedMaterial> materials_for(const ItemContent& content, const ScenarioAnswers& answers);
std::vector<GuideCondition> conditions_for(const ItemContent& content, const ScenarioAnswers& answers);

}  // namespace tongban::catalog
