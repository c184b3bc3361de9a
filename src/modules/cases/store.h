// The rows of the module and every statement over them. Nothing here knows who asks: permission is checked by the acts
// (work.h) or bound into the lists. Sealed columns go in and out sealed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/cases/inputs.h"
#include "platform/db/db.h"

namespace tongban::cases::store {

struct CaseRow {
  std::int64_t case_id = 0;
  std::optional<std::string> case_number;
  std::string query_code, channel;
  std::int64_t item_id = 0, item_version_id = 0, basic_item_id = 0;
  std::string item_name, implementing_code;
  bool demonstration = false;
  std::int64_t department_id = 0;
  std::string department_name, region_code, region_name;
  std::string county_code;  // the first six digits of region_code: what posts for a county or less are joined by
  std::string applicant_kind;
  std::int64_t applicant_account_id = 0, agent_account_id = 0, created_by_account_id = 0;
  std::string applicant_sealed, applicant_index, scenario_sealed;
  std::int64_t version = 0;
  int events = 0;
  Status status = Status::draft;
  WaitingFor waiting_for = WaitingFor::none;
  bool is_open = false;
  std::int64_t assignee_account_id = 0, responsible_account_id = 0;
  Instant started_at;
  std::optional<Instant> submitted_at, accepted_at, decided_at, ended_at;
  std::optional<Instant> legal_due_at, promised_due_at, step_due_at;
  Instant urgency_at;
  std::optional<Instant> watch_at;
};

// ---- cases --------------------------------------------------------------------------------------------------------
void insert_case(db::Tx& tx, const CaseRow& row);
std::optional<CaseRow> find_case(db::Tx& tx, std::int64_t case_id);
std::optional<CaseRow> find_case_for_update(db::Tx& tx, std::int64_t case_id);
std::optional<CaseRow> find_case_by_number(db::Tx& tx, std::string_view case_number);
// Everything that may change in the life of a case; version must be the new one.
void update_case(db::Tx& tx, const CaseRow& row);
void delete_draft(db::Tx& tx, std::int64_t case_id);
// The ids after `after`, ascending: for checks over all cases.
std::vector<std::int64_t> case_ids_after(db::Tx& tx, std::int64_t after, int limit);
int count_drafts_of(db::Tx& tx, std::int64_t account_id);

// ---- lists: store_lists.cpp ---------------------------------------------------------------------------------------
// A stretch of one of the indexes of the lists: cases of a place, or of an item, in one stage. Permission is in it: who
// may read which stretches, list_spans.h says.
struct Span {
  enum class Place { department, county, city, everywhere, item };
  Place place = Place::department;
  std::int64_t id = 0;  // of the department or item
  std::string area;     // of the county: six digits, of the city: four
  std::string stage;    // what open cases wait for; the status of ended ones
  bool ended = false;
  std::int64_t department_id = 0;      // asked of each case besides; 0: not
  std::string region_from, region_to;  // the same; "": not
};
struct ListFilter {
  std::vector<Span> spans;
  std::vector<std::int64_t> account_ids;  // whose list it is: the reader, and whom the reader stands in for
  bool only_free_or_own = false;
  std::int64_t department_id = 0;   // of assigned cases; in other lists the spans are of the department
  std::vector<std::int64_t> items;  // of assigned and asked cases; in other lists the spans are of the item
  std::vector<Status> statuses;     // any of these; empty: all
  Instant urgency_before = Instant::from_micros(INT64_MAX);
  Instant after_urgency = Instant::from_micros(-1);
  std::int64_t after_case_id = 0;  // for ended cases: those before it, 0 = from the newest
  int limit = 20;                  // at most kMostListed
};
inline constexpr int kMostListed = 101;
std::vector<CaseRow> open_cases(db::Tx& tx, const ListFilter& filter);      // of the spans, most urgent first
std::vector<CaseRow> ended_cases(db::Tx& tx, const ListFilter& filter);     // of the spans, newest first
std::vector<CaseRow> assigned_cases(db::Tx& tx, const ListFilter& filter);  // to account_ids, most urgent first
std::vector<CaseRow> asked_cases(db::Tx& tx, const ListFilter& filter);     // whose opinion is awaited, oldest first
// The next five hundred cases of one stretch, in its order, after the row `after` (null: from its beginning).
inline constexpr std::size_t kStretchRows = 500;
std::vector<CaseRow> stretch(db::Tx& tx, const Span& span, const std::string& status, const CaseRow* after);
int count_open(db::Tx& tx, const ListFilter& filter);  // all counts stop at kCountCap + 1
int count_ended(db::Tx& tx, const ListFilter& filter);
int count_assigned(db::Tx& tx, const ListFilter& filter);
int count_asked(db::Tx& tx, const ListFilter& filter);
inline constexpr int kCountCap = 999;
// Of an applicant or agent, newest first; `drafts` chooses between drafts and all others.
std::vector<CaseRow> cases_of_applicant(db::Tx& tx, std::int64_t account_id, bool drafts, const std::string& status,
                                        std::int64_t before_case_id, int limit);
int count_of_applicant(db::Tx& tx, std::int64_t account_id, bool drafts, const std::string& status);
std::vector<CaseRow> window_drafts_of(db::Tx& tx, std::int64_t account_id, std::int64_t before_case_id, int limit);

// ---- events -------------------------------------------------------------------------------------------------------
struct EventRow {
  Event event;
  std::string note_sealed;
};
void insert_event(db::Tx& tx, std::int64_t case_id, const EventRow& row);
std::vector<EventRow> events_of(db::Tx& tx, std::int64_t case_id);

// ---- answers and submissions --------------------------------------------------------------------------------------
struct AnswersRow {
  std::string group_key;
  std::int64_t group_version = 0;
  std::string answers_sealed;
  Instant saved_at;
};
std::vector<AnswersRow> answers_of(db::Tx& tx, std::int64_t case_id);
void save_answers(db::Tx& tx, std::int64_t case_id, const AnswersRow& row);

struct SubmissionRow {
  std::int64_t submission_id = 0;
  std::int64_t case_id = 0;
  int round = 0;
  std::string kind;
  Instant submitted_at;
  std::string content_sealed, digest;
};
void insert_submission(db::Tx& tx, const SubmissionRow& row);
std::vector<SubmissionRow> submissions_of(db::Tx& tx, std::int64_t case_id);
int last_round(db::Tx& tx, std::int64_t case_id);  // 0: nothing was handed in yet

// ---- materials ----------------------------------------------------------------------------------------------------
struct MaterialRow {
  std::int64_t material_id = 0;
  std::int64_t case_id = 0;
  std::string material_key;
  MaterialSource source = MaterialSource::uploaded;
  std::int64_t file_id = 0, earlier_material_id = 0;
  std::string promised_date;
  int copies = 0;
  Instant added_at;
  std::int64_t added_by_account_id = 0;
  std::optional<Instant> original_seen_at;  // read only; insert_original (store_window.h) writes it
};
void insert_material(db::Tx& tx, const MaterialRow& row);
// Those that were not removed.
std::vector<MaterialRow> materials_of(db::Tx& tx, std::int64_t case_id);
void remove_material(db::Tx& tx, std::int64_t material_id, Instant now);
void remove_materials_of_key(db::Tx& tx, std::int64_t case_id, std::string_view material_key, MaterialSource source,
                             Instant now);
struct EarlierRow {
  std::int64_t material_id = 0, case_id = 0, file_id = 0, item_version_id = 0;
  std::string case_number, item_name, material_key;
  Instant added_at;
};
// Files of submitted cases of the same applicant that this account may use (its own as applicant or agent; any, for a
// clerk with `any`). Newest first, at most 100.
std::vector<EarlierRow> earlier_materials(db::Tx& tx, std::string_view applicant_index, std::int64_t account_id,
                                          bool any, std::int64_t except_case_id);
std::optional<EarlierRow> earlier_material(db::Tx& tx, std::int64_t material_id, std::string_view applicant_index,
                                           std::int64_t account_id, bool any);
// The case through which a file was handed in, if any: who may see the case may see the file.
bool file_in_case(db::Tx& tx, std::int64_t case_id, std::int64_t file_id);

// ---- numbers ------------------------------------------------------------------------------------------------------
int next_case_serial(db::Tx& tx, std::string_view implementing_code, const std::string& day);
std::optional<std::string> stand_in_code(db::Tx& tx, std::int64_t item_id);
// False if somebody was quicker.
bool insert_stand_in_code(db::Tx& tx, std::int64_t item_id, std::string_view implementing_code, int ordinal);
int next_instrument_serial(db::Tx& tx, std::int64_t department_id, std::string_view kind, int year);

// ---- instruments and results --------------------------------------------------------------------------------------
struct InstrumentRow {
  std::int64_t instrument_id = 0;
  std::int64_t case_id = 0;
  std::string kind;
  std::int64_t department_id = 0;
  int year = 0, serial = 0;
  std::string number;
  Instant made_at;
  std::string content_sealed, digest;
};
void insert_instrument(db::Tx& tx, const InstrumentRow& row);
std::vector<InstrumentRow> instruments_of(db::Tx& tx, std::int64_t case_id);
std::optional<InstrumentRow> find_instrument(db::Tx& tx, std::int64_t case_id, std::int64_t instrument_id);

struct ResultRow {
  std::int64_t case_id = 0;
  std::string result_name, result_number, valid_from, valid_to;
  std::int64_t file_id = 0;
};
void insert_result(db::Tx& tx, const ResultRow& row);
std::optional<ResultRow> result_of(db::Tx& tx, std::int64_t case_id);

// What a whole-table check finds: serials of instruments that are not 1, 2, …; rows without their case.
struct TableFaults {
  std::int64_t gapped_instrument_series = 0;
  std::int64_t orphans = 0;
};
TableFaults table_faults(db::Tx& tx);

}  // namespace tongban::cases::store
