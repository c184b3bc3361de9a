#include "platform/http/guard.h"

#include <algorithm>
#include <thread>

#include "platform/config/config.h"
#include "platform/db/deadline.h"
#include "platform/http/access.h"
#include "platform/http/call.h"
#include "platform/http/origin.h"
#include "platform/http/problem.h"
#include "platform/http/transport/compress.h"

namespace tongban::http {
namespace {

// What a request to no row may carry: enough that it is told so (404, 405) and not that its body is too large.
constexpr std::size_t kBodyOfNoRow = 16 * 1024;

Error too_busy() {
  Error error{Code::unavailable, "http.overloaded", "no thread took the request in time"};
  error.retry_after_seconds = 2;
  return error;
}

Error too_many(int wait) {
  Error error{Code::rate_limited, "http.rate_limited", "操作过于频繁，请稍后再试"};
  error.retry_after_seconds = wait;
  return error;
}

}  // namespace

GuardOptions guard_options(const Config& config) {
  GuardOptions options;
  options.trusted_proxies = config.server.trusted_proxies;
  options.public_base_url = config.server.public_base_url;
  options.cookie.secure = config.session.secure_cookies;
  options.rates = rate_limits(config.rate.normal, config.rate.login, config.rate.upload, config.rate.search);
  const int cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  // As many as can have a connection: on PostgreSQL they mostly wait for the network.
  const bool sqlite = config.database_dsn().starts_with("sqlite:");
  options.read_threads = std::max(2, sqlite ? config.database.readers : config.database.pool);
  options.work_threads = config.server.workers > 0 ? config.server.workers : 4 * cores;
  return options;
}

Guard::Guard(const Api& api, const Services& services, const SessionSource& sessions, Metrics& metrics,
             GuardOptions options)
    : api_(api),
      services_(services),
      sessions_(sessions),
      quick_(dynamic_cast<db::QuickReads*>(&services.database)),
      options_(std::move(options)),
      observer_(api, metrics),
      limiter_(options_.rates),
      receipts_(services.keyring),
      readers_(options_.read_threads, options_.max_waiting, options_.patience),
      workers_(options_.work_threads, options_.max_waiting, options_.patience) {}

Guard::~Guard() { close(); }

void Guard::close() {
  readers_.close();
  workers_.close();
}

Dispatch Guard::dispatch() {
  return [this](Request&& request, Reply reply) { handle(std::move(request), std::move(reply)); };
}

std::size_t Guard::body_limit(const std::string& method, const std::string& target) const {
  const auto match = api_.router().find(method, std::string_view(target).substr(0, target.find('?')));
  return match.route ? match.route->info.max_body : kBodyOfNoRow;
}

void Guard::handle(Request&& request, Reply reply) {
  auto call = std::make_shared<Call>();
  call->arrived = std::chrono::steady_clock::now();
  call->request = std::move(request);
  call->reply = std::move(reply);
  call->request_id = request_id_of(call->request);
  call->address = client_address(call->request, options_.trusted_proxies);
  call->language = prefers_english(call->request) ? Language::en : Language::zh;
  auto match = api_.router().find(call->request.method, call->request.path);
  call->route = match.route;
  call->path = std::move(match.parameters);
  if (!match.path_known && options_.pages && match.error.code == Code::not_found &&
      !call->request.path.starts_with("/api/")) {
    Response page;
    if (options_.pages(call->request, page)) return finish(call, std::move(page));
  }
  if (call->route == nullptr) {
    call->allow = std::move(match.allow);
    return fail(call, match.error);
  }
  if (call->route->immediate && call->route->kind == Route::Kind::work) return finish(call, work_answer(*call));
  call->token = call->request.cookie(options_.cookie.name());
  // Whoever has a session is limited by it, not by an address that a whole hall may share; see identify().
  const bool by_address = call->token.empty() || call->route->info.rate == Rate::login;
  if (by_address && !limit(*call, rate_limit_key(call->address))) return finish(call, std::move(*call->answer));
  if (call->route->kind == Route::Kind::write && writes_.full()) return fail(call, too_busy());
  if (call->token.empty() && answer_shared(call)) return;
  if (answer_at_once(call)) return;
  auto& threads = call->route->kind == Route::Kind::work ? workers_ : readers_;
  if (!threads.post([this, call](bool late) { start(call, late); })) fail(call, too_busy());
}

bool Guard::limit(Call& call, const std::string& caller) {
  if (!options_.rate_limited) return true;
  const int wait = limiter_.take(caller, call.route->info.rate, call.arrived);
  if (wait == 0) return true;
  call.answer = problem_response(too_many(wait), call.request_id);
  return false;
}

void Guard::start(CallPtr call, bool late) {
  if (late) return fail(call, too_busy());
  const db::Deadline deadline(call->arrived + options_.patience);
  try {
    if (call->route->kind == Route::Kind::read)
      run_read(call);
    else if (call->route->kind == Route::Kind::write)
      run_write(call);
    else
      run_work(call);
  } catch (const std::exception& e) {
    fail(call, Error{Code::internal, "internal", e.what()});
  }
}

// Answers from memory what is the same for all; true where that could be done. Who is signed in is counted first.
bool Guard::answer_shared(const CallPtr& call) {
  if (!call->route->info.shared) return false;
  const auto kept = answers_.find(call->request.target, AnswerCache::Clock::now());
  if (!kept) return false;
  finish(call, kept->response(call->request));
  return true;
}

// The question of an immediate row, on the thread that took it: true where a connection of the database was free. Who
// is signed in may have to be counted and touched, which is not for this thread.
bool Guard::answer_at_once(const CallPtr& call) {
  if (!call->route->immediate || call->route->kind != Route::Kind::read || quick_ == nullptr) return false;
  if (!call->token.empty()) return false;
  std::string body;
  Result<void> done;
  try {
    if (!quick_->try_read([&](db::Tx& tx) { return read_in(*call, tx, body); }, done)) return false;
    finish_read(call, done, std::move(body));
  } catch (const std::exception& e) {
    fail(call, Error{Code::internal, "internal", e.what()});
  }
  return true;
}

// All of a question inside its transaction; an answer that was kept is in call.answer.
Result<void> Guard::read_in(Call& call, db::Tx& tx, std::string& body) {
  TRY(identify(call, tx));
  TRY(authorise(call));
  if (call.route->info.shared && !call.token.empty()) {
    if (const auto kept = answers_.find(call.request.target, AnswerCache::Clock::now())) {
      call.answer = kept->response(call.request);
      return {};
    }
  }
  TRY(decode(call));
  Ctx ctx{call.actor, tx, services_, services_.clock.now(), call.language, call.request_id, call.address};
  body = TRY(call.route->run(ctx, call.input.get()));
  return {};
}

void Guard::run_read(const CallPtr& call) {
  // Somebody else may have asked the same while this call waited for its thread.
  if (call->token.empty() && answer_shared(call)) return;
  const bool shared = call->route->info.shared;
  const auto module = module_of(call->route->info.name);
  const auto generation = shared ? answers_.generation(module) : 0;
  std::string body;
  const auto done = services_.database.read([&](db::Tx& tx) { return read_in(*call, tx, body); });
  if (!shared || call->answer || !done.ok()) return finish_read(call, done, std::move(body));
  const auto answer = std::make_shared<const SharedAnswer>(call->route->media_type, std::move(body));
  answers_.keep(module, generation, call->request.target, answer, AnswerCache::Clock::now());
  finish(call, answer->response(call->request));
}

void Guard::finish_read(const CallPtr& call, const Result<void>& done, std::string body) {
  if (call->answer) return finish(call, std::move(*call->answer));
  if (!done.ok()) return fail(call, done.error());
  Response response;
  response.status = call->route->info.success;
  response.content_type = call->route->media_type;
  response.body = std::move(body);
  compress_response(call->request.header("accept-encoding"), response);
  finish(call, std::move(response));
}

void Guard::run_write(const CallPtr& call) {
  const auto prepared = prepare(*call);
  if (call->answer) return finish(call, std::move(*call->answer));
  if (!prepared.ok()) return refuse(call, prepared.error());
  writes_.enter();
  services_.database.write_async(
      [this, call](db::Tx& tx) -> Result<void> {
        call->answer.reset();
        call->replayed = false;
        if (!call->begun && std::chrono::steady_clock::now() - call->arrived > options_.patience) return too_busy();
        call->begun = true;
        return claim_and_run(*call, tx);
      },
      [this, call](Result<void> committed) {
        writes_.leave();
        if (!committed.ok()) return give_up(call, committed.error());
        finish(call, std::move(*call->answer));
      });
}

void Guard::run_work(const CallPtr& call) {
  const auto prepared = prepare(*call);
  if (call->answer) return finish(call, std::move(*call->answer));
  if (!prepared.ok()) return refuse(call, prepared.error());
  auto response = claim_and_work(*call);
  if (!response.ok()) return give_up(call, response.error());
  compress_response(call->request.header("accept-encoding"), *response);
  finish(call, std::move(*response));
}

// Nothing of the act was kept. Where the database cannot be had, it cannot keep an entry of that either.
void Guard::give_up(const CallPtr& call, const Error& error) {
  if (error.code == Code::unavailable) return fail(call, error);
  refuse(call, error);
}

void Guard::refuse(const CallPtr& call, Error error) {
  if (!changes_state(*call->route)) return fail(call, error);
  services_.database.write_async(
      [this, call, error](db::Tx& tx) -> Result<void> {
        append_audit(*call, tx, &error, {});
        return {};
      },
      // Refused either way: a database that cannot keep the trail does not make the answer another one.
      [this, call, error](Result<void>) { fail(call, error); });
}

void Guard::fail(const CallPtr& call, const Error& error) {
  if (error.code == Code::internal || error.code == Code::unavailable)
    observer_.failed(call->route, call->request_id, error);
  finish(call, problem_response(error, call->request_id));
}

void Guard::finish(const CallPtr& call, Response response) {
  // Whoever has been told of a change must not be shown what was before.
  if (call->route != nullptr && response.status < 300 && changes_state(*call->route))
    answers_.forget(module_of(call->route->info.name));
  response.headers.emplace_back("X-Request-Id", call->request_id);
  if (!call->allow.empty()) response.headers.emplace_back("Allow", call->allow);
  if (call->replayed) response.headers.emplace_back("Idempotency-Replayed", "true");
  const bool cache_said = std::any_of(response.headers.begin(), response.headers.end(),
                                      [](const auto& header) { return equals_lower(header.first, "cache-control"); });
  if (call->route != nullptr && !cache_said) response.headers.emplace_back("Cache-Control", "no-store");
  observer_.answered(call->route, call->request_id, response.status, std::chrono::steady_clock::now() - call->arrived);
  call->reply(std::move(response));
}

}  // namespace tongban::http
