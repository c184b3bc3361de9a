// Absence and deputy (代理人) of staff. An absent person has one deputy, who holds the same post in the same department
// and acts in the person's place as long as the absence lasts; what for is not asked and not kept. Absences of one
// person do not overlap, and nobody is a deputy while absent themselves.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "platform/act/ctx.h"

namespace tongban::http {
struct Route;
}

namespace tongban::identity {

struct AbsenceIn {
  std::optional<Id> account_id;  // null: oneself; heads set it for the people of their department
  Id deputy_account_id;
  Date from_date;
  Date until_date;  // the last day of it
};
BOOST_DESCRIBE_STRUCT(AbsenceIn, (), (account_id, deputy_account_id, from_date, until_date))

struct AbsenceView {
  Id absence_id;
  Id account_id;
  std::string name;
  Id deputy_account_id;
  std::string deputy_name;
  Date from_date;
  Date until_date;
  bool current = false;  // today is a day of it
  bool may_end = false;  // by this reader
};
BOOST_DESCRIBE_STRUCT(AbsenceView, (),
                      (absence_id, account_id, name, deputy_account_id, deputy_name, from_date, until_date, current,
                       may_end))

// Those that are not over: one's own, those one stands in for, and for heads those of their departments.
struct AbsenceList {
  std::vector<AbsenceView> absences;
};
BOOST_DESCRIBE_STRUCT(AbsenceList, (), (absences))

struct AbsenceRef {
  Id absence_id;
};
BOOST_DESCRIBE_STRUCT(AbsenceRef, (), (absence_id))

struct PersonChoice {
  Id account_id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(PersonChoice, (), (account_id, name))
struct DeputiesIn {
  static constexpr bool kDefaults = true;
  std::optional<Id> account_id;  // whose; null: one's own
};
BOOST_DESCRIBE_STRUCT(DeputiesIn, (), (account_id))
struct DeputyChoices {
  std::vector<PersonChoice> people;    // whose absence the reader may set
  std::vector<PersonChoice> deputies;  // who may stand in for the person asked about
};
BOOST_DESCRIBE_STRUCT(DeputyChoices, (), (people, deputies))

// GET /api/v1/absences
struct NoQuestion {};
BOOST_DESCRIBE_STRUCT(NoQuestion, (), ())
Result<AbsenceList> list_absences(Ctx& ctx, const NoQuestion& in);
// GET /api/v1/absences/deputies
Result<DeputyChoices> deputy_choices(Ctx& ctx, const DeputiesIn& in);
// POST /api/v1/absences. Errors: not_found identity.no_such_account; invalid with identity.dates_reversed,
// identity.dates_past, identity.too_long; unprocessable identity.deputy_not_in_post; conflict
// identity.absence_overlaps, identity.deputy_absent, identity.is_deputy.
Result<AbsenceView> set_absence(Ctx& ctx, const AbsenceIn& in);
// DELETE /api/v1/absences/{absence_id}: the person, or a head of their department. not_found identity.no_such_absence.
Result<AbsenceView> end_absence(Ctx& ctx, const AbsenceRef& in);

std::vector<http::Route> absence_routes();  // routes_absences.cpp

namespace store {

struct AbsenceRow {
  std::int64_t absence_id = 0, account_id = 0, deputy_id = 0;
  Date from_date, until_date;
};
void insert_absence(Ctx& ctx, const AbsenceRow& row);
std::optional<AbsenceRow> find_absence(Ctx& ctx, std::int64_t absence_id);  // one that was not ended
void end_absence(Ctx& ctx, std::int64_t absence_id);
// Not ended and with a day in [from, until], by end; at most 200.
std::vector<AbsenceRow> absences_of(Ctx& ctx, std::int64_t account_id, Date from, Date until);
std::vector<AbsenceRow> absences_for_deputy(Ctx& ctx, std::int64_t deputy_id, Date from, Date until);
std::vector<AbsenceRow> absences_in_department(Ctx& ctx, std::int64_t department_id, Date from, Date until);
// Active staff who hold a post that this person holds, in the same department; at most 200.
std::vector<std::int64_t> colleagues_in_post(Ctx& ctx, std::int64_t account_id);
// Active staff with any post in the department; at most 500.
std::vector<std::int64_t> staff_of_department(Ctx& ctx, std::int64_t department_id);

}  // namespace store

}  // namespace tongban::identity
