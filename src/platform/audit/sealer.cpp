#include "platform/audit/sealer.h"

#include <algorithm>
#include <iterator>

#include "base/codec.h"
#include "base/ids.h"
#include "platform/audit/blocks.h"
#include "platform/audit/sealing_key.h"
#include "platform/db/dialect.h"
#include "platform/log/log.h"

namespace tongban::audit {

namespace {

constexpr std::chrono::milliseconds kSettles{1000};
constexpr std::chrono::seconds kOtherNodeSeals{5};  // after its last block, another one may
constexpr int kHeadersAtOnce = 500;
constexpr int kBlocksAtOnce = 50;

std::int64_t high_of(const std::optional<Block>& head) { return head ? head->high_id : 0; }

// The blocks in which entries of the window were sealed, and how many entries of it they hold.
struct Window {
  std::int64_t after = kBeforeAll;  // ids of the window are greater
  std::int64_t first_block = 1;
  std::int64_t sealed = 0;
};

Window window_since(db::Tx& tx, Instant since) {
  Window window;
  std::vector<std::int64_t> late;
  for (std::int64_t before = INT64_MAX; before > 1;) {
    const auto headers = headers_before(tx, before, kHeadersAtOnce);
    for (const auto& block : headers) {
      before = block.block_number;
      if (block.late()) {
        late.push_back(block.block_number);
      } else if (id_instant(block.last_id) < since) {
        window.after = block.last_id;
        window.first_block = block.block_number + 1;
        before = 0;
        break;
      } else {
        window.sealed += block.entry_count;
      }
    }
    if (headers.size() < static_cast<std::size_t>(kHeadersAtOnce)) break;
  }
  for (const auto number : late) {
    const auto block = find_block(tx, number);
    const auto members = block ? decode_members(block->members) : std::nullopt;
    if (members)
      window.sealed += std::count_if(members->begin(), members->end(),
                                     [&](const Member& member) { return member.audit_id > window.after; });
  }
  return window;
}

std::vector<std::int64_t> sealed_ids(db::Tx& tx, std::int64_t first_block) {
  std::vector<std::int64_t> ids;
  for (auto blocks = blocks_from(tx, first_block, kBlocksAtOnce); !blocks.empty();
       blocks = blocks_from(tx, first_block, kBlocksAtOnce)) {
    for (const auto& block : blocks)
      if (const auto members = decode_members(block.members))
        for (const auto& member : *members) ids.push_back(member.audit_id);
    first_block = blocks.back().block_number + 1;
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

// At most a block full of the entries that are in no block.
std::vector<std::int64_t> ids_not_sealed(db::Tx& tx, const Window& window, std::int64_t upto) {
  const auto sealed = sealed_ids(tx, window.first_block);
  std::vector<std::int64_t> late;
  for (auto after = window.after; late.size() < kMostMembers;) {
    const auto there = entry_ids(tx, after, upto, kEntriesAtOnce);
    std::set_difference(there.begin(), there.end(), sealed.begin(), sealed.end(), std::back_inserter(late));
    if (there.size() < static_cast<std::size_t>(kEntriesAtOnce)) break;
    after = there.back();
  }
  late.resize(std::min(late.size(), kMostMembers));
  return late;
}

}  // namespace

Sealer::Sealer(db::Database& database, const Keyring& keyring, const Clock& clock, int node)
    : database_(database), clock_(clock), node_(node), key_(sealing_key(keyring)) {}

std::int64_t Sealer::settled_upto(std::int64_t newest) {
  if (db::ids_follow_commits(database_)) return newest;
  const auto now = Steady::now();
  if (now - seen_at_ >= kSettles) {
    settled_upto_ = newest_seen_;
    newest_seen_ = newest;
    seen_at_ = now;
  }
  return settled_upto_;
}

bool Sealer::leave_to_other_node(const std::optional<Block>& head) {
  if (!head || db::ids_follow_commits(database_)) return false;
  const auto now = Steady::now();
  if (head->block_number != last_seen_block_) {
    last_seen_block_ = head->block_number;
    block_seen_at_ = now;
  }
  return head->node != node_ && now - block_seen_at_ < kOtherNodeSeals;
}

Result<Sealer::Seen> Sealer::look(std::optional<std::int64_t> upto) {
  Seen seen;
  TRY(database_.read([&](db::Tx& tx) -> Result<void> {
    seen = {last_block(tx), newest_entry(tx), {}};
    const auto limit = upto.value_or(settled_upto(seen.newest));
    if (limit <= high_of(seen.head) || (!upto && leave_to_other_node(seen.head))) return {};
    append_leaves(entry_rows(tx, high_of(seen.head), limit, static_cast<int>(kMostMembers)), hasher_, seen.leaves);
    return {};
  }));
  return seen;
}

Block Sealer::make_block(const std::optional<Block>& head, const std::vector<Leaf>& leaves) {
  Block block;
  block.block_number = head ? head->block_number + 1 : 1;
  block.sealed_at = clock_.now().micros();
  block.node = node_;
  block.first_id = leaves.front().audit_id;
  block.last_id = leaves.back().audit_id;
  block.high_id = std::max(high_of(head), block.last_id);
  block.entry_count = static_cast<std::int64_t>(leaves.size());
  block.entries_total = (head ? head->entries_total : 0) + block.entry_count;
  const auto root = hasher_.root(leaves);
  block.root = hex_encode({reinterpret_cast<const char*>(root.data()), root.size()});
  block.previous_hash = head ? head->block_hash : kNoBlock;
  block.members = encode_members(leaves);
  const auto text = signed_text(block, hasher_);
  block.key_id = key_.public_key().key_id();
  block.signature = base64_encode(key_.sign(text));
  block.block_hash = hasher_.hex(sealed_text(block, text));
  return block;
}

Result<bool> Sealer::seal(const std::optional<Block>& head, const std::vector<Leaf>& leaves) {
  const auto block = make_block(head, leaves);
  bool inserted = false;
  TRY(database_.write([&](db::Tx& tx) -> Result<void> {
    inserted = insert_block(tx, block);
    return {};
  }));
  return inserted;
}

Result<bool> Sealer::pass() {
  const auto seen = TRY(look(std::nullopt));
  if (seen.leaves.empty()) return false;
  return TRY(seal(seen.head, seen.leaves)) && seen.leaves.size() == kMostMembers;
}

Result<void> Sealer::seal_all() {
  std::optional<std::int64_t> upto;
  TRY(database_.read([&](db::Tx& tx) -> Result<void> {
    upto = newest_entry(tx);
    return {};
  }));
  for (;;) {
    const auto seen = TRY(look(upto));
    if (seen.leaves.empty()) return {};
    TRY(seal(seen.head, seen.leaves));
  }
}

Result<std::int64_t> Sealer::seal_late(bool everything) {
  std::optional<Block> head;
  std::vector<Leaf> leaves;
  TRY(database_.read([&](db::Tx& tx) -> Result<void> {
    head = last_block(tx);
    if (!head) return {};
    const auto since = std::min(clock_.now(), id_instant(head->high_id)) - kLateWindow;
    const auto window = everything ? Window{} : window_since(tx, since);
    if (!everything) {
      const auto there = count_entries(tx, window.after, head->high_id);
      if (there < window.sealed) log::error("audit.entries_missing", {log::number("missing", window.sealed - there)});
      if (there <= window.sealed) return {};
    }
    for (const auto audit_id : ids_not_sealed(tx, window, head->high_id))
      append_leaves(entry_row(tx, audit_id), hasher_, leaves);
    return {};
  }));
  if (leaves.empty() || !TRY(seal(head, leaves))) return 0;
  return static_cast<std::int64_t>(leaves.size());
}

}  // namespace tongban::audit
