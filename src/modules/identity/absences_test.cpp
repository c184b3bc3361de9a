#include "modules/identity/absences.h"

#include <algorithm>

#include "modules/identity/test_house.h"

using namespace tongban;
using namespace tongban::identity;

namespace {

constexpr std::int64_t kOffice = 77, kOtherOffice = 78;

class Office {
 public:
  explicit Office(db::Database& database) : house(database) {
    first = add("first1", {{Role::reviewer, kOffice}});
    second = add("second1", {{Role::reviewer, kOffice}});
    approver = add("approver1", {{Role::approver, kOffice}});
    head = add("head1", {{Role::department_head, kOffice}});
    foreign = add("foreign1", {{Role::reviewer, kOtherOffice}});
    foreign_head = add("fhead1", {{Role::department_head, kOtherOffice}});
    house.services.clock.set(*parse_instant("2026-03-02T09:00:00+08:00"));
  }

  Actor add(const std::string& login, const std::vector<std::pair<Role, std::int64_t>>& posts) {
    Actor actor{ActorKind::staff};
    actor.account_id = house.add_staff(login, {});
    for (const auto& [role, department] : posts) actor.posts.push_back({role, department, "410000000000"});
    REQUIRE(house.services
                .act([&](Ctx& ctx) -> Result<void> {
                  for (const auto& post : actor.posts) store::insert_post(ctx, ctx.new_id(), actor.account_id, post);
                  return {};
                })
                .ok());
    return actor;
  }

  template <class In, class Out>
  std::string run(const Actor& actor, Result<Out> (*act)(Ctx&, const In&), const In& in, Out* into = nullptr) {
    const auto done = house.services.act(actor, [&](Ctx& ctx) -> Result<void> {
      auto out = TRY(act(ctx, in));
      if (into) *into = std::move(out);
      return {};
    });
    return done ? "done" : done.error().fields.empty() ? done.error().key : done.error().fields.front().key;
  }
  std::string set(const Actor& actor, const Actor& who, const Actor& deputy, const char* from, const char* until) {
    return run(actor, set_absence,
               AbsenceIn{Id{who.account_id}, Id{deputy.account_id}, *Date::parse(from), *Date::parse(until)}, &last);
  }
  std::size_t deputises_for(const Actor& actor) {
    std::size_t count = 0;
    REQUIRE(house.services
                .act(actor,
                     [&](Ctx& ctx) -> Result<void> {
                       count = stands_for(ctx).size();
                       return {};
                     })
                .ok());
    return count;
  }
  std::size_t listed(const Actor& actor) {
    AbsenceList list;
    REQUIRE(run(actor, list_absences, NoQuestion{}, &list) == "done");
    return list.absences.size();
  }

  TestHouse house;
  Actor first, second, approver, head, foreign, foreign_head;
  AbsenceView last;
};

}  // namespace

TEST_CASE("an absence has dates and a deputy of the same post, begins and ends by itself") {
  db::for_each_database([](db::Database& database) {
    Office office(database);
    CHECK(office.set(office.first, office.first, office.approver, "2026-03-03", "2026-03-05") ==
          "identity.deputy_not_in_post");
    CHECK(office.set(office.first, office.first, office.foreign, "2026-03-03", "2026-03-05") ==
          "identity.deputy_not_in_post");
    CHECK(office.set(office.first, office.first, office.second, "2026-03-05", "2026-03-03") ==
          "identity.dates_reversed");
    CHECK(office.set(office.first, office.first, office.second, "2026-02-01", "2026-03-01") == "identity.dates_past");
    CHECK(office.set(office.first, office.first, office.second, "2026-03-03", "2027-03-05") == "identity.too_long");
    CHECK(office.set(office.first, office.first, office.second, "2026-03-03", "2026-03-05") == "done");
    CHECK(office.deputises_for(office.second) == 0);
    office.house.services.clock.set(*parse_instant("2026-03-03T00:00:00+08:00"));
    CHECK(office.deputises_for(office.second) == 1);
    office.house.services.clock.set(*parse_instant("2026-03-05T23:59:59+08:00"));
    CHECK(office.deputises_for(office.second) == 1);
    office.house.services.clock.set(*parse_instant("2026-03-06T00:00:00+08:00"));
    CHECK(office.deputises_for(office.second) == 0);
    CHECK(office.listed(office.first) == 0);
  });
}

TEST_CASE("absences do not overlap, and nobody stands in while absent") {
  db::for_each_database([](db::Database& database) {
    Office office(database);
    const auto third = office.add("third1", {{Role::reviewer, kOffice}});
    CHECK(office.set(office.first, office.first, office.second, "2026-03-03", "2026-03-05") == "done");
    CHECK(office.set(office.first, office.first, third, "2026-03-05", "2026-03-06") == "identity.absence_overlaps");
    CHECK(office.set(third, third, office.first, "2026-03-05", "2026-03-06") == "identity.deputy_absent");
    CHECK(office.set(office.second, office.second, third, "2026-03-04", "2026-03-04") == "identity.is_deputy");
    CHECK(office.set(office.second, office.second, third, "2026-03-06", "2026-03-07") == "done");
  });
}

TEST_CASE("heads set and end the absences of their own people, others only their own") {
  db::for_each_database([](db::Database& database) {
    Office office(database);
    CHECK(office.set(office.second, office.first, office.second, "2026-03-02", "2026-03-05") ==
          "identity.no_such_account");
    CHECK(office.set(office.foreign_head, office.first, office.second, "2026-03-02", "2026-03-05") ==
          "identity.no_such_account");
    CHECK(office.set(office.head, office.first, office.second, "2026-03-02", "2026-03-05") == "done");
    CHECK(office.last.current);
    for (const auto* sees : {&office.first, &office.second, &office.head}) CHECK(office.listed(*sees) == 1);
    CHECK(office.listed(office.approver) == 0);
    CHECK(office.listed(office.foreign_head) == 0);
    const AbsenceRef ref{office.last.absence_id};
    CHECK(office.run(office.second, identity::end_absence, ref) == "identity.no_such_absence");
    CHECK(office.run(office.foreign_head, identity::end_absence, ref) == "identity.no_such_absence");
    CHECK(office.run(office.first, identity::end_absence, ref) == "done");
    CHECK(office.run(office.first, identity::end_absence, ref) == "identity.no_such_absence");
    CHECK(office.deputises_for(office.second) == 0);
    DeputyChoices choices;
    CHECK(office.run(office.head, deputy_choices, DeputiesIn{Id{office.first.account_id}}, &choices) == "done");
    CHECK(choices.people.size() == 4);
    REQUIRE(choices.deputies.size() == 1);
    CHECK(choices.deputies[0].account_id == Id{office.second.account_id});
    CHECK(office.run(office.approver, deputy_choices, DeputiesIn{Id{office.first.account_id}}) ==
          "identity.no_such_account");
  });
}
