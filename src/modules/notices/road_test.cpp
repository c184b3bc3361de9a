// A notice from the draft to the public and back, and who sees and does what, on both databases.
#include <doctest/doctest.h>

#include <functional>

#include "modules/catalog/catalog.h"
#include "modules/notices/actions.h"
#include "modules/notices/work.h"
#include "platform/act/test_services.h"
#include "platform/db/migrations.h"
#include "platform/db/test_database.h"
#include "platform/db/test_recording.h"
#include "platform/events/events.h"

namespace tongban::db {
extern const MigrationFile k_events_migrations[];
extern const int k_events_migration_count;
extern const MigrationFile k_catalog_migrations[];
extern const int k_catalog_migration_count;
extern const MigrationFile k_notices_migrations[];
extern const int k_notices_migration_count;
}  // namespace tongban::db

namespace tongban::notices {
namespace {

constexpr const char* kProvince = "430000000000";
constexpr const char* kCounty = "431322000000";
constexpr const char* kOtherCounty = "370202000000";

class Board {
 public:
  explicit Board(db::Database& database) : services(database) {
    std::vector<db::MigrationFile> files;
    files.insert(files.end(), db::k_events_migrations, db::k_events_migrations + db::k_events_migration_count);
    files.insert(files.end(), db::k_catalog_migrations, db::k_catalog_migrations + db::k_catalog_migration_count);
    files.insert(files.end(), db::k_notices_migrations, db::k_notices_migrations + db::k_notices_migration_count);
    REQUIRE(db::migrate(database, files).ok());
    services.services.add_state(std::make_shared<events::Subscriptions>());
    catalog::start(services.services);
  }

  static Actor staff(std::int64_t account_id, Role role, const std::string& region_code) {
    return Actor{ActorKind::staff, account_id, 0, {{role, 0, region_code}}};
  }

  template <class In, class Out>
  Result<Out> call(const Actor& actor, Result<Out> (*act)(Ctx&, const In&), const In& in) {
    Result<Out> answer = Error{};
    const auto done = services.act(actor, [&](Ctx& ctx) -> Result<void> {
      answer = act(ctx, in);
      if (!answer) return answer.error();
      return {};
    });
    if (answer && !done) return done.error();
    return answer;
  }
  template <class In, class Out>
  std::string refusal(const Actor& actor, Result<Out> (*act)(Ctx&, const In&), const In& in) {
    const auto out = call(actor, act, in);
    return out ? "done" : out.error().key;
  }
  StaffNoticeView written(const Actor& actor, const std::string& title, const std::string& region_code,
                          std::optional<Date> until = {}) {
    CreateNoticeIn in;
    in.notice.title = title;
    in.notice.body = "正文\n\n见[指南](/items/a)";
    in.notice.region_code = region_code;
    in.notice.valid_until = until;
    auto made = call(actor, create_notice, in);
    REQUIRE_MESSAGE(made.ok(), made.error().key);
    return std::move(made).value();
  }
  StaffNoticeView published(const Actor& actor, const std::string& title, const std::string& region_code,
                            std::optional<Date> until = {}) {
    const auto draft = written(actor, title, region_code, until);
    auto done = call(actor, publish_notice, {draft.notice.notice_id, draft.notice.version});
    REQUIRE_MESSAGE(done.ok(), done.error().key);
    return std::move(done).value();
  }
  std::vector<std::string> seen_in(const std::string& region_code) {
    PublicNoticesIn in;
    in.region_code = region_code;
    std::vector<std::string> titles;
    for (const auto& notice : call(Actor{}, public_notices, in)->notices) titles.push_back(notice.title);
    return titles;
  }

  TestServices services;
  Actor editor = staff(11, Role::catalog_editor, kCounty);
  Actor publisher = staff(12, Role::catalog_publisher, kCounty);
  Actor elsewhere = staff(13, Role::catalog_publisher, kOtherCounty);
  Actor administrator = staff(14, Role::system_admin, "");
};

void for_each_board(const std::function<void(Board&)>& story) {
  db::for_each_database([&](db::Database& database) {
    Board board(database);
    story(board);
  });
}

using Titles = std::vector<std::string>;

TEST_CASE("an editor writes, a publisher publishes and withdraws, and everybody reads in between") {
  for_each_board([](Board& b) {
    const auto draft = b.written(b.editor, " 停电通知 ", kCounty);
    CHECK(draft.notice.title == "停电通知");
    CHECK(draft.allowed == std::vector<Action>{Action::save});
    const auto id = draft.notice.notice_id;
    CHECK(b.refusal(Actor{}, public_notice, NoticeIn{id}) == "notices.not_found");
    CHECK(b.refusal(b.editor, publish_notice, {id, 1}) == "notices.not_for_your_role");
    CHECK(b.refusal(b.elsewhere, publish_notice, {id, 1}) == "notices.not_found");
    CHECK(b.refusal(b.publisher, publish_notice, {id, 2}) == "notices.stale");
    CHECK(b.refusal(b.publisher, withdraw_notice, {id, 1}) == "notices.not_allowed_in_state");
    CHECK(b.call(b.publisher, publish_notice, {id, 1})->notice.state == State::published);
    CHECK(b.call(Actor{}, public_notice, NoticeIn{id})->body.find("[指南]") != std::string::npos);
    SaveNoticeIn change{id, 2, {}};
    change.notice.title = "恢复供电";
    change.notice.body = "已恢复。";
    change.notice.region_code = kCounty;
    CHECK(b.refusal(b.editor, save_notice, change) == "notices.not_allowed_in_state");
    CHECK(b.call(b.publisher, withdraw_notice, {id, 2})->notice.state == State::withdrawn);
    CHECK(b.refusal(Actor{}, public_notice, NoticeIn{id}) == "notices.not_found");
    CHECK(b.refusal(b.publisher, publish_notice, {id, 3}) == "notices.not_allowed_in_state");
    change.expected_version = 3;
    CHECK(b.call(b.editor, save_notice, change)->notice.state == State::draft);
    CHECK(b.call(b.publisher, publish_notice, {id, 4})->notice.title == "恢复供电");
  });
}

TEST_CASE("a region reads its own notices and those of the levels above, while they are valid, newest first") {
  for_each_board([](Board& b) {
    b.published(b.administrator, "全国", "");
    b.services.clock.advance(std::chrono::seconds(1));
    b.published(b.administrator, "全省", kProvince);
    b.services.clock.advance(std::chrono::seconds(1));
    b.published(b.publisher, "本县", kCounty, local_date(b.services.clock.now()));
    b.written(b.publisher, "草稿", kCounty);
    CHECK(b.seen_in(kCounty) == Titles{"本县", "全省", "全国"});
    CHECK(b.seen_in(kProvince) == Titles{"全省", "全国"});
    CHECK(b.seen_in("") == Titles{"全国"});
    CHECK(b.seen_in(kOtherCounty) == Titles{"全国"});
    b.services.clock.advance(std::chrono::hours(48));
    CHECK(b.seen_in(kCounty) == Titles{"全省", "全国"});
    CHECK(b.refusal(Actor{}, public_notices, PublicNoticesIn{.region_code = "1"}) == "catalog.bad_region");
    CHECK(b.refusal(Actor{}, public_notices, PublicNoticesIn{.after = "x"}) == "notices.bad_page");
    CHECK(b.refusal(Actor{}, public_notices, PublicNoticesIn{.limit = 0}) == "input.invalid");
  });
}

TEST_CASE("pages follow one another without a gap, for the public and for staff") {
  for_each_board([](Board& b) {
    for (int i = 0; i < 5; ++i) b.published(b.publisher, "公告" + std::to_string(i), kCounty);
    Titles seen, kept;
    PublicNoticesIn in{.region_code = kCounty, .limit = 2};
    do {
      const auto page = b.call(Actor{}, public_notices, in).value();
      for (const auto& notice : page.notices) seen.push_back(notice.title);
      in.after = page.next;
    } while (!in.after.empty());
    CHECK(seen == Titles{"公告4", "公告3", "公告2", "公告1", "公告0"});
    StaffNoticesIn mine{.limit = 2};
    do {
      const auto page = b.call(b.editor, staff_notices, mine).value();
      for (const auto& row : page.notices) kept.push_back(row.notice.title);
      mine.after = page.next;
    } while (mine.after);
    CHECK(kept == seen);
    CHECK(b.call(b.elsewhere, staff_notices, StaffNoticesIn{})->notices.empty());
    CHECK(b.call(b.administrator, staff_notices, StaffNoticesIn{.state = State::draft})->notices.empty());
    CHECK(b.call(b.administrator, staff_notices, StaffNoticesIn{})->notices.size() == 5);
  });
}

TEST_CASE("what is wrong in a notice is said with its place") {
  for_each_board([](Board& b) {
    CreateNoticeIn in;
    in.notice.body = "正文";
    in.notice.region_code = kCounty;
    CHECK(b.refusal(b.editor, create_notice, in) == "field.required");
    in.notice.title = "标题";
    in.notice.region_code = kOtherCounty;
    CHECK(b.refusal(b.editor, create_notice, in) == "notices.not_your_place");
    in.notice.region_code = "";
    CHECK(b.refusal(b.editor, create_notice, in) == "notices.not_your_place");
    in.notice.region_code = "43";
    CHECK(b.refusal(b.administrator, create_notice, in) == "catalog.bad_region");
    in.notice.region_code = kCounty;
    in.notice.valid_until = Date::parse("2001-01-01");
    CHECK(b.refusal(b.editor, create_notice, in) == "notices.past");
    in.notice.valid_until.reset();
    in.notice.department_id = Id{77};
    CHECK(b.refusal(b.editor, create_notice, in) == "catalog.no_such_department");
  });
}

TEST_CASE("what everybody reads is a stretch of an index, by the plans of the statements that run") {
  db::for_each_database([](db::Database& database) {
    db::RecordingDatabase recording(database);
    Board b(recording);
    b.published(b.publisher, "公告", kCounty);
    recording.take();
    REQUIRE(b.call(Actor{}, public_notices, PublicNoticesIn{.region_code = kCounty}).ok());
    REQUIRE(b.call(Actor{}, public_notices, PublicNoticesIn{.department_id = Id{7}}).ok());
    int looked = 0;
    for (const auto& statement : recording.take()) {
      if (std::string_view(statement.sql).find("FROM notices") == std::string_view::npos) continue;
      std::string growing;
      REQUIRE(database
                  .read([&](db::Tx& tx) -> Result<void> {
                    growing = db::growing_step(db::plan_of(tx, statement), tx.is_postgres(), {});
                    return {};
                  })
                  .ok());
      CHECK_MESSAGE(growing.empty(), "this step grows with the table: ", growing, "\n", statement.sql);
      ++looked;
    }
    CHECK(looked >= 4);
  });
}

}  // namespace
}  // namespace tongban::notices
