#include "modules/messages/test_house.h"

#include <fstream>
#include <iterator>

#include "modules/identity/identity.h"
#include "modules/identity/new_account.h"
#include "platform/db/migrations.h"
#include "platform/events/events.h"

namespace tongban::db {
#define TONGBAN_ROOM(name)                            \
  extern const MigrationFile k_##name##_migrations[]; \
  extern const int k_##name##_migration_count;
TONGBAN_ROOM(audit)
TONGBAN_ROOM(events)
TONGBAN_ROOM(jobs)
TONGBAN_ROOM(files)
TONGBAN_ROOM(identity)
TONGBAN_ROOM(messages)
#undef TONGBAN_ROOM
}  // namespace tongban::db

namespace tongban::messages {
namespace {

std::vector<db::MigrationFile> migrations() {
  std::vector<db::MigrationFile> all;
  const auto add = [&all](const db::MigrationFile* files, int count) { all.insert(all.end(), files, files + count); };
  add(db::k_audit_migrations, db::k_audit_migration_count);
  add(db::k_events_migrations, db::k_events_migration_count);
  add(db::k_jobs_migrations, db::k_jobs_migration_count);
  add(db::k_files_migrations, db::k_files_migration_count);
  add(db::k_identity_migrations, db::k_identity_migration_count);
  add(db::k_messages_migrations, db::k_messages_migration_count);
  return all;
}

std::string shipped() {
  std::ifstream file(std::string(TONGBAN_SOURCE_DIR) + "/data/messages/templates.json");
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

House::House(db::Database& db) : database(db), services(db) {
  REQUIRE(db::migrate(database, migrations()).ok());
  services.services.add_state(std::make_shared<events::Subscriptions>());
  identity::start(services.services, {}, true);
  start(services.services, shipped());
  const auto complete = ready(services.services);
  REQUIRE_MESSAGE(complete.ok(), complete.error().detail);
  go_to("2025-09-15T10:00:00+08:00");
  citizen = add_applicant("张三丰", "11010519491231002X");
  neighbour = add_applicant("李四", "440524188001010014");
  clerk = add_staff("窗口甲", Role::window_clerk);
  admin = add_staff("管理员", Role::system_admin);
  auto make = [](FakeProvider*& at) { return std::unique_ptr<notify::Provider>(at = new FakeProvider); };
  worker = std::make_unique<DeliveryWorker>(services.services, metrics,
                                            DeliveryWorker::Providers{make(mail), make(sms), make(push)});
}

Actor House::add_applicant(const std::string& name, const std::string& id_number) {
  identity::store::Account account;
  account.kind = identity::AccountKind::applicant;
  account.login_name = "a" + id_number;
  account.applicant_kind = identity::ApplicantKind::natural;
  account.assurance_level = 2;
  account.name = name;
  account.id_number = id_number;
  account.phone = kPhone;
  Actor actor{ActorKind::applicant};
  REQUIRE(services
              .act([&](Ctx& ctx) -> Result<void> {
                actor.account_id = TRY(identity::add_account(ctx, account)).account_id.value;
                return {};
              })
              .ok());
  return actor;
}

Actor House::add_staff(const std::string& name, Role role) {
  identity::store::Account account;
  account.kind = identity::AccountKind::staff;
  account.login_name = "s" + id_text(services.ids.next(services.clock.now()));
  account.name = name;
  Actor actor{ActorKind::staff};
  actor.posts = {{role, 0, "431322000000"}};
  REQUIRE(services
              .act([&](Ctx& ctx) -> Result<void> {
                actor.account_id = TRY(identity::add_account(ctx, account)).account_id.value;
                return {};
              })
              .ok());
  return actor;
}

void House::told(const Actor& actor, MessageKind kind, std::int64_t event_id) {
  REQUIRE(services
              .act([&](Ctx& ctx) {
                News news{event_id, kind, 77, 0, sample_values(TextLanguage::zh), sample_values(TextLanguage::en),
                          ctx.now};
                return tell(ctx, actor.account_id, news);
              })
              .ok());
}

DeliveryWorker::RunReport House::deliver() {
  const auto report = worker->run_due(services.clock.now());
  REQUIRE(report.ok());
  return *report;
}

void House::confirm_mail_of(const Actor& actor, const std::string& address) {
  const auto now = must(actor, own_settings, Nothing{});
  SettingsIn in{address, now.language, true, now.sms_on, now.push_on, now.quiet_from, now.quiet_until, now.version};
  CHECK_FALSE(must(actor, change_settings, in).mail_confirmed);
  deliver();
  REQUIRE_FALSE(mail->taken.empty());
  CHECK(mail->taken.back().to == address);
  CHECK(must(actor, confirm_mail, ConfirmMailIn{mail->taken.back().values.at("code")}).mail_confirmed);
  mail->taken.clear();
}

CheckReport House::check() {
  CheckReport report;
  REQUIRE(services.act([&](Ctx& ctx) { return check_messages(ctx, report = {}); }).ok());
  return report;
}

}  // namespace tongban::messages
