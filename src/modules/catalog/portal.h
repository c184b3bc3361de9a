// What the portal shows of the catalogue beyond guides, browsing and search: life events (一件事) and the finder that
// narrows them, answers quoted from guides, how complete departments keep their guides, and where a department is.
#pragma once

#include "modules/catalog/actions_public.h"
#include "platform/act/ctx.h"

namespace tongban::http {
struct Route;
}

namespace tongban::catalog {

// ---- life events: several items that people meet as one thing ------------------------------------------------------

struct LifeEventsIn {
  static constexpr bool kDefaults = true;
  std::string region_code;
};
BOOST_DESCRIBE_STRUCT(LifeEventsIn, (), (region_code))
struct LifeEventCard {
  std::string event_key, name;
  bool person = true;  // else for firms
  int components = 0;  // things to do in all
  int offered = 0;     // of them with a guide in the region
};
BOOST_DESCRIBE_STRUCT(LifeEventCard, (), (event_key, name, person, components, offered))
struct LifeEventList {
  std::vector<LifeEventCard> events;
};
BOOST_DESCRIBE_STRUCT(LifeEventList, (), (events))

struct LifeEventIn {
  static constexpr bool kDefaults = true;
  std::string event_key;
  std::string region_code;
  std::string answers;  // "q1:o2,q2:o1", one answer a question
};
BOOST_DESCRIBE_STRUCT(LifeEventIn, (), (event_key, region_code, answers))
struct LifeEventComponent {
  int order = 0;
  std::string name, department;  // as the national list writes them
  std::optional<ItemCard> item;  // null: no guide of the region
  int elsewhere = 0;             // guides of other regions, where the region has none
  std::string basic_item_id;     // "": not known as one item of the catalogue
  std::string why;               // the answer that brings it; "" where it is always needed
};
BOOST_DESCRIBE_STRUCT(LifeEventComponent, (), (order, name, department, item, elsewhere, basic_item_id, why))
struct LifeEventOption {
  std::string option_key, label;
  bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(LifeEventOption, (), (option_key, label, chosen))
struct LifeEventQuestion {
  std::string question_key, question;
  std::vector<LifeEventOption> options;
};
BOOST_DESCRIBE_STRUCT(LifeEventQuestion, (), (question_key, question, options))
struct LeftOut {
  std::string name, why;
};
BOOST_DESCRIBE_STRUCT(LeftOut, (), (name, why))
struct LifeEventView {
  LifeEventCard card;
  std::string lead_department, batch, confidence, source;
  std::vector<LifeEventQuestion> questions;
  std::vector<LifeEventComponent> needed;
  std::vector<LeftOut> left_out;  // by the answers
};
BOOST_DESCRIBE_STRUCT(LifeEventView, (),
                      (card, lead_department, batch, confidence, source, questions, needed, left_out))

// GET /api/v1/life-events: those with a guide in the region first. Errors: invalid `catalog.bad_region`.
Result<LifeEventList> life_events(Ctx& ctx, const LifeEventsIn& in);
// GET /api/v1/life-events/{event_key}. Errors: not_found `catalog.no_such_life_event`, invalid `catalog.bad_scenario`.
Result<LifeEventView> life_event(Ctx& ctx, const LifeEventIn& in);

// ---- answers: quoted from guides in effect, or none ----------------------------------------------------------------

struct AnswersIn {
  static constexpr bool kDefaults = true;
  Str<200> q;
  std::string region_code;
};
BOOST_DESCRIBE_STRUCT(AnswersIn, (), (q, region_code))
struct Quote {
  ItemCard item;
  std::string element;  // stable: promised_limit, fees, materials, …
  std::string anchor;   // the part of the guide's page it stands in
  std::string text;     // as the guide has it
  int version = 0;
};
BOOST_DESCRIBE_STRUCT(Quote, (), (item, element, anchor, text, version))
struct Answers {
  bool answered = false;        // false: no guide says it; a person should be asked
  std::vector<Quote> quotes;    // best first
  std::vector<ItemCard> items;  // guides that are about it, best first
  std::vector<LifeEventCard> events;
};
BOOST_DESCRIBE_STRUCT(Answers, (), (answered, quotes, items, events))

// GET /api/v1/answers. Errors: invalid `catalog.bad_region`. An empty question has no answer.
Result<Answers> answers(Ctx& ctx, const AnswersIn& in);

// ---- how complete guides are kept
// ------------------------------------------------------------------------------------

struct ScoreboardIn {
  static constexpr bool kDefaults = true;
  std::string region_code;
};
BOOST_DESCRIBE_STRUCT(ScoreboardIn, (), (region_code))
struct ScoreRow {
  std::string key;  // department id, or region code
  std::string name;
  int items = 0;               // published
  int completeness = 0;        // average of their scores, 0..100
  int online_percent = 0;      // of them, can be applied for on the network
  int no_visit_percent = 0;    // of them, need no visit
  bool demonstration = false;  // departments that are made up
};
BOOST_DESCRIBE_STRUCT(ScoreRow, (), (key, name, items, completeness, online_percent, no_visit_percent, demonstration))
struct ScoreWeight {
  std::string element;
  int weight = 0;
};
BOOST_DESCRIBE_STRUCT(ScoreWeight, (), (element, weight))
struct Scoreboard {
  ScoreRow whole;
  std::vector<ScoreRow> regions;      // one level down, best first
  std::vector<ScoreRow> departments;  // of the region itself, best first
  std::vector<ScoreWeight> weights;   // what the score is made of
  int most_for_warnings = 0;
  Instant counted_at;
};
BOOST_DESCRIBE_STRUCT(Scoreboard, (), (whole, regions, departments, weights, most_for_warnings, counted_at))

struct ScoredItemsIn {
  static constexpr bool kDefaults = true;
  Id department_id;
  std::string after;
  int limit = kDefaultPage;
};
BOOST_DESCRIBE_STRUCT(ScoredItemsIn, (), (department_id, after, limit))
struct ScoredItem {
  ItemCard item;
  int completeness = 0;
  std::vector<ScoreWeight> missing;  // elements that are empty, the weightiest first
};
BOOST_DESCRIBE_STRUCT(ScoredItem, (), (item, completeness, missing))
struct ScoredItemList {
  std::vector<ScoredItem> items;
  std::string next;
};
BOOST_DESCRIBE_STRUCT(ScoredItemList, (), (items, next))

// GET /api/v1/scoreboard. Errors: invalid `catalog.bad_region`. Figures may be some seconds old on a large catalogue.
Result<Scoreboard> scoreboard(Ctx& ctx, const ScoreboardIn& in);
// GET /api/v1/departments/{department_id}/scores: its items in the order of their ids, each with what is missing.
Result<ScoredItemList> scored_items(Ctx& ctx, const ScoredItemsIn& in);

// ---- where a department is
// -------------------------------------------------------------------------------------------

struct DepartmentContact {
  int guides = 0;                                                                      // looked at
  std::vector<std::string> addresses, office_hours, consult_phones, supervise_phones;  // most frequent first
};
BOOST_DESCRIBE_STRUCT(DepartmentContact, (), (guides, addresses, office_hours, consult_phones, supervise_phones))

// GET /api/v1/departments/{department_id}/contact, from its own guides. Errors: not_found `catalog.no_such_department`.
Result<DepartmentContact> department_contact(Ctx& ctx, const DepartmentIn& in);

// The endpoint rows of all of these, which routes() of the module joins to its own.
std::vector<http::Route> portal_routes();
// Reads the life events (catalog/life_events.json in the folder of facts) into the services; once, before any act.
void start_portal(Services& services);

}  // namespace tongban::catalog
