// Items, versions, changes: the SQL of the life of an item, for both databases. Functions read and write rows and
// decide nothing; acts ask model.h first. Rows go out as they are stored: instants as microseconds, dates as text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "modules/catalog/model.h"
#include "platform/db/db.h"

namespace tongban::catalog::store {

struct ItemRow {
  std::int64_t item_id = 0;
  std::string implementing_code, handle_code, basic_code, local_code;
  bool code_as_is = false;
  std::int64_t department_id = 0;
  std::string region_code;
  std::int64_t basic_item_id = 0;  // 0: none
  bool demonstration = false;
  ItemState state = ItemState::draft;
  std::int64_t current_version_id = 0;  // 0: none
  std::int64_t newest_version_id = 0;
  std::int64_t created_by = 0;
  std::int64_t created_at = 0;
  std::int64_t updated_at = 0;
};

// The columns of a version that repeat its content for lists.
struct Promoted {
  std::string item_name, item_type;
  std::string service_objects, themes;      // joined by ^; themes as "person:020"
  std::string legal_limit, promised_limit;  // as people read them
  std::optional<int> trips;
  std::optional<bool> is_fee;
  bool is_online = false;
  std::string online_level;
  int completeness = 0, error_count = 0, warning_count = 0;
  std::string effective_from, effective_to;
};

struct VersionData {
  std::int64_t item_version_id = 0;
  std::int64_t item_id = 0;
  int version = 0;
  int revision = 0;
  VersionState state = VersionState::draft;
  std::string content, content_digest;
  Promoted promoted;
  std::int64_t created_by = 0, created_at = 0;
  std::optional<std::int64_t> checked_by, checked_at, published_by, published_at;
};

struct ChangeRow {
  std::int64_t item_change_id = 0;
  std::int64_t item_id = 0;
  int version = 0;
  std::string action, from_state, to_state;
  std::int64_t account_id = 0;
  std::int64_t changed_at = 0;
  std::string reason;
  std::string changed;  // JSON list of pointers
};

// False when the code (or the department's local code) is taken: nothing was written.
bool insert_item(db::Tx& tx, const ItemRow& item);
void insert_version(db::Tx& tx, const VersionData& version);

std::optional<ItemRow> find_item(db::Tx& tx, std::int64_t item_id);
// Locks the item until the end of the transaction, so that acts on one item follow one another.
std::optional<ItemRow> lock_item(db::Tx& tx, std::int64_t item_id, Instant now);
std::optional<ItemRow> find_item_by_code(db::Tx& tx, std::string_view implementing_code, std::string_view handle_code);
std::optional<ItemRow> find_item_by_local_code(db::Tx& tx, std::int64_t department_id, std::string_view local_code);
void set_item_state(db::Tx& tx, std::int64_t item_id, ItemState state, std::int64_t current_version_id);
void set_newest_version(db::Tx& tx, std::int64_t item_id, std::int64_t newest_version_id);

std::optional<VersionData> find_version(db::Tx& tx, std::int64_t item_version_id);
std::optional<VersionData> find_version_number(db::Tx& tx, std::int64_t item_id, int version);
// All versions of an item without their content, newest first.
std::vector<VersionData> list_versions(db::Tx& tx, std::int64_t item_id);
int greatest_version(db::Tx& tx, std::int64_t item_id);
// The id of the open (draft or checked) version, or of a published one that is not in effect yet; 0 when there is none.
std::int64_t pending_version_id(db::Tx& tx, std::int64_t item_id, std::int64_t current_version_id);

// Replaces content and promoted columns of an open version and counts its revision; false when the revision stored is
// not `revision`.
bool save_content(db::Tx& tx, const VersionData& version, int revision);
void set_version_state(db::Tx& tx, std::int64_t item_version_id, VersionState state);
void set_checked(db::Tx& tx, std::int64_t item_version_id, std::int64_t account_id, Instant now);
void set_published(db::Tx& tx, std::int64_t item_version_id, std::int64_t account_id, Instant now,
                   std::string_view effective_from);

void append_change(db::Tx& tx, const ChangeRow& change);
// Whether the account created or saved that version.
bool wrote_version(db::Tx& tx, std::int64_t item_id, int version, std::int64_t account_id);
std::vector<ChangeRow> list_changes(db::Tx& tx, std::int64_t item_id, int limit);

// Published versions whose day has come and that are not the current one of their item; oldest day first.
std::vector<VersionData> due_versions(db::Tx& tx, std::string_view today, int limit);
// Current versions whose last day is before today.
std::vector<VersionData> ended_versions(db::Tx& tx, std::string_view today, int limit);

// Replaces the facets of an item; empty lists for one that the public does not see.
struct Facet {
  std::string facet_kind;  // theme, service_object
  std::string code;
};
void set_facets(db::Tx& tx, std::int64_t item_id, const std::vector<Facet>& facets);

// Tells search to look at the item (or at all items of a department) again.
void note_change(db::Tx& tx, std::int64_t item_id);
void note_department_change(db::Tx& tx, std::int64_t department_id);
std::int64_t last_change(db::Tx& tx);
// Items changed after `change_id`, in order; the greatest change_id seen goes to `up_to`.
std::vector<std::int64_t> changed_items(db::Tx& tx, std::int64_t change_id, int limit, std::int64_t& up_to);

void count_application(db::Tx& tx, std::int64_t item_id);

}  // namespace tongban::catalog::store
