#include "modules/cases/people.h"

#include "base/masking.h"
#include "modules/identity/identity.h"
#include "platform/crypto/keyring.h"

namespace tongban::cases {
namespace {

std::string applicant_context(const store::CaseRow& row) { return "cases.applicant_sealed/" + id_text(row.case_id); }
std::string scenario_context(const store::CaseRow& row) { return "cases.scenario_sealed/" + id_text(row.case_id); }

std::string mask_document(const std::string& type, const std::string& number) {
  if (type == "111") return mask_citizen_id(number);
  if (type == "001") return mask_credit_code(number);
  return mask_number(number);
}

}  // namespace

Result<ApplicantRecord> open_applicant(const Ctx& ctx, const store::CaseRow& row) {
  const auto text = TRY(ctx.services.keyring.open(applicant_context(row), row.applicant_sealed));
  return from_json_text<ApplicantRecord>(text);
}

void seal_applicant(const Ctx& ctx, store::CaseRow& row, const ApplicantRecord& record) {
  row.applicant_sealed = ctx.services.keyring.seal(applicant_context(row), to_json(record));
}

std::string applicant_index(const Ctx& ctx, const ApplicantRecord& record) {
  return ctx.services.keyring.blind_index("cases.applicant_index", record.document_type + ":" + record.document_number);
}

PersonView person_view(const store::CaseRow& row, const ApplicantRecord& r, bool masked) {
  PersonView view;
  view.kind = parse_enum<ApplicantKind>(row.applicant_kind).value_or(ApplicantKind::natural);
  view.document_type = r.document_type;
  view.delivery_form = r.delivery_form;
  view.masked = masked;
  const bool natural = view.kind == ApplicantKind::natural;
  // The name of a firm is public; that of a person is not.
  view.name = masked && natural ? mask_name(r.name) : r.name;
  view.document_number = masked ? mask_document(r.document_type, r.document_number) : r.document_number;
  const auto& phone = r.contact_phone.empty() ? r.phone : r.contact_phone;
  view.phone = masked ? mask_phone(phone) : phone;
  view.address = masked ? mask_address(r.address) : r.address;
  view.contact_name = masked ? mask_name(r.contact_name) : r.contact_name;
  view.legal_representative = masked ? mask_name(r.legal_representative) : r.legal_representative;
  view.agent_name = masked ? mask_name(r.agent_name) : r.agent_name;
  view.agent_document_number = masked ? mask_citizen_id(r.agent_document_number) : r.agent_document_number;
  view.agent_phone = masked ? mask_phone(r.agent_phone) : r.agent_phone;
  view.delivery_address = masked ? mask_address(r.delivery_address) : r.delivery_address;
  for (auto* text : {&view.contact_name, &view.legal_representative, &view.agent_name, &view.agent_document_number,
                     &view.agent_phone, &view.address, &view.delivery_address})
    if (text->find_first_not_of('*') == std::string::npos && masked) text->clear();  // nothing stays nothing
  return view;
}

Result<std::vector<ScenarioAnswer>> open_scenario(const Ctx& ctx, const store::CaseRow& row) {
  const auto text = TRY(ctx.services.keyring.open(scenario_context(row), row.scenario_sealed));
  return from_json_text<std::vector<ScenarioAnswer>>(text);
}

void seal_scenario(const Ctx& ctx, store::CaseRow& row, const std::vector<ScenarioAnswer>& scenario) {
  row.scenario_sealed = ctx.services.keyring.seal(scenario_context(row), to_json(scenario));
}

catalog::ScenarioAnswers to_catalog(const std::vector<ScenarioAnswer>& scenario) {
  catalog::ScenarioAnswers answers;
  for (const auto& answer : scenario) {
    auto& options = answers[answer.question_key];
    for (const auto& option : answer.option_keys) options.push_back(option);
  }
  return answers;
}

const std::string& StaffNames::of(std::int64_t account_id) {
  const auto [at, fresh] = names_.try_emplace(account_id);
  if (fresh && account_id != 0)
    if (auto name = identity::staff_name(ctx_, account_id)) at->second = std::move(name).value();
  return at->second;
}

}  // namespace tongban::cases
