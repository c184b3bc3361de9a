// Lists of cases. Whoever asks, the reader's posts are bound into the one statement as a table of sixteen slots (unused
// ones match nothing), so that permission costs no statement of its own and no case is fetched only to be dropped.
#include <array>

#include "modules/cases/store_columns.h"
#include "platform/auth/actor.h"

// The sixteen posts are $1 to $64.
#define POSTS                                                                                \
  "WITH posts (waiting_for, department_id, region_from, region_to) AS MATERIALIZED (VALUES " \
  "(CAST($1 AS TEXT), CAST($2 AS BIGINT), CAST($3 AS TEXT), CAST($4 AS TEXT)), "             \
  "($5, $6, $7, $8), ($9, $10, $11, $12), ($13, $14, $15, $16), ($17, $18, $19, $20), "      \
  "($21, $22, $23, $24), ($25, $26, $27, $28), ($29, $30, $31, $32), ($33, $34, $35, $36), " \
  "($37, $38, $39, $40), ($41, $42, $43, $44), ($45, $46, $47, $48), ($49, $50, $51, $52), " \
  "($53, $54, $55, $56), ($57, $58, $59, $60), ($61, $62, $63, $64)"                         \
  ") "
// Filters common to the lists of staff: $65 item, $66 department, $67 status, $68 $69 regions, $70 stage, $71 number,
// $72 assignee (0: anybody's), $73 latest urgency, $74 $75 where the page before ended, $76 limit.
#define FILTERS                                                                                              \
  "AND (CAST($65 AS BIGINT) = 0 OR c.item_id = $65) AND (CAST($66 AS BIGINT) = 0 OR c.department_id = $66) " \
  "AND (CAST($67 AS TEXT) = '' OR c.status = $67) "                                                          \
  "AND (CAST($68 AS TEXT) = '' OR (c.region_code >= $68 AND c.region_code < $69)) "                          \
  "AND (CAST($70 AS TEXT) = '' OR c.waiting_for = $70) AND (CAST($71 AS TEXT) = '' OR c.case_number = $71) " \
  "AND (CAST($72 AS BIGINT) = 0 OR c.assignee_account_id = 0 OR c.assignee_account_id = $72) "
// `u` is the column, or the column + 0, which keeps both planners off the index by urgency where a post's own is
// better.
#define BY_URGENCY(u)       \
  "AND " u                  \
  " < CAST($73 AS BIGINT) " \
  "AND (" u " > CAST($74 AS BIGINT) OR (" u " = $74 AND c.case_id > CAST($75 AS BIGINT))) "
// Ended cases are listed from the newest: $73 and $74 play no part there, but a parameter must be used to have a type.
#define BY_AGE(u)                          \
  "AND " u " < CAST($73 AS BIGINT) AND " u \
  " > CAST($74 AS BIGINT) "                \
  "AND (CAST($75 AS BIGINT) = 0 OR c.case_id < $75) "
// Two roads to the same rows. By the posts' departments and counties, each through its index: for posts of a county or
// less. Along the order of the list, asking of each case whether a post covers it: for posts of cities and provinces,
// whose first page is found long before their cases are all read. (Written with IN and EXISTS: for a join SQLite makes
// a filter of all open cases each time.)
// clang-format off
#define COVERED(stage) \
  "EXISTS (SELECT 1 FROM posts p WHERE (c.department_id = p.department_id OR (p.department_id = 0 " \
  "AND c.region_code >= p.region_from AND c.region_code < p.region_to)) " stage ") "
#define BY_POSTS(columns, stage, stages, ended, keyset, order) \
  POSTS "SELECT " columns " FROM cases c " \
        "WHERE c.department_id IN (SELECT department_id FROM posts WHERE department_id > 0) " \
        stages "AND " COVERED(stage) ended FILTERS keyset("c.urgency_at + 0") \
        "UNION SELECT " columns " FROM cases c " \
        "WHERE c.county_code IN (SELECT substr(region_from, 1, 6) FROM posts WHERE department_id = 0) " \
        stages "AND " COVERED(stage) ended FILTERS keyset("c.urgency_at + 0") \
        "ORDER BY " order " LIMIT CAST($76 AS INTEGER)"
#define ALONG_ORDER(columns, stage, ended, keyset, order) \
  POSTS "SELECT " columns " FROM cases c WHERE " COVERED(stage) ended FILTERS keyset("c.urgency_at") \
        "ORDER BY " order " LIMIT CAST($76 AS INTEGER)"
// clang-format on
#define WAITING "AND c.waiting_for = p.waiting_for "
#define WAITING_STAGES "AND c.waiting_for IN (SELECT waiting_for FROM posts) "
#define OPEN "AND c.is_open = 1 "
#define ENDED "AND c.is_open = 0 AND c.status <> 'draft' "

namespace tongban::cases::store {
namespace {

#define IDS "c.case_id AS case_id, c.urgency_at AS urgency_at"
// The same, but no index has them: it keeps SQLite from reading all cases in order instead of those of the posts.
#define COMPUTED_IDS "c.case_id + 0 AS case_id, c.urgency_at + 0 AS urgency_at"
#define PAGE(visible, order) \
  "SELECT " QUALIFIED_CASE_COLUMNS " FROM (" visible ") v JOIN cases c ON c.case_id = v.case_id ORDER BY " order
#define COUNT(visible) "SELECT COUNT(*) FROM (" visible ") v"
// One list, four texts: page and count by either road.
struct ListTexts {
  const char *page, *count, *wide_page, *wide_count;
};
#define LIST(stage, stages, ended, keyset, order, page_order)                      \
  {                                                                                \
    PAGE(BY_POSTS(COMPUTED_IDS, stage, stages, ended, keyset, order), page_order), \
        COUNT(BY_POSTS(COMPUTED_IDS, stage, stages, ended, keyset, order)),        \
        PAGE(ALONG_ORDER(IDS, stage, ended, keyset, order), page_order),           \
        COUNT(ALONG_ORDER(IDS, stage, ended, keyset, order)),                      \
  }
constexpr ListTexts kWaiting =
    LIST(WAITING, WAITING_STAGES, OPEN, BY_URGENCY, "urgency_at, case_id", "v.urgency_at, v.case_id");
constexpr ListTexts kRunning = LIST("", "", OPEN, BY_URGENCY, "urgency_at, case_id", "v.urgency_at, v.case_id");
constexpr ListTexts kEnded = LIST("", "", ENDED, BY_AGE, "case_id DESC", "v.case_id DESC");

#define ASSIGNED                                                                                       \
  "FROM cases c WHERE c.is_open = 1 AND c.assignee_account_id = $1 "                                   \
  "AND (CAST($2 AS BIGINT) = 0 OR c.item_id = $2) AND (CAST($3 AS TEXT) = '' OR c.status = $3) "       \
  "AND (CAST($4 AS TEXT) = '' OR c.case_number = $4) AND c.urgency_at < CAST($5 AS BIGINT) "           \
  "AND (c.urgency_at > CAST($6 AS BIGINT) OR (c.urgency_at = $6 AND c.case_id > CAST($7 AS BIGINT))) " \
  "ORDER BY c.urgency_at, c.case_id LIMIT CAST($8 AS INTEGER)"
constexpr const char* kAssigned = "SELECT " QUALIFIED_CASE_COLUMNS " " ASSIGNED;
constexpr const char* kCountAssigned = "SELECT COUNT(*) FROM (SELECT c.case_id " ASSIGNED ") v";

#define OF_APPLICANT(column)                                                                           \
  "SELECT c.case_id AS case_id FROM cases c WHERE c." column " = $1 AND c." column                     \
  " <> 0 "                                                                                             \
  "AND (c.status = 'draft') = (CAST($2 AS INTEGER) = 1) AND (CAST($3 AS TEXT) = '' OR c.status = $3) " \
  "AND (CAST($4 AS BIGINT) = 0 OR c.case_id < $4) "
constexpr const char* kOfApplicant = PAGE(OF_APPLICANT("applicant_account_id") "UNION " OF_APPLICANT(
                                              "agent_account_id") "ORDER BY case_id DESC LIMIT CAST($5 AS INTEGER)",
                                          "v.case_id DESC");
constexpr const char* kCountOfApplicant =
    COUNT(OF_APPLICANT("applicant_account_id") "UNION " OF_APPLICANT("agent_account_id") "LIMIT 1000");
constexpr const char* kWindowDrafts = "SELECT " QUALIFIED_CASE_COLUMNS
                                      " FROM cases c WHERE c.created_by_account_id = $1 AND c.status = 'draft' "
                                      "AND c.channel = 'window' AND (CAST($2 AS BIGINT) = 0 OR c.case_id < $2) ORDER "
                                      "BY c.case_id DESC LIMIT CAST($3 AS INTEGER)";

std::vector<CaseRow> rows_of(const db::Rows& rows) {
  std::vector<CaseRow> list;
  list.reserve(rows.size());
  for (std::size_t r = 0; r < rows.size(); ++r) list.push_back(case_of(rows, r));
  return list;
}

db::Rows by_posts(db::Tx& tx, const char* sql, const ListFilter& f, int limit) {
  static const PostSlot kNobody{"nobody", -1, "", ""};
  std::array<db::Value, 76> values;
  std::size_t v = 0;
  for (std::size_t i = 0; i < kMaxPosts; ++i) {
    const auto& slot = i < f.posts.size() ? f.posts[i] : kNobody;
    values[v++] = db::to_value(slot.waiting_for);
    values[v++] = db::to_value(slot.department_id);
    values[v++] = db::to_value(slot.region_from);
    values[v++] = db::to_value(slot.region_to);
  }
  values[v++] = db::to_value(f.item_id);
  values[v++] = db::to_value(f.department_id);
  values[v++] = db::to_value(f.status);
  values[v++] = db::to_value(f.region_from);
  values[v++] = db::to_value(f.region_to);
  values[v++] = db::to_value(f.waiting_for);
  values[v++] = db::to_value(f.case_number);
  values[v++] = db::to_value(f.only_free_or_own ? f.account_id : std::int64_t{0});
  values[v++] = db::to_value(f.urgency_before.micros());
  values[v++] = db::to_value(f.after_urgency.micros());
  values[v++] = db::to_value(f.after_case_id);
  values[v++] = db::to_value(limit);
  return tx.query_values(sql, values.data(), v);
}

db::Rows assigned(db::Tx& tx, const char* sql, const ListFilter& f, int limit) {
  return tx.query(sql, f.account_id, f.item_id, f.status, f.case_number, f.urgency_before.micros(),
                  f.after_urgency.micros(), f.after_case_id, limit);
}

int count(const db::Rows& rows) { return static_cast<int>(rows.integer(0, 0)); }

std::vector<CaseRow> page(db::Tx& tx, const ListTexts& texts, const ListFilter& f) {
  return rows_of(by_posts(tx, f.wide ? texts.wide_page : texts.page, f, f.limit));
}
int count_of(db::Tx& tx, const ListTexts& texts, const ListFilter& f) {
  return count(by_posts(tx, f.wide ? texts.wide_count : texts.count, f, kCountCap + 1));
}

}  // namespace

std::vector<CaseRow> waiting_cases(db::Tx& tx, const ListFilter& f) { return page(tx, kWaiting, f); }
std::vector<CaseRow> running_cases(db::Tx& tx, const ListFilter& f) { return page(tx, kRunning, f); }
std::vector<CaseRow> ended_cases(db::Tx& tx, const ListFilter& f) { return page(tx, kEnded, f); }
std::vector<CaseRow> assigned_cases(db::Tx& tx, const ListFilter& f) {
  return rows_of(assigned(tx, kAssigned, f, f.limit));
}
int count_waiting(db::Tx& tx, const ListFilter& f) { return count_of(tx, kWaiting, f); }
int count_running(db::Tx& tx, const ListFilter& f) { return count_of(tx, kRunning, f); }
int count_ended(db::Tx& tx, const ListFilter& f) { return count_of(tx, kEnded, f); }
int count_assigned(db::Tx& tx, const ListFilter& f) { return count(assigned(tx, kCountAssigned, f, kCountCap + 1)); }

std::vector<CaseRow> cases_of_applicant(db::Tx& tx, std::int64_t account_id, bool drafts, const std::string& status,
                                        std::int64_t before_case_id, int limit) {
  return rows_of(tx.query(kOfApplicant, account_id, drafts, status, before_case_id, limit));
}
int count_of_applicant(db::Tx& tx, std::int64_t account_id, bool drafts, const std::string& status) {
  return count(tx.query(kCountOfApplicant, account_id, drafts, status, 0));
}
std::vector<CaseRow> window_drafts_of(db::Tx& tx, std::int64_t account_id, std::int64_t before_case_id, int limit) {
  return rows_of(tx.query(kWindowDrafts, account_id, before_case_id, limit));
}

}  // namespace tongban::cases::store
