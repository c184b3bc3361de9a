// Takes a request through the house, always in this order: request id, rate limit, session, CSRF and origin, role,
// idempotency replay, decode and check input, the act in one transaction, encode, audit in the same transaction,
// commit, reply. Nothing blocks the I/O threads: reads and long works run on their own few threads (but for immediate
// rows where the database lies in this process), writes are queued to the database and answered when their commit is
// on disk. Every call of a row that changes something leaves exactly one audit entry (ok, failed or denied); a replayed
// answer leaves none, because nothing is done.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "platform/auth/session.h"
#include "platform/db/quick_reads.h"
#include "platform/http/answer_cache.h"
#include "platform/http/api.h"
#include "platform/http/backlog.h"
#include "platform/http/observer.h"
#include "platform/http/rate_limit.h"
#include "platform/http/receipts.h"
#include "platform/http/transport/server.h"
#include "platform/http/workers.h"
#include "platform/metrics/metrics.h"

namespace tongban::http {

struct GuardOptions {
  std::vector<std::string> trusted_proxies;
  std::string public_base_url;
  SessionCookie cookie;
  bool rate_limited = true;  // false for benchmarks and load tests
  RateLimits rates = rate_limits(600, 20, 60, 240);
  int read_threads = 2;
  int work_threads = 8;
  std::size_t max_waiting = 2000;                   // requests that wait for a thread; more are refused with 503
  std::chrono::milliseconds patience{3000};         // an act that has not begun by then is refused with 503
  std::chrono::milliseconds same_key_wait{10'000};  // how long a repeat waits for the first answer of a work row
  // Answers paths that are no endpoint (the pages); false when it has none either.
  std::function<bool(const Request&, Response&)> pages;
};
// Everything that Config says about it; threads by the cores of this machine.
GuardOptions guard_options(const Config& config);

struct Call;  // one request on its way; guard.cpp

class Guard {
 public:
  // All are used until close() returned. `api` is complete: rows added later are not seen.
  Guard(const Api& api, const Services& services, const SessionSource& sessions, Metrics& metrics,
        GuardOptions options);
  ~Guard();  // close()

  void handle(Request&& request, Reply reply);
  Dispatch dispatch();
  // For ServerOptions::body_limit: of the row, else a little, so that the answer can be that there is no such row.
  std::size_t body_limit(const std::string& method, const std::string& target) const;
  // Finishes what waits on its own threads. Call it when the server has stopped, before the database is drained.
  void close();

 private:
  using CallPtr = std::shared_ptr<Call>;

  bool limit(Call& call, const std::string& caller);
  void start(CallPtr call, bool late);
  void run_read(const CallPtr& call);
  bool answer_shared(const CallPtr& call);
  bool answer_at_once(const CallPtr& call);
  Result<void> read_in(Call& call, db::Tx& tx, std::string& body);
  void finish_read(const CallPtr& call, const Result<void>& done, std::string body);
  void run_write(const CallPtr& call);
  void run_work(const CallPtr& call);

  // The steps before the act, in order; guard_steps.cpp.
  Result<void> identify(Call& call, db::Tx& tx);
  Result<void> authorise(Call& call);
  Result<void> take_key(Call& call);
  Result<void> prepare(Call& call);
  Result<void> replay(Call& call, db::Tx& tx);
  Result<void> decode(Call& call);
  Result<void> claim_and_run(Call& call, db::Tx& tx);
  Result<Response> claim_and_work(Call& call);
  Result<Receipt> claim_for_work(Call& call);
  Response work_answer(Call& call);

  void append_audit(Call& call, db::Tx& tx, const Error* error, const AuditSubject& subject);
  // Answers an error; rows that change something leave their audit entry first.
  void refuse(const CallPtr& call, Error error);
  void give_up(const CallPtr& call, const Error& error);
  void finish(const CallPtr& call, Response response);
  void fail(const CallPtr& call, const Error& error);
  void touch_session(Call& call);

  const Api& api_;
  const Services& services_;
  const SessionSource& sessions_;
  db::QuickReads* const quick_;  // null where each read may wait for a network
  const GuardOptions options_;
  Observer observer_;
  RateLimiter limiter_;
  Receipts receipts_;
  AnswerCache answers_;
  Backlog writes_;
  Workers readers_;
  Workers workers_;
};

}  // namespace tongban::http
