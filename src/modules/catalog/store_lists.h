// Lists of items, each one set-based query: what the public may browse, and what an editor's posts cover. Keyset paging
// by item_id; nothing is counted for paging.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "modules/catalog/store.h"
#include "platform/auth/actor.h"

namespace tongban::catalog::store {

struct CardRow {
  std::int64_t item_id = 0, item_version_id = 0;
  std::string item_name, item_type, implementing_code;
  std::int64_t department_id = 0;
  std::string department_name, region_code, region_name;
  std::string legal_limit, promised_limit;
  std::optional<int> trips;
  std::optional<bool> is_fee;
  bool is_online = false;
  std::string online_level;
  bool demonstration = false;
  std::string effective_from;
};

// "" and 0 do not narrow. `path` is the region and the levels above it, the region first.
struct BrowseFilter {
  std::string theme, item_type, service_object, online;
  std::int64_t department_id = 0;
  std::vector<std::string> path;
};
enum class BrowseOrder { by_id, newest, popular };
// With a path, an item of an upper level is left out when a lower one offers the same basic item.
std::vector<CardRow> browse(db::Tx& tx, const BrowseFilter& filter, BrowseOrder order, std::int64_t after, int limit);
// The items in effect that implement a basic item, by region.
std::vector<CardRow> offers(db::Tx& tx, std::int64_t basic_item_id, int limit);
std::vector<CardRow> cards(db::Tx& tx, const std::vector<std::int64_t>& item_ids);  // in the order of the ids

struct FacetRow {
  std::string facet_kind;  // theme, service_object, item_type, department
  std::string code, name;  // name: of departments only
  int count = 0;
};
std::vector<FacetRow> facet_counts(db::Tx& tx, const std::vector<std::string>& path);

// ---- editors
// ----------------------------------------------------------------------------------------------------------

struct EditorRow {
  ItemRow item;
  std::string item_name, department_name, region_name;
  int current_version = 0, newest_version = 0;
  VersionState newest_state = VersionState::draft;
  int completeness = 0, error_count = 0, warning_count = 0;
};
struct EditorFilter {
  std::string state;
  std::int64_t department_id = 0;
  std::string region_from, region_to;  // "" both: all
  std::string text;
};
// Where somebody's posts let them work: at most kMaxPosts.
struct Scope {
  struct Place {
    std::int64_t department_id = 0;  // 0: all departments in [region_from, region_to)
    std::string region_from, region_to;
  };
  std::vector<Place> places;
};
Scope scope_of(const Actor& actor, std::initializer_list<Role> roles);

std::vector<EditorRow> editor_items(db::Tx& tx, const Scope& scope, const EditorFilter& filter, std::int64_t after,
                                    int limit);
std::optional<EditorRow> editor_item(db::Tx& tx, std::int64_t item_id);

struct CompletenessRowData {
  std::string key, name;
  int items = 0, completeness = 0, errors = 0, warnings = 0, published = 0;
};
enum class CompletenessBy { item, department, region };
std::vector<CompletenessRowData> completeness(db::Tx& tx, const Scope& scope, CompletenessBy by,
                                              const std::string& region_from, const std::string& region_to, int limit);

}  // namespace tongban::catalog::store
