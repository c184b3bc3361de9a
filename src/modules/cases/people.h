// The persons of a case: who applies, who acts for them, who handles it. Their facts lie sealed in one column of the
// case row and are masked unless the reader is the applicant or has revealed them.
#pragma once

#include <map>
#include <string>

#include "modules/cases/work.h"

namespace tongban::cases {

struct ApplicantRecord {
  static constexpr bool kDefaults = true;
  std::string name, document_type, document_number, phone, address;
  std::string contact_name, contact_phone;
  std::string legal_representative;
  std::string agent_name, agent_document_number, agent_phone;
  std::string delivery_form, delivery_address;
  int assurance_level = 0;  // how well the applicant's identity was checked, 1..5
};
BOOST_DESCRIBE_STRUCT(ApplicantRecord, (),
                      (name, document_type, document_number, phone, address, contact_name, contact_phone,
                       legal_representative, agent_name, agent_document_number, agent_phone, delivery_form,
                       delivery_address, assurance_level))

Result<ApplicantRecord> open_applicant(const Ctx& ctx, const store::CaseRow& row);
void seal_applicant(const Ctx& ctx, store::CaseRow& row, const ApplicantRecord& record);
// What lookups compare: the same person has the same index in all cases.
std::string applicant_index(const Ctx& ctx, const ApplicantRecord& record);

PersonView person_view(const store::CaseRow& row, const ApplicantRecord& record, bool masked);

Result<std::vector<ScenarioAnswer>> open_scenario(const Ctx& ctx, const store::CaseRow& row);
void seal_scenario(const Ctx& ctx, store::CaseRow& row, const std::vector<ScenarioAnswer>& scenario);
catalog::ScenarioAnswers to_catalog(const std::vector<ScenarioAnswer>& scenario);

// Names of staff, each asked for once.
class StaffNames {
 public:
  explicit StaffNames(Ctx& ctx) : ctx_(ctx) {}
  const std::string& of(std::int64_t account_id);  // "" for 0 and for unknown accounts

 private:
  Ctx& ctx_;
  std::map<std::int64_t, std::string> names_;
};

}  // namespace tongban::cases
