// All SQL of the module, for both databases. Lists are keyset-paged, each a stretch of an index.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "modules/notices/model.h"
#include "platform/db/db.h"

namespace tongban::notices::store {

inline constexpr int kMostListed = 51;

struct NoticeRow {
  std::int64_t notice_id = 0;
  std::string region_code;
  std::int64_t department_id = 0;  // 0: the platform itself
  std::string department_name, title, body, valid_until;
  State state = State::draft;
  std::int64_t version = 1;
  Instant created_at, changed_at;
  Instant published_at = Instant::from_micros(0);
};

void insert_notice(db::Tx& tx, const NoticeRow& row);
void update_notice(db::Tx& tx, const NoticeRow& row);
std::optional<NoticeRow> find_notice(db::Tx& tx, std::int64_t notice_id);
std::optional<NoticeRow> find_notice_for_update(db::Tx& tx, std::int64_t notice_id);

// Where a page ended: what comes is older.
struct Before {
  std::int64_t published_at = INT64_MAX;
  std::int64_t notice_id = INT64_MAX;
};
// Published and valid on `today`, newest first, at most kMostListed.
std::vector<NoticeRow> published_in(db::Tx& tx, const std::string& region_code, const std::string& today,
                                    const Before& before);
std::vector<NoticeRow> published_by(db::Tx& tx, std::int64_t department_id, const std::string& today,
                                    const Before& before);

// Of a department, or (0) of a subtree of regions, [from, to); newest first. `state` "" is any.
std::vector<NoticeRow> kept_by(db::Tx& tx, std::int64_t department_id, const std::string& state, std::int64_t before);
std::vector<NoticeRow> kept_in(db::Tx& tx, const std::string& region_from, const std::string& region_to,
                               const std::string& state, std::int64_t before);

}  // namespace tongban::notices::store
