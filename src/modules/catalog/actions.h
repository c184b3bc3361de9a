// Table of contents of the catalogue: every act with its input and output. The structs are the API: routes, OpenAPI and
// the TypeScript types are made from them. Public reads show published and effective items only; editors see what
// their posts cover, everything else is not_found. Every change of an item says who and why (`reason` is required).
#pragma once

#include "modules/catalog/actions_editor.h"
#include "modules/catalog/actions_public.h"
#include "platform/act/ctx.h"

namespace tongban::catalog {

// ---- regions, departments, dictionary, basic items (regions.cpp, departments.cpp, dictionary.cpp, basic_items.cpp)
// ----

// GET /api/v1/regions?parent_code= : provinces without parent_code, else its children that exist today.
Result<RegionList> region_children(Ctx& ctx, const RegionChildrenIn& in);
// GET /api/v1/regions/{region_code} : the region, its path from the province down, its names over time.
Result<RegionDetail> region_detail(Ctx& ctx, const RegionIn& in);

// GET /api/v1/departments?region_code=&with_items=&after=&limit=
Result<DepartmentList> list_departments(Ctx& ctx, const ListDepartmentsIn& in);
// GET /api/v1/departments/{department_id}
Result<DepartmentView> get_department(Ctx& ctx, const DepartmentIn& in);
// POST /api/v1/editor/departments : unprocessable `catalog.bad_credit_code`, conflict `catalog.department_exists`.
Result<DepartmentView> create_department(Ctx& ctx, const CreateDepartmentIn& in);
// PUT /api/v1/editor/departments/{department_id}
Result<DepartmentView> update_department(Ctx& ctx, const UpdateDepartmentIn& in);

// GET /api/v1/dictionary : the code sets and how many entries each has today.
Result<CodeSetList> list_code_sets(Ctx& ctx, const ListCodeSetsIn& in);
// GET /api/v1/dictionary/{code_set}?on_date= : entries valid on that day (today when empty), in their order.
Result<CodeEntryList> list_code_entries(Ctx& ctx, const CodeSetIn& in);
// PUT /api/v1/editor/dictionary/{code_set}/{code} : adds an entry, or changes name, end, order of the one that begins
// on `valid_from`. An entry is never deleted: its validity ends.
Result<CodeEntry> put_code_entry(Ctx& ctx, const PutCodeEntryIn& in);

// GET /api/v1/basic-items?item_type=&text=&after=&limit=
Result<BasicItemList> list_basic_items(Ctx& ctx, const ListBasicItemsIn& in);
// GET /api/v1/basic-items/{basic_item_id}
Result<BasicItemView> get_basic_item(Ctx& ctx, const BasicItemIn& in);
// POST /api/v1/editor/basic-items : conflict `catalog.basic_code_taken`.
Result<BasicItemView> create_basic_item(Ctx& ctx, const CreateBasicItemIn& in);

// ---- public reading (browse.cpp, guide.cpp, compare.cpp)
// --------------------------------------------------------------

// GET /api/v1/items : keyset paging by item_id; with sort=newest or popular the first `limit` only.
Result<ItemList> browse_items(Ctx& ctx, const BrowseIn& in);
// GET /api/v1/catalog/facets?region_code= : how many items each theme, department, type, service object has there.
Result<Facets> facets(Ctx& ctx, const FacetsIn& in);
// GET /api/v1/items/{item_id}/guide?scenario=q1:o2,q2:o1 : all a guide page needs; `catalog.unknown_scenario`.
Result<Guide> guide(Ctx& ctx, const GuideIn& in);
// The same as a page to print, HTML.
std::string guide_page(const Guide& guide);
// Its form as a page to print: blank, or filled with examples. Of an item without a form it has no fields.
std::string form_page(const Guide& guide, bool sample);
// GET /api/v1/basic-items/{basic_item_id}/compare?item_ids=
Result<Comparison> compare_items(Ctx& ctx, const CompareIn& in);

// ---- life of an item (create_item.cpp, save_draft.cpp, check.cpp, publish.cpp, suspend.cpp, …)
// -------------------------

// POST /api/v1/editor/items : the item with version 1 as a draft.
Result<VersionView> create_item(Ctx& ctx, const CreateItemIn& in);
// PUT /api/v1/editor/items/{item_id}/versions/{version} : stale `catalog.stale_draft`; a checked version becomes a
// draft again.
Result<VersionView> save_draft(Ctx& ctx, const SaveDraftIn& in);
// POST …/versions/{version}/check : unprocessable `catalog.gate_errors` with one field error each finding that blocks.
Result<VersionView> check_version(Ctx& ctx, const VersionActIn& in);
// POST …/versions/{version}/publish : by a publisher who did not write the version; conflict `catalog.four_eyes`.
Result<VersionView> publish_version(Ctx& ctx, const VersionActIn& in);
// POST /api/v1/editor/items/{item_id}/versions : a new draft that begins as a copy of the newest version.
Result<VersionView> new_version(Ctx& ctx, const ItemActIn& in);
// POST …/suspend, …/resume, …/retire : the item as the public sees it; running cases go on.
Result<VersionView> suspend_item(Ctx& ctx, const ItemActIn& in);
Result<VersionView> resume_item(Ctx& ctx, const ItemActIn& in);
Result<VersionView> retire_item(Ctx& ctx, const ItemActIn& in);
// POST …/versions/{version}/discard : a draft that is not wanted.
Result<VersionView> discard_version(Ctx& ctx, const VersionActIn& in);

// ---- editors' reading (editor_items.cpp, completeness_list.cpp)
// --------------------------------------------------------

// GET /api/v1/editor/items?state=&department_id=&region_code=&text=&after=&limit=
Result<EditorItemList> list_editor_items(Ctx& ctx, const ListEditorItemsIn& in);
// GET /api/v1/editor/items/{item_id}/versions/{version} : content with findings, sources and what may be done.
// Version 0 is the newest.
Result<VersionView> get_version(Ctx& ctx, const VersionIn& in);
// GET /api/v1/editor/items/{item_id}/history : versions and who did what, when and why, newest first.
Result<ItemHistory> item_history(Ctx& ctx, const ItemIn& in);
// POST /api/v1/editor/gate : what the gate would say of content that is not saved yet.
Result<GateReport> try_gate(Ctx& ctx, const TryGateIn& in);
// GET /api/v1/editor/completeness?by=item|department|region : worst first.
Result<CompletenessList> completeness_list(Ctx& ctx, const CompletenessIn& in);

// ---- what time does (take_effect.cpp)
// ----------------------------------------------------------------------------------

// Makes published versions current whose day has come, and retires items whose last day is over; at most `limit`
// items a call. Returns how many changed. Doing it again changes nothing.
Result<int> take_effect(Ctx& ctx, int limit);

}  // namespace tongban::catalog
