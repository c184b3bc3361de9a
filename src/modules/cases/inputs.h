// What the acts of a case are asked with: one described struct an act, the contract of the API. Members of the path
// come first. `expected_version` names the version the caller saw; another one is answered 412 (`cases.stale`).
#pragma once

#include <string>
#include <vector>

#include "modules/cases/model.h"

namespace tongban::cases {

enum class ApplicantKind { natural, legal };
BOOST_DESCRIBE_ENUM(ApplicantKind, natural, legal)

struct ScenarioAnswer {
  Str<40> question_key;
  std::vector<Str<40>> option_keys;
};
BOOST_DESCRIBE_STRUCT(ScenarioAnswer, (), (question_key, option_keys))

struct ContactInput {
  static constexpr bool kDefaults = true;
  Str<60> contact_name;
  Str<20> contact_phone;
  Str<200> address;
  Str<20> delivery_form;  // window, express, electronic; "" = not chosen yet
  Str<200> delivery_address;
};
BOOST_DESCRIBE_STRUCT(ContactInput, (), (contact_name, contact_phone, address, delivery_form, delivery_address))

// ---- the applicant's side -----------------------------------------------------------------------------------------

struct StartCaseIn {
  Id item_id;
  std::vector<ScenarioAnswer> scenario;
  std::optional<Id> acting_for;  // account of the firm or person acted for (an authorisation is needed); null: oneself
};
BOOST_DESCRIBE_STRUCT(StartCaseIn, (), (item_id, scenario, acting_for))

// A clerk takes the application of somebody who is present; identity is checked at the window.
struct StartWindowCaseIn {
  Id item_id;
  std::vector<ScenarioAnswer> scenario;
  ApplicantKind applicant_kind = ApplicantKind::natural;
  Str<100> applicant_name;
  Str<10> document_type;  // GA/T 2000.156: 111 resident identity card, …; 001 credit code
  Str<40> document_number;
  Str<20> phone;
  std::optional<Str<60>> legal_representative;
  std::optional<Str<60>> agent_name;
  std::optional<Str<40>> agent_document_number;
  std::optional<Str<20>> agent_phone;
  std::optional<bool> from_account;  // name, phone and representative as the person's own account says them
};
BOOST_DESCRIBE_STRUCT(StartWindowCaseIn, (),
                      (item_id, scenario, applicant_kind, applicant_name, document_type, document_number, phone,
                       legal_representative, agent_name, agent_document_number, agent_phone, from_account))

struct CaseIn {
  Id case_id;
};
BOOST_DESCRIBE_STRUCT(CaseIn, (), (case_id))

struct SaveAnswersIn {
  Id case_id;
  Str<40> group_key;               // [a-z0-9_]+, a group of the item's form_layout
  std::int64_t group_version = 0;  // as read; 0 for a group that was never saved
  json::value answers;             // an object: property of the form → value; may be incomplete
};
BOOST_DESCRIBE_STRUCT(SaveAnswersIn, (), (case_id, group_key, group_version, answers))

struct SaveContactIn {
  Id case_id;
  std::optional<std::int64_t> expected_version;
  ContactInput contact;
};
BOOST_DESCRIBE_STRUCT(SaveContactIn, (), (case_id, expected_version, contact))

struct SaveScenarioIn {
  Id case_id;
  std::optional<std::int64_t> expected_version;
  std::vector<ScenarioAnswer> scenario;
};
BOOST_DESCRIBE_STRUCT(SaveScenarioIn, (), (case_id, expected_version, scenario))

// How a material is satisfied.
enum class MaterialSource {
  uploaded,      // file_id of one's own upload
  earlier_case,  // earlier_material_id of an earlier case of the same applicant
  promised,      // 容缺: to be handed in by promised_date
  commitment,    // 告知承诺: a signed commitment replaces it
  paper,         // handed over at the window (window clerks only)
};
BOOST_DESCRIBE_ENUM(MaterialSource, uploaded, earlier_case, promised, commitment, paper)

struct AttachMaterialIn {
  Id case_id;
  Str<40> material_key;
  MaterialSource source = MaterialSource::uploaded;
  std::optional<Id> file_id;
  std::optional<Id> earlier_material_id;
  std::optional<Date> promised_date;
  std::optional<bool> commitment_agreed;
  std::optional<int> copies;  // with paper
};
BOOST_DESCRIBE_STRUCT(AttachMaterialIn, (),
                      (case_id, material_key, source, file_id, earlier_material_id, promised_date, commitment_agreed,
                       copies))

// A whole application at once; all members mean what they mean in the single steps.
struct ApplyGroup {
  Str<40> group_key;
  json::value answers;
};
BOOST_DESCRIBE_STRUCT(ApplyGroup, (), (group_key, answers))

struct ApplyMaterial {
  Str<40> material_key;
  MaterialSource source = MaterialSource::uploaded;
  std::optional<Id> file_id;
  std::optional<Id> earlier_material_id;
  std::optional<Date> promised_date;
  std::optional<bool> commitment_agreed;
};
BOOST_DESCRIBE_STRUCT(ApplyMaterial, (),
                      (material_key, source, file_id, earlier_material_id, promised_date, commitment_agreed))

struct ApplyIn {
  Id item_id;
  std::vector<ScenarioAnswer> scenario;
  std::optional<Id> acting_for;
  ContactInput contact;
  std::vector<ApplyGroup> groups;
  std::vector<ApplyMaterial> materials;
};
BOOST_DESCRIBE_STRUCT(ApplyIn, (), (item_id, scenario, acting_for, contact, groups, materials))

struct RemoveMaterialIn {
  Id case_id;
  Id material_id;
};
BOOST_DESCRIBE_STRUCT(RemoveMaterialIn, (), (case_id, material_id))

struct ActIn {  // submit, revise, resubmit, receive, claim, archive
  Id case_id;
  std::optional<std::int64_t> expected_version;
};
BOOST_DESCRIBE_STRUCT(ActIn, (), (case_id, expected_version))

struct WithdrawIn {
  Id case_id;
  std::optional<std::int64_t> expected_version;
  Str<500> reason;
};
BOOST_DESCRIBE_STRUCT(WithdrawIn, (), (case_id, expected_version, reason))

struct SupplementIn {
  Id case_id;
  Str<40> material_key;
  std::optional<Id> file_id;
  std::optional<int> copies;  // paper, at the window
};
BOOST_DESCRIBE_STRUCT(SupplementIn, (), (case_id, material_key, file_id, copies))

// ---- the staff's side ---------------------------------------------------------------------------------------------

struct PreReviewIn {
  Id case_id;
  std::optional<std::int64_t> expected_version;
  PreReviewOutcome outcome = PreReviewOutcome::passed;
  Str<2000> note;  // what to revise; required with revise
};
BOOST_DESCRIBE_STRUCT(PreReviewIn, (), (case_id, expected_version, outcome, note))

struct CorrectionPoint {  // one thing missing or wrong
  Str<40> kind;           // material, field, other
  Str<80> key;            // material_key, or JSON pointer of the field
  Str<500> problem;
  Str<500> requirement;
  Str<500> basis;
};
BOOST_DESCRIBE_STRUCT(CorrectionPoint, (), (kind, key, problem, requirement, basis))

struct CorrectIn {
  Id case_id;
  std::optional<std::int64_t> expected_version;
  std::vector<CorrectionPoint> points;  // complete: there is no second notice
  std::optional<int> reply_days;        // working days; null: as configured
};
BOOST_DESCRIBE_STRUCT(CorrectIn, (), (case_id, expected_version, points, reply_days))

struct SupplementPromise {
  Str<40> material_key;
  Date due_date;
};
BOOST_DESCRIBE_STRUCT(SupplementPromise, (), (material_key, due_date))

struct AcceptIn {
  Id case_id;
  std::optional<std::int64_t> expected_version;
  std::vector<SupplementPromise> supplements;  // 容缺受理: what may still be missing; empty: as the applicant promised
  Str<1000> note;
};
BOOST_DESCRIBE_STRUCT(AcceptIn, (), (case_id, expected_version, supplements, note))

struct RefuseIn {
  Id case_id;
  std::optional<std::int64_t> expected_version;
  Str<2000> reason;
  Str<1000> basis;
  Str<1000> remedies;
  std::optional<Str<200>> competent_organ;  // where to turn instead
};
BOOST_DESCRIBE_STRUCT(RefuseIn, (), (case_id, expected_version, reason, basis, remedies, competent_organ))

struct AssignIn {  // also hand over
  Id case_id;
  std::optional<std::int64_t> expected_version;
  Id assignee_account_id;
  Str<500> note;
  std::optional<bool> with_responsibility;  // hand over: 首办负责 goes along
};
BOOST_DESCRIBE_STRUCT(AssignIn, (), (case_id, expected_version, assignee_account_id, note, with_responsibility))

struct ReviewIn {
  Id case_id;
  std::optional<std::int64_t> expected_version;
  Opinion opinion = Opinion::agree;
  Str<2000> note;
};
BOOST_DESCRIBE_STRUCT(ReviewIn, (), (case_id, expected_version, opinion, note))

struct SuspendIn {
  Id case_id;
  std::optional<std::int64_t> expected_version;
  Str<40> procedure_kind;  // of the item's menu (special_procedures)
  Str<2000> reason;
  Str<1000> basis;
  Date planned_end;
};
BOOST_DESCRIBE_STRUCT(SuspendIn, (), (case_id, expected_version, procedure_kind, reason, basis, planned_end))

struct ResumeIn {
  Id case_id;
  std::optional<std::int64_t> expected_version;
  Str<2000> result;  // what the special procedure found
};
BOOST_DESCRIBE_STRUCT(ResumeIn, (), (case_id, expected_version, result))

struct ExtendIn {
  Id case_id;
  std::optional<std::int64_t> expected_version;
  int days = 0;  // in the unit of the legal limit
  Str<2000> reason;
};
BOOST_DESCRIBE_STRUCT(ExtendIn, (), (case_id, expected_version, days, reason))

struct DecideIn {
  Id case_id;
  std::optional<std::int64_t> expected_version;
  DecisionOutcome outcome = DecisionOutcome::granted;
  Str<4000> grounds;
  Str<2000> basis;
  Str<1000> remedies;    // mandatory when denied
  Str<1000> conditions;  // scope and conditions of what is granted
};
BOOST_DESCRIBE_STRUCT(DecideIn, (), (case_id, expected_version, outcome, grounds, basis, remedies, conditions))

struct IssueIn {
  Id case_id;
  std::optional<std::int64_t> expected_version;
  Str<200> result_name;
  Str<100> result_number;
  std::optional<Date> valid_from;
  std::optional<Date> valid_to;
  std::optional<Id> file_id;
};
BOOST_DESCRIBE_STRUCT(IssueIn, (),
                      (case_id, expected_version, result_name, result_number, valid_from, valid_to, file_id))

enum class DeliveryForm { window, express, electronic };
BOOST_DESCRIBE_ENUM(DeliveryForm, window, express, electronic)
enum class RecipientKind { applicant, agent };
BOOST_DESCRIBE_ENUM(RecipientKind, applicant, agent)
struct DeliverIn {
  Id case_id;
  std::optional<std::int64_t> expected_version;
  DeliveryForm form = DeliveryForm::window;
  Str<60> recipient;
  Str<60> express_number;  // with express
  Str<500> note;
  // At the window. Who took it; with one of the members below, identity_checked is needed.
  std::optional<RecipientKind> recipient_kind;
  std::optional<bool> identity_checked;  // the document was compared with the person
  std::optional<Str<10>> document_type;  // of an agent; null: 111
  std::optional<Str<40>> document_number;
  std::optional<Str<200>> authority;    // by what an agent may take it, or
  std::optional<Id> authority_file_id;  // its copy
  std::optional<Id> signature_file_id;  // a PNG drawn by the recipient
};
BOOST_DESCRIBE_STRUCT(DeliverIn, (),
                      (case_id, expected_version, form, recipient, express_number, note, recipient_kind,
                       identity_checked, document_type, document_number, authority, authority_file_id,
                       signature_file_id))

struct TerminateIn {
  Id case_id;
  std::optional<std::int64_t> expected_version;
  Str<2000> reason;
  Str<1000> basis;
};
BOOST_DESCRIBE_STRUCT(TerminateIn, (), (case_id, expected_version, reason, basis))

struct TransferIn {
  Id case_id;
  std::optional<std::int64_t> expected_version;
  Str<200> to_organ;
  Str<2000> reason;
  Str<1000> basis;
};
BOOST_DESCRIBE_STRUCT(TransferIn, (), (case_id, expected_version, to_organ, reason, basis))

struct RevealIn {  // to see personal fields unmasked; the reason is audited
  Id case_id;
  Str<200> reason;
};
BOOST_DESCRIBE_STRUCT(RevealIn, (), (case_id, reason))

// ---- lists --------------------------------------------------------------------------------------------------------

struct MyCasesIn {
  static constexpr bool kDefaults = true;
  std::optional<Status> status;
  bool drafts = false;            // only drafts; otherwise everything else
  std::optional<Str<200>> after;  // `next` of the page before
  int limit = 20;                 // 1..100
};
BOOST_DESCRIBE_STRUCT(MyCasesIn, (), (status, drafts, after, limit))

enum class WorklistScope { waiting, mine, asked, running, finished };
BOOST_DESCRIBE_ENUM(WorklistScope, waiting, mine, asked, running, finished)
inline constexpr std::size_t kMostListedItems = 20;
inline constexpr int kMostDueWithin = 250;  // about a year of working days
struct WorklistIn {
  static constexpr bool kDefaults = true;
  WorklistScope scope =
      WorklistScope::waiting;  // waiting for my posts; mine: assigned to me; asked: whose opinion on it is awaited from
                               // me; running/finished: all I may see. A deputy's own tasks include the absent person's
  std::optional<WaitingFor> role;
  std::optional<Id> department_id;
  std::optional<Str<12>> region_code;  // with everything below it
  std::optional<Id> item_id;
  std::optional<Status> status;
  std::vector<Id> item_ids;       // any of these, kMostListedItems at most
  std::vector<Status> statuses;   // any of these
  std::optional<int> due_within;  // working days, 0..250: due by the end of that day, or late already; open cases only
  std::optional<Id> assignee_account_id;  // running cases in the hands of this person; needs department_id
  std::optional<Str<50>> case_number;
  std::optional<Str<200>> after;
  int limit = 20;  // 1..100
};
BOOST_DESCRIBE_STRUCT(WorklistIn, (),
                      (scope, role, department_id, region_code, item_id, status, item_ids, statuses, due_within,
                       assignee_account_id, case_number, after, limit))

struct ProgressIn {
  Str<50> case_number;
  Str<12> query_code;
};
BOOST_DESCRIBE_STRUCT(ProgressIn, (), (case_number, query_code))

struct EarlierMaterialsIn {
  Id case_id;
  Str<40> material_key;
};
BOOST_DESCRIBE_STRUCT(EarlierMaterialsIn, (), (case_id, material_key))

struct InstrumentIn {
  Id case_id;
  Id instrument_id;
};
BOOST_DESCRIBE_STRUCT(InstrumentIn, (), (case_id, instrument_id))

}  // namespace tongban::cases
