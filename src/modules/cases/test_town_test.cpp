#include "modules/cases/test_town.h"

#include <fstream>
#include <iterator>

#include "modules/catalog/catalog.h"
#include "modules/catalog/test_content.h"
#include "modules/identity/identity.h"
#include "modules/identity/new_account.h"
#include "platform/db/migrations.h"
#include "platform/events/events.h"
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
#undef TONGBAN_ROOM
}  // namespace tongban::db

namespace tongban::cases {
namespace {

constexpr const char* kRegion = "431322000000";  // 新化县

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
  return all;
}

WorkCalendar real_calendar() {
  std::ifstream file(std::string(TONGBAN_SOURCE_DIR) + "/data/calendar/work_calendar.json");
  auto calendar = parse_work_calendar(std::string(std::istreambuf_iterator<char>(file), {}));
  REQUIRE(calendar.ok());
  return std::move(calendar).value();
}

}  // namespace

catalog::ItemContent town_item() {
  auto content = catalog::complete_content();
  content.extension.is_tolerant = true;
  content.extension.tolerant_days = 10;
  content.extension.is_inform_promise = true;
  content.extension.min_assurance_level = 2;
  content.materials[1].tolerable = true;
  content.materials[1].necessity = "3";
  content.materials[2].promise_replaceable = true;
  content.special_procedures = {{"hearing", "听证", {true, 20, "working_day", ""}, true, "行政许可法第四十六条", ""}};
  content.form_schema = parse_json(R"({"type":"object","required":["shop_name","phone"],
    "properties":{"shop_name":{"type":"string","minLength":1},"phone":{"type":"string","format":"mobile"}}})")
                            .value();
  return content;
}

Town::Town(db::Database& db) : database(db), services(db) {
  REQUIRE(db::migrate(database, migrations()).ok());
  services.calendar = real_calendar();
  services.services.add_state(std::make_shared<events::Subscriptions>());
  identity::start(services.services, {}, true);
  catalog::start(services.services);
  start(services.services);
  go_to("2025-09-15T10:00:00+08:00");
  department_id = add_department("新化县市场监督管理局", "11110000000021135M");
  foreign_department_id = add_department("新化县民政局", "11100000000013338W");
  add_people();
  item_id = add_item(town_item(), "11110000000021135M4000131001000", false);
  auto instant = town_item();
  instant.basic.item_name = "食品经营许可证补办";
  instant.basic.handling_type = "1";
  instant.basic.promised_limit.amount = 0;
  instant_item_id = add_item(instant, "11110000000021135M4000131002000", false);
  as_is_item_id = add_item(town_item(), "511A0138000000-511602000000-000-115113010833722043-1-00", true);
}

std::int64_t Town::add_department(const std::string& name, const std::string& credit_code) {
  const auto id = services.ids.next(services.clock.now());
  REQUIRE(services
              .act([&](Ctx& ctx) -> Result<void> {
                ctx.tx.exec(
                    "INSERT INTO departments (department_id, credit_code, org_code, name, short_name, region_code, "
                    "implementer_nature, line, demonstration, active, source, confidence, created_at, updated_at) "
                    "VALUES ($1, $2, '', $3, '新市监', $4, '1', '', 1, 1, 'test', 'high', 0, 0)",
                    id, credit_code, name, kRegion);
                return {};
              })
              .ok());
  return id;
}

void Town::publish_new_version(std::int64_t item, const catalog::ItemContent& content) {
  REQUIRE(services
              .act([&](Ctx& ctx) -> Result<void> {
                const auto version_id = ctx.new_id();
                const auto count =
                    ctx.tx.query("SELECT COUNT(*) FROM item_versions WHERE item_id = $1", item).integer(0, 0);
                ctx.tx.exec("UPDATE item_versions SET state = 'retired' WHERE item_id = $1", item);
                ctx.tx.exec(
                    "INSERT INTO item_versions (item_version_id, item_id, version, revision, state, content, "
                    "content_digest, item_name, item_type, service_objects, themes, legal_limit, promised_limit, "
                    "trips, is_fee, is_online, online_level, completeness, error_count, warning_count, "
                    "effective_from, effective_to, created_by, created_at, published_by, published_at) VALUES ($1, $2, "
                    "$3, 1, 'published', $4, 'digest', $5, '01', '', '', '', '', 0, 0, 1, 'IV', 100, 0, 0, "
                    "'2025-01-01', '', 1, 0, 1, $6)",
                    version_id, item, count + 1, to_json(content), content.basic.item_name, ctx.now.micros());
                ctx.tx.exec("UPDATE items SET current_version_id = $2, newest_version_id = $2 WHERE item_id = $1", item,
                            version_id);
                return {};
              })
              .ok());
}

std::int64_t Town::add_item(const catalog::ItemContent& content, const std::string& implementing_code,
                            bool code_as_is) {
  const auto id = services.ids.next(services.clock.now());
  REQUIRE(services
              .act([&](Ctx& ctx) -> Result<void> {
                ctx.tx.exec(
                    "INSERT INTO items (item_id, implementing_code, handle_code, basic_code, local_code, code_as_is, "
                    "department_id, region_code, demonstration, state, newest_version_id, created_by, created_at, "
                    "updated_at) VALUES ($1, $2, '', '', '', $3, $4, $5, 1, 'published', 0, 1, 0, 0)",
                    id, implementing_code, code_as_is, department_id, kRegion);
                return {};
              })
              .ok());
  publish_new_version(id, content);
  return id;
}

Actor Town::add_applicant(const std::string& name, const std::string& id_number) {
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

Actor Town::add_staff(const std::string& name, Role role, std::int64_t department) {
  identity::store::Account account;
  account.kind = identity::AccountKind::staff;
  account.login_name = "s" + id_text(services.ids.next(services.clock.now()));
  account.name = name;
  Actor actor{ActorKind::staff};
  actor.posts = {{role, department, kRegion}};
  REQUIRE(services
              .act([&](Ctx& ctx) -> Result<void> {
                actor.account_id = TRY(identity::add_account(ctx, account)).account_id.value;
                identity::store::insert_post(ctx, ctx.new_id(), actor.account_id, actor.posts.front());
                return {};
              })
              .ok());
  return actor;
}

void Town::add_people() {
  citizen = add_applicant("张三", "11010519491231002X");
  neighbour = add_applicant("李四", "440524188001010014");
  agent = add_applicant("王五", "110105190001010010");
  clerk = add_staff("窗口甲", Role::window_clerk, department_id);
  reviewer = add_staff("承办乙", Role::reviewer, department_id);
  second_reviewer = add_staff("承办丙", Role::reviewer, department_id);
  approver = add_staff("批准丁", Role::approver, department_id);
  head = add_staff("科长戊", Role::department_head, department_id);
  supervisor = add_staff("监察己", Role::supervisor, department_id);
  foreign_clerk = add_staff("窗口庚", Role::window_clerk, foreign_department_id);
}

Id Town::upload(const Actor& owner) {
  static int number = 0;
  const auto content = services.files.put("%PDF-1.4\n% " + std::to_string(++number) + "\n%%EOF\n", "材料.pdf", "");
  REQUIRE_MESSAGE(content.ok(), content.error().key);
  Id id;
  REQUIRE(services
              .act(owner,
                   [&](Ctx& ctx) -> Result<void> {
                     id.value =
                         ctx.services.files.record(ctx.tx, ctx.new_id(), content.value(), owner.account_id, ctx.now);
                     return {};
                   })
              .ok());
  return id;
}

Id Town::begin() {
  const auto draft = must(citizen, start_case, StartCaseIn{Id{item_id}, {{"q1", {"o1"}}}, {}});
  must(citizen, save_answers,
       SaveAnswersIn{draft.case_id, "g1", 0, json::object{{"shop_name", "梅山小吃"}, {"phone", "13812345678"}}});
  for (const char* key : {"m1", "m2", "m3"}) {
    AttachMaterialIn in{draft.case_id, key};
    in.file_id = upload(citizen);
    must(citizen, attach_material, in);
  }
  return draft.case_id;
}

Id Town::submitted() {
  const auto id = begin();
  must(citizen, submit, ActIn{id, {}});
  return id;
}
Id Town::received() {
  const auto id = submitted();
  must(clerk, receive, ActIn{id, {}});
  return id;
}
Id Town::accepted() {
  const auto id = received();
  must(clerk, accept, AcceptIn{id, {}, {}, ""});
  return id;
}
Id Town::under_review() {
  const auto id = accepted();
  must(reviewer, claim, ActIn{id, {}});
  return id;
}
Id Town::reviewed() {
  const auto id = under_review();
  must(reviewer, review, ReviewIn{id, {}, Opinion::agree, "符合条件"});
  return id;
}
Id Town::decided(DecisionOutcome outcome) {
  const auto id = reviewed();
  must(approver, decide, DecideIn{id, {}, outcome, "材料齐全", "食品安全法第三十五条", "可申请复议或者提起诉讼", ""});
  return id;
}
Id Town::issued() {
  const auto id = decided(DecisionOutcome::granted);
  must(clerk, issue, IssueIn{id, {}, "食品经营许可证", "JY14313220000001", {}, {}, {}});
  return id;
}
Id Town::delivered() {
  const auto id = issued();
  must(clerk, deliver, DeliverIn{id, {}, DeliveryForm::window, "张三", "", ""});
  return id;
}

CheckReport Town::check() {
  CheckReport report;
  REQUIRE(services.act([&](Ctx& ctx) { return check_cases(ctx, report); }).ok());
  return report;
}

void Town::let_time_act() {
  Metrics metrics;
  jobs::JobWorker worker(services.services, metrics);
  register_jobs(worker);
  const auto report = worker.run_due(services.clock.now());
  REQUIRE(report.ok());
  CHECK(report.value().failed == 0);
  CHECK(report.value().dead == 0);
}

}  // namespace tongban::cases
