// The face of the module: what src/app wires up. Everything that happens to an inquiry reaches others as events
// (`inquiries.asked`, `inquiries.answered`, `inquiries.fell_overdue`, …; payload: README.md).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace tongban {
struct Ctx;
namespace http {
struct Route;
}
namespace jobs {
class JobWorker;
}
}  // namespace tongban

namespace tongban::inquiries {

std::vector<http::Route> routes();
// The end of each running limit.
void register_jobs(jobs::JobWorker& worker);

struct CheckFinding {
  std::int64_t inquiry_id = 0;  // 0: of the tables
  std::string key;              // stable: inquiries.broken_history, inquiries.status_differs, …
};
struct CheckReport {
  std::int64_t inquiries = 0, events = 0;
  std::vector<CheckFinding> findings;  // the first kMaxFindings
  std::int64_t finding_count = 0;
  static constexpr std::size_t kMaxFindings = 1000;
};
// Recomputes every inquiry from its events and compares. Reads only, in one snapshot.
Result<void> check_inquiries(Ctx& ctx, CheckReport& report);

// What an asker may read now: answered after `since` and not ended yet, newest first, at most `limit` of the last
// hundred that the account asked.
struct AnsweredInquiry {
  std::int64_t inquiry_id = 0;
  std::string title, department_name;
  Instant answered_at;
};
Result<std::vector<AnsweredInquiry>> answered_of(Ctx& ctx, std::int64_t account_id, Instant since, int limit);

}  // namespace tongban::inquiries
