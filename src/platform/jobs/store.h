// Every SQL statement of the timers. Used by this room only.
#pragma once

#include <optional>
#include <vector>

#include "platform/jobs/jobs.h"

namespace tongban::jobs::store {

void put(db::Tx& tx, const Job& job, Instant now);
void put_if_none(db::Tx& tx, const Job& job, Instant now);
void remove(db::Tx& tx, const std::string& kind, std::int64_t subject_id);

bool any_due(db::Tx& tx, Instant now);
// Leases up to `limit` due timers of all kinds, each with a new fence.
std::vector<JobWorker::Claimed> claim(db::Tx& tx, Instant now, Instant lease_until, int limit);
// After the clock was set back: makes due the timers that failed and are to be tried again later than `retry`, and
// gives back those leased longer than `lease`. Returns how many.
int bring_near(db::Tx& tx, Instant now, Instant retry, Instant lease);
// Moves a recurring timer that is later than `latest` to there.
void not_later_than(db::Tx& tx, const std::string& kind, Instant latest);
// Gives back every lease: for the start of the only node of a database.
void release_leases(db::Tx& tx);
// Takes the timer off if the fence still holds; the row stays locked against other nodes until the transaction ends.
bool take_off(db::Tx& tx, std::int64_t job_id, std::int64_t fence);
// Both change nothing when the fence does not hold any more.
void put_off(db::Tx& tx, std::int64_t job_id, std::int64_t fence, Instant due_at, int attempts,
             const std::string& error);
void bury(db::Tx& tx, std::int64_t job_id, std::int64_t fence, int attempts, const std::string& error);

std::vector<Job> list_dead(db::Tx& tx, std::int64_t after_job_id, int limit);
bool revive(db::Tx& tx, std::int64_t job_id, Instant now);
std::int64_t count_dead(db::Tx& tx);

}  // namespace tongban::jobs::store
