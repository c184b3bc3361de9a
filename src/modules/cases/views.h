// What the acts of a case answer with. Personal fields are masked unless the reader is the applicant; revealing them is
// an act of its own. Nothing here is stored: views are made from events, the frozen item and the sealed columns.
#pragma once

#include <string>
#include <vector>

#include "modules/cases/clocks.h"
#include "modules/cases/inputs.h"
#include "modules/cases/process_view.h"

namespace tongban::cases {

enum class InstrumentKind {
  receipt,             // 收件凭证
  acceptance_notice,   // 受理通知书
  correction_notice,   // 补正材料告知书
  non_acceptance,      // 不予受理决定书
  special_procedure,   // 特别程序告知书
  extension_notice,    // 延期告知书
  decision,            // 准予/不予决定书
  delivery_record,     // 送达回证
  termination_notice,  // 终止告知书
  transfer_notice,     // 转报告知书
  closing_notice,      // 退件告知书
};
BOOST_DESCRIBE_ENUM(InstrumentKind, receipt, acceptance_notice, correction_notice, non_acceptance, special_procedure,
                    extension_notice, decision, delivery_record, termination_notice, transfer_notice, closing_notice)

struct InstrumentRef {
  Id instrument_id;
  InstrumentKind kind = InstrumentKind::receipt;
  std::string title;
  std::string number;  // 文号
  Instant made_at;
  std::string html_url;  // printable view
};
BOOST_DESCRIBE_STRUCT(InstrumentRef, (), (instrument_id, kind, title, number, made_at, html_url))

// What every act answers.
struct ActOut {
  Id case_id;
  std::optional<std::string> case_number;
  std::optional<std::string> query_code;  // only to the applicant and the clerk, when submitted
  Status status = Status::draft;
  WaitingFor waiting_for = WaitingFor::none;
  std::int64_t version = 0;
  std::optional<InstrumentRef> instrument;
};
BOOST_DESCRIBE_STRUCT(ActOut, (), (case_id, case_number, query_code, status, waiting_for, version, instrument))

struct Finding {  // as FieldError; the pointer begins at the answers: /household_size
  std::string pointer, key, detail;
};
BOOST_DESCRIBE_STRUCT(Finding, (), (pointer, key, detail))

struct SavedGroup {
  Id case_id;
  std::string group_key;
  std::int64_t group_version = 0;
  Instant saved_at;
  std::vector<Finding> findings;  // what would still stop a submission in this group; saving is not stopped by it
};
BOOST_DESCRIBE_STRUCT(SavedGroup, (), (case_id, group_key, group_version, saved_at, findings))

struct PersonView {
  ApplicantKind kind = ApplicantKind::natural;
  std::string name;
  std::string document_type;
  std::string document_number;
  std::string phone;
  std::string address;
  std::string contact_name;
  std::string legal_representative;
  std::string agent_name;
  std::string agent_document_number;
  std::string agent_phone;
  std::string delivery_form;
  std::string delivery_address;
  bool masked = true;
};
BOOST_DESCRIBE_STRUCT(PersonView, (),
                      (kind, name, document_type, document_number, phone, address, contact_name, legal_representative,
                       agent_name, agent_document_number, agent_phone, delivery_form, delivery_address, masked))

struct GroupView {
  std::string group_key;
  std::int64_t group_version = 0;
  Instant saved_at;
  json::value answers;
};
BOOST_DESCRIBE_STRUCT(GroupView, (), (group_key, group_version, saved_at, answers))

struct FormView {
  json::value form_schema;  // of the item version the case keeps
  json::value form_layout;
  std::vector<GroupView> groups;
  json::value answers;  // all groups merged; masked for staff until revealed
  bool masked = false;
};
BOOST_DESCRIBE_STRUCT(FormView, (), (form_schema, form_layout, groups, answers, masked))

struct MaterialEntryView {
  Id material_id;
  MaterialSource source = MaterialSource::uploaded;
  std::optional<Id> file_id;
  std::string file_name;
  std::int64_t file_size = 0;
  std::string media_type;
  std::string promised_date;  // "" unless promised
  int copies = 0;
  Instant added_at;
  std::optional<Instant> original_seen_at;  // 原件已核验 at the window
};
BOOST_DESCRIBE_STRUCT(MaterialEntryView, (),
                      (material_id, source, file_id, file_name, file_size, media_type, promised_date, copies, added_at,
                       original_seen_at))

struct MaterialView {  // one requirement of the scenario and what satisfies it
  std::string material_key;
  std::string material_name;
  std::string necessity;  // code set material_necessity
  bool required = true;
  bool satisfied = false;
  bool tolerable = false;
  bool promise_replaceable = false;
  std::string accept_standard;
  std::string fill_explanation;
  std::string by_law;
  std::string blank_form;
  std::string sample_form;
  std::string material_format;  // code set material_format: 1 paper, 2 electronic, 3 either
  int originals = 0, copies = 0;
  std::vector<MaterialEntryView> entries;
};
BOOST_DESCRIBE_STRUCT(MaterialView, (),
                      (material_key, material_name, necessity, required, satisfied, tolerable, promise_replaceable,
                       accept_standard, fill_explanation, by_law, blank_form, sample_form, material_format, originals,
                       copies, entries))

struct TimelineEntry {
  int sequence = 0;
  EventKind kind = EventKind::started;
  Instant at;
  std::string actor;   // 申请人, 平台, or name and post of the member of staff
  json::value data;    // plain facts, see README
  std::string note;    // free text; "" if none, or not for this reader
  std::string person;  // for staff: the colleague that the task was given to, or whose opinion was asked for
};
BOOST_DESCRIBE_STRUCT(TimelineEntry, (), (sequence, kind, at, actor, data, note, person))

struct QuestionView {  // an opinion that is awaited
  Id account_id;
  std::string name;
  std::string asked_by;
  bool signer = false;  // no decision without it; else the case was delegated
  Instant at;
};
BOOST_DESCRIBE_STRUCT(QuestionView, (), (account_id, name, asked_by, signer, at))

struct SpecialProcedureChoice {
  std::string procedure_kind;
  std::string procedure_name;
  bool excluded_from_limit = true;
  std::string by_law;
};
BOOST_DESCRIBE_STRUCT(SpecialProcedureChoice, (), (procedure_kind, procedure_name, excluded_from_limit, by_law))

struct StaffChoice {  // to whom a task can be given
  Id account_id;
  std::string name;
  Party role = Party::reviewer;
  std::string away_until;   // YYYY-MM-DD while absent today, else ""
  std::string deputy_name;  // of the absent
};
BOOST_DESCRIBE_STRUCT(StaffChoice, (), (account_id, name, role, away_until, deputy_name))

struct ResultView {
  std::string result_name;
  std::string result_number;
  std::string valid_from, valid_to;  // YYYY-MM-DD or ""
  std::optional<Id> file_id;
};
BOOST_DESCRIBE_STRUCT(ResultView, (), (result_name, result_number, valid_from, valid_to, file_id))

struct DeliveryView {
  DeliveryForm form = DeliveryForm::window;
  Instant delivered_at;
  std::optional<RecipientKind> recipient_kind;
  std::string recipient;  // masked for staff
  bool identity_checked = false;
  std::string document_number;  // of an agent, masked
  std::string authority;
  std::string clerk;
  std::optional<Id> signature_file_id, authority_file_id;
};
BOOST_DESCRIBE_STRUCT(DeliveryView, (),
                      (form, delivered_at, recipient_kind, recipient, identity_checked, document_number, authority,
                       clerk, signature_file_id, authority_file_id))

struct SavedMaterial {
  std::string material_key;
  std::string material_name;
  std::string why;  // earlier_case, commitment, promised
};
BOOST_DESCRIBE_STRUCT(SavedMaterial, (), (material_key, material_name, why))
struct SavingsView {
  std::vector<SavedMaterial> materials_saved;
  int trips_usual = 0;
  int trips_made = 0;
  int trips_avoided = 0;
  std::optional<int> days_saved;  // under the legal limit, in its unit; known when decided
};
BOOST_DESCRIBE_STRUCT(SavingsView, (), (materials_saved, trips_usual, trips_made, trips_avoided, days_saved))

struct ItemRef {
  Id item_id;
  Id item_version_id;
  std::string item_name;
  std::string implementing_code;
  Id department_id;
  std::string department_name;
  std::string region_code;
  std::string region_name;
  bool newer_version = false;  // of a draft: a newer version of the item is in force; see upgrade
  bool demonstration = false;
};
BOOST_DESCRIBE_STRUCT(ItemRef, (),
                      (item_id, item_version_id, item_name, implementing_code, department_id, department_name,
                       region_code, region_name, newer_version, demonstration))

struct CaseSummary {
  Id case_id;
  std::optional<std::string> case_number;
  ItemRef item;
  Status status = Status::draft;
  WaitingFor waiting_for = WaitingFor::none;
  std::string channel;         // online, window
  std::string applicant_name;  // masked for staff
  std::optional<std::string> assignee_name;
  std::optional<Id> assignee_account_id;
  Instant started_at;
  std::optional<Instant> submitted_at;
  std::optional<Instant> legal_due_at;
  std::optional<Instant> promised_due_at;
  std::optional<Instant> step_due_at;
  std::optional<Instant> urgency_at;
  std::optional<int> remaining_days;  // working days until urgency_at; negative when overdue
  LimitState limit_state = LimitState::normal;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(CaseSummary, (),
                      (case_id, case_number, item, status, waiting_for, channel, applicant_name, assignee_name,
                       assignee_account_id, started_at, submitted_at, legal_due_at, promised_due_at, step_due_at,
                       urgency_at, remaining_days, limit_state, version))

// One call: everything a case page needs.
struct CaseView {
  CaseSummary summary;
  std::optional<std::string> query_code;  // applicant only
  PersonView applicant;
  std::vector<ScenarioAnswer> scenario;
  FormView form;
  std::vector<MaterialView> materials;
  std::vector<TimelineEntry> timeline;
  std::vector<ClockView> clocks;
  std::vector<InstrumentRef> instruments;
  std::optional<ResultView> result;
  std::optional<DeliveryView> delivery;
  SavingsView savings;
  std::vector<CorrectionPoint> correction;                 // the notice that was sent
  std::string revision_note;                               // while a revision is asked for
  std::string reply_due_at;                                // YYYY-MM-DD, while the applicant's answer is awaited
  std::vector<Action> allowed;                             // what this reader may do next
  std::vector<SpecialProcedureChoice> special_procedures;  // with allowed suspend
  std::vector<StaffChoice> staff;                          // with allowed assign or hand_over
  std::optional<std::string> responsible_name;             // 首办负责人
  std::optional<ProcessView> process;                      // of a case whose item has one
  std::vector<QuestionView> questions;                     // opinions that are awaited; for staff
};
BOOST_DESCRIBE_STRUCT(CaseView, (),
                      (summary, query_code, applicant, scenario, form, materials, timeline, clocks, instruments, result,
                       delivery, savings, correction, revision_note, reply_due_at, allowed, special_procedures, staff,
                       responsible_name, process, questions))

struct RevealedCase {
  PersonView applicant;
  json::value answers;
};
BOOST_DESCRIBE_STRUCT(RevealedCase, (), (applicant, answers))

struct CasePage {
  std::vector<CaseSummary> cases;
  std::optional<std::string> next;  // give as `after` for the next page
  int count = 0;                    // of the whole list, at most 1000
  bool count_capped = false;        // show "999+"
};
BOOST_DESCRIBE_STRUCT(CasePage, (), (cases, next, count, count_capped))

struct WorklistCounts {
  int waiting = 0, mine = 0, asked = 0, warning = 0, overdue = 0;  // each at most 1000
};
BOOST_DESCRIBE_STRUCT(WorklistCounts, (), (waiting, mine, asked, warning, overdue))

struct ProgressStep {
  EventKind kind = EventKind::started;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(ProgressStep, (), (kind, at))
struct ProgressView {  // public: nothing personal
  std::string case_number;
  std::string item_name;
  std::string department_name;
  Status status = Status::submitted;
  WaitingFor waiting_for = WaitingFor::none;
  std::optional<int> remaining_days;  // working days to the promised, else the legal limit
  std::optional<Instant> due_at;
  bool suspended = false;
  std::vector<ProgressStep> timeline;
};
BOOST_DESCRIBE_STRUCT(ProgressView, (),
                      (case_number, item_name, department_name, status, waiting_for, remaining_days, due_at, suspended,
                       timeline))

struct EarlierMaterial {
  Id material_id;
  Id case_id;
  std::string case_number;
  std::string item_name;
  std::string material_name;
  std::string file_name;
  Instant added_at;
};
BOOST_DESCRIBE_STRUCT(EarlierMaterial, (),
                      (material_id, case_id, case_number, item_name, material_name, file_name, added_at))
struct EarlierMaterials {
  std::vector<EarlierMaterial> materials;
};
BOOST_DESCRIBE_STRUCT(EarlierMaterials, (), (materials))

}  // namespace tongban::cases
