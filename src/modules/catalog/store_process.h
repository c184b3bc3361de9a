// The processes of item versions and their texts. SQL for both databases.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/db.h"

namespace tongban::catalog::store {

struct ProcessRow {
  std::string digest;
  int sampling_percent = 0;
  std::string departments;  // JSON
};
std::optional<ProcessRow> find_process(db::Tx& tx, std::int64_t item_version_id);
void set_process(db::Tx& tx, std::int64_t item_version_id, const ProcessRow& row);
void remove_process(db::Tx& tx, std::int64_t item_version_id);
// Whether the version was published and so never changes.
bool is_frozen(db::Tx& tx, std::int64_t item_version_id);

struct ProcessTextRow {
  std::string kind, xml;  // kind: bpmn, dmn
};
// In their order: the process first.
std::vector<ProcessTextRow> process_texts(db::Tx& tx, std::string_view digest);
// Texts are kept once and never changed.
void keep_process_text(db::Tx& tx, std::string_view digest, int position, std::string_view kind, std::string_view xml);

}  // namespace tongban::catalog::store
