// The face of the case module: what src/app wires up, and what other modules may ask. Everything else of a case reaches
// others as events (`cases.submitted`, `cases.accepted`, `cases.decided`, …; payload: README.md).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "base/result.h"

namespace tongban {
struct Ctx;
struct Services;
namespace http {
struct Route;
}
namespace jobs {
class JobWorker;
}
}  // namespace tongban

namespace tongban::cases {

// Puts the module's per-node state into the services; once, before any act runs.
void start(Services& services);
std::vector<http::Route> routes();
// The timer of every case (deemed acceptance, warnings, overdue, unanswered notices).
void register_jobs(jobs::JobWorker& worker);

// What `tongban check` reports of one case or of the tables as a whole.
struct CheckFinding {
  std::int64_t case_id = 0;  // 0: of the tables
  std::string key;           // stable: cases.broken_history, cases.status_differs, cases.submission_changed, …
  std::string detail;        // plain facts without personal data
};
struct CheckReport {
  std::int64_t cases = 0, events = 0, instruments = 0, submissions = 0;
  std::vector<CheckFinding> findings;  // the first kMaxFindings
  std::int64_t finding_count = 0;
  static constexpr std::size_t kMaxFindings = 1000;
};
// Recomputes every case from its events and compares: status, clocks, sequence, decisions, submissions, instruments,
// files. Reads only; one transaction of a snapshot. `ctx` is one of the platform.
Result<void> check_cases(Ctx& ctx, CheckReport& report);

// What other modules may know of a case without seeing it: plain facts, nothing personal.
struct CaseFacts {
  std::int64_t case_id = 0;
  std::string case_number;
  std::string status;
  std::int64_t item_id = 0, item_version_id = 0, department_id = 0;
  std::string item_name, department_name, region_code;
  std::int64_t applicant_account_id = 0, agent_account_id = 0;
  std::int64_t assignee_account_id = 0;  // who has the task; 0: nobody yet
  std::string waiting_for;               // whose turn it is: applicant, window_clerk, reviewer, approver, none
};
// not_found `cases.not_found`.
Result<CaseFacts> case_facts(Ctx& ctx, std::int64_t case_id);

// ---- for the own pages of applicants (modules/own) ---------------------------------------------------------------

// What a case, a draft or a result asks of the acting person.
enum class OwnMatterKind {
  correct,     // 补正, or a revision after the pre-review: due_at is the last moment
  supplement,  // 容缺: a promised material, due_at likewise
  fetch,       // the result is made, or the decision waits to be taken
  draft,       // began and not handed in
  renew,       // a result ends within 60 days: due_at is the end of its last day
};
BOOST_DESCRIBE_ENUM(OwnMatterKind, correct, supplement, fetch, draft, renew)
struct OwnMatter {
  OwnMatterKind kind = OwnMatterKind::draft;
  std::int64_t case_id = 0, item_id = 0;
  std::string case_number;  // "" for a draft
  std::string item_name, department_name;
  std::string detail;  // the material that is promised, the result that was made or ends
  std::optional<Instant> due_at;
  std::optional<int> remaining_days;  // working days, negative: so many late; of `renew` natural days
  std::string limit_state;            // normal, warning, overdue
};
// A case on its way in which others have to act.
struct OwnCase {
  std::int64_t case_id = 0;
  std::string case_number, item_name, department_name, region_name, status;
  std::optional<Instant> due_at;  // by the promise, else by law, else of the present step or of acceptance
  std::optional<int> remaining_days;
  std::string limit_state;
};
struct OwnOverview {
  std::vector<OwnMatter> matters;  // those with a date first, the soonest at the top
  std::vector<OwnCase> running;    // most urgent first
  bool more = false;               // there are more open cases than were looked at (100)
};
// Of the acting applicant, as applicant or agent. Four statements, however many cases there are.
Result<OwnOverview> own_overview(Ctx& ctx);

}  // namespace tongban::cases
