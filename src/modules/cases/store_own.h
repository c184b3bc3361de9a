// Statements behind the own pages of applicants: what is open for a person, results whose time runs out. Lists end at
// the sizes named here.
#pragma once

#include "modules/cases/store.h"

namespace tongban::cases::store {

// Open cases of a person as applicant or agent, most urgent first, at most kMostOpenShown + 1.
inline constexpr std::size_t kMostOpenShown = 100;
std::vector<CaseRow> open_of_person(db::Tx& tx, std::int64_t account_id);

// Events of those cases that ask the applicant for something or answer it: pre_reviewed, correction_sent, accepted,
// supplemented; by case and sequence.
struct OwnEvent {
  std::int64_t case_id = 0;
  int sequence = 0;
  EventKind kind = EventKind::accepted;
  json::object data;
};
std::vector<OwnEvent> asked_of_person(db::Tx& tx, std::int64_t account_id);

// Drafts that the person began, newest first.
std::vector<CaseRow> drafts_of_author(db::Tx& tx, std::int64_t account_id, int limit);

// Results of the person's cases with an end between the two dates, the first to end first, at most 50.
struct EndingRow {
  std::int64_t case_id = 0, item_id = 0;
  std::string case_number, item_name, department_name, result_name, result_number, valid_to;
};
std::vector<EndingRow> results_ending(db::Tx& tx, std::int64_t account_id, const std::string& from,
                                      const std::string& to);

}  // namespace tongban::cases::store
