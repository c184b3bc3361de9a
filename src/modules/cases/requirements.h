// What the item in the applicant's scenario asks for, and by what each requirement is satisfied; and the frozen copy of
// it all that a submission leaves behind.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "modules/cases/answers.h"
#include "modules/cases/people.h"
#include "platform/files/file_store.h"

namespace tongban::cases {

struct Requirement {
  const catalog::MaterialElement* material = nullptr;  // into the item of the work
  bool required = false;
  bool tolerable = false;            // may be promised for later (容缺)
  bool promise_replaceable = false;  // may be replaced by a commitment (告知承诺)
  std::vector<store::MaterialRow> entries;
  bool satisfied() const { return !entries.empty(); }
};
std::vector<Requirement> requirements_of(const Work& work, const std::vector<ScenarioAnswer>& scenario,
                                         std::vector<store::MaterialRow> entries);

// What the applicant has given so far: read and unsealed once, then used by all steps of an act.
struct Given {
  ApplicantRecord applicant;
  std::vector<ScenarioAnswer> scenario;
  json::object answers;  // of all groups of the form
  std::vector<store::MaterialRow> materials;
  std::map<std::int64_t, FileInfo> files;  // what the materials name
};
Result<Given> open_given(Ctx& ctx, const Work& work);

// Everything that stops a submission, each with its place: /scenario/…, /answers/…, /materials/…, /contact/…. Empty
// when the application is complete.
Result<std::vector<FieldError>> missing_for_submission(Ctx& ctx, const Work& work, const Given& given);

// Freezes what is handed in: sealed, with a digest over its canonical text. `kind`: submit, revise, resubmit,
// supplement.
Result<void> freeze_submission(Ctx& ctx, const Work& work, const Given& given, const std::string& kind);
std::string submission_context(std::int64_t submission_id);

// The requirement with its entries as people see it; `files` holds at least the files of its entries.
MaterialView material_view(const Requirement& requirement, const std::map<std::int64_t, FileInfo>& files);
// The facts of the files that the entries name, read at once. Error: `file.not_found`.
Result<std::map<std::int64_t, FileInfo>> files_of(Ctx& ctx, const std::vector<store::MaterialRow>& entries);

SavingsView savings_of(const Work& work, const std::vector<Requirement>& requirements,
                       const std::vector<ClockView>& clocks, const std::string& delivery_form);

}  // namespace tongban::cases
