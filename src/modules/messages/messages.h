// The face of the module: what src/app wires up. What people are told follows from the events of other modules; nobody
// calls this module to send something.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tongban {
struct Ctx;
struct Services;
namespace db {
class Tx;
}
namespace http {
struct Route;
}
namespace jobs {
class JobWorker;
}
namespace events {
class Subscriptions;
}
}  // namespace tongban

namespace tongban::messages {

// Puts the shipped texts (data/messages/templates.json, given as text) into the services; once, before any act runs.
// Texts that are not complete, or that break the rules every saved text must keep, are told by ready().
void start(Services& services, std::string_view templates_json);
// Error: unavailable `messages.bad_templates` with all that is wrong.
Result<void> ready(const Services& services);

std::vector<http::Route> routes();
// Reacts to what happens to cases and inquiries.
void subscribe(events::Subscriptions& subscriptions);
// Forgets what was sent long ago.
void register_jobs(jobs::JobWorker& worker);
// Gives back what a dead process had in hand, at the start of the only node of a database.
void release_leases(db::Tx& tx);

struct CheckFinding {
  std::int64_t id = 0;  // of the message or delivery; 0: of the tables
  std::string key;      // stable: messages.broken_words, messages.cannot_open, messages.orphans, …
};
struct CheckReport {
  std::int64_t messages = 0, deliveries = 0, waiting = 0, dead = 0;
  std::vector<CheckFinding> findings;  // the first kMaxFindings
  std::int64_t finding_count = 0;
  static constexpr std::size_t kMaxFindings = 1000;
};
// Whether words can be read and addresses opened, and whether each delivery is of a message. Reads only.
Result<void> check_messages(Ctx& ctx, CheckReport& report);

}  // namespace tongban::messages
