// Parts of the way from a wish to a submission that two acts take: step by step through a draft (start, edit,
// materials, submit), or all in one call (apply).
#pragma once

#include <memory>
#include <vector>

#include "modules/cases/inputs.h"
#include "modules/cases/requirements.h"

namespace tongban::cases {

// start.cpp: an application that may begin now, with what is known of the applicant. Nothing is written or sealed yet.
struct Beginning {
  store::CaseRow row;
  std::shared_ptr<const catalog::FrozenItem> item;
  ApplicantRecord applicant;
};
Result<Beginning> begin_online(Ctx& ctx, const StartCaseIn& in);

// edit.cpp: whether a group of answers may be saved beside the others; pointers begin with /answers.
Result<void> check_group(const Work& work, const SaveAnswersIn& in, const std::vector<AnswerGroup>& groups);
std::string answers_context(std::int64_t case_id, const std::string& group_key);
// Takes contact and delivery into the record. invalid `input.invalid` with pointers below /contact.
Result<void> take_contact(ApplicantRecord& applicant, const ContactInput& contact);

// materials.cpp: the row that satisfies the requirement by what `in` names, where the item allows it. Not stored yet.
Result<store::MaterialRow> new_material(Ctx& ctx, const Work& work, const std::vector<Requirement>& requirements,
                                        const AttachMaterialIn& in);

// submit.cpp: checks that everything is there, numbers, freezes, records and receipts the first submission.
Result<ActOut> hand_in(Ctx& ctx, Work& work, const Given& given);

}  // namespace tongban::cases
