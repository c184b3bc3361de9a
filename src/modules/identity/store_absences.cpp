#include "modules/identity/absences.h"

namespace tongban::identity::store {
namespace {

#define ABSENCE_COLUMNS "s.absence_id, s.account_id, s.deputy_account_id, s.from_date, s.until_date"
constexpr const char* kInsert =
    "INSERT INTO staff_absences (absence_id, account_id, deputy_account_id, from_date, until_date, set_by, set_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)";
constexpr const char* kFind =
    "SELECT " ABSENCE_COLUMNS " FROM staff_absences s WHERE s.absence_id = $1 AND s.ended_at IS NULL";
constexpr const char* kEnd = "UPDATE staff_absences SET ended_at = $2 WHERE absence_id = $1 AND ended_at IS NULL";
constexpr const char* kOfPerson =
    "SELECT " ABSENCE_COLUMNS
    " FROM staff_absences s WHERE s.account_id = $1 AND s.ended_at IS NULL AND s.until_date >= $2 "
    "AND s.from_date <= $3 ORDER BY s.until_date LIMIT 200";
constexpr const char* kForDeputy =
    "SELECT " ABSENCE_COLUMNS
    " FROM staff_absences s WHERE s.deputy_account_id = $1 AND s.ended_at IS NULL AND s.until_date >= $2 "
    "AND s.from_date <= $3 ORDER BY s.until_date LIMIT 200";
constexpr const char* kInDepartment =
    "SELECT DISTINCT " ABSENCE_COLUMNS
    " FROM account_posts p JOIN staff_absences s ON s.account_id = p.account_id "
    "WHERE p.department_id = $1 AND s.ended_at IS NULL AND s.until_date >= $2 AND s.from_date <= $3 "
    "ORDER BY s.until_date LIMIT 200";
constexpr const char* kColleagues =
    "SELECT DISTINCT q.account_id FROM account_posts p "
    "JOIN account_posts q ON q.department_id = p.department_id AND q.role = p.role "
    "JOIN accounts a ON a.account_id = q.account_id "
    "WHERE p.account_id = $1 AND p.department_id <> 0 AND q.account_id <> $1 AND a.status = 'active' "
    "ORDER BY q.account_id LIMIT 200";
constexpr const char* kOfDepartment =
    "SELECT DISTINCT p.account_id FROM account_posts p JOIN accounts a ON a.account_id = p.account_id "
    "WHERE p.department_id = $1 AND a.status = 'active' ORDER BY p.account_id LIMIT 500";

std::vector<AbsenceRow> rows_of(const db::Rows& rows) {
  std::vector<AbsenceRow> list;
  for (std::size_t r = 0; r < rows.size(); ++r)
    list.push_back({rows.integer(r, 0), rows.integer(r, 1), rows.integer(r, 2), Date::parse(rows.text(r, 3)).value(),
                    Date::parse(rows.text(r, 4)).value()});
  return list;
}

std::vector<std::int64_t> ids_of(const db::Rows& rows) {
  std::vector<std::int64_t> ids;
  for (std::size_t r = 0; r < rows.size(); ++r) ids.push_back(rows.integer(r, 0));
  return ids;
}

}  // namespace

void insert_absence(Ctx& ctx, const AbsenceRow& row) {
  ctx.tx.exec(kInsert, row.absence_id, row.account_id, row.deputy_id, row.from_date.text(), row.until_date.text(),
              ctx.actor.account_id, ctx.now.micros());
}

std::optional<AbsenceRow> find_absence(Ctx& ctx, std::int64_t absence_id) {
  const auto list = rows_of(ctx.tx.query(kFind, absence_id));
  return list.empty() ? std::nullopt : std::optional(list.front());
}

void end_absence(Ctx& ctx, std::int64_t absence_id) { ctx.tx.exec(kEnd, absence_id, ctx.now.micros()); }

std::vector<AbsenceRow> absences_of(Ctx& ctx, std::int64_t account_id, Date from, Date until) {
  return rows_of(ctx.tx.query(kOfPerson, account_id, from.text(), until.text()));
}
std::vector<AbsenceRow> absences_for_deputy(Ctx& ctx, std::int64_t deputy_id, Date from, Date until) {
  return rows_of(ctx.tx.query(kForDeputy, deputy_id, from.text(), until.text()));
}
std::vector<AbsenceRow> absences_in_department(Ctx& ctx, std::int64_t department_id, Date from, Date until) {
  return rows_of(ctx.tx.query(kInDepartment, department_id, from.text(), until.text()));
}

std::vector<std::int64_t> colleagues_in_post(Ctx& ctx, std::int64_t account_id) {
  return ids_of(ctx.tx.query(kColleagues, account_id));
}
std::vector<std::int64_t> staff_of_department(Ctx& ctx, std::int64_t department_id) {
  return ids_of(ctx.tx.query(kOfDepartment, department_id));
}

}  // namespace tongban::identity::store
