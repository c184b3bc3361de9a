#include "app/node.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/modules.h"
#include "modules/identity/identity.h"
#include "modules/messages/messages.h"
#include "platform/audit/audit.h"

namespace tongban::app {
namespace {

Result<WorkCalendar> load_calendar(const Config& config) {
  const auto path = config.node.catalog_dir + "/calendar/work_calendar.json";
  auto calendar = parse_work_calendar(TRY(read_file(path)));
  if (!calendar) return Error{Code::unavailable, calendar.error().key, path + ": " + calendar.error().detail};
  const auto& cases = config.cases;
  return calendar->with_working_hours(
      {{{cases.work_morning_start, cases.work_morning_end}, {cases.work_afternoon_start, cases.work_afternoon_end}}});
}

Result<Keyring> load_keys(const Config& config, bool make_keys) {
  const auto path = config.key_file();
  if (make_keys && !std::filesystem::exists(path)) return Keyring::create(path);
  return Keyring::load(path);
}

db::Options database_options(const Config& config, Node::Purpose purpose) {
  db::Options options;
  if (purpose == Node::Purpose::command) {
    options.statement_timeout_ms = 0;
    options.answer_timeout_ms = 3'600'000;
  }
  options.dsn = config.database_dsn();
  options.readers = config.database.readers;
  options.pool = config.database.pool;
  return options;
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{Code::unavailable, "app.unreadable", "无法读取文件 " + path};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Node::Node(Config config, Keyring keyring, WorkCalendar calendar, Purpose purpose)
    : config_(std::move(config)),
      keyring_(std::move(keyring)),
      calendar_(std::move(calendar)),
      ids_(config_.node.id),
      files_(config_.node.data_dir + "/files", keyring_, {config_.upload.max_bytes}),
      database_(db::Database::open(database_options(config_, purpose))),
      subscriptions_(std::make_shared<events::Subscriptions>()),
      services_(new Services{*database_, keyring_, files_, calendar_, clock_, ids_, config_}) {
  services_->add_state(subscriptions_);
  start_modules(*services_, *subscriptions_);
}

Result<std::unique_ptr<Node>> Node::open(Config config, bool make_keys, Purpose purpose) {
  std::error_code failure;
  std::filesystem::create_directories(config.node.data_dir, failure);
  if (failure) return Error{Code::unavailable, "app.unwritable", "无法建立数据目录 " + config.node.data_dir};
  auto keys = TRY(load_keys(config, make_keys));
  auto calendar = TRY(load_calendar(config));
  return std::unique_ptr<Node>(new Node(std::move(config), std::move(keys), std::move(calendar), purpose));
}

Result<void> Node::ready() {
  TRY(database_->read([](db::Tx& tx) { return db::schema_ready(tx, all_migrations()); }));
  TRY(messages::ready(*services_));
  return read([](Ctx& ctx) { return identity::keys_fit(ctx); });
}

Result<void> Node::advance_ids() {
  return database_->read([this](db::Tx& tx) -> Result<void> {
    // Every act leaves an audit entry, so the newest of them bounds all ids.
    const auto newest = audit::list(tx, {}, 0, 1);
    if (!newest.empty()) ids_.advance_past(newest.front().audit_id.value);
    return {};
  });
}

Result<void> Node::write(const std::function<Result<void>(Ctx&)>& body) const {
  const Actor platform{ActorKind::platform};
  WorkCtx ctx{platform, *services_, clock_.now()};
  return ctx.write(body);
}

Result<void> Node::read(const std::function<Result<void>(Ctx&)>& body) const {
  const Actor platform{ActorKind::platform};
  const WorkCtx ctx{platform, *services_, clock_.now()};
  return ctx.read(body);
}

}  // namespace tongban::app
