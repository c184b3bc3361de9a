#include "modules/cases/store_own.h"

#include <algorithm>
#include <utility>

#include "modules/cases/store_columns.h"

namespace tongban::cases::store {
namespace {

// Sizes are written out because PostgreSQL plans for them: with one it does not know, it may sort everything.
#define OPEN_AS(column)                                                                                 \
  "SELECT * FROM (SELECT c.case_id AS case_id, c.urgency_at AS urgency_at FROM cases c WHERE c." column \
  " = $1 AND c." column " <> 0 AND c.is_open = 1 ORDER BY c.urgency_at, c.case_id LIMIT 101) a "
#define OPEN_OF_PERSON \
  "(" OPEN_AS("applicant_account_id") "UNION " OPEN_AS("agent_account_id") "ORDER BY urgency_at, case_id LIMIT 101) " \
                                                                           "v "

constexpr const char* kOpen = "SELECT " QUALIFIED_CASE_COLUMNS " FROM " OPEN_OF_PERSON
                              "JOIN cases c ON c.case_id = v.case_id ORDER BY v.urgency_at, v.case_id";
constexpr const char* kAsked = "SELECT e.case_id, e.sequence, e.kind, e.data FROM " OPEN_OF_PERSON
                               "JOIN case_events e ON e.case_id = v.case_id WHERE e.kind IN "
                               "('pre_reviewed', 'correction_sent', 'accepted', 'supplemented')";
constexpr const char* kDrafts = "SELECT " QUALIFIED_CASE_COLUMNS
                                " FROM cases c WHERE c.created_by_account_id = $1 AND c.status = 'draft' "
                                "ORDER BY c.case_id DESC LIMIT CAST($2 AS INTEGER)";
constexpr const char* kEnding =
    "SELECT r.case_id, c.item_id, c.case_number, c.item_name, c.department_name, r.result_name, r.result_number, "
    "r.valid_to FROM (SELECT case_id, result_name, result_number, valid_to FROM case_results "
    "WHERE applicant_account_id = $1 AND applicant_account_id <> 0 AND valid_to <> '' AND valid_to >= $2 "
    "AND valid_to <= $3 ORDER BY valid_to, case_id LIMIT 50) r JOIN cases c ON c.case_id = r.case_id "
    "ORDER BY r.valid_to, r.case_id";

std::vector<CaseRow> cases_in(const db::Rows& rows) {
  std::vector<CaseRow> list;
  for (std::size_t r = 0; r < rows.size(); ++r) list.push_back(case_of(rows, r));
  return list;
}

}  // namespace

std::vector<CaseRow> open_of_person(db::Tx& tx, std::int64_t account_id) {
  return cases_in(tx.query(kOpen, account_id));
}

std::vector<OwnEvent> asked_of_person(db::Tx& tx, std::int64_t account_id) {
  const auto rows = tx.query(kAsked, account_id);
  std::vector<OwnEvent> list;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    OwnEvent event{rows.integer(r, 0),
                   static_cast<int>(rows.integer(r, 1)),
                   parse_enum<EventKind>(rows.text(r, 2)).value_or(EventKind::accepted),
                   {}};
    if (auto data = parse_json(rows.text(r, 3)); data && data->is_object()) event.data = data->get_object();
    list.push_back(std::move(event));
  }
  std::sort(list.begin(), list.end(), [](const OwnEvent& a, const OwnEvent& b) {
    return std::pair(a.case_id, a.sequence) < std::pair(b.case_id, b.sequence);
  });
  return list;
}

std::vector<CaseRow> drafts_of_author(db::Tx& tx, std::int64_t account_id, int limit) {
  return cases_in(tx.query(kDrafts, account_id, limit));
}

std::vector<EndingRow> results_ending(db::Tx& tx, std::int64_t account_id, const std::string& from,
                                      const std::string& to) {
  const auto rows = tx.query(kEnding, account_id, from, to);
  std::vector<EndingRow> list;
  for (std::size_t r = 0; r < rows.size(); ++r)
    list.push_back({rows.integer(r, 0), rows.integer(r, 1), std::string(rows.text(r, 2)), std::string(rows.text(r, 3)),
                    std::string(rows.text(r, 4)), std::string(rows.text(r, 5)), std::string(rows.text(r, 6)),
                    std::string(rows.text(r, 7))});
  return list;
}

}  // namespace tongban::cases::store
