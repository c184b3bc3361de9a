#include "platform/audit/blocks.h"

#include "base/number.h"

namespace tongban::audit {

namespace {

constexpr const char* kLast =
    "SELECT block_number, sealed_at, node, first_id, last_id, high_id, entry_count, entries_total, root, "
    "previous_hash, key_id, signature, block_hash FROM audit_blocks ORDER BY block_number DESC LIMIT 1";
constexpr const char* kHeadersBefore =
    "SELECT block_number, sealed_at, node, first_id, last_id, high_id, entry_count, entries_total, root, "
    "previous_hash, key_id, signature, block_hash FROM audit_blocks WHERE block_number < $1 "
    "ORDER BY block_number DESC LIMIT $2";
constexpr const char* kFrom =
    "SELECT block_number, sealed_at, node, first_id, last_id, high_id, entry_count, entries_total, root, "
    "previous_hash, key_id, signature, block_hash, members FROM audit_blocks WHERE block_number >= $1 "
    "ORDER BY block_number LIMIT $2";
constexpr const char* kInsert =
    "INSERT INTO audit_blocks (block_number, sealed_at, node, first_id, last_id, high_id, entry_count, entries_total, "
    "root, previous_hash, key_id, signature, block_hash, members) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) "
    "ON CONFLICT (block_number) DO NOTHING RETURNING block_number";
constexpr const char* kNewest = "SELECT audit_id FROM audit_entries ORDER BY audit_id DESC LIMIT 1";
constexpr const char* kCount = "SELECT count(*) FROM audit_entries WHERE audit_id > $1 AND audit_id <= $2";
constexpr const char* kIds =
    "SELECT audit_id FROM audit_entries WHERE audit_id > $1 AND audit_id <= $2 ORDER BY audit_id LIMIT $3";
constexpr const char* kEntries =
    "SELECT audit_id, at, actor_kind, actor_id, action, object_kind, object_id, outcome, error_key, request_id, "
    "remote_address, detail FROM audit_entries WHERE audit_id > $1 AND audit_id <= $2 ORDER BY audit_id LIMIT $3";
constexpr const char* kEntry =
    "SELECT audit_id, at, actor_kind, actor_id, action, object_kind, object_id, outcome, error_key, request_id, "
    "remote_address, detail FROM audit_entries WHERE audit_id = $1";

constexpr int kMembersColumn = 13;

std::int64_t number(const db::Rows& rows, std::size_t row, int column) {
  return parse_int64(rows.text(row, column)).value_or(0);
}

Block read_block(const db::Rows& rows, std::size_t row) {
  const auto text = [&](int column) { return std::string(rows.text(row, column)); };
  Block block;
  std::int64_t* const numbers[] = {&block.block_number, &block.sealed_at, &block.node,        &block.first_id,
                                   &block.last_id,      &block.high_id,   &block.entry_count, &block.entries_total};
  int column = 0;
  for (auto* const value : numbers) *value = number(rows, row, column++);
  for (auto* const value : {&block.root, &block.previous_hash, &block.key_id, &block.signature, &block.block_hash})
    *value = text(column++);
  if (rows.columns > kMembersColumn) block.members = text(kMembersColumn);
  return block;
}

std::vector<Block> read_blocks(const db::Rows& rows) {
  std::vector<Block> blocks;
  for (std::size_t row = 0; row < rows.size(); ++row) blocks.push_back(read_block(rows, row));
  return blocks;
}

}  // namespace

std::optional<Block> last_block(db::Tx& tx) {
  const auto rows = tx.query(kLast);
  if (rows.empty()) return std::nullopt;
  return read_block(rows, 0);
}

std::optional<Block> find_block(db::Tx& tx, std::int64_t block_number) {
  auto found = blocks_from(tx, block_number, 1);
  if (found.empty() || found[0].block_number != block_number) return std::nullopt;
  return std::move(found[0]);
}

std::vector<Block> blocks_from(db::Tx& tx, std::int64_t block_number, int limit) {
  return read_blocks(tx.query(kFrom, block_number, limit));
}

std::vector<Block> headers_before(db::Tx& tx, std::int64_t block_number, int limit) {
  return read_blocks(tx.query(kHeadersBefore, block_number, limit));
}

bool insert_block(db::Tx& tx, const Block& block) {
  return !tx.query(kInsert, block.block_number, block.sealed_at, block.node, block.first_id, block.last_id,
                   block.high_id, block.entry_count, block.entries_total, block.root, block.previous_hash, block.key_id,
                   block.signature, block.block_hash, block.members)
              .empty();
}

std::int64_t newest_entry(db::Tx& tx) {
  const auto rows = tx.query(kNewest);
  return rows.empty() ? kBeforeAll : number(rows, 0, 0);
}

std::int64_t count_entries(db::Tx& tx, std::int64_t after, std::int64_t upto) {
  return number(tx.query(kCount, after, upto), 0, 0);
}

std::vector<std::int64_t> entry_ids(db::Tx& tx, std::int64_t after, std::int64_t upto, int limit) {
  const auto rows = tx.query(kIds, after, upto, limit);
  std::vector<std::int64_t> ids;
  for (std::size_t row = 0; row < rows.size(); ++row) ids.push_back(number(rows, row, 0));
  return ids;
}

db::Rows entry_rows(db::Tx& tx, std::int64_t after, std::int64_t upto, int limit) {
  return tx.query(kEntries, after, upto, limit);
}

db::Rows entry_row(db::Tx& tx, std::int64_t audit_id) { return tx.query(kEntry, audit_id); }

void append_leaves(const db::Rows& rows, ChainHasher& hasher, std::vector<Leaf>& leaves) {
  for (std::size_t row = 0; row < rows.size(); ++row)
    leaves.push_back(hasher.leaf(std::span(rows.cells).subspan(row * kEntryColumns, kEntryColumns)));
}

}  // namespace tongban::audit
