#include "modules/cases/model.h"

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <sstream>

namespace tongban::cases {
namespace {

// The rules once more, written by hand from 行政许可法 and the life of a case: status, action, status after it, who. a
// applicant, c window clerk, r reviewer, p approver, h head of department, t the platform (time), s supervisor. What is
// not here is not allowed.
constexpr const char* kSpecification = R"(
draft edit draft ac
draft delete_draft draft ac
draft upgrade draft ac
draft submit submitted ac
submitted edit submitted ac
submitted pre_review submitted c
submitted revise submitted ac
submitted receive received c
submitted claim submitted c
submitted assign submitted h
submitted hand_over submitted ch
submitted deem_accepted accepted t
submitted withdraw withdrawn ac
submitted close closed t
submitted urge submitted ahs
received claim received c
received assign received h
received hand_over received ch
received correct correcting c
received accept accepted c
received deem_accepted accepted t
received refuse not_accepted c
received withdraw withdrawn ac
received urge received ahs
correcting edit correcting ac
correcting resubmit received ac
correcting withdraw withdrawn ac
correcting close closed t
accepted claim under_review rp
accepted assign under_review h
accepted review under_review r
accepted extend accepted ph
accepted grant granted p
accepted deny denied p
accepted supplement accepted ac
accepted withdraw withdrawn ac
accepted terminate terminated ph
accepted transfer transferred ph
accepted urge accepted ahs
under_review claim under_review crp
under_review assign under_review h
under_review hand_over under_review crph
under_review review under_review crp
under_review suspend suspended rp
under_review extend under_review ph
under_review grant granted p
under_review deny denied p
under_review supplement under_review ac
under_review withdraw withdrawn ac
under_review terminate terminated ph
under_review transfer transferred ph
under_review delegate under_review rp
under_review take_back under_review rph
under_review add_signer under_review rph
under_review remove_signer under_review rph
under_review advise under_review crph
under_review urge under_review ahs
suspended resume under_review rp
suspended assign suspended h
suspended hand_over suspended rph
suspended supplement suspended ac
suspended withdraw withdrawn ac
suspended terminate terminated ph
suspended advise suspended crph
granted issue issued crp
granted urge granted ahs
issued deliver delivered c
issued urge issued ahs
denied deliver delivered c
denied urge denied ahs
delivered archive archived crh
)";

struct Cell {
  Status to;
  std::string parties;
};
std::map<std::pair<Status, Action>, Cell> specification() {
  std::map<std::pair<Status, Action>, Cell> cells;
  std::istringstream lines(kSpecification);
  std::string from, action, to, parties;
  while (lines >> from >> action >> to >> parties) {
    REQUIRE_MESSAGE(parse_enum<Status>(from), from);
    REQUIRE_MESSAGE(parse_enum<Action>(action), action);
    REQUIRE_MESSAGE(parse_enum<Status>(to), to);
    cells[{*parse_enum<Status>(from), *parse_enum<Action>(action)}] = {*parse_enum<Status>(to), parties};
  }
  return cells;
}

Event event(int sequence, EventKind kind, json::object data = {}) {
  return {sequence, sequence, kind, Instant::from_seconds(sequence), "staff", 7, std::move(data)};
}
std::vector<Event> until_accepted() {
  return {event(1, EventKind::started, {{"channel", "online"}}), event(2, EventKind::submitted),
          event(3, EventKind::received), event(4, EventKind::accepted, {{"mode", "normal"}})};
}

}  // namespace

TEST_CASE("every cell of status, action and party is as the specification says") {
  const auto cells = specification();
  CHECK(cells.size() == 71);
  constexpr const char* kLetters = "acrphts";
  for (const auto status : all_of<Status>())
    for (const auto action : all_of<Action>()) {
      CAPTURE(enum_text(status));
      CAPTURE(enum_text(action));
      const auto cell = cells.find({status, action});
      const auto to = next(status, action);
      REQUIRE(to.has_value() == (cell != cells.end()));
      if (to) CHECK(*to == cell->second.to);
      for (const auto party : all_of<Party>()) {
        const char letter = kLetters[static_cast<int>(party)];
        CHECK(may(status, action, party) == (to && cell->second.parties.find(letter) != std::string::npos));
      }
    }
}

TEST_CASE("final is what nothing leaves, except into the archive") {
  for (const auto status : all_of<Status>()) {
    std::set<Status> onward;
    for (const auto action : all_of<Action>())
      if (const auto to = next(status, action)) onward.insert(*to);
    onward.erase(Status::archived);
    CAPTURE(enum_text(status));
    CHECK(is_final(status) == onward.empty());
  }
}

TEST_CASE("every status can be reached from a draft, and an end from every status") {
  std::set<Status> reached{Status::draft};
  for (std::size_t before = 0; before != reached.size();) {
    before = reached.size();
    for (const auto status : std::set<Status>(reached))
      for (const auto action : all_of<Action>())
        if (const auto to = next(status, action)) reached.insert(*to);
  }
  CHECK(reached.size() == all_of<Status>().size());
}

TEST_CASE("opinions move a case between the stages, and each stage gives only its own") {
  using W = WaitingFor;
  using O = Opinion;
  const std::map<std::pair<W, O>, W> expected{{{W::reviewer, O::agree}, W::approver},
                                              {{W::reviewer, O::disagree}, W::approver},
                                              {{W::reviewer, O::return_to_clerk}, W::window_clerk},
                                              {{W::approver, O::return_to_reviewer}, W::reviewer},
                                              {{W::approver, O::return_to_clerk}, W::window_clerk},
                                              {{W::window_clerk, O::forward}, W::reviewer}};
  for (const auto stage : all_of<W>())
    for (const auto opinion : all_of<O>()) {
      const auto found = expected.find({stage, opinion});
      const auto to = after_opinion(stage, opinion);
      REQUIRE(to.has_value() == (found != expected.end()));
      if (to) CHECK(*to == found->second);
    }
}

TEST_CASE("a history that could not have happened is found out") {
  auto events = until_accepted();
  CHECK(status_of(events) == Status::accepted);
  auto gap = events;
  gap[2].sequence = 9;
  CHECK(state_of(gap).error().key == "cases.broken_history");
  auto twice = events;
  twice.push_back(event(5, EventKind::accepted, {{"mode", "normal"}}));
  CHECK(state_of(twice).error().key == "cases.broken_history");
  const std::vector<Event> headless{event(1, EventKind::submitted)};
  CHECK(state_of(headless).error().key == "cases.broken_history");
  CHECK(status_of({}) == Status::draft);
}

TEST_CASE("the first person in contact stays responsible, whoever holds the task") {
  auto events = until_accepted();
  for (auto& entry : events) entry.actor_kind = entry.sequence < 3 ? "applicant" : "staff";
  events.push_back(event(5, EventKind::claimed, {{"assignee", 8}}));
  events.back().actor_id = 8;
  const auto state = state_of(events);
  REQUIRE(state.ok());
  CHECK(state.value().responsible_id == 7);
  CHECK(state.value().assignee_id == 8);
  events.push_back(event(6, EventKind::handed_over, {{"assignee", 9}, {"responsible", true}}));
  CHECK(state_of(events).value().responsible_id == 9);
}

TEST_CASE("a deemed acceptance counts from the day the materials came") {
  auto events = until_accepted();
  events[3].data = {{"mode", "deemed"}};
  events[3].actor_kind = "platform";
  const auto state = state_of(events);
  REQUIRE(state.ok());
  CHECK(state.value().accepted_at == Instant::from_seconds(2));
  CHECK(state.value().answered_at == Instant::from_seconds(4));
}

TEST_CASE("who urges or advises does not get the case into their hands") {
  auto events = until_accepted();
  for (auto& entry : events) entry.actor_kind = "applicant";
  for (const auto kind : {EventKind::urged, EventKind::urged}) events.push_back(event(5 + (events.size() == 5), kind));
  const auto state = state_of(events);
  REQUIRE(state.ok());
  CHECK(state.value().responsible_id == 0);
  CHECK(state.value().urgings.size() == 2);
}

}  // namespace tongban::cases
