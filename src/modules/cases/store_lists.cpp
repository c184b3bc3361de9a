// Lists of cases. A list is put together of stretches of an index (Span), each read in the order of the list and no
// further than a page, so that its cost does not grow with the table. One statement takes up to sixteen stretches of
// one kind of place; unused ones match nothing.
#include <algorithm>
#include <array>

#include "modules/cases/store_columns.h"
#include "platform/db/dialect.h"

namespace tongban::cases::store {
namespace {

// A column that is in a list of values, or anything when the list is empty: ",5,7,".
#define ONE_OF(parameter, column) \
  "AND (CAST(" parameter " AS TEXT) = '' OR CAST(" parameter " AS TEXT) LIKE '%,' || " column " || ',%') "
// What is asked of every case: $1 statuses, $2 assignees besides nobody (empty: anybody's), $3 latest urgency, $4 $5
// where the page before ended, $6 limit. A stretch has five of its own: k its place, s its stage, d department, f t
// regions.
#define COMMON                                                                   \
  ONE_OF("$1", "c.status")                                                       \
  "AND (CAST($2 AS TEXT) = '' OR c.assignee_account_id = 0 OR CAST($2 AS TEXT) " \
  "LIKE '%,' || CAST(c.assignee_account_id AS TEXT) || ',%') "
#define RESIDUE(region, d, f, t)                           \
  "AND (CAST(" d " AS BIGINT) = 0 OR c.department_id = " d \
  ") "                                                     \
  "AND (CAST(" t " AS TEXT) = '' OR (" region " >= " f " AND " region " < " t ")) "
// Pages have at most 101 cases. The number is written out because PostgreSQL plans for it: with one it does not know,
// it may sort the whole stretch.
#define OPEN(place, region, most, k, s, d, f, t)                                                      \
  "SELECT * FROM (SELECT c.case_id AS case_id, c.urgency_at AS urgency_at FROM cases c WHERE " place( \
      k) "AND c.waiting_for = " s " AND c.is_open = 1 " RESIDUE(region, d, f, t) COMMON               \
      "AND c.urgency_at < CAST($3 AS BIGINT) "                                                        \
      "AND (c.urgency_at, c.case_id) > (CAST($4 AS BIGINT), CAST($5 AS BIGINT)) "                     \
      "ORDER BY c.urgency_at, c.case_id LIMIT " most ") a "
// Ended cases have no urgency: $3 and $4 play no part there, but a parameter must be used to have a type. For one
// status PostgreSQL would walk the primary key and hope to meet it soon, so there the status is asked for as a span of
// the index (from it, and before it together with the last id) and stands in the order. SQLite cannot compare the id of
// a row inside such a pair by the index: it would begin each page with the first row of the stretch and step over all
// before.
#define OF_STATUS(s, before) \
  "c.status = " s " AND c.case_id < CAST(" before " AS BIGINT) AND c.is_open = 0 AND c.status <> 'draft' "
#define FROM_STATUS(s, before)                                         \
  "c.status >= " s " AND (c.status, c.case_id) < (" s ", CAST(" before \
  " AS BIGINT)) AND c.is_open = 0 AND c.status <> 'draft' "
#define ENDED_BY(WITH_STATUS, place, region, most, k, s, d, f, t)                                       \
  "SELECT * FROM (SELECT c.case_id AS case_id FROM cases c WHERE " place(k) "AND " WITH_STATUS(s, "$5") \
      RESIDUE(region, d, f, t) COMMON                                                                   \
      "AND CAST($3 AS BIGINT) > CAST($4 AS BIGINT) "                                                    \
      "ORDER BY c.status DESC, c.case_id DESC LIMIT " most ") a "
#define ENDED(...) ENDED_BY(OF_STATUS, __VA_ARGS__)
#define ENDED_POSTGRES(...) ENDED_BY(FROM_STATUS, __VA_ARGS__)

#define DEPARTMENT(k) "c.department_id = " k " "
#define COUNTY(k) "c.county_code = " k " "
#define CITY(k) "substr(c.county_code, 1, 4) = " k " "
#define EVERYWHERE(k) "CAST(" k " AS TEXT) = '' "
#define ITEM(k) "c.item_id = " k " "

#define AND_ALSO "UNION ALL "
// clang-format off
#define ONE(A, p, r, m) A(p, r, m, "$7", "$8", "$9", "$10", "$11")
#define FOUR(A, p, r, m) ONE(A, p, r, m) AND_ALSO A(p, r, m, "$12", "$13", "$14", "$15", "$16") \
  AND_ALSO A(p, r, m, "$17", "$18", "$19", "$20", "$21") AND_ALSO A(p, r, m, "$22", "$23", "$24", "$25", "$26")
#define EIGHT(A, p, r, m) FOUR(A, p, r, m) \
  AND_ALSO A(p, r, m, "$27", "$28", "$29", "$30", "$31") AND_ALSO A(p, r, m, "$32", "$33", "$34", "$35", "$36") \
  AND_ALSO A(p, r, m, "$37", "$38", "$39", "$40", "$41") AND_ALSO A(p, r, m, "$42", "$43", "$44", "$45", "$46")
#define SIXTEEN(A, p, r, m) EIGHT(A, p, r, m) \
  AND_ALSO A(p, r, m, "$47", "$48", "$49", "$50", "$51") AND_ALSO A(p, r, m, "$52", "$53", "$54", "$55", "$56") \
  AND_ALSO A(p, r, m, "$57", "$58", "$59", "$60", "$61") AND_ALSO A(p, r, m, "$62", "$63", "$64", "$65", "$66") \
  AND_ALSO A(p, r, m, "$67", "$68", "$69", "$70", "$71") AND_ALSO A(p, r, m, "$72", "$73", "$74", "$75", "$76") \
  AND_ALSO A(p, r, m, "$77", "$78", "$79", "$80", "$81") AND_ALSO A(p, r, m, "$82", "$83", "$84", "$85", "$86")
// clang-format on
#define PAGE(stretches, order, page_order)                               \
  "SELECT " QUALIFIED_CASE_COLUMNS " FROM (" stretches "ORDER BY " order \
  " LIMIT CAST($6 AS INTEGER)) v "                                       \
  "JOIN cases c ON c.case_id = v.case_id ORDER BY " page_order
#define COUNT(stretches) "SELECT COUNT(*) FROM (" stretches "LIMIT CAST($6 AS INTEGER)) v"

// PostgreSQL plans a statement anew for its values, which takes as long as it has stretches: a list of ended cases,
// with seven of them for each place, must not pay for sixteen.
constexpr std::size_t kSizes[] = {1, 4, 8, 16};
constexpr std::size_t kMostSpans = 16, kCommon = 6, kEach = 5;
struct Texts {
  const char *pages[4], *counts[4];  // by kSizes
};
#define OPEN_PAGE(n, p, r) PAGE(n(OPEN, p, r, "101"), "urgency_at, case_id", "v.urgency_at, v.case_id")
#define ENDED_PAGE(n, p, r) PAGE(n(ENDED, p, r, "101"), "case_id DESC", "v.case_id DESC")
#define ENDED_PAGE_POSTGRES(n, p, r) PAGE(n(ENDED_POSTGRES, p, r, "101"), "case_id DESC", "v.case_id DESC")
#define SIZES(PAGE_OF, COUNTED, p, r)                                                                             \
  {                                                                                                               \
    {PAGE_OF(ONE, p, r), PAGE_OF(FOUR, p, r), PAGE_OF(EIGHT, p, r), PAGE_OF(SIXTEEN, p, r)}, {                    \
      COUNT(ONE(COUNTED, p, r, "1000")), COUNT(FOUR(COUNTED, p, r, "1000")), COUNT(EIGHT(COUNTED, p, r, "1000")), \
          COUNT(SIXTEEN(COUNTED, p, r, "1000"))                                                                   \
    }                                                                                                             \
  }
#define OPEN_TEXTS(p, r) SIZES(OPEN_PAGE, OPEN, p, r)
#define ENDED_TEXTS(p, r) SIZES(ENDED_PAGE, ENDED, p, r)
#define ENDED_TEXTS_POSTGRES(p, r) SIZES(ENDED_PAGE_POSTGRES, ENDED_POSTGRES, p, r)
// In the order of Span::Place.
constexpr Texts kOpen[] = {OPEN_TEXTS(DEPARTMENT, "c.region_code"), OPEN_TEXTS(COUNTY, "c.region_code"),
                           OPEN_TEXTS(CITY, "c.region_code"), OPEN_TEXTS(EVERYWHERE, "c.county_code"),
                           OPEN_TEXTS(ITEM, "c.region_code")};
constexpr Texts kEnded[] = {ENDED_TEXTS(DEPARTMENT, "c.region_code"), ENDED_TEXTS(COUNTY, "c.region_code"),
                            ENDED_TEXTS(CITY, "c.region_code"), ENDED_TEXTS(EVERYWHERE, "c.county_code"),
                            ENDED_TEXTS(ITEM, "c.region_code")};
constexpr Texts kEndedPostgres[] = {
    ENDED_TEXTS_POSTGRES(DEPARTMENT, "c.region_code"), ENDED_TEXTS_POSTGRES(COUNTY, "c.region_code"),
    ENDED_TEXTS_POSTGRES(CITY, "c.region_code"), ENDED_TEXTS_POSTGRES(EVERYWHERE, "c.county_code"),
    ENDED_TEXTS_POSTGRES(ITEM, "c.region_code")};

// One stretch in its order, five hundred cases at a time, for exports. The number is written out for the same reason.
#define STRETCH(where, order) \
  "SELECT " QUALIFIED_CASE_COLUMNS " FROM cases c WHERE " where "ORDER BY " order " LIMIT 500"
#define OF_STRETCH(region) RESIDUE(region, "$6", "$7", "$8") "AND (CAST($1 AS TEXT) = '' OR c.status = $1) "
#define OPEN_STRETCH(place, region)                                                                \
  STRETCH(place("$4") "AND c.waiting_for = $5 AND c.is_open = 1 " OF_STRETCH(                      \
              region) "AND (c.urgency_at, c.case_id) > (CAST($2 AS BIGINT), CAST($3 AS BIGINT)) ", \
          "c.urgency_at, c.case_id")
#define ENDED_STRETCH_BY(WITH_STATUS, place, region)                                                   \
  STRETCH(place("$4") "AND " WITH_STATUS("$5", "$3") OF_STRETCH(region) "AND CAST($2 AS BIGINT) < 0 ", \
          "c.status DESC, c.case_id DESC")
#define ENDED_STRETCH(...) ENDED_STRETCH_BY(OF_STATUS, __VA_ARGS__)
#define ENDED_STRETCH_POSTGRES(...) ENDED_STRETCH_BY(FROM_STATUS, __VA_ARGS__)
constexpr const char* kOpenStretch[] = {OPEN_STRETCH(DEPARTMENT, "c.region_code"),
                                        OPEN_STRETCH(COUNTY, "c.region_code"), OPEN_STRETCH(CITY, "c.region_code"),
                                        OPEN_STRETCH(EVERYWHERE, "c.county_code"), OPEN_STRETCH(ITEM, "c.region_code")};
constexpr const char* kEndedStretch[] = {ENDED_STRETCH(DEPARTMENT, "c.region_code"),
                                         ENDED_STRETCH(COUNTY, "c.region_code"), ENDED_STRETCH(CITY, "c.region_code"),
                                         ENDED_STRETCH(EVERYWHERE, "c.county_code"),
                                         ENDED_STRETCH(ITEM, "c.region_code")};
constexpr const char* kEndedStretchPostgres[] = {
    ENDED_STRETCH_POSTGRES(DEPARTMENT, "c.region_code"), ENDED_STRETCH_POSTGRES(COUNTY, "c.region_code"),
    ENDED_STRETCH_POSTGRES(CITY, "c.region_code"), ENDED_STRETCH_POSTGRES(EVERYWHERE, "c.county_code"),
    ENDED_STRETCH_POSTGRES(ITEM, "c.region_code")};

#define ASSIGNED \
  "FROM cases c WHERE c.is_open = 1 AND c.assignee_account_id = $1 " ONE_OF("$2", "CAST(c.item_id AS TEXT)") \
      ONE_OF("$3", "c.status") "AND (CAST($4 AS BIGINT) = 0 OR c.department_id = $4) "                       \
                               "AND c.urgency_at < CAST($5 AS BIGINT) "                                      \
                               "AND (c.urgency_at, c.case_id) > (CAST($6 AS BIGINT), CAST($7 AS BIGINT)) "   \
                               "ORDER BY c.urgency_at, c.case_id LIMIT CAST($8 AS INTEGER)"
constexpr const char* kAssigned = "SELECT " QUALIFIED_CASE_COLUMNS " " ASSIGNED;
// Whose opinion is awaited: few of a person, in the order the cases came.
#define ASKED                                                                            \
  "FROM case_questions q JOIN cases c ON c.case_id = q.case_id WHERE q.account_id = $1 " \
  "AND q.case_id > CAST($2 AS BIGINT) " ONE_OF("$3", "CAST(c.item_id AS TEXT)")          \
      ONE_OF("$4", "c.status") "AND c.urgency_at < CAST($5 AS BIGINT) ORDER BY q.case_id LIMIT CAST($6 AS INTEGER)"
constexpr const char* kAsked = "SELECT " QUALIFIED_CASE_COLUMNS " " ASKED;
constexpr const char* kCountAsked = "SELECT COUNT(*) FROM (SELECT c.case_id " ASKED ") v";
constexpr const char* kCountAssigned = "SELECT COUNT(*) FROM (SELECT c.case_id " ASSIGNED ") v";

// Of a person as applicant and as agent: at most a page (or the cap of the count) of each.
#define OF_PERSON(column, status, most)                                                                               \
  "SELECT * FROM (SELECT c.case_id AS case_id FROM cases c WHERE c." column " = $1 AND c." column " <> 0 AND " status \
  "AND (CAST($2 AS TEXT) = '' OR c.status = $2) AND c.case_id < CAST($3 AS BIGINT) "                                  \
  "ORDER BY c.case_id DESC LIMIT " most ") a "
#define OF_BOTH(status, most) \
  OF_PERSON("applicant_account_id", status, most) "UNION " OF_PERSON("agent_account_id", status, most)
#define PERSON_PAGE(status) \
  "SELECT " QUALIFIED_CASE_COLUMNS " FROM (" OF_BOTH(status, "101") "ORDER BY case_id DESC "                        \
  "LIMIT CAST($4 AS INTEGER)) v JOIN cases c ON c.case_id = v.case_id ORDER BY v.case_id DESC"
#define PERSON_COUNT(status) "SELECT COUNT(*) FROM (" OF_BOTH(status, "1000") "LIMIT CAST($4 AS INTEGER)) v"
#define DRAFTS "c.status = 'draft' "
#define HANDED_IN "c.status <> 'draft' "
constexpr const char* kOfPerson[] = {PERSON_PAGE(HANDED_IN), PERSON_PAGE(DRAFTS)};
constexpr const char* kCountOfPerson[] = {PERSON_COUNT(HANDED_IN), PERSON_COUNT(DRAFTS)};

constexpr const char* kWindowDrafts = "SELECT " QUALIFIED_CASE_COLUMNS
                                      " FROM cases c WHERE c.created_by_account_id = $1 AND c.status = 'draft' "
                                      "AND c.channel = 'window' AND c.case_id < CAST($2 AS BIGINT) ORDER "
                                      "BY c.case_id DESC LIMIT CAST($3 AS INTEGER)";

// Where a list of the newest begins.
std::int64_t below(std::int64_t before_case_id) { return before_case_id > 0 ? before_case_id : INT64_MAX; }

std::vector<CaseRow> rows_of(const db::Rows& rows) {
  std::vector<CaseRow> list;
  list.reserve(rows.size());
  for (std::size_t r = 0; r < rows.size(); ++r) list.push_back(case_of(rows, r));
  return list;
}

const Texts* ended_texts(const db::Tx& tx) { return db::choose<const Texts*>(tx, kEnded, kEndedPostgres); }

// Values for ONE_OF.
std::string list_text(const std::vector<std::int64_t>& ids) {
  std::string text;
  for (const auto id : ids) text += (text.empty() ? "," : "") + std::to_string(id) + ",";
  return text;
}
std::string list_text(const std::vector<Status>& statuses) {
  std::string text;
  for (const auto status : statuses) text += (text.empty() ? "," : "") + std::string(enum_text(status)) + ",";
  return text;
}

// The answers of the statements that a list needs, one for each kind of place and sixteen stretches.
std::vector<db::Rows> ask(db::Tx& tx, const Texts* texts, bool count, const ListFilter& f, std::int64_t after,
                          int limit) {
  std::array<std::vector<const Span*>, std::size(kOpen)> by_place;
  for (const auto& span : f.spans) by_place[static_cast<std::size_t>(span.place)].push_back(&span);
  std::vector<db::Rows> answers;
  const auto statuses = list_text(f.statuses);
  const auto assignees = f.only_free_or_own ? list_text(f.account_ids) : std::string();
  for (std::size_t place = 0; place < by_place.size(); ++place)
    for (std::size_t first = 0; first < by_place[place].size(); first += kMostSpans) {
      const auto spans = std::min(kMostSpans, by_place[place].size() - first);
      const auto size = spans == 1 ? 0U : spans <= 4 ? 1U : spans <= 8 ? 2U : 3U;
      std::array<db::Value, kCommon + kMostSpans* kEach> values = {db::to_value(statuses),
                                                                   db::to_value(assignees),
                                                                   db::to_value(f.urgency_before.micros()),
                                                                   db::to_value(f.after_urgency.micros()),
                                                                   db::to_value(after),
                                                                   db::to_value(limit)};
      const bool by_id = place == static_cast<std::size_t>(Span::Place::department) ||
                         place == static_cast<std::size_t>(Span::Place::item);
      auto* value = values.data() + kCommon;
      for (std::size_t i = 0; i < kSizes[size]; ++i) {
        static const Span kNothing{.id = -1, .stage = "nothing"};
        const auto& span = i < spans ? *by_place[place][first + i] : kNothing;
        *value++ = by_id ? db::to_value(span.id) : db::to_value(span.area);
        *value++ = db::to_value(span.stage);
        *value++ = db::to_value(span.department_id);
        *value++ = db::to_value(span.region_from);
        *value++ = db::to_value(span.region_to);
      }
      const auto& of_place = texts[place];
      answers.push_back(tx.query_values(count ? of_place.counts[size] : of_place.pages[size], values.data(),
                                        kCommon + kSizes[size] * kEach));
    }
  return answers;
}

template <class Before>
std::vector<CaseRow> merge(const std::vector<db::Rows>& answers, int limit, Before before) {
  std::vector<CaseRow> list;
  for (const auto& rows : answers)
    for (auto& row : rows_of(rows)) list.push_back(std::move(row));
  if (answers.size() > 1) std::sort(list.begin(), list.end(), before);
  if (list.size() > static_cast<std::size_t>(limit)) list.resize(static_cast<std::size_t>(limit));
  return list;
}

int capped(const std::vector<db::Rows>& answers) {
  std::int64_t count = 0;
  for (const auto& rows : answers) count += rows.integer(0, 0);
  return static_cast<int>(std::min<std::int64_t>(count, kCountCap + 1));
}

std::vector<db::Rows> assigned(db::Tx& tx, const char* sql, const ListFilter& f, int limit) {
  std::vector<db::Rows> answers;
  const auto items = list_text(f.items), statuses = list_text(f.statuses);
  for (const auto account_id : f.account_ids)
    answers.push_back(tx.query(sql, account_id, items, statuses, f.department_id, f.urgency_before.micros(),
                               f.after_urgency.micros(), f.after_case_id, limit));
  return answers;
}
std::vector<db::Rows> asked(db::Tx& tx, const char* sql, const ListFilter& f, int limit) {
  std::vector<db::Rows> answers;
  const auto items = list_text(f.items), statuses = list_text(f.statuses);
  for (const auto account_id : f.account_ids)
    answers.push_back(tx.query(sql, account_id, f.after_case_id, items, statuses, f.urgency_before.micros(), limit));
  return answers;
}
bool more_urgent(const CaseRow& a, const CaseRow& b) {
  return a.urgency_at != b.urgency_at ? a.urgency_at < b.urgency_at : a.case_id < b.case_id;
}

}  // namespace

std::vector<CaseRow> open_cases(db::Tx& tx, const ListFilter& f) {
  return merge(ask(tx, kOpen, false, f, f.after_case_id, f.limit), f.limit, more_urgent);
}
std::vector<CaseRow> ended_cases(db::Tx& tx, const ListFilter& f) {
  return merge(ask(tx, ended_texts(tx), false, f, below(f.after_case_id), f.limit), f.limit,
               [](const CaseRow& a, const CaseRow& b) { return a.case_id > b.case_id; });
}
std::vector<CaseRow> assigned_cases(db::Tx& tx, const ListFilter& f) {
  return merge(assigned(tx, kAssigned, f, f.limit), f.limit, more_urgent);
}
std::vector<CaseRow> asked_cases(db::Tx& tx, const ListFilter& f) {
  auto list = merge(asked(tx, kAsked, f, f.limit), f.limit,
                    [](const CaseRow& a, const CaseRow& b) { return a.case_id < b.case_id; });
  // A deputy may be asked for the same case as the absent colleague.
  list.erase(
      std::unique(list.begin(), list.end(), [](const CaseRow& a, const CaseRow& b) { return a.case_id == b.case_id; }),
      list.end());
  return list;
}
int count_open(db::Tx& tx, const ListFilter& f) {
  return capped(ask(tx, kOpen, true, f, f.after_case_id, kCountCap + 1));
}
int count_ended(db::Tx& tx, const ListFilter& f) {
  return capped(ask(tx, ended_texts(tx), true, f, below(f.after_case_id), kCountCap + 1));
}
int count_assigned(db::Tx& tx, const ListFilter& f) { return capped(assigned(tx, kCountAssigned, f, kCountCap + 1)); }
int count_asked(db::Tx& tx, const ListFilter& f) { return capped(asked(tx, kCountAsked, f, kCountCap + 1)); }

std::vector<CaseRow> stretch(db::Tx& tx, const Span& span, const std::string& status, const CaseRow* after) {
  const auto place = static_cast<std::size_t>(span.place);
  const bool by_id = span.place == Span::Place::department || span.place == Span::Place::item;
  const db::Value values[] = {db::to_value(status),
                              db::to_value(after && !span.ended ? after->urgency_at.micros() : std::int64_t{-1}),
                              db::to_value(after        ? after->case_id
                                           : span.ended ? INT64_MAX
                                                        : std::int64_t{0}),
                              by_id ? db::to_value(span.id) : db::to_value(span.area),
                              db::to_value(span.stage),
                              db::to_value(span.department_id),
                              db::to_value(span.region_from),
                              db::to_value(span.region_to)};
  const char* ended = db::choose(tx, kEndedStretch[place], kEndedStretchPostgres[place]);
  return rows_of(tx.query_values(span.ended ? ended : kOpenStretch[place], values, std::size(values)));
}

std::vector<CaseRow> cases_of_applicant(db::Tx& tx, std::int64_t account_id, bool drafts, const std::string& status,
                                        std::int64_t before_case_id, int limit) {
  return rows_of(tx.query(kOfPerson[drafts ? 1 : 0], account_id, status, below(before_case_id), limit));
}
int count_of_applicant(db::Tx& tx, std::int64_t account_id, bool drafts, const std::string& status) {
  return static_cast<int>(
      tx.query(kCountOfPerson[drafts ? 1 : 0], account_id, status, below(0), kCountCap + 1).integer(0, 0));
}
std::vector<CaseRow> window_drafts_of(db::Tx& tx, std::int64_t account_id, std::int64_t before_case_id, int limit) {
  return rows_of(tx.query(kWindowDrafts, account_id, below(before_case_id), limit));
}

}  // namespace tongban::cases::store
