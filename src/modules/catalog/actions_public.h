// Inputs and outputs of what everybody may read: regions, departments, dictionary, basic items, browsing, guides and
// comparison. Query inputs have defaults; codes come with their names so that a page needs no second call.
#pragma once

#include "modules/catalog/item_content.h"

namespace tongban::catalog {

inline constexpr int kDefaultPage = 20;
inline constexpr int kMaxPage = 100;

struct CodeName {
  static constexpr bool kDefaults = true;
  std::string code;
  std::string name;  // the code itself when the dictionary has none
};
BOOST_DESCRIBE_STRUCT(CodeName, (), (code, name))

// ---- regions
// ----------------------------------------------------------------------------------------------------------

struct RegionView {
  std::string region_code;  // 12 digits
  std::string name;
  int level = 0;            // 1 province … 5 village
  std::string parent_code;  // "" for a province
  bool has_children = false;
  std::string valid_from, valid_to;  // YYYY-MM-DD; "" is open
  std::string source;
};
BOOST_DESCRIBE_STRUCT(RegionView, (),
                      (region_code, name, level, parent_code, has_children, valid_from, valid_to, source))

struct RegionChildrenIn {
  static constexpr bool kDefaults = true;
  std::string parent_code;
};
BOOST_DESCRIBE_STRUCT(RegionChildrenIn, (), (parent_code))
struct RegionList {
  std::vector<RegionView> regions;
};
BOOST_DESCRIBE_STRUCT(RegionList, (), (regions))

struct RegionIn {
  std::string region_code;
};
BOOST_DESCRIBE_STRUCT(RegionIn, (), (region_code))
struct RegionName {  // one name a code has had
  std::string name;
  std::string valid_from, valid_to;
  std::string source;
};
BOOST_DESCRIBE_STRUCT(RegionName, (), (name, valid_from, valid_to, source))
struct RegionDetail {
  RegionView region;
  std::vector<RegionView> path;  // from the province down to the region itself
  std::vector<RegionName> names;
};
BOOST_DESCRIBE_STRUCT(RegionDetail, (), (region, path, names))

// ---- departments
// ------------------------------------------------------------------------------------------------------

struct DepartmentView {
  Id department_id;
  std::string credit_code;  // 18: credit code, TE… temporary code, or YY99… for demonstration
  std::string org_code;
  std::string name, short_name;
  std::string region_code, region_name;
  std::string implementer_nature;  // code set implementer_nature
  std::string line;                // 条线, e.g. 市场监管: what a central authority and a local department share
  bool demonstration = false;
  bool active = true;
  std::string source, confidence;
  int item_count = 0;  // published items
};
BOOST_DESCRIBE_STRUCT(DepartmentView, (),
                      (department_id, credit_code, org_code, name, short_name, region_code, region_name,
                       implementer_nature, line, demonstration, active, source, confidence, item_count))

struct ListDepartmentsIn {
  static constexpr bool kDefaults = true;
  std::string region_code;
  bool with_items = false;  // only those with a published item
  std::string after;        // department_id of the last one seen
  int limit = kDefaultPage;
};
BOOST_DESCRIBE_STRUCT(ListDepartmentsIn, (), (region_code, with_items, after, limit))
struct DepartmentList {
  std::vector<DepartmentView> departments;
  std::string next;  // `after` of the next page; "" at the end
};
BOOST_DESCRIBE_STRUCT(DepartmentList, (), (departments, next))
struct DepartmentIn {
  Id department_id;
};
BOOST_DESCRIBE_STRUCT(DepartmentIn, (), (department_id))

// ---- dictionary
// -------------------------------------------------------------------------------------------------------

struct CodeEntry {
  std::string code_set;
  std::string code;
  std::string name;
  std::string valid_from;  // YYYY-MM-DD
  std::string valid_to;    // last day; "" is open
  std::string source;      // standard or observation the code was taken from
  int sort = 0;
};
BOOST_DESCRIBE_STRUCT(CodeEntry, (), (code_set, code, name, valid_from, valid_to, source, sort))
struct ListCodeSetsIn {
  static constexpr bool kDefaults = true;
};
BOOST_DESCRIBE_STRUCT(ListCodeSetsIn, (), ())
struct CodeSet {
  std::string code_set;
  int entries = 0;
};
BOOST_DESCRIBE_STRUCT(CodeSet, (), (code_set, entries))
struct CodeSetList {
  std::vector<CodeSet> code_sets;
};
BOOST_DESCRIBE_STRUCT(CodeSetList, (), (code_sets))
struct CodeSetIn {
  static constexpr bool kDefaults = true;
  std::string code_set;
  std::string on_date;
};
BOOST_DESCRIBE_STRUCT(CodeSetIn, (), (code_set, on_date))
struct CodeEntryList {
  std::vector<CodeEntry> entries;
};
BOOST_DESCRIBE_STRUCT(CodeEntryList, (), (entries))

// ---- basic items
// ------------------------------------------------------------------------------------------------------

// What is the same for everyone who implements the item.
struct BasicItemContent {
  static constexpr bool kDefaults = true;
  std::string parent;                   // local_basic_code of the main item (主项); "" for a main item
  std::string implementing_organs;      // as the national list writes it
  std::vector<std::string> use_levels;  // code set use_level
  std::vector<std::string> service_objects;
  std::vector<LegalBasis> legal_basis;
  LimitElement legal_limit;
  std::string legal_limit_law;
  std::vector<std::string> local_names;  // 地方对应事项
  std::string note;
  std::vector<SourceNote> sources;
};
BOOST_DESCRIBE_STRUCT(BasicItemContent, (),
                      (parent, implementing_organs, use_levels, service_objects, legal_basis, legal_limit,
                       legal_limit_law, local_names, note, sources))

struct BasicItemView {
  Id basic_item_id;
  std::string basic_code;        // 12, "" when no official code is known
  std::string local_basic_code;  // e.g. the number in the kit
  std::string private_code;      // 12 beginning with 99: used by demonstration items only
  std::string name;
  CodeName item_type;
  std::string central_authority;
  BasicItemContent content;
  std::string source, confidence;
  int item_count = 0;  // published items that implement it
};
BOOST_DESCRIBE_STRUCT(BasicItemView, (),
                      (basic_item_id, basic_code, local_basic_code, private_code, name, item_type, central_authority,
                       content, source, confidence, item_count))

struct ListBasicItemsIn {
  static constexpr bool kDefaults = true;
  std::string item_type;
  std::string text;  // part of the name
  std::string after;
  int limit = kDefaultPage;
};
BOOST_DESCRIBE_STRUCT(ListBasicItemsIn, (), (item_type, text, after, limit))
struct BasicItemList {
  std::vector<BasicItemView> basic_items;
  std::string next;
};
BOOST_DESCRIBE_STRUCT(BasicItemList, (), (basic_items, next))
struct BasicItemIn {
  Id basic_item_id;
};
BOOST_DESCRIBE_STRUCT(BasicItemIn, (), (basic_item_id))

// ---- browsing
// ---------------------------------------------------------------------------------------------------------

struct BrowseIn {
  static constexpr bool kDefaults = true;
  std::string theme;  // "person:020" or "legal:010"
  std::string department_id;
  std::string region_code;  // items of the region, and of the levels above it that it does not offer itself
  std::string item_type;
  std::string service_object;  // code set service_object; "person" and "legal" take the whole family
  std::string online;          // "apply": can be applied for on the network; "whole": wholly done there
  std::string sort;            // "" by item_id, "newest", "popular": those applied for here, most often first
  std::string after;           // item_id of the last one seen; only with sort ""
  int limit = kDefaultPage;
};
BOOST_DESCRIBE_STRUCT(BrowseIn, (),
                      (theme, department_id, region_code, item_type, service_object, online, sort, after, limit))

// An item on a list.
struct ItemCard {
  Id item_id;
  Id item_version_id;
  std::string item_name;
  CodeName item_type;
  std::string implementing_code;
  Id department_id;
  std::string department_name;
  std::string region_code, region_name;
  std::string legal_limit, promised_limit;  // as people read it: "20 个工作日", "即办"
  std::optional<int> trips;                 // null: not stated
  std::optional<bool> is_fee;               // null: not stated
  bool is_online = false;
  std::string online_level;
  bool demonstration = false;
  bool from_parent = false;  // offered by a level above the region asked for
  std::string effective_from;
};
BOOST_DESCRIBE_STRUCT(ItemCard, (),
                      (item_id, item_version_id, item_name, item_type, implementing_code, department_id,
                       department_name, region_code, region_name, legal_limit, promised_limit, trips, is_fee, is_online,
                       online_level, demonstration, from_parent, effective_from))
struct ItemList {
  std::vector<ItemCard> items;
  std::string next;
};
BOOST_DESCRIBE_STRUCT(ItemList, (), (items, next))

struct FacetsIn {
  static constexpr bool kDefaults = true;
  std::string region_code;
};
BOOST_DESCRIBE_STRUCT(FacetsIn, (), (region_code))
struct FacetCount {
  std::string code;  // what the browse parameter takes
  std::string name;
  int count = 0;
};
BOOST_DESCRIBE_STRUCT(FacetCount, (), (code, name, count))
struct Facets {
  std::vector<FacetCount> person_themes, legal_themes, departments, item_types, service_objects;
  int items = 0;
};
BOOST_DESCRIBE_STRUCT(Facets, (), (person_themes, legal_themes, departments, item_types, service_objects, items))

// ---- comparison
// -------------------------------------------------------------------------------------------------------

struct CompareIn {
  static constexpr bool kDefaults = true;
  Id basic_item_id;
  std::vector<Id> item_ids;  // empty: the first eight that implement it
};
BOOST_DESCRIBE_STRUCT(CompareIn, (), (basic_item_id, item_ids))
struct ComparedValue {
  std::string text;
  bool best = false;  // the most convenient for the applicant, where the row has such an order and values differ
};
BOOST_DESCRIBE_STRUCT(ComparedValue, (), (text, best))
struct ComparedRow {
  std::string key;    // stable: legal_limit, promised_limit, material_count, fee, trips, online_level, …
  std::string label;  // Chinese
  bool differs = false;
  std::vector<ComparedValue> values;  // one for each item, in their order
};
BOOST_DESCRIBE_STRUCT(ComparedRow, (), (key, label, differs, values))
struct Comparison {
  BasicItemView basic_item;
  std::vector<ItemCard> items;
  std::vector<ComparedRow> rows;
  std::vector<ComparedRow> materials;  // key and label are the material's name; values "" where it is not asked for
};
BOOST_DESCRIBE_STRUCT(Comparison, (), (basic_item, items, rows, materials))

}  // namespace tongban::catalog
