// The SQL of item versions.
#include "base/described.h"
#include "modules/catalog/store.h"

namespace tongban::catalog::store {
namespace {

#define VERSION_FACTS                                                                                           \
  "item_version_id, item_id, version, revision, state, content_digest, item_name, item_type, service_objects, " \
  "themes, legal_limit, promised_limit, trips, is_fee, is_online, online_level, completeness, error_count, "    \
  "warning_count, effective_from, effective_to, created_by, created_at, checked_by, checked_at, published_by, " \
  "published_at"

VersionData read_version(const db::Rows& rows, std::size_t i) {
  VersionData version;
  version.item_version_id = rows.integer(i, 0);
  version.item_id = rows.integer(i, 1);
  version.version = static_cast<int>(rows.integer(i, 2));
  version.revision = static_cast<int>(rows.integer(i, 3));
  version.state = parse_enum<VersionState>(rows.text(i, 4)).value_or(VersionState::retired);
  version.content_digest = rows.text(i, 5);
  auto& promoted = version.promoted;
  promoted.item_name = rows.text(i, 6);
  promoted.item_type = rows.text(i, 7);
  promoted.service_objects = rows.text(i, 8);
  promoted.themes = rows.text(i, 9);
  promoted.legal_limit = rows.text(i, 10);
  promoted.promised_limit = rows.text(i, 11);
  promoted.trips = rows.optional_integer(i, 12);
  if (const auto is_fee = rows.optional_integer(i, 13)) promoted.is_fee = *is_fee != 0;
  promoted.is_online = rows.integer(i, 14) != 0;
  promoted.online_level = rows.text(i, 15);
  promoted.completeness = static_cast<int>(rows.integer(i, 16));
  promoted.error_count = static_cast<int>(rows.integer(i, 17));
  promoted.warning_count = static_cast<int>(rows.integer(i, 18));
  promoted.effective_from = rows.text(i, 19);
  promoted.effective_to = rows.text(i, 20);
  version.created_by = rows.integer(i, 21);
  version.created_at = rows.integer(i, 22);
  version.checked_by = rows.optional_integer(i, 23);
  version.checked_at = rows.optional_integer(i, 24);
  version.published_by = rows.optional_integer(i, 25);
  version.published_at = rows.optional_integer(i, 26);
  if (rows.columns > 27) version.content = rows.text(i, 27);
  return version;
}

std::vector<VersionData> read_all(const db::Rows& rows) {
  std::vector<VersionData> versions;
  for (std::size_t i = 0; i < rows.size(); ++i) versions.push_back(read_version(rows, i));
  return versions;
}

std::optional<VersionData> first_version(const db::Rows& rows) {
  return rows.empty() ? std::nullopt : std::optional(read_version(rows, 0));
}

}  // namespace

void insert_version(db::Tx& tx, const VersionData& version) {
  static const char* const kSql =
      "INSERT INTO item_versions (" VERSION_FACTS
      ", content) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, "
      "$21, $22, $23, $24, $25, $26, $27, $28)";
  const auto& p = version.promoted;
  tx.exec(kSql, version.item_version_id, version.item_id, version.version, version.revision, enum_text(version.state),
          version.content_digest, p.item_name, p.item_type, p.service_objects, p.themes, p.legal_limit,
          p.promised_limit, p.trips, p.is_fee, p.is_online, p.online_level, p.completeness, p.error_count,
          p.warning_count, p.effective_from, p.effective_to, version.created_by, version.created_at, version.checked_by,
          version.checked_at, version.published_by, version.published_at, version.content);
}

std::optional<VersionData> find_version(db::Tx& tx, std::int64_t item_version_id) {
  return first_version(
      tx.query("SELECT " VERSION_FACTS ", content FROM item_versions WHERE item_version_id = $1", item_version_id));
}

std::optional<VersionData> find_version_number(db::Tx& tx, std::int64_t item_id, int version) {
  return first_version(tx.query(
      "SELECT " VERSION_FACTS ", content FROM item_versions WHERE item_id = $1 AND version = $2", item_id, version));
}

std::vector<VersionData> list_versions(db::Tx& tx, std::int64_t item_id) {
  return read_all(tx.query(
      "SELECT " VERSION_FACTS " FROM item_versions WHERE item_id = $1 ORDER BY version DESC LIMIT 500", item_id));
}

int greatest_version(db::Tx& tx, std::int64_t item_id) {
  return static_cast<int>(tx.query("SELECT MAX(version) FROM item_versions WHERE item_id = $1", item_id).integer(0, 0));
}

std::int64_t pending_version_id(db::Tx& tx, std::int64_t item_id, std::int64_t current_version_id) {
  const auto rows = tx.query(
      "SELECT item_version_id FROM item_versions WHERE item_id = $1 AND (state IN ('draft', 'checked') OR "
      "(state = 'published' AND item_version_id <> $2)) ORDER BY version DESC LIMIT 1",
      item_id, current_version_id);
  return rows.empty() ? 0 : rows.integer(0, 0);
}

bool save_content(db::Tx& tx, const VersionData& version, int revision) {
  static const char* const kSql =
      "UPDATE item_versions SET revision = revision + 1, state = 'draft', checked_by = NULL, checked_at = NULL, "
      "content = $3, content_digest = $4, item_name = $5, item_type = $6, service_objects = $7, themes = $8, "
      "legal_limit = $9, promised_limit = $10, trips = $11, is_fee = $12, is_online = $13, online_level = $14, "
      "completeness = $15, error_count = $16, warning_count = $17, effective_from = $18, effective_to = $19 "
      "WHERE item_version_id = $1 AND revision = $2 AND state IN ('draft', 'checked') "
      "RETURNING item_version_id";
  const auto& p = version.promoted;
  return !tx.query(kSql, version.item_version_id, revision, version.content, version.content_digest, p.item_name,
                   p.item_type, p.service_objects, p.themes, p.legal_limit, p.promised_limit, p.trips, p.is_fee,
                   p.is_online, p.online_level, p.completeness, p.error_count, p.warning_count, p.effective_from,
                   p.effective_to)
              .empty();
}

void set_version_state(db::Tx& tx, std::int64_t item_version_id, VersionState state) {
  tx.exec("UPDATE item_versions SET state = $2 WHERE item_version_id = $1", item_version_id, enum_text(state));
}

void set_checked(db::Tx& tx, std::int64_t item_version_id, std::int64_t account_id, Instant now) {
  tx.exec("UPDATE item_versions SET state = 'checked', checked_by = $2, checked_at = $3 WHERE item_version_id = $1",
          item_version_id, account_id, now.micros());
}

void set_published(db::Tx& tx, std::int64_t item_version_id, std::int64_t account_id, Instant now,
                   std::string_view effective_from) {
  tx.exec(
      "UPDATE item_versions SET state = 'published', published_by = $2, published_at = $3, effective_from = $4 "
      "WHERE item_version_id = $1",
      item_version_id, account_id, now.micros(), effective_from);
}

std::vector<VersionData> due_versions(db::Tx& tx, std::string_view today, int limit) {
  return read_all(
      tx.query("SELECT v.item_version_id, v.item_id, v.version, v.revision, v.state, v.content_digest, v.item_name, "
               "v.item_type, v.service_objects, v.themes, v.legal_limit, v.promised_limit, v.trips, v.is_fee, "
               "v.is_online, v.online_level, v.completeness, v.error_count, v.warning_count, v.effective_from, "
               "v.effective_to, v.created_by, v.created_at, v.checked_by, v.checked_at, v.published_by, v.published_at "
               "FROM item_versions v JOIN items i ON i.item_id = v.item_id "
               "WHERE v.state = 'published' AND v.effective_from <= $1 AND i.state <> 'retired' "
               "AND (i.current_version_id IS NULL OR i.current_version_id <> v.item_version_id) "
               "ORDER BY v.effective_from, v.item_version_id LIMIT $2",
               today, limit));
}

std::vector<VersionData> ended_versions(db::Tx& tx, std::string_view today, int limit) {
  return read_all(
      tx.query("SELECT v.item_version_id, v.item_id, v.version, v.revision, v.state, v.content_digest, v.item_name, "
               "v.item_type, v.service_objects, v.themes, v.legal_limit, v.promised_limit, v.trips, v.is_fee, "
               "v.is_online, v.online_level, v.completeness, v.error_count, v.warning_count, v.effective_from, "
               "v.effective_to, v.created_by, v.created_at, v.checked_by, v.checked_at, v.published_by, v.published_at "
               "FROM item_versions v JOIN items i ON i.current_version_id = v.item_version_id "
               "WHERE v.effective_to <> '' AND v.effective_to < $1 AND i.state IN ('published', 'suspended') "
               "ORDER BY v.effective_to, v.item_version_id LIMIT $2",
               today, limit));
}

}  // namespace tongban::catalog::store
