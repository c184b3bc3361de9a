// The audit trail: who did what to which object, when, from where, and how it ended. Entries are appended in the
// transaction of the act they tell of (failures and denials in one of their own) and are never changed; they hold ids
// and keys, no personal data. Read by auditors only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/result.h"
#include "platform/auth/actor.h"
#include "platform/crypto/keyring.h"
#include "platform/db/db.h"

namespace tongban::audit {

enum class Outcome { ok, failed, denied };
BOOST_DESCRIBE_ENUM(Outcome, ok, failed, denied)

struct Entry {
  Id audit_id;  // made by the caller's IdSource; entries are listed in its order
  Instant at;
  ActorKind actor_kind = ActorKind::anonymous;
  Id actor_id;         // account, 0 for anonymous and platform
  std::string action;  // name of the route or job, e.g. "cases.accept"
  std::string object_kind;
  Id object_id;  // 0: none
  Outcome outcome = Outcome::ok;
  std::string error_key;  // "" when ok
  std::string request_id;
  std::string remote_address;
  std::string detail;  // short facts without personal data
};
BOOST_DESCRIBE_STRUCT(Entry, (),
                      (audit_id, at, actor_kind, actor_id, action, object_kind, object_id, outcome, error_key,
                       request_id, remote_address, detail))

// Appends in the given transaction. Texts longer than their column's limit are cut, never refused: an act must not fail
// because its trail is long.
void append(db::Tx& tx, const Entry& entry);

// A detail in a person's own words may name people: it is sealed, bound to its object, and opened for auditors only. A
// label ("revealed") stays readable. `text` has at most 300 code points.
std::string sealed_detail(const Keyring& keyring, std::string_view label, std::int64_t object_id,
                          std::string_view text);
// The detail as an auditor reads it; one that was not sealed is as it is.
std::string opened_detail(const Keyring& keyring, const Entry& entry);

// Every member that is set must match.
struct Filter {
  std::optional<std::int64_t> actor_id;
  std::optional<std::string> action;
  std::optional<std::string> object_kind;
  std::optional<std::int64_t> object_id;
  std::optional<Outcome> outcome;
  std::optional<Instant> from;   // inclusive
  std::optional<Instant> until;  // exclusive
};

// Newest first. `before` is the audit_id of the last entry of the page before (0: first page); `limit` is 1..200.
std::vector<Entry> list(db::Tx& tx, const Filter& filter, std::int64_t before, int limit);

}  // namespace tongban::audit
