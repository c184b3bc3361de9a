#include <fstream>
#include <iterator>

#include "modules/cases/cases.h"
#include "modules/catalog/catalog.h"
#include "modules/catalog/test_content.h"
#include "modules/identity/identity.h"
#include "modules/identity/new_account.h"
#include "modules/inquiries/test_house.h"
#include "platform/db/migrations.h"
#include "platform/events/events.h"
#include "platform/jobs/jobs.h"
#include "platform/metrics/metrics.h"

namespace tongban::db {
#define TONGBAN_ROOM(name)                            \
  extern const MigrationFile k_##name##_migrations[]; \
  extern const int k_##name##_migration_count;
TONGBAN_ROOM(audit)
TONGBAN_ROOM(events)
TONGBAN_ROOM(jobs)
TONGBAN_ROOM(files)
TONGBAN_ROOM(identity)
TONGBAN_ROOM(catalog)
TONGBAN_ROOM(cases)
TONGBAN_ROOM(inquiries)
#undef TONGBAN_ROOM
}  // namespace tongban::db

namespace tongban::inquiries {
namespace {

std::vector<db::MigrationFile> migrations() {
  std::vector<db::MigrationFile> all;
  const auto add = [&all](const db::MigrationFile* files, int count) { all.insert(all.end(), files, files + count); };
  add(db::k_audit_migrations, db::k_audit_migration_count);
  add(db::k_events_migrations, db::k_events_migration_count);
  add(db::k_jobs_migrations, db::k_jobs_migration_count);
  add(db::k_files_migrations, db::k_files_migration_count);
  add(db::k_identity_migrations, db::k_identity_migration_count);
  add(db::k_catalog_migrations, db::k_catalog_migration_count);
  add(db::k_cases_migrations, db::k_cases_migration_count);
  add(db::k_inquiries_migrations, db::k_inquiries_migration_count);
  return all;
}

WorkCalendar real_calendar() {
  std::ifstream file(std::string(TONGBAN_SOURCE_DIR) + "/data/calendar/work_calendar.json");
  auto calendar = parse_work_calendar(std::string(std::istreambuf_iterator<char>(file), {}));
  REQUIRE(calendar.ok());
  return std::move(calendar).value();
}

}  // namespace

House::House(db::Database& db) : database(db), services(db) {
  REQUIRE(db::migrate(database, migrations()).ok());
  services.calendar = real_calendar();
  auto subscriptions = std::make_shared<events::Subscriptions>();
  subscriptions->add("test.listens", "inquiries", [](Ctx&, const events::Event&) -> Result<void> { return {}; });
  services.services.add_state(subscriptions);
  identity::start(services.services, {}, true);
  catalog::start(services.services);
  cases::start(services.services);
  go_to("2025-09-15T10:00:00+08:00");  // a Monday
  department_id = add_department("新化县市场监督管理局", "11110000000021135M");
  foreign_department_id = add_department("新化县民政局", "11100000000013338W");
  citizen = add_applicant("张三丰", "11010519491231002X");
  neighbour = add_applicant("李四", "440524188001010014");
  clerk = add_staff("窗口甲", Role::window_clerk, department_id);
  second_clerk = add_staff("窗口乙", Role::window_clerk, department_id);
  reviewer = add_staff("承办丙", Role::reviewer, department_id);
  head = add_staff("科长戊", Role::department_head, department_id);
  foreign_clerk = add_staff("窗口庚", Role::window_clerk, foreign_department_id);
  supervisor = Actor{ActorKind::staff, services.ids.next(services.clock.now())};
  supervisor.posts = {{Role::supervisor, 0, "430000000000"}};
  item_id = add_item();
}

std::int64_t House::add_department(const std::string& name, const std::string& credit_code) {
  const auto id = services.ids.next(services.clock.now());
  REQUIRE(services
              .act([&](Ctx& ctx) -> Result<void> {
                ctx.tx.exec(
                    "INSERT INTO departments (department_id, credit_code, org_code, name, short_name, region_code, "
                    "implementer_nature, line, demonstration, active, source, confidence, created_at, updated_at) "
                    "VALUES ($1, $2, '', $3, '', $4, '1', '', 1, 1, 'test', 'high', 0, 0)",
                    id, credit_code, name, kCountyOfHouse);
                return {};
              })
              .ok());
  return id;
}

std::int64_t House::add_item() {
  const auto id = services.ids.next(services.clock.now());
  const auto content = catalog::complete_content();
  REQUIRE(services
              .act([&](Ctx& ctx) -> Result<void> {
                const auto version_id = ctx.new_id();
                ctx.tx.exec(
                    "INSERT INTO items (item_id, implementing_code, handle_code, basic_code, local_code, code_as_is, "
                    "department_id, region_code, demonstration, state, current_version_id, newest_version_id, "
                    "created_by, created_at, updated_at) VALUES ($1, '11110000000021135M4000131001000', '', '', '', 0, "
                    "$2, $3, 1, 'published', $4, $4, 1, 0, 0)",
                    id, department_id, kCountyOfHouse, version_id);
                ctx.tx.exec(
                    "INSERT INTO item_versions (item_version_id, item_id, version, revision, state, content, "
                    "content_digest, item_name, item_type, service_objects, themes, legal_limit, promised_limit, "
                    "trips, is_fee, is_online, online_level, completeness, error_count, warning_count, "
                    "effective_from, effective_to, created_by, created_at, published_by, published_at) VALUES ($1, $2, "
                    "1, 1, 'published', $3, 'digest', $4, '01', '', '', '', '', 0, 0, 1, 'IV', 100, 0, 0, "
                    "'2025-01-01', '', 1, 0, 1, $5)",
                    version_id, id, to_json(content), content.basic.item_name, ctx.now.micros());
                return {};
              })
              .ok());
  return id;
}

Actor House::add_applicant(const std::string& name, const std::string& id_number) {
  identity::store::Account account;
  account.kind = identity::AccountKind::applicant;
  account.login_name = "a" + id_number;
  account.applicant_kind = identity::ApplicantKind::natural;
  account.assurance_level = 2;
  account.name = name;
  account.id_number = id_number;
  account.phone = "13812345678";
  account.address = "湖南省娄底市新化县上梅街道1号";
  Actor actor{ActorKind::applicant};
  REQUIRE(services
              .act([&](Ctx& ctx) -> Result<void> {
                actor.account_id = TRY(identity::add_account(ctx, account)).account_id.value;
                return {};
              })
              .ok());
  return actor;
}

Actor House::add_staff(const std::string& name, Role role, std::int64_t department) {
  identity::store::Account account;
  account.kind = identity::AccountKind::staff;
  account.login_name = "s" + id_text(services.ids.next(services.clock.now()));
  account.name = name;
  Actor actor{ActorKind::staff};
  actor.posts = {{role, department, kCountyOfHouse}};
  REQUIRE(services
              .act([&](Ctx& ctx) -> Result<void> {
                actor.account_id = TRY(identity::add_account(ctx, account)).account_id.value;
                return {};
              })
              .ok());
  return actor;
}

AskIn House::question() const {
  AskIn in;
  in.item_id = Id{item_id};
  in.title = "租的房子可以办吗";
  in.text = "房东没有房产证，可以用租赁合同代替吗？";
  return in;
}

Id House::asked() { return must(citizen, ask, question()).inquiry_id; }

Id House::answered() {
  const auto id = asked();
  must(clerk, answer, AnswerIn{id, {}, "可以，提交租赁合同和村（居）委会证明。"});
  return id;
}

CheckReport House::check() {
  CheckReport report;
  REQUIRE(services.act([&](Ctx& ctx) { return check_inquiries(ctx, report = {}); }).ok());
  return report;
}

void House::let_time_act() {
  Metrics metrics;
  jobs::JobWorker worker(services.services, metrics);
  register_jobs(worker);
  const auto report = worker.run_due(services.clock.now());
  REQUIRE(report.ok());
  CHECK(report.value().failed == 0);
}

int House::told(const std::string& kind) {
  int count = 0;
  REQUIRE(database
              .read([&](db::Tx& tx) -> Result<void> {
                count =
                    static_cast<int>(tx.query("SELECT COUNT(*) FROM event_queue WHERE kind = $1", kind).integer(0, 0));
                return {};
              })
              .ok());
  return count;
}

}  // namespace tongban::inquiries
