#include "modules/inquiries/model.h"

#include <doctest/doctest.h>

#include <map>
#include <set>

#include "base/instant.h"

namespace tongban::inquiries {
namespace {

Instant at(int day) { return *parse_instant(("2025-09-" + std::to_string(day) + "T10:00:00+08:00").c_str()); }

struct History {
  std::vector<Event> events;
  History& add(EventKind kind, int day, json::object data = {}, std::int64_t actor = 7) {
    events.push_back({static_cast<std::int64_t>(events.size()) + 1, static_cast<int>(events.size()) + 1, kind, at(day),
                      "staff", actor, std::move(data)});
    return *this;
  }
  History& asked() { return add(EventKind::asked, 15, {{"department_id", id_text(11)}, {"limit_days", 5}}); }
};

}  // namespace

TEST_CASE("the table: what may follow in which status") {
  using S = Status;
  using A = Action;
  const std::map<std::pair<S, A>, S> allowed = {
      {{S::open, A::transfer}, S::open},        {{S::open, A::answer}, S::answered},
      {{S::open, A::close}, S::closed},         {{S::open, A::unpublish}, S::open},
      {{S::answered, A::reopen}, S::open},      {{S::answered, A::close}, S::closed},
      {{S::answered, A::publish}, S::answered}, {{S::answered, A::unpublish}, S::answered},
      {{S::closed, A::publish}, S::closed},     {{S::closed, A::unpublish}, S::closed},
  };
  for (const auto status : all_of<S>())
    for (const auto action : all_of<A>()) {
      const auto cell = allowed.find({status, action});
      const auto to = next(status, action);
      CAPTURE(enum_text(status));
      CAPTURE(enum_text(action));
      CHECK(to.has_value() == (cell != allowed.end()));
      if (to && cell != allowed.end()) CHECK(*to == cell->second);
    }
}

TEST_CASE("the table: who may do it; a complaint is never handled by those whom it may concern") {
  for (const auto kind : all_of<Kind>())
    for (const auto action : all_of<Action>())
      for (const auto party : all_of<Party>()) {
        CAPTURE(enum_text(kind));
        CAPTURE(enum_text(action));
        CAPTURE(enum_text(party));
        const bool of_asker = action == Action::reopen || action == Action::close;
        const bool publishing = action == Action::publish || action == Action::unpublish;
        bool expected = false;
        if (party == Party::asker)
          expected = of_asker;
        else if (!of_asker)
          expected =
              (kind != Kind::complaint || party == Party::department_head) && (!publishing || kind == Kind::question);
        CHECK(may(kind, action, party) == expected);
      }
  CHECK_FALSE(sees(Kind::complaint, Party::window_clerk));
  CHECK_FALSE(sees(Kind::complaint, Party::reviewer));
  CHECK(sees(Kind::complaint, Party::department_head));
}

TEST_CASE("a history folds to its state") {
  History history;
  history.asked().add(EventKind::transferred, 16, {{"to_department_id", id_text(12)}}).add(EventKind::answered, 17);
  auto state = state_of(history.events);
  REQUIRE(state.ok());
  CHECK(state->status == Status::answered);
  CHECK(state->department_id == 12);
  CHECK(state->transfers == 1);
  CHECK(state->answered_by == 7);
  CHECK(state->clock_began == at(15));
  history.add(EventKind::reopened, 18);
  state = state_of(history.events);
  REQUIRE(state.ok());
  CHECK(state->status == Status::open);
  CHECK(state->reopened);
  CHECK_FALSE(state->answered_at.has_value());
  CHECK(state->clock_began == at(18));
}

TEST_CASE("a history that cannot have happened is broken, not guessed at") {
  const auto key = [](const History& history) {
    const auto state = state_of(history.events);
    return state ? std::string("whole") : state.error().key;
  };
  CHECK(key(History()) == "inquiries.broken_history");
  CHECK(key(History().add(EventKind::answered, 15)) == "inquiries.broken_history");
  CHECK(key(History().asked().asked()) == "inquiries.broken_history");
  CHECK(key(History().asked().add(EventKind::answered, 16).add(EventKind::answered, 17)) == "inquiries.broken_history");
  auto twice = History().asked();
  for (int i = 0; i < 2; ++i) twice.add(EventKind::answered, 16).add(EventKind::reopened, 17);
  CHECK(key(twice) == "inquiries.broken_history");
  auto gap = History().asked().add(EventKind::answered, 16);
  gap.events.back().sequence = 3;
  CHECK(key(gap) == "inquiries.broken_history");
}

TEST_CASE("the clock stops with the answer or the end and begins anew when asked again") {
  auto history = History().asked();
  CHECK_FALSE(clock_of(*state_of(history.events), 80).stopped_at.has_value());
  CHECK(clock_of(*state_of(history.events), 80).warning.percent == 20);
  history.add(EventKind::answered, 17);
  CHECK(clock_of(*state_of(history.events), 80).stopped_at == at(17));
  history.add(EventKind::reopened, 18);
  CHECK(clock_of(*state_of(history.events), 80).started_at == at(18));
  history.add(EventKind::closed, 19);
  CHECK(clock_of(*state_of(history.events), 80).stopped_at == at(19));
}

}  // namespace tongban::inquiries
