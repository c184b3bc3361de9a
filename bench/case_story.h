// Invented cases for measurements and drills: whole histories, by the module's own rules, so that `tongban check` finds
// them true. The same seed gives the same cases (sealed texts differ, their nonces are random).
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "modules/cases/work.h"
#include "platform/audit/audit.h"

namespace tongban::bench {

// A department with its people; invented ones are in no table but `cases`.
struct Place {
  std::int64_t department_id = 0;
  std::string department_name, short_name, region_code, region_name;
  std::vector<std::int64_t> clerks, reviewers, approvers;
  std::vector<std::pair<std::int64_t, std::shared_ptr<const catalog::FrozenItem>>> items;  // item_id, version
};

// All that one case writes.
struct MadeCase {
  cases::store::CaseRow row;
  std::vector<cases::Event> events;
  std::vector<cases::store::SubmissionRow> submissions;
  std::vector<cases::store::MaterialRow> materials;
  std::vector<cases::store::InstrumentRow> instruments;
  std::optional<cases::store::ResultRow> result;
  std::vector<audit::Entry> audit;
  std::optional<Instant> timer;
};

// xorshift64*: the same numbers on every machine, which the standard's distributions do not promise.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15ull + 1) {}
  std::uint64_t next() {
    state_ ^= state_ >> 12, state_ ^= state_ << 25, state_ ^= state_ >> 27;
    return state_ * 0x2545f4914f6cdd1dull;
  }
  std::int64_t below(std::int64_t n) { return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(n)); }
  double unit() { return static_cast<double>(next() >> 11) / 9007199254740992.0; }
  bool chance(double p) { return unit() < p; }

 private:
  std::uint64_t state_;
};

// The serials of case numbers and instruments, continued from what the database holds.
struct Serials {
  std::map<std::pair<std::string, std::string>, int> cases;               // implementing code, day
  std::map<std::tuple<std::int64_t, std::string, int>, int> instruments;  // department, kind, year
  std::map<std::pair<std::string, std::string>, bool> cases_used;         // to be written back
};

class Storyteller {
 public:
  Storyteller(const Services& services, Serials& serials, std::uint64_t seed, Instant until, bool rows_only)
      : services_(services), serials_(serials), random_(seed), until_(until), rows_only_(rows_only), ids_(1023) {}

  // A case of this place that began at `at`, told until `until`. Errors are broken rules: a story that cannot happen.
  Result<MadeCase> tell(const Place& place, Instant at);

 private:
  struct Telling;
  void plan(Telling& telling);
  void accepted_on(Telling& telling);
  Result<void> write(Telling& telling);
  void papers(Telling& telling);

  const Services& services_;
  Serials& serials_;
  Random random_;
  Instant until_;
  bool rows_only_;
  IdSource ids_;
};

}  // namespace tongban::bench
