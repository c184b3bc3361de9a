// The chain of sealed blocks, as values: what bytes an entry stands for, how entries become a root, and what a block's
// header says and signs. Pure; docs/operations/audit.md describes the format for those who check an export with tools
// of their own. Digests are SM3, signatures SM2 (docs/adr/0012-audit-chain.md).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/crypto/digest.h"

namespace tongban::audit {

// The columns of audit_entries in the order of the table; the digest of an entry covers all of them.
inline constexpr int kEntryColumns = 12;
extern const std::array<const char*, kEntryColumns> kColumnNames;

using Digest = std::array<unsigned char, 32>;
using Cell = std::optional<std::string>;  // as the database prints it; no value: NULL

// An entry as the chain sees it.
struct Leaf {
  std::int64_t audit_id = 0;
  std::int64_t at = 0;  // microseconds; to tell people which entry is meant
  Digest digest{};
};

// Hashes with one context, so not to be shared by threads.
class ChainHasher {
 public:
  // `cells` holds kEntryColumns values; audit_id and `at` that are no numbers read as 0.
  Leaf leaf(std::span<const Cell> cells);
  // The root of the Merkle tree over the leaves in their order, shaped as in RFC 6962 (section 2.1). Not for none.
  Digest root(const std::vector<Leaf>& leaves);
  std::string hex(std::string_view text);  // SM3, 64 digits

 private:
  Sm3 sm3_;
};

// Which entries a block holds: their ids and the first eight bytes of their digests, in the order of the ids. The root
// proves, this list finds.
struct Member {
  std::int64_t audit_id = 0;
  std::uint64_t mark = 0;
  bool operator==(const Member&) const = default;
};
inline constexpr std::size_t kMostMembers = 4096;
Member member_of(const Leaf& leaf);
// Base64 of, for each member, the difference of its id to the one before (LEB128) and its mark. Ascending ids only.
std::string encode_members(const std::vector<Leaf>& leaves);
// Empty for anything that encode_members() does not make.
std::optional<std::vector<Member>> decode_members(std::string_view text);

struct Block {
  std::int64_t block_number = 0;  // 1, 2, 3, … without gap
  std::int64_t sealed_at = 0;     // microseconds, by the clock of the node
  std::int64_t node = 0;
  std::int64_t first_id = 0;  // of its entries
  std::int64_t last_id = 0;
  std::int64_t high_id = 0;  // greatest id sealed so far, this block included; greater than last_id in a late block
  std::int64_t entry_count = 0;
  std::int64_t entries_total = 0;  // of all blocks up to this one
  std::string root;                // hexadecimal
  std::string previous_hash;       // of the block before; 64 zeros in the first
  std::string key_id;
  std::string signature;   // base64 of DER, over signed_text()
  std::string block_hash;  // of sealed_text()
  std::string members;

  // Holds entries that were committed after others with greater ids had been sealed.
  bool late() const { return last_id != high_id; }
};

extern const std::string kNoBlock;  // 64 zeros

// What is signed: a line for each member of the header, members by their digest.
std::string signed_text(const Block& block, ChainHasher& hasher);
// signed_text() with key and signature: what the hash, and so the next block, covers.
std::string sealed_text(const Block& block, std::string_view signed_text);

}  // namespace tongban::audit
