#include "platform/jobs/store.h"

#include "platform/db/dialect.h"

namespace tongban::jobs::store {

namespace {

// A new id with each scheduling: who holds the old one is fenced off.
constexpr const char* kPut =
    "INSERT INTO jobs (job_id, kind, subject_id, due_at, payload, state, lease_until, fence, attempts, last_error, "
    "created_at) VALUES ($1, $2, $3, $4, $5, 'waiting', 0, 0, 0, '', $6) "
    "ON CONFLICT (kind, subject_id) DO UPDATE SET job_id = excluded.job_id, due_at = excluded.due_at, "
    "payload = excluded.payload, state = 'waiting', lease_until = 0, fence = 0, attempts = 0, last_error = '', "
    "created_at = excluded.created_at";
constexpr const char* kPutIfNone =
    "INSERT INTO jobs (job_id, kind, subject_id, due_at, payload, state, lease_until, fence, attempts, last_error, "
    "created_at) VALUES ($1, $2, $3, $4, $5, 'waiting', 0, 0, 0, '', $6) ON CONFLICT (kind, subject_id) DO NOTHING";
constexpr const char* kRemove = "DELETE FROM jobs WHERE kind = $1 AND subject_id = $2";
constexpr const char* kAnyDue =
    "SELECT job_id FROM jobs WHERE state = 'waiting' AND due_at <= $1 AND lease_until <= $1 ORDER BY due_at, job_id "
    "LIMIT 1";
constexpr const char* kClaim =
    "UPDATE jobs SET lease_until = $2, fence = fence + 1 WHERE job_id IN ("
    "SELECT job_id FROM jobs WHERE state = 'waiting' AND due_at <= $1 AND lease_until <= $1 "
    "ORDER BY due_at, job_id LIMIT $3) "
    "RETURNING job_id, kind, subject_id, due_at, payload, attempts, last_error, fence";
constexpr const char* kClaimPostgres =
    "UPDATE jobs SET lease_until = $2, fence = fence + 1 WHERE job_id IN ("
    "SELECT job_id FROM jobs WHERE state = 'waiting' AND due_at <= $1 AND lease_until <= $1 "
    "ORDER BY due_at, job_id LIMIT $3 FOR UPDATE SKIP LOCKED) "
    "RETURNING job_id, kind, subject_id, due_at, payload, attempts, last_error, fence";
constexpr const char* kFarAhead =
    "SELECT job_id FROM jobs WHERE state = 'waiting' AND ((attempts > 0 AND due_at > $1) OR lease_until > $2)";
constexpr const char* kBringNear =
    "UPDATE jobs SET due_at = CASE WHEN due_at > CAST($2 AS BIGINT) AND attempts > 0 THEN CAST($2 AS BIGINT) "
    "ELSE due_at END, lease_until = 0 WHERE job_id = $1";
constexpr const char* kNotLaterThan = "UPDATE jobs SET due_at = $2 WHERE kind = $1 AND subject_id = 0 AND due_at > $2";
constexpr const char* kReleaseLeases = "UPDATE jobs SET lease_until = 0 WHERE lease_until <> 0";
constexpr const char* kTakeOff =
    "DELETE FROM jobs WHERE job_id = $1 AND fence = $2 AND state = 'waiting' RETURNING job_id";
constexpr const char* kPutOff =
    "UPDATE jobs SET due_at = $3, attempts = $4, last_error = $5, lease_until = 0 WHERE job_id = $1 AND fence = $2";
constexpr const char* kBury =
    "UPDATE jobs SET state = 'dead', attempts = $3, last_error = $4, lease_until = 0 WHERE job_id = $1 AND fence = $2";
constexpr const char* kListDead =
    "SELECT job_id, kind, subject_id, due_at, payload, attempts, last_error, fence FROM jobs "
    "WHERE state = 'dead' AND job_id > $1 ORDER BY job_id LIMIT $2";
constexpr const char* kRevive =
    "UPDATE jobs SET state = 'waiting', due_at = $2, attempts = 0, lease_until = 0, fence = fence + 1 "
    "WHERE job_id = $1 AND state = 'dead' RETURNING job_id";
constexpr const char* kCountDead = "SELECT COUNT(*) FROM jobs WHERE state = 'dead'";

Job read_job(const db::Rows& rows, std::size_t row) {
  return {Id{rows.integer(row, 0)},       std::string(rows.text(row, 1)),
          Id{rows.integer(row, 2)},       Instant::from_micros(rows.integer(row, 3)),
          std::string(rows.text(row, 4)), static_cast<int>(rows.integer(row, 5)),
          std::string(rows.text(row, 6))};
}

}  // namespace

void put(db::Tx& tx, const Job& job, Instant now) {
  tx.exec(kPut, job.job_id.value, job.kind, job.subject_id.value, job.due_at.micros(), job.payload, now.micros());
}

void put_if_none(db::Tx& tx, const Job& job, Instant now) {
  tx.exec(kPutIfNone, job.job_id.value, job.kind, job.subject_id.value, job.due_at.micros(), job.payload, now.micros());
}

void remove(db::Tx& tx, const std::string& kind, std::int64_t subject_id) { tx.exec(kRemove, kind, subject_id); }

bool any_due(db::Tx& tx, Instant now) { return !tx.query(kAnyDue, now.micros()).empty(); }

std::vector<JobWorker::Claimed> claim(db::Tx& tx, Instant now, Instant lease_until, int limit) {
  const auto rows = tx.query(db::choose(tx, kClaim, kClaimPostgres), now.micros(), lease_until.micros(), limit);
  std::vector<JobWorker::Claimed> claimed;
  for (std::size_t row = 0; row < rows.size(); ++row) claimed.push_back({read_job(rows, row), rows.integer(row, 7)});
  return claimed;
}

int bring_near(db::Tx& tx, Instant now, Instant retry, Instant lease) {
  const auto rows = tx.query(kFarAhead, retry.micros(), lease.micros());
  for (std::size_t row = 0; row < rows.size(); ++row) tx.exec(kBringNear, rows.integer(row, 0), now.micros());
  return static_cast<int>(rows.size());
}

void not_later_than(db::Tx& tx, const std::string& kind, Instant latest) {
  tx.exec(kNotLaterThan, kind, latest.micros());
}

void release_leases(db::Tx& tx) { tx.exec(kReleaseLeases); }

bool take_off(db::Tx& tx, std::int64_t job_id, std::int64_t fence) {
  return !tx.query(kTakeOff, job_id, fence).empty();
}

void put_off(db::Tx& tx, std::int64_t job_id, std::int64_t fence, Instant due_at, int attempts,
             const std::string& error) {
  tx.exec(kPutOff, job_id, fence, due_at.micros(), attempts, error);
}

void bury(db::Tx& tx, std::int64_t job_id, std::int64_t fence, int attempts, const std::string& error) {
  tx.exec(kBury, job_id, fence, attempts, error);
}

std::vector<Job> list_dead(db::Tx& tx, std::int64_t after_job_id, int limit) {
  const auto rows = tx.query(kListDead, after_job_id, limit);
  std::vector<Job> jobs;
  for (std::size_t row = 0; row < rows.size(); ++row) jobs.push_back(read_job(rows, row));
  return jobs;
}

bool revive(db::Tx& tx, std::int64_t job_id, Instant now) { return !tx.query(kRevive, job_id, now.micros()).empty(); }

std::int64_t count_dead(db::Tx& tx) { return tx.query(kCountDead).integer(0, 0); }

}  // namespace tongban::jobs::store
