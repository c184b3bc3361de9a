// Lists: who sees what in which order, and that no list reads more than it shows.
#include <cstring>
#include <map>
#include <set>

#include "modules/inquiries/test_house.h"
#include "platform/db/test_recording.h"

namespace tongban::inquiries {
namespace {

Actor with_posts(const Actor& actor, std::vector<Post> posts) {
  auto other = actor;
  other.posts = std::move(posts);
  return other;
}

std::vector<std::int64_t> all_pages(House& house, const Actor& actor, InquiryWorklistIn in) {
  std::vector<std::int64_t> ids;
  for (;;) {
    const auto page = house.must(actor, worklist, in);
    for (const auto& inquiry : page.inquiries) ids.push_back(inquiry.inquiry_id.value);
    if (!page.next) return ids;
    in.after = Str<200>(*page.next);
  }
}

// All lists of the module, asked by everybody.
void ask_all(House& house) {
  std::vector<Actor> readers{house.clerk, house.head, house.supervisor};
  for (const char* region : {"430000000000", "431300000000", "431322000000", "431322001000"})
    readers.push_back(with_posts(house.supervisor, {{Role::supervisor, 0, region}, {Role::reviewer, 0, region}}));
  for (const auto& reader : readers)
    for (const auto scope : {Scope::open, Scope::done}) {
      InquiryWorklistIn in{.scope = scope};
      house.must(reader, worklist, in);
      in.after = scope == Scope::open ? Str<200>("1." + id_text(5)) : Str<200>(id_text(INT64_MAX / 2));
      house.must(reader, worklist, in);
    }
  house.must(house.citizen, my_inquiries, MyInquiriesIn{});
  house.must(house.citizen, my_inquiries, MyInquiriesIn{.kind = Kind::praise, .after = id_text(INT64_MAX / 2)});
  house.must(house.nobody, published_questions, PublishedIn{Id{house.item_id}, {}, 10});
  house.must(house.nobody, published_questions, PublishedIn{Id{house.item_id}, id_text(INT64_MAX / 2), 10});
  auto in = house.question();
  in.phone = kPhone;
  house.must(house.nobody, ask, in);
  house.must(house.citizen, ask, in);
}

bool reads(const char* sql) { return std::strncmp(sql, "SELECT", 6) == 0; }

}  // namespace

TEST_CASE("the worklist is in order of what is due, page by page, without gap or repeat") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    std::vector<std::int64_t> open, done;
    for (int i = 0; i < 7; ++i) open.push_back(house.asked().value);
    house.go_to("2025-09-16T10:00:00+08:00");
    for (int i = 0; i < 4; ++i) open.push_back(house.asked().value);
    for (int i = 0; i < 5; ++i) done.insert(done.begin(), house.answered().value);
    for (const int limit : {1, 2, 3, 100}) {
      CHECK(all_pages(house, house.clerk, {.limit = limit}) == open);
      CHECK(all_pages(house, house.clerk, {.scope = Scope::done, .limit = limit}) == done);
      // Two posts that overlap show nothing twice.
      const auto both = with_posts(house.clerk, {{Role::window_clerk, house.department_id, kCountyOfHouse},
                                                 {Role::department_head, 0, "431300000000"}});
      CHECK(all_pages(house, both, {.limit = limit}) == open);
    }
    for (const char* region : {"430000000000", "431300000000", "431322000000"})
      CHECK(all_pages(house, with_posts(house.supervisor, {{Role::supervisor, 0, region}}), {}) == open);
    for (const char* region : {"370000000000", "431322001000", "431321000000"})
      CHECK(all_pages(house, with_posts(house.supervisor, {{Role::supervisor, 0, region}}), {}).empty());
    CHECK(all_pages(house, house.foreign_clerk, {}).empty());
    CHECK(all_pages(house, house.clerk, {.kind = Kind::praise}).empty());
  });
}

TEST_CASE("one's own list is newest first and nobody else's") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    const auto first = house.asked(), second = house.answered();
    house.must(house.neighbour, ask, house.question());
    auto page = house.must(house.citizen, my_inquiries, MyInquiriesIn{.limit = 1});
    REQUIRE(page.inquiries.size() == 1);
    CHECK(page.inquiries[0].inquiry_id == second);
    REQUIRE(page.next.has_value());
    page = house.must(house.citizen, my_inquiries, MyInquiriesIn{.after = Str<200>(*page.next), .limit = 1});
    REQUIRE(page.inquiries.size() == 1);
    CHECK(page.inquiries[0].inquiry_id == first);
    CHECK_FALSE(page.next.has_value());
    CHECK(house.refusal(house.citizen, my_inquiries, MyInquiriesIn{.after = Str<200>("x")}) == "inquiries.bad_page");
    CHECK(house.refusal(house.citizen, my_inquiries, MyInquiriesIn{.limit = 0}) == "input.invalid");
    CHECK(house.refusal(house.clerk, worklist, InquiryWorklistIn{.after = Str<200>("1")}) == "inquiries.bad_page");
  });
}

TEST_CASE("no list reads or sorts more than it shows, by the plans of the statements it runs") {
  db::for_each_database([](db::Database& database) {
    db::RecordingDatabase recording(database);
    House house(recording);
    house.asked();
    house.must(house.clerk, publish, PublishIn{house.answered(), {}, "可以吗？", "可以。"});
    recording.take();
    ask_all(house);
    std::map<const char*, db::RecordedStatement> distinct;
    for (auto& statement : recording.take())
      if (reads(statement.sql) && std::strstr(statement.sql, "inquiries") != nullptr)
        distinct.emplace(statement.sql, std::move(statement));
    CHECK(distinct.size() >= 11);
    for (const auto& [sql, statement] : distinct) {
      std::string growing, whole;
      REQUIRE(database
                  .read([&](db::Tx& tx) -> Result<void> {
                    const auto plan = db::plan_of(tx, statement);
                    growing = db::growing_step(plan, tx.is_postgres(), {});
                    for (const auto& step : plan) {
                      whole += "\n" + std::string(static_cast<std::size_t>(step.depth), ' ') + step.text;
                      if (step.text.find("inquiries_pkey") != std::string::npos && std::strstr(sql, "LIMIT 101"))
                        growing = step.text;  // a walk along the key that hopes to meet the rows of the list
                    }
                    return {};
                  })
                  .ok());
      CHECK_MESSAGE(growing.empty(), "this step grows with the table: ", growing, "\nin the plan of: ", sql, whole);
    }
  });
}

}  // namespace tongban::inquiries
