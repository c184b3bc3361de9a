#include "platform/audit/audit.h"

#include <algorithm>
#include <limits>

#include "base/text.h"

namespace tongban::audit {

namespace {

constexpr std::size_t kMostNameCodePoints = 100;
constexpr std::size_t kMostDetailCodePoints = 1500;
constexpr int kMostListed = 200;

constexpr const char* kInsert =
    "INSERT INTO audit_entries (audit_id, at, actor_kind, actor_id, action, object_kind, object_id, outcome, "
    "error_key, "
    "request_id, remote_address, detail) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
// One text for every filter: a condition whose value is null holds always. The planner is given the type of a null by
// the cast. Ids grow with time, so that a span of time is also a span of ids ($1, $10), which is not read past.
#define LIST(where)                                                                                             \
  "SELECT audit_id, at, actor_kind, actor_id, action, object_kind, object_id, outcome, error_key, request_id, " \
  "remote_address, detail FROM audit_entries WHERE " where                                                      \
  "audit_id < $1 AND audit_id >= $10 "                                                                          \
  "AND (CAST($2 AS BIGINT) IS NULL OR actor_id = $2) AND (CAST($3 AS TEXT) IS NULL OR action = $3) "            \
  "AND (CAST($4 AS TEXT) IS NULL OR object_kind = $4) AND (CAST($5 AS BIGINT) IS NULL OR object_id = $5) "      \
  "AND (CAST($6 AS TEXT) IS NULL OR outcome = $6) AND (CAST($7 AS BIGINT) IS NULL OR at >= $7) "                \
  "AND (CAST($8 AS BIGINT) IS NULL OR at < $8) ORDER BY audit_id DESC LIMIT $9"
constexpr const char* kList = LIST("");
// What auditors ask most has an index: one object, one actor, one action, and what did not go well.
constexpr const char* kListObject = LIST("object_kind = $4 AND object_id = $5 AND object_id <> 0 AND ");
constexpr const char* kListActor = LIST("actor_id = $2 AND actor_id <> 0 AND ");
constexpr const char* kListAction = LIST("action = $3 AND ");
constexpr const char* kListOutcome = LIST("outcome = $6 AND outcome <> 'ok' AND ");

// The ids made in a span of time, widely taken: nodes differ a little, a clock that was set back by up to two days
// makes ids ahead of it, and `at` decides in the end. (41 bits of milliseconds since 2020, see base/ids.h.)
std::int64_t id_at(Instant at, std::chrono::hours margin) {
  static const auto kBegin = parse_instant("2020-01-01T00:00:00Z").value();
  const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(at - kBegin + margin).count();
  return since <= 0 ? 0 : std::min<std::int64_t>(since, (std::int64_t{1} << 41) - 1) << 22;
}

// Columns are text of valid UTF-8 without controls whatever a caller hands on (an address of a proxy, say).
std::string fit(std::string_view text, std::size_t code_points) {
  if (!is_valid_utf8(text) || has_control_characters(text)) return "?";
  return std::string(truncate_code_points(text, code_points));
}

template <class Enum>
std::string name_of(Enum value) {
  return boost::describe::enum_to_string(value, "");
}

template <class Enum>
Enum value_of(std::string_view name) {
  Enum value{};
  boost::describe::enum_from_string(std::string(name).c_str(), value);
  return value;
}

Entry read_entry(const db::Rows& rows, std::size_t row) {
  return {Id{rows.integer(row, 0)},
          Instant::from_micros(rows.integer(row, 1)),
          value_of<ActorKind>(rows.text(row, 2)),
          Id{rows.integer(row, 3)},
          std::string(rows.text(row, 4)),
          std::string(rows.text(row, 5)),
          Id{rows.integer(row, 6)},
          value_of<Outcome>(rows.text(row, 7)),
          std::string(rows.text(row, 8)),
          std::string(rows.text(row, 9)),
          std::string(rows.text(row, 10)),
          std::string(rows.text(row, 11))};
}

std::optional<std::int64_t> micros(const std::optional<Instant>& at) {
  return at ? std::optional(at->micros()) : std::nullopt;
}

const char* statement_for(const Filter& filter) {
  if (filter.object_kind && filter.object_id.value_or(0) != 0) return kListObject;
  if (filter.actor_id.value_or(0) != 0) return kListActor;
  if (filter.outcome && *filter.outcome != Outcome::ok) return kListOutcome;
  if (filter.action) return kListAction;
  return kList;
}

}  // namespace

void append(db::Tx& tx, const Entry& entry) {
  const auto name = [](const std::string& text) { return fit(text, kMostNameCodePoints); };
  tx.exec(kInsert, entry.audit_id.value, entry.at.micros(), name_of(entry.actor_kind), entry.actor_id.value,
          name(entry.action), name(entry.object_kind), entry.object_id.value, name_of(entry.outcome),
          name(entry.error_key), name(entry.request_id), name(entry.remote_address),
          fit(entry.detail, kMostDetailCodePoints));
}

std::vector<Entry> list(db::Tx& tx, const Filter& filter, std::int64_t before, int limit) {
  auto below = before > 0 ? before : std::numeric_limits<std::int64_t>::max();
  if (filter.until) below = std::min(below, id_at(*filter.until, std::chrono::hours(48)));
  const auto from = filter.from ? id_at(*filter.from, -std::chrono::hours(1)) : std::int64_t{0};
  const auto outcome = filter.outcome ? std::optional(name_of(*filter.outcome)) : std::nullopt;
  const auto rows =
      tx.query(statement_for(filter), below, filter.actor_id, filter.action, filter.object_kind, filter.object_id,
               outcome, micros(filter.from), micros(filter.until), std::clamp(limit, 1, kMostListed), from);
  std::vector<Entry> entries;
  for (std::size_t row = 0; row < rows.size(); ++row) entries.push_back(read_entry(rows, row));
  return entries;
}

namespace {
constexpr std::string_view kSealedMark = ": sealed ";
std::string detail_context(std::int64_t object_id) { return "audit_entries.detail/" + std::to_string(object_id); }
}  // namespace

std::string sealed_detail(const Keyring& keyring, std::string_view label, std::int64_t object_id,
                          std::string_view text) {
  return std::string(label) + std::string(kSealedMark) +
         keyring.seal(detail_context(object_id), truncate_code_points(text, 300));
}

std::string opened_detail(const Keyring& keyring, const Entry& entry) {
  const auto mark = entry.detail.find(kSealedMark);
  if (mark == std::string::npos) return entry.detail;
  const auto opened = keyring.open(detail_context(entry.object_id.value),
                                   std::string_view(entry.detail).substr(mark + kSealedMark.size()));
  return opened ? entry.detail.substr(0, mark) + ": " + *opened : entry.detail;
}

}  // namespace tongban::audit
