// Every statement about blocks, and about entries as the chain reads them. Cells are taken as the database prints them
// and never refused: what somebody changed by hand must be read to be told.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "platform/audit/chain.h"
#include "platform/db/db.h"

namespace tongban::audit {

inline constexpr std::int64_t kBeforeAll = std::numeric_limits<std::int64_t>::min();
inline constexpr int kEntriesAtOnce = 4096;

std::optional<Block> last_block(db::Tx& tx);  // without members
std::optional<Block> find_block(db::Tx& tx, std::int64_t block_number);
std::vector<Block> blocks_from(db::Tx& tx, std::int64_t block_number, int limit);     // ascending
std::vector<Block> headers_before(db::Tx& tx, std::int64_t block_number, int limit);  // descending, without members
// False when a block of this number is there already: another node was faster.
bool insert_block(db::Tx& tx, const Block& block);

std::int64_t newest_entry(db::Tx& tx);  // greatest audit_id; kBeforeAll when there is none
std::int64_t count_entries(db::Tx& tx, std::int64_t after, std::int64_t upto);
std::vector<std::int64_t> entry_ids(db::Tx& tx, std::int64_t after, std::int64_t upto, int limit);

// Rows of kEntryColumns columns in the order of kColumnNames, ascending by audit_id: after < audit_id <= upto.
db::Rows entry_rows(db::Tx& tx, std::int64_t after, std::int64_t upto, int limit);
db::Rows entry_row(db::Tx& tx, std::int64_t audit_id);
void append_leaves(const db::Rows& rows, ChainHasher& hasher, std::vector<Leaf>& leaves);

}  // namespace tongban::audit
