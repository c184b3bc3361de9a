// Inputs and outputs of those who keep the catalogue: editors write and check, publishers publish. A version is edited
// under optimistic control: `revision` counts its saves, and a save must name the one it began from.
#pragma once

#include "modules/catalog/actions_guide.h"
#include "modules/catalog/model.h"

namespace tongban::catalog {

using Reason = Str<500>;  // why, in the words of the one who did it; never empty

// ---- the gate
// ---------------------------------------------------------------------------------------------------------

enum class Severity { error, warning };
BOOST_DESCRIBE_ENUM(Severity, error, warning)

struct Finding {
  std::string code;  // stable: "gate.promise_exceeds_legal"
  Severity severity = Severity::error;
  std::string sentence;  // plain Chinese
  std::string place;     // JSON pointer into the content: "/materials/2/material_name"
};
BOOST_DESCRIBE_STRUCT(Finding, (), (code, severity, sentence, place))

struct GateReport {
  std::vector<Finding> findings;  // errors first
  int error_count = 0;
  int warning_count = 0;
  int completeness = 0;  // 0..100
};
BOOST_DESCRIBE_STRUCT(GateReport, (), (findings, error_count, warning_count, completeness))

// ---- departments, dictionary, basic items
// -----------------------------------------------------------------------------

struct CreateDepartmentIn {
  static constexpr bool kDefaults = true;
  Str<18> credit_code;  // "" with demonstration: one of the private range is made
  Str<20> org_code;
  Str<200> name;
  Str<60> short_name;
  std::string region_code;
  std::string implementer_nature = "1";
  Str<60> line;
  bool demonstration = false;
  Str<500> source;
  std::string confidence = "high";
  Reason reason;
};
BOOST_DESCRIBE_STRUCT(CreateDepartmentIn, (),
                      (credit_code, org_code, name, short_name, region_code, implementer_nature, line, demonstration,
                       source, confidence, reason))
struct UpdateDepartmentIn {
  static constexpr bool kDefaults = true;
  Id department_id;
  Str<200> name;
  Str<60> short_name;
  std::string implementer_nature;
  Str<60> line;
  bool active = true;
  Reason reason;
};
BOOST_DESCRIBE_STRUCT(UpdateDepartmentIn, (),
                      (department_id, name, short_name, implementer_nature, line, active, reason))

struct PutCodeEntryIn {
  static constexpr bool kDefaults = true;
  Str<60> code_set;
  Str<60> code;
  Str<200> name;
  std::string valid_from;  // "" is 1949-10-01: always
  std::string valid_to;
  Str<500> source;
  int sort = 0;
  Reason reason;
};
BOOST_DESCRIBE_STRUCT(PutCodeEntryIn, (), (code_set, code, name, valid_from, valid_to, source, sort, reason))

struct CreateBasicItemIn {
  static constexpr bool kDefaults = true;
  std::string basic_code;
  Str<50> local_basic_code;
  Str<1000> name;
  std::string item_type;
  Str<200> central_authority;
  BasicItemContent content;
  Str<500> source;
  std::string confidence = "high";
  Reason reason;
};
BOOST_DESCRIBE_STRUCT(CreateBasicItemIn, (),
                      (basic_code, local_basic_code, name, item_type, central_authority, content, source, confidence,
                       reason))

// ---- items and versions
// -----------------------------------------------------------------------------------------------

struct CreateItemIn {
  static constexpr bool kDefaults = true;
  Id department_id;
  std::string basic_item_id;  // "" without
  Str<60> implementing_code;  // "": composed of credit code, level and basic code; demonstration: private range
  bool code_as_is = false;    // a real code of another scheme: kept, not taken apart
  int handle_serial = 0;      // 1..99 for a 业务办理项; 0: none
  Str<50> local_code;
  bool demonstration = false;
  ItemContent content;
  Reason reason;
};
BOOST_DESCRIBE_STRUCT(CreateItemIn, (),
                      (department_id, basic_item_id, implementing_code, code_as_is, handle_serial, local_code,
                       demonstration, content, reason))
struct SaveDraftIn {
  static constexpr bool kDefaults = true;
  Id item_id;
  int version = 0;
  int revision = 0;  // the one the editing began from
  ItemContent content;
  Reason reason;
};
BOOST_DESCRIBE_STRUCT(SaveDraftIn, (), (item_id, version, revision, content, reason))
struct VersionActIn {
  static constexpr bool kDefaults = true;
  Id item_id;
  int version = 0;
  int revision = 0;  // 0: whatever it is now
  Reason reason;
};
BOOST_DESCRIBE_STRUCT(VersionActIn, (), (item_id, version, revision, reason))
struct ItemActIn {
  static constexpr bool kDefaults = true;
  Id item_id;
  Reason reason;
};
BOOST_DESCRIBE_STRUCT(ItemActIn, (), (item_id, reason))
struct VersionIn {
  static constexpr bool kDefaults = true;
  Id item_id;
  int version = 0;
};
BOOST_DESCRIBE_STRUCT(VersionIn, (), (item_id, version))
struct ItemIn {
  Id item_id;
};
BOOST_DESCRIBE_STRUCT(ItemIn, (), (item_id))
struct TryGateIn {
  static constexpr bool kDefaults = true;
  std::string item_id;  // "" for an item that is not created yet
  ItemContent content;
};
BOOST_DESCRIBE_STRUCT(TryGateIn, (), (item_id, content))

// The facts of an item that its versions share.
struct EditorItem {
  Id item_id;
  std::string item_name;
  std::string implementing_code, handle_code, basic_code, local_code;
  bool code_as_is = false;
  Id department_id;
  std::string department_name;
  std::string region_code, region_name;
  std::string basic_item_id;
  bool demonstration = false;
  ItemState item_state = ItemState::draft;
  int current_version = 0;  // 0: none is in effect
  int newest_version = 0;
  VersionState newest_state = VersionState::draft;
  int completeness = 0;  // of the newest version, as error_count and warning_count
  int error_count = 0;
  int warning_count = 0;
  Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(EditorItem, (),
                      (item_id, item_name, implementing_code, handle_code, basic_code, local_code, code_as_is,
                       department_id, department_name, region_code, region_name, basic_item_id, demonstration,
                       item_state, current_version, newest_version, newest_state, completeness, error_count,
                       warning_count, updated_at))

struct VersionView {
  EditorItem item;
  Id item_version_id;
  int version = 0;
  int revision = 0;
  VersionState state = VersionState::draft;
  std::string content_digest;  // SHA-256 hex of the canonical content
  std::string effective_from;
  ItemContent content;
  GateReport gate;
  std::vector<VersionAction> allowed;  // what this actor may do now
};
BOOST_DESCRIBE_STRUCT(VersionView, (),
                      (item, item_version_id, version, revision, state, content_digest, effective_from, content, gate,
                       allowed))

struct ListEditorItemsIn {
  static constexpr bool kDefaults = true;
  std::string state;  // of the newest version; "" all
  std::string department_id;
  std::string region_code;  // the region and everything below
  std::string text;         // part of the name, or the beginning of a code
  std::string after;
  int limit = kDefaultPage;
};
BOOST_DESCRIBE_STRUCT(ListEditorItemsIn, (), (state, department_id, region_code, text, after, limit))
struct EditorItemList {
  std::vector<EditorItem> items;
  std::string next;
};
BOOST_DESCRIBE_STRUCT(EditorItemList, (), (items, next))

struct VersionRow {
  Id item_version_id;
  int version = 0;
  VersionState state = VersionState::draft;
  std::string effective_from;
  int completeness = 0, error_count = 0, warning_count = 0;
  Instant created_at;
  std::optional<Instant> checked_at, published_at;
};
BOOST_DESCRIBE_STRUCT(VersionRow, (),
                      (item_version_id, version, state, effective_from, completeness, error_count, warning_count,
                       created_at, checked_at, published_at))
struct ItemChange {
  int version = 0;
  std::string action;
  std::string from_state, to_state;
  std::string account_id;  // "" for the platform itself
  Instant at;
  std::string reason;
  std::vector<std::string> changed;  // JSON pointers of the elements that differ, at most 50
};
BOOST_DESCRIBE_STRUCT(ItemChange, (), (version, action, from_state, to_state, account_id, at, reason, changed))
struct ItemHistory {
  EditorItem item;
  std::vector<VersionRow> versions;
  std::vector<ItemChange> changes;
};
BOOST_DESCRIBE_STRUCT(ItemHistory, (), (item, versions, changes))

// ---- completeness
// -----------------------------------------------------------------------------------------------------

struct CompletenessIn {
  static constexpr bool kDefaults = true;
  std::string by = "item";  // item, department, region
  std::string region_code;  // the region and everything below
  int limit = 50;
};
BOOST_DESCRIBE_STRUCT(CompletenessIn, (), (by, region_code, limit))
struct CompletenessRow {
  std::string key;  // item_id, department_id or region_code
  std::string name;
  int items = 0;
  int completeness = 0;  // average, 0..100
  int errors = 0, warnings = 0;
  int published = 0;
};
BOOST_DESCRIBE_STRUCT(CompletenessRow, (), (key, name, items, completeness, errors, warnings, published))
struct CompletenessList {
  std::vector<CompletenessRow> rows;  // lowest completeness first
};
BOOST_DESCRIBE_STRUCT(CompletenessList, (), (rows))

}  // namespace tongban::catalog
