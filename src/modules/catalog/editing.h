// What the acts of an item's life share: loading with permission, the copies of content that lists need, the entry in
// the history, and what changes when another version comes into effect. Private to the module.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/catalog/actions_editor.h"
#include "modules/catalog/gate.h"
#include "modules/catalog/store.h"
#include "modules/catalog/store_lists.h"
#include "platform/act/ctx.h"

namespace tongban::catalog {

// The words of why, trimmed. invalid `catalog.reason_required`.
Result<std::string> required_reason(const std::string& reason);

// The item, locked, when the actor's posts cover it; else not_found `catalog.no_such_item`. The platform may all.
Result<store::ItemRow> lock_editable(Ctx& ctx, std::int64_t item_id, std::initializer_list<Role> roles);
// The same for reading, without a lock.
Result<store::ItemRow> find_readable(Ctx& ctx, std::int64_t item_id);
// not_found `catalog.no_such_version`; number 0 is the newest.
Result<store::VersionData> load_version(Ctx& ctx, const store::ItemRow& item, int number);
// conflict `catalog.wrong_state` where the life of an item does not allow it.
Result<VersionState> allowed_next(VersionState state, VersionAction action);

bool may_edit(const Actor& actor, std::int64_t department_id, std::string_view region_code);
bool may_publish(const Actor& actor, std::int64_t department_id, std::string_view region_code);

// Content as it is stored: canonical JSON, and its SHA-256.
struct StoredContent {
  std::string text, digest;
};
StoredContent stored_content(const ItemContent& content);
// Throws where our own stored text cannot be read back: a broken promise.
ItemContent read_content(const store::VersionData& version);

// Runs the gate with the dictionary of today.
GateReport gate_of(Ctx& ctx, const store::ItemRow& item, const ItemContent& content);
store::Promoted promote(const ItemContent& content, const GateReport& report);

struct Change {
  int version = 0;
  std::string action;
  std::string from_state, to_state;
  std::string reason;
  std::vector<std::string> changed = {};
};
// What the audit entry of an act is about. The reason is in a person's own words and may name people: it is sealed.
AuditSubject audited(const Ctx& ctx, const char* object_kind, std::int64_t object_id, const std::string& done,
                     const std::string& reason);
// Into the history, and into the audit entry of the act.
void record(Ctx& ctx, const store::ItemRow& item, const Change& change);

// Makes a published version the one in effect: the former is retired, facets and search follow, others are told.
void put_into_effect(Ctx& ctx, store::ItemRow& item, const store::VersionData& version);
// Takes the item out of the public's sight, or back into it.
void show_or_hide(Ctx& ctx, store::ItemRow& item, ItemState state);
void tell(Ctx& ctx, const std::string& kind, const store::ItemRow& item, std::int64_t item_version_id);

// The version that the public may look at (guide.cpp): the current one for 0, or a former one that was in effect.
// not_found `catalog.no_such_item`, `catalog.no_such_version`.
Result<store::VersionData> visible_version(Ctx& ctx, std::int64_t item_id, int number);

EditorItem editor_view(const store::EditorRow& row);
EditorItem editor_view(const Ctx& ctx, std::int64_t item_id);
VersionView version_view(Ctx& ctx, const store::ItemRow& item, const store::VersionData& version);

}  // namespace tongban::catalog
