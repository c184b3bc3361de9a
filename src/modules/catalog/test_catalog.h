// The catalogue on a fresh database with a county, its province, departments and people, for this module's tests.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <utility>

#include "modules/catalog/actions.h"
#include "modules/catalog/catalog.h"
#include "modules/catalog/store_places.h"
#include "modules/catalog/test_content.h"
#include "platform/act/test_services.h"
#include "platform/db/migrations.h"
#include "platform/db/test_database.h"
#include "platform/events/events.h"

namespace tongban::db {
extern const MigrationFile k_events_migrations[];
extern const int k_events_migration_count;
extern const MigrationFile k_jobs_migrations[];
extern const int k_jobs_migration_count;
extern const MigrationFile k_catalog_migrations[];
extern const int k_catalog_migration_count;
}  // namespace tongban::db

namespace tongban::catalog {

inline constexpr const char* kProvince = "430000000000";
inline constexpr const char* kCity = "431300000000";
inline constexpr const char* kCounty = "431322000000";

class TestCatalog {
 public:
  explicit TestCatalog(db::Database& database) : services(database) {
    std::vector<db::MigrationFile> files;
    files.insert(files.end(), db::k_events_migrations, db::k_events_migrations + db::k_events_migration_count);
    files.insert(files.end(), db::k_jobs_migrations, db::k_jobs_migrations + db::k_jobs_migration_count);
    files.insert(files.end(), db::k_catalog_migrations, db::k_catalog_migrations + db::k_catalog_migration_count);
    REQUIRE(db::migrate(database, files).ok());
    services.services.add_state(std::make_shared<events::Subscriptions>());
    start(services.services);
    run([&](Ctx& ctx) -> Result<void> {
      store::put_region(ctx.tx, {kProvince, "湖南省", 1, "", "1949-10-01", "", "test"});
      store::put_region(ctx.tx, {kCity, "娄底市", 2, kProvince, "1949-10-01", "", "test"});
      store::put_region(ctx.tx, {kCounty, "新化县", 3, kCity, "1949-10-01", "", "test"});
      return {};
    });
    county_department = add_department("新化县市场监督管理局（演示）", kCounty);
    province_department = add_department("湖南省市场监督管理局（演示）", kProvince);
  }

  // Runs an act in a transaction of its own and gives its whole answer back.
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
  void run(const std::function<Result<void>(Ctx&)>& body) {
    const auto done = services.act(body);
    if (!done) FAIL(done.error().key << " " << done.error().detail);
  }

  std::int64_t add_department(const std::string& name, const std::string& region_code) {
    CreateDepartmentIn in;
    in.name = name;
    in.region_code = region_code;
    in.demonstration = true;
    in.reason = "建立演示部门";
    return call(platform, create_department, in).value().department_id.value;
  }
  std::int64_t add_basic_item(const std::string& name) {
    CreateBasicItemIn in;
    in.name = name;
    in.local_basic_code = name;
    in.item_type = "01";
    in.reason = "建立基本目录";
    return call(platform, create_basic_item, in).value().basic_item_id.value;
  }

  static Actor staff(std::int64_t account_id, std::vector<Post> posts) {
    return Actor{ActorKind::staff, account_id, 0, std::move(posts)};
  }
  Actor editor() const { return staff(11, {{Role::catalog_editor, county_department, kCounty}}); }
  Actor publisher() const { return staff(12, {{Role::catalog_publisher, county_department, kCounty}}); }

  CreateItemIn item_in(std::int64_t department_id, ItemContent content = complete_content()) const {
    CreateItemIn in;
    in.department_id = {department_id};
    in.demonstration = true;
    in.content = std::move(content);
    in.reason = "新增事项";
    return in;
  }
  VersionActIn step(Id item_id, int version) const { return {item_id, version, 0, "按程序办理"}; }

  // Creates, checks and publishes as the platform.
  VersionView published(const CreateItemIn& in) {
    const auto made = call(platform, create_item, in);
    if (!made) FAIL(made.error().key);
    const auto id = made->item.item_id;
    const auto checked = call(platform, check_version, step(id, 1));
    if (!checked)
      FAIL(checked.error().key << " "
                               << (checked.error().fields.empty()
                                       ? ""
                                       : checked.error().fields[0].key + " " + checked.error().fields[0].pointer));
    return call(platform, publish_version, step(id, 1)).value();
  }
  VersionView published_in(std::int64_t department_id, std::int64_t basic_item_id, ItemContent content) {
    auto in = item_in(department_id, std::move(content));
    if (basic_item_id != 0) in.basic_item_id = id_text(basic_item_id);
    return published(in);
  }

  TestServices services;
  const Actor platform{ActorKind::platform};
  std::int64_t county_department = 0, province_department = 0;
};

// Runs a story on SQLite and, where there is one, on PostgreSQL.
inline void for_each_catalog(const std::function<void(TestCatalog&)>& story) {
  db::for_each_database([&](db::Database& database) {
    TestCatalog catalog(database);
    story(catalog);
  });
}

inline ItemContent provincial(ItemContent content) {
  content.basic.use_level = "2";
  return content;
}

}  // namespace tongban::catalog
