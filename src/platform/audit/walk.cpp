#include "platform/audit/walk.h"

#include "platform/audit/blocks.h"
#include "platform/audit/sealing_key.h"

namespace tongban::audit {

namespace {

constexpr int kBlocksAtOnce = 20;
constexpr int kHeadersAtOnce = 500;

}  // namespace

Walk::Walk(std::vector<PublicKey> keys, WalkOptions options) : keys_(std::move(keys)), options_(std::move(options)) {}

// Where to begin: with the first block, or so far back that the newest entries are covered.
void Walk::begin(db::Tx& tx) {
  Start start;
  std::int64_t before = INT64_MAX;
  std::int64_t covered = 0;
  while (options_.newest_entries > 0 && covered < options_.newest_entries) {
    const auto headers = headers_before(tx, before, kHeadersAtOnce);
    for (const auto& block : headers) {
      before = block.block_number;
      if ((covered += block.entry_count) >= options_.newest_entries) break;
    }
    if (headers.size() < static_cast<std::size_t>(kHeadersAtOnce)) break;
  }
  // The block before tells where the entries of the others begin; it has to be one that is in order.
  while (before != INT64_MAX && before > 1) {
    const auto earlier = headers_before(tx, before, 1);
    if (earlier.empty()) break;
    before = earlier[0].block_number;
    if (earlier[0].late()) continue;
    start = {before + 1, earlier[0].block_hash, earlier[0].last_id};
    break;
  }
  if (start.block_number > 1) next_block_ = start.block_number;
  verifier_.emplace(keys_, options_.checkpoints, start);
}

void Walk::look(db::Tx& tx, Block block) {
  const auto wanted = verifier_->block(std::move(block));
  std::vector<Leaf> found;
  for (auto after = wanted.after; after < wanted.upto;) {
    const auto before = found.size();
    append_leaves(entry_rows(tx, after, wanted.upto, kEntriesAtOnce), hasher_, found);
    if (found.size() - before < static_cast<std::size_t>(kEntriesAtOnce)) break;
    after = found.back().audit_id;
  }
  for (const auto audit_id : wanted.single_ids) append_leaves(entry_row(tx, audit_id), hasher_, found);
  verifier_->entries(found);
}

void Walk::finish(db::Tx& tx, Instant now) {
  for (auto after = verifier_->covered_upto();;) {
    std::vector<Leaf> found;
    append_leaves(entry_rows(tx, after, INT64_MAX, kEntriesAtOnce), hasher_, found);
    for (const auto& entry : found) verifier_->unsealed(entry, now, options_.tolerated);
    if (found.size() < static_cast<std::size_t>(kEntriesAtOnce)) break;
    after = found.back().audit_id;
  }
  report_ = verifier_->finish(now, options_.tolerated);
}

bool Walk::step(db::Tx& tx, Instant now) {
  if (!verifier_) begin(tx);
  auto blocks = blocks_from(tx, next_block_, kBlocksAtOnce);
  if (blocks.empty()) {
    finish(tx, now);
    return true;
  }
  next_block_ = blocks.back().block_number + 1;
  for (auto& block : blocks) look(tx, std::move(block));
  return false;
}

std::vector<PublicKey> audit_keys(const Keyring& keyring) {
  std::vector<PublicKey> keys;
  for (const int number : keyring.key_numbers()) keys.push_back(sealing_key(keyring, number).public_key());
  return keys;
}

Result<Report> verify_database(db::Database& database, const Clock& clock, std::vector<PublicKey> keys,
                               WalkOptions options) {
  Walk walk(std::move(keys), std::move(options));
  for (bool done = false; !done;) {
    TRY(database.read([&](db::Tx& tx) -> Result<void> {
      done = walk.step(tx, clock.now());
      return {};
    }));
  }
  return walk.report();
}

}  // namespace tongban::audit
