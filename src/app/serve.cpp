// Runs a node: database, workers, server; and ends it in the reverse order so that nothing acknowledged is lost.
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <thread>

#include "app/commands.h"
#include "app/modules.h"
#include "app/node.h"
#include "app/serving_lock.h"
#include "modules/catalog/search.h"
#include "modules/identity/identity.h"
#include "modules/messages/delivery.h"
#include "modules/messages/messages.h"
#include "platform/audit/sealing.h"
#include "platform/events/event_worker.h"
#include "platform/http/guard.h"
#include "platform/http/receipts.h"
#include "platform/http/security_headers.h"
#include "platform/http/system_routes.h"
#include "platform/http/transport/static_files.h"
#include "platform/log/log.h"

namespace tongban::app {
namespace {

http::ServerOptions server_options(const Config& config, const http::Guard& guard) {
  http::ServerOptions options;
  const auto& server = config.server;
  options.address = server.address;
  options.port = static_cast<uint16_t>(server.port);
  options.threads = server.threads > 0 ? server.threads : static_cast<int>(std::thread::hardware_concurrency());
  options.max_header = static_cast<std::size_t>(server.max_header_bytes);
  options.header_seconds = server.read_timeout_seconds;
  options.idle_seconds = server.idle_timeout_seconds;
  options.drain_seconds = server.drain_timeout_seconds;
  options.max_connections = server.max_connections;
  options.cert_file = server.tls_certificate_file;
  options.key_file = server.tls_key_file;
  options.common_headers =
      http::security_headers(!server.tls_certificate_file.empty() || server.public_base_url.starts_with("https://"));
  options.body_limit = [&guard](const std::string& method, const std::string& target) {
    return guard.body_limit(method, target);
  };
  return options;
}

audit::SealingOptions sealing_options(const Config& config) {
  return {config.node.id, config.audit.checkpoint_file, std::chrono::minutes(config.audit.checkpoint_minutes)};
}

// Those that end the node in order; every thread made after this has them blocked.
sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

// Blocks until SIGTERM or SIGINT. The signals were blocked before the first thread was made.
void wait_for_signal(const sigset_t& signals) {
  int signal = 0;
  sigwait(&signals, &signal);
}

// Told now, not to the first citizen who uploads something.
Result<void> can_keep_files(const Config& config) {
  const auto folder = config.node.data_dir + "/files";
  if (::access(folder.c_str(), R_OK | W_OK | X_OK) == 0) return {};
  return Error{Code::unavailable, "app.unwritable", "无法写入 " + folder + " / cannot write to this folder"};
}

// On a database of one node: whatever is claimed was claimed by a process that died.
Result<void> take_back(db::Tx& tx) {
  http::release_abandoned_receipts(tx);
  events::release_leases(tx);
  jobs::release_leases(tx);
  messages::release_leases(tx);
  return {};
}

Result<http::StaticFiles> load_pages(const Config& config) {
  if (config.server.web_dir.empty()) return http::StaticFiles();
  return http::StaticFiles::load(config.server.web_dir);
}

Result<void> run(const Config& config) {
  const auto signals = block_signals();
  TRY(log::start({TRY(log::parse_level(config.node.log_level)), config.node.log_file}));
  const auto pages = TRY(load_pages(config));
  const auto node = TRY(Node::open(config, config.node.demo, Node::Purpose::serving));
  const auto alone = TRY(ServingLock::take(config));
  TRY(can_keep_files(config));
  TRY(node->ready());
  TRY(node->advance_ids());
  // Before anybody asks, so that nobody waits for it.
  const Actor platform{ActorKind::platform};
  WorkCtx starting{platform, node->services(), node->services().clock.now()};
  TRY(catalog::rebuild_search(starting, {}));
  if (alone.held()) TRY(node->database().write(take_back));

  Metrics metrics;
  http::Api api;
  add_routes(api);
  api.add(http::system_routes({metrics, api, [](db::Tx& tx) { return db::schema_ready(tx, all_migrations()); }}));
  const auto sessions = identity::session_source(node->services());
  auto options = http::guard_options(config);
  options.pages = [&pages](const http::Request& request, http::Response& response) {
    return pages.serve(request, response);
  };
  http::Guard guard(api, node->services(), *sessions, metrics, std::move(options));

  events::EventWorker event_worker(node->services(), node->subscriptions(), metrics);
  jobs::JobWorker job_worker(node->services(), metrics);
  add_jobs(job_worker);
  job_worker.every("events.forget_old", std::chrono::hours(24), [&](Ctx& ctx, const jobs::Job&) -> Result<void> {
    event_worker.forget_old(ctx.tx, ctx.now);
    return {};
  });
  const auto deliveries = TRY(messages::DeliveryWorker::make(node->services(), metrics));
  audit::Sealing sealing(node->database(), node->services().keyring, node->services().clock, sealing_options(config));
  http::Server server(server_options(config, guard), guard.dispatch());
  TRY(server.start());
  event_worker.start();
  TRY(job_worker.start());
  deliveries->start();
  sealing.start();
  std::printf("tongban: listening on %s://%s:%u\n", config.server.tls_certificate_file.empty() ? "http" : "https",
              config.server.address.c_str(), server.port());
  std::fflush(stdout);

  wait_for_signal(signals);
  server.stop();
  server.wait();
  guard.close();
  deliveries->stop();
  job_worker.stop();
  event_worker.stop();
  sealing.stop();
  node->database().drain();
  log::info("app.stopped");
  log::stop();
  return {};
}

}  // namespace

int serve(const Config& config) {
  const auto result = run(config);
  return result ? 0 : report(result.error());
}

}  // namespace tongban::app
