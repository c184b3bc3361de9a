// The steps of the guard between the thread pool and the answer; see guard.h for their order.
#include <algorithm>
#include <thread>

#include "base/text.h"
#include "platform/audit/audit.h"
#include "platform/crypto/digest.h"
#include "platform/http/access.h"
#include "platform/http/call.h"
#include "platform/http/guard.h"
#include "platform/http/origin.h"
#include "platform/http/problem.h"

namespace tongban::http {
namespace {

constexpr std::size_t kMaxToken = 128;
constexpr std::chrono::seconds kTouchEvery{60};

bool state_changing_method(const Request& request) { return request.method != "GET" && request.method != "HEAD"; }

std::string request_digest(const Request& request) {
  Sha256 digest;
  digest.update(request.method);
  digest.update(" ");
  digest.update(request.target);
  digest.update("\n");
  digest.update(request.body);
  return hex_encode(digest.finish());
}

// "/case_id" of a reader that knows only one document becomes "/path/case_id" or "/query/case_id".
void place_pointers(Error& error, const Route& route) {
  const auto in_path = path_parameter_names(route.info.path);
  for (auto& field : error.fields) {
    if (field.pointer.empty()) continue;  // the document as a whole
    const auto name = field.pointer.substr(1, field.pointer.find('/', 1) - 1);
    if (std::find(in_path.begin(), in_path.end(), name) != in_path.end())
      field.pointer.insert(0, "/path");
    else if (input_from_query(route))
      field.pointer.insert(0, "/query");
  }
}

Response replayed_answer(const Route& route, Receipt receipt) {
  Response response;
  response.status = receipt.status;
  response.content_type = route.media_type;
  response.body = std::move(receipt.body);
  return response;
}

}  // namespace

Result<void> Guard::identify(Call& call, db::Tx& tx) {
  if (call.token.empty()) return {};
  if (call.token.size() <= kMaxToken)
    call.session = TRY(sessions_.find(tx, sha256_hex(call.token), services_.clock.now()));
  if (call.session) {
    call.actor = call.session->actor;
    touch_session(call);
  }
  if (call.route->info.rate == Rate::login) return {};  // counted by its address already
  const auto caller = call.session ? "account " + std::to_string(call.actor.account_id) : rate_limit_key(call.address);
  if (!limit(call, caller)) return Error{Code::rate_limited, "http.rate_limited", ""};
  return {};
}

Result<void> Guard::authorise(Call& call) {
  if (state_changing_method(call.request)) {
    TRY(check_same_origin(call.request, options_.public_base_url));
    if (call.session && !constant_time_equal(call.request.header("x-csrf-token"), call.session->csrf_token))
      return Error{Code::forbidden, "csrf.token", "页面已过期，请刷新后重试"};
  }
  return check_access(call.route->info.access, call.actor);
}

Result<void> Guard::take_key(Call& call) {
  if (call.route->info.idempotency != Idempotency::required) return {};
  const auto key = call.request.header("idempotency-key");
  if (key.empty()) return invalid("idempotency.key_required", "请求须带 Idempotency-Key 头");
  if (!is_idempotency_key(key)) return invalid("idempotency.key_malformed", "Idempotency-Key 须为 1 至 128 个可见字符");
  const auto caller = call.actor.signed_in() ? "account " + std::to_string(call.actor.account_id)
                                             : "address " + sha256_hex(rate_limit_key(call.address)).substr(0, 32);
  call.receipt_key = ReceiptKey{caller, call.route->info.name, std::string(key), request_digest(call.request)};
  return {};
}

// All steps before the act, for rows that change something. An answer that is ready (replay, rate limit) is in
// call.answer.
Result<void> Guard::prepare(Call& call) {
  const auto before_the_act = [&](db::Tx* tx) -> Result<void> {
    if (tx != nullptr) TRY(identify(call, *tx));
    TRY(authorise(call));
    TRY(take_key(call));
    return tx != nullptr && call.receipt_key ? replay(call, *tx) : Result<void>{};
  };
  // One look into the database serves the session and the receipt; who has neither needs none.
  const bool looks = !call.token.empty() || call.route->info.idempotency == Idempotency::required;
  TRY(looks ? services_.database.read([&](db::Tx& tx) { return before_the_act(&tx); }) : before_the_act(nullptr));
  if (call.answer) return {};
  return decode(call);
}

// The answer that was given before to the same request, if there is one.
Result<void> Guard::replay(Call& call, db::Tx& tx) {
  auto receipt = receipts_.find(tx, *call.receipt_key);
  if (receipt.ok() && receipt->status != 0) {
    call.answer = replayed_answer(*call.route, std::move(*receipt));
    call.replayed = true;
  }
  // A first call still at work is waited for where the act is claimed.
  if (!receipt.ok() && receipt.error().key != "idempotency.in_progress") return receipt.error();
  return {};
}

Result<void> Guard::decode(Call& call) {
  auto input = call.route->decode(call.request, call.path);
  if (!input.ok()) {
    place_pointers(input.error(), *call.route);
    return input.error();
  }
  call.input = std::move(*input);
  return {};
}

// The write transaction: the act and its receipt, or neither; the audit entry in any case.
Result<void> Guard::claim_and_run(Call& call, db::Tx& tx) {
  Ctx ctx{call.actor, tx, services_, services_.clock.now(), call.language, call.request_id, call.address};
  const int success = call.route->info.success;
  std::string body;
  const auto acted = tx.attempt([&]() -> Result<void> {
    if (call.receipt_key) {
      auto receipt = TRY(receipts_.claim(tx, *call.receipt_key, ctx.now));
      if (receipt.status != 0) {
        call.answer = replayed_answer(*call.route, std::move(receipt));
        call.replayed = true;
        return {};
      }
    }
    body = TRY(call.route->run(ctx, call.input.get()));
    if (call.receipt_key) receipts_.keep(tx, *call.receipt_key, success, body);
    return {};
  });
  if (call.replayed) return {};
  if (!acted.ok()) {
    if (acted.error().code == Code::internal) observer_.failed(call.route, call.request_id, acted.error());
    call.answer = problem_response(acted.error(), call.request_id);
    append_audit(call, tx, &acted.error(), ctx.audit);
    return {};
  }
  append_audit(call, tx, nullptr, ctx.audit);
  Response response;
  response.status = success;
  response.content_type = call.route->media_type;
  response.body = std::move(body);
  call.answer = std::move(response);
  return {};
}

// Waits its turn where the same request is at work already: each of the waiting gets the answer of the first.
Result<Receipt> Guard::claim_for_work(Call& call) {
  const auto give_up = std::chrono::steady_clock::now() + options_.same_key_wait;
  for (;;) {
    Result<Receipt> receipt = Receipt{};
    TRY(services_.database.write([&](db::Tx& tx) -> Result<void> {
      call.claimed = services_.clock.now();
      receipt = receipts_.claim(tx, *call.receipt_key, call.claimed);
      return {};
    }));
    const bool busy = !receipt.ok() && receipt.error().key == "idempotency.in_progress";
    if (!busy || std::chrono::steady_clock::now() > give_up) return receipt;
    std::this_thread::sleep_for(std::chrono::milliseconds(25));
  }
}

Result<Response> Guard::claim_and_work(Call& call) {
  if (call.receipt_key) {
    auto receipt = TRY(claim_for_work(call));
    if (receipt.status != 0) {
      call.replayed = true;
      return replayed_answer(*call.route, std::move(receipt));
    }
  }
  return work_answer(call);
}

// The act opens its own transactions. Receipt and audit entry of its success commit with its last write; those of a
// failure, or of an act that wrote nothing, follow in a transaction of their own, before the answer.
Response Guard::work_answer(Call& call) {
  WorkCtx ctx{call.actor, services_, services_.clock.now(), call.language, call.request_id, call.address};
  if (changes_state(*call.route)) {
    ctx.on_success = [&](Ctx& last, const std::string& answer) -> Result<void> {
      if (call.receipt_key)
        TRY(receipts_.keep_claimed(last.tx, *call.receipt_key, call.claimed, call.route->info.success, answer));
      append_audit(call, last.tx, nullptr, last.audit);
      return {};
    };
  }
  Result<Response> worked = Error{};
  try {
    worked = call.route->work(ctx, call.request, call.path, call.input.get());
  } catch (const std::exception& e) {
    worked = Error{Code::internal, "internal", e.what()};
  }
  if (!worked.ok() && worked.error().code == Code::internal)
    observer_.failed(call.route, call.request_id, worked.error());
  if (changes_state(*call.route) && !(worked.ok() && ctx.concluded)) {
    const auto kept = services_.database.write([&](db::Tx& tx) -> Result<void> {
      if (call.receipt_key && worked.ok())
        TRY(receipts_.keep_claimed(tx, *call.receipt_key, call.claimed, worked->status, worked->body));
      if (call.receipt_key && !worked.ok() && !ctx.concluded) receipts_.release(tx, *call.receipt_key, call.claimed);
      append_audit(call, tx, worked.ok() ? nullptr : &worked.error(), ctx.audit);
      return {};
    });
    if (!kept.ok()) {
      observer_.failed(call.route, call.request_id, kept.error());
      return problem_response(kept.error(), call.request_id);
    }
  }
  if (!worked.ok()) return problem_response(worked.error(), call.request_id);
  for (auto& header : ctx.response_headers) worked->headers.push_back(std::move(header));
  return std::move(*worked);
}

void Guard::append_audit(Call& call, db::Tx& tx, const Error* error, const AuditSubject& subject) {
  const auto now = services_.clock.now();
  audit::Entry entry;
  entry.audit_id = {services_.ids.next(now)};
  entry.at = now;
  entry.actor_kind = call.actor.kind;
  entry.actor_id = {call.actor.account_id};
  entry.action = call.route->info.name;
  entry.object_kind = subject.object_kind;
  entry.object_id = {subject.object_id};
  if (error != nullptr) {
    const bool denied = error->code == Code::unauthenticated || error->code == Code::forbidden;
    entry.outcome = denied ? audit::Outcome::denied : audit::Outcome::failed;
    entry.error_key = error->key;
  }
  entry.request_id = call.request_id;
  entry.remote_address = call.address;
  entry.detail = subject.detail;
  audit::append(tx, entry);
}

void Guard::touch_session(Call& call) {
  const auto now = services_.clock.now();
  if (now - call.session->last_seen_at < kTouchEvery) return;
  const auto session_id = call.session->actor.session_id;
  services_.database.write_async(
      [this, session_id, now](db::Tx& tx) -> Result<void> {
        sessions_.touch(tx, session_id, now);
        return {};
      },
      [](Result<void>) {});
}

}  // namespace tongban::http
