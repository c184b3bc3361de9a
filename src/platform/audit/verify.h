// Says whether a chain of blocks and the entries found for them belong together, and if not, which block or entry is
// wrong and how. Knows no database: walk.h feeds it from tables, export_file.h from a file.
//
// A signature on a block vouches, by the hashes, for every block before it. So it is checked for the last block, where
// the key changes, where the chain is broken, and for one block in 64; when one of these is wrong, each since the last
// good one is checked.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/described.h"
#include "base/instant.h"
#include "platform/audit/chain.h"
#include "platform/crypto/signature.h"

namespace tongban::audit {

enum class Problem {
  block_missing,       // its number is left out
  block_changed,       // its row does not have the hash it had when it was sealed
  block_exchanged,     // it is whole, but not the one that the next block continues
  block_unsigned,      // its signature is not by any of the known keys
  entry_missing,       // a block holds it, the table does not
  entry_changed,       // its columns do not have the digest that was sealed
  entry_unlisted,      // its place was sealed without it: inserted, or committed very late
  entry_unsealed,      // newer than the last block, and waiting for too long
  checkpoint_unmet,    // the chain ends before a block that a checkpoint saw: its tail was cut off
  checkpoint_differs,  // a block is not the one that a checkpoint saw
  checkpoint_unsigned,
};
BOOST_DESCRIBE_ENUM(Problem, block_missing, block_changed, block_exchanged, block_unsigned, entry_missing,
                    entry_changed, entry_unlisted, entry_unsealed, checkpoint_unmet, checkpoint_differs,
                    checkpoint_unsigned)

struct Finding {
  Problem problem{};
  std::int64_t block_number = 0;  // 0: none
  std::int64_t audit_id = 0;      // 0: none, or all of the block
  std::int64_t at = 0;            // of the entry, microseconds; by its id where the entry is gone
  std::string text;               // a sentence for people
};

struct Report {
  std::int64_t blocks = 0, entries = 0;  // looked at
  std::int64_t late_entries = 0;         // sealed after greater ids: no fault, but worth knowing
  std::int64_t unsealed = 0;             // newer than the last block, waiting or too long
  std::int64_t last_block = 0, last_sealed_at = 0;
  std::string last_hash;
  std::vector<Finding> findings;  // the first kMostFindings
  std::int64_t finding_count = 0;

  void add(Finding finding);
};
inline constexpr std::size_t kMostFindings = 1000;

// A block and its hash, signed and kept elsewhere; checkpoint.h reads and writes them.
struct Checkpoint {
  std::int64_t block_number = 0;
  std::string block_hash;
};

// What is known of the blocks before the first one that is looked at.
struct Start {
  std::int64_t block_number = 1;          // of the first
  std::string previous_hash;              // ""; not known, taken from the first block
  std::int64_t covered_upto = INT64_MIN;  // entries up to here are not looked at
};

class ChainVerifier {
 public:
  ChainVerifier(std::vector<PublicKey> keys, std::vector<Checkpoint> checkpoints = {}, Start start = {});

  // Which entries to look up for a block, before entries() is called with what was found, ascending.
  struct Wanted {
    std::int64_t after = 0, upto = -1;     // after < audit_id <= upto, when upto >= after
    std::vector<std::int64_t> single_ids;  // and these
  };
  Wanted block(Block block);
  void entries(const std::vector<Leaf>& found);

  // Entries beyond the last block are looked for from here on (greater ids); those that known_elsewhere() names are
  // no findings.
  std::int64_t covered_upto() const { return covered_upto_; }
  bool known_elsewhere(std::int64_t audit_id) const { return known_.contains(audit_id); }
  void unsealed(const Leaf& entry, Instant now, std::chrono::seconds tolerated);

  // After the last block; `unlisted` younger than `tolerated` are not told: they may be on their way into a late block.
  Report finish(Instant now, std::chrono::seconds tolerated);

 private:
  struct Unchecked {
    std::int64_t block_number;
    std::string signed_text, signature, key_id;
  };
  struct Unlisted {
    std::int64_t at = 0;
    std::int64_t doubtful_block = 0;  // the missing or changed block that it may belong to; 0: none
  };

  struct Differences {
    std::vector<Finding> findings;
    std::vector<Leaf> matched;  // what there is of the members
  };

  void look_at_number(const Block& block);
  void look_at_link(const Block& block);
  void look_at_checkpoints(const Block& block, const std::string& hash);
  void remember_signature(const Block& block, std::string signed_text);
  const PublicKey* key_of(const std::string& key_id) const;
  bool signature_good(const Unchecked& block) const;
  void check_signatures();
  void tell_unknown_run();
  Differences compare(const std::vector<Leaf>& found);
  void tell_differences(Differences differences);
  void tell_unlisted(Instant now, std::chrono::seconds tolerated);

  ChainHasher hasher_;
  std::vector<PublicKey> keys_;
  std::multimap<std::int64_t, std::string> checkpoints_;  // those not met yet
  Report report_;

  std::int64_t expected_;       // number of the next block
  std::string previous_hash_;   // recomputed; "" where the block before is missing or not known
  std::string previous_said_;   // what its row says
  bool previous_told_ = false;  // the block before has a finding already
  std::vector<Unchecked> unchecked_;
  struct UnknownRun {
    std::int64_t first = 0, last = 0;
    std::string key_id;
  };
  std::optional<UnknownRun> unknown_run_;  // blocks by an unknown key that no later signature vouches for yet
  std::int64_t covered_upto_;
  std::int64_t doubtful_block_ = 0;  // since covered_upto_
  std::map<std::int64_t, Unlisted> unlisted_;
  std::int64_t unlisted_beyond_ = 0;  // more than are remembered
  std::set<std::int64_t> known_;      // members that were looked up singly

  Block block_;  // the one whose entries are awaited
  bool whole_ = false;
  std::optional<std::vector<Member>> members_;
};

}  // namespace tongban::audit
