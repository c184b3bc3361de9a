// A thousand ways to change the trail, chosen at random: each must be found, and told with the block or entry it hit.
// TONGBAN_AUDIT_TAMPERINGS says how many (100), TONGBAN_AUDIT_SEED repeats a run.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "base/codec.h"
#include "platform/audit/checkpoint.h"
#include "platform/audit/sealing_key.h"
#include "platform/audit/test_sealed_house.h"

using namespace tongban;
using namespace tongban::audit;

namespace {

constexpr int kBlocks = 40;

std::string quoted(const std::string& text) { return "'" + text + "'"; }

// The trail before anything was done to it.
struct Trail {
  std::vector<Block> blocks;
  std::vector<std::vector<std::int64_t>> members;  // of each block
  std::vector<std::int64_t> entries;               // ascending
  std::vector<Checkpoint> checkpoints;
};

Trail make_trail(SealedHouse& house, std::mt19937_64& random) {
  std::vector<Entry> kept_back;
  for (int i = 0; i < kBlocks; ++i) {
    if (i == kBlocks - 4) kept_back = {house.entry(), house.entry()};
    house.append_new(1 + static_cast<int>(random() % 40));
    house.seal();
  }
  house.append(kept_back);
  REQUIRE(*house.sealer.seal_late() == 2);
  house.append_new(3);
  house.seal();
  Trail trail;
  REQUIRE(house.write([&](db::Tx& tx) {
    trail.blocks = blocks_from(tx, 1, 1000);
    trail.entries = entry_ids(tx, kBeforeAll, INT64_MAX, 100'000);
    const auto last = make_checkpoint(tx, sealing_key(house.keyring), house.clock.now());
    trail.checkpoints = {{last->block_number, last->block_hash}};
  }));
  for (const auto& block : trail.blocks) {
    trail.members.emplace_back();
    const auto members = decode_members(block.members);
    for (const auto& member : *members) trail.members.back().push_back(member.audit_id);
  }
  house.clock.advance(std::chrono::hours(2));
  return trail;
}

// One tampering: what it does, and whether a report tells of it.
class Tampering {
 public:
  Tampering(const Trail& trail, db::Tx& tx, std::mt19937_64& random) : trail_(trail), tx_(tx), random_(random) {}

  std::string what;
  std::function<bool(const Report&)> found = [](const Report&) { return false; };
  std::int64_t most_findings = 0;

  void run(int kind) {
    using Act = void (Tampering::*)();
    constexpr Act kActs[] = {&Tampering::edit_entry,   &Tampering::edit_entry,     &Tampering::edit_entry,
                             &Tampering::delete_entry, &Tampering::insert_entry,   &Tampering::renumber_entry,
                             &Tampering::swap_entries, &Tampering::swap_blocks,    &Tampering::cut_tail,
                             &Tampering::edit_block,   &Tampering::edit_block,     &Tampering::delete_block,
                             &Tampering::sign_again,   &Tampering::sign_all_again, &Tampering::insert_block_row};
    (this->*kActs[static_cast<std::size_t>(kind) % std::size(kActs)])();
  }

 private:
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(random_() % count); }
  std::int64_t any_entry() { return trail_.entries[below(trail_.entries.size())]; }
  const Block& any_block() { return trail_.blocks[below(trail_.blocks.size())]; }
  void sql(const std::string& text) { tx_.exec_text(text); }

  static bool tells(const Report& report, Problem problem, std::int64_t block, std::int64_t audit_id) {
    return std::any_of(report.findings.begin(), report.findings.end(), [&](const Finding& finding) {
      return finding.problem == problem && (block == 0 || finding.block_number == block) &&
             finding.audit_id == audit_id;
    });
  }
  void expect(Problem problem, std::int64_t block, std::int64_t audit_id, std::int64_t most = 1) {
    found = [=, before = std::move(found), first = most_findings == 0](const Report& report) {
      return (first || before(report)) && tells(report, problem, block, audit_id);
    };
    most_findings += most;
  }
  std::int64_t block_of(std::int64_t audit_id) const {
    for (std::size_t i = 0; i < trail_.members.size(); ++i)
      if (std::binary_search(trail_.members[i].begin(), trail_.members[i].end(), audit_id))
        return trail_.blocks[i].block_number;
    return -1;
  }
  // An id that nobody has, among those that were sealed.
  std::int64_t free_id() {
    auto id = any_entry() - 1;
    while (std::binary_search(trail_.entries.begin(), trail_.entries.end(), id)) --id;
    return id;
  }

  void edit_column(std::int64_t audit_id) {
    const std::string column = kColumnNames[1 + below(kEntryColumns - 1)];
    std::string value = column + " || 'x'";
    if (column == "at" || column == "actor_id" || column == "object_id")
      value = column + (below(2) != 0 ? " + 1" : " - 1");
    else if (column == "actor_kind")
      value = "CASE actor_kind WHEN 'staff' THEN 'platform' ELSE 'staff' END";
    else if (column == "outcome")
      value = "CASE outcome WHEN 'ok' THEN 'denied' ELSE 'ok' END";
    what += " " + column;
    sql("UPDATE audit_entries SET " + column + " = " + value + " WHERE audit_id = " + std::to_string(audit_id));
  }

  void edit_entry() {
    what = "edit an entry:";
    const auto hit = any_entry();
    edit_column(hit);
    expect(Problem::entry_changed, block_of(hit), hit);
  }
  void delete_entry() {
    what = "delete an entry";
    const auto hit = any_entry();
    sql("DELETE FROM audit_entries WHERE audit_id = " + std::to_string(hit));
    expect(Problem::entry_missing, block_of(hit), hit);
  }
  void insert_copy(std::int64_t from, std::int64_t as) {
    sql("INSERT INTO audit_entries SELECT " + std::to_string(as) +
        ", at, actor_kind, actor_id, action, object_kind, object_id, outcome, error_key, request_id, remote_address, "
        "detail FROM audit_entries WHERE audit_id = " +
        std::to_string(from));
  }
  void insert_entry() {
    what = "insert an entry";
    const auto made = below(10) == 0 ? -5 : free_id();
    insert_copy(any_entry(), made);
    expect(Problem::entry_unlisted, 0, made);
  }
  void renumber_entry() {
    what = "give an entry another id";
    const auto hit = any_entry(), made = free_id();
    sql("UPDATE audit_entries SET audit_id = " + std::to_string(made) + " WHERE audit_id = " + std::to_string(hit));
    expect(Problem::entry_missing, block_of(hit), hit);
    expect(Problem::entry_unlisted, 0, made);
  }
  void swap_entries() {
    what = "swap two entries";
    const auto one = any_entry();
    auto other = one;
    while (other == one) other = any_entry();
    const auto renumber = [&](std::int64_t from, std::int64_t to) {
      sql("UPDATE audit_entries SET audit_id = " + std::to_string(to) + " WHERE audit_id = " + std::to_string(from));
    };
    renumber(one, -1);
    renumber(other, one);
    renumber(-1, other);
    expect(Problem::entry_changed, block_of(one), one);
    expect(Problem::entry_changed, block_of(other), other);
  }
  void swap_blocks() {
    what = "swap two blocks";
    const auto one = any_block().block_number;
    auto other = one;
    while (other == one) other = any_block().block_number;
    const auto renumber = [&](std::int64_t from, std::int64_t to) {
      sql("UPDATE audit_blocks SET block_number = " + std::to_string(to) +
          " WHERE block_number = " + std::to_string(from));
    };
    renumber(one, -1);
    renumber(other, one);
    renumber(-1, other);
    expect(Problem::block_changed, one, 0);
    expect(Problem::block_changed, other, 0, 4);  // and a checkpoint, and what hangs on the end
  }
  void cut_tail() {
    what = "cut the tail";
    const auto from = trail_.blocks.size() - 1 - below(10);
    for (auto i = from; i < trail_.blocks.size(); ++i) {
      for (const auto audit_id : trail_.members[i])
        sql("DELETE FROM audit_entries WHERE audit_id = " + std::to_string(audit_id));
      sql("DELETE FROM audit_blocks WHERE block_number = " + std::to_string(trail_.blocks[i].block_number));
    }
    expect(Problem::checkpoint_unmet, trail_.blocks.back().block_number, 0);
  }
  void edit_block() {
    constexpr const char* kNumbers[] = {"sealed_at", "node",        "first_id",     "last_id",
                                        "high_id",   "entry_count", "entries_total"};
    constexpr const char* kTexts[] = {"root", "previous_hash", "key_id", "signature", "block_hash", "members"};
    const auto& block = any_block();
    std::string column, value;
    if (below(2) == 0) {
      column = kNumbers[below(std::size(kNumbers))];
      value = column + (below(2) != 0 ? " + 1" : " - 1");
    } else {
      column = kTexts[below(std::size(kTexts))];
      // One character becomes another one that may stand there as well.
      std::string Block::*const of[] = {&Block::root,      &Block::previous_hash, &Block::key_id,
                                        &Block::signature, &Block::block_hash,    &Block::members};
      auto text = block.*of[std::find(std::begin(kTexts), std::end(kTexts), column) - std::begin(kTexts)];
      auto& letter = text[below(text.size())];
      letter = letter == '1' ? '2' : '1';
      value = quoted(text);
    }
    what = "edit a block: " + column;
    sql("UPDATE audit_blocks SET " + column + " = " + value +
        " WHERE block_number = " + std::to_string(block.block_number));
    expect(Problem::block_changed, block.block_number, 0, 60);  // its entries may be told as doubtful, too
  }
  void delete_block() {
    what = "delete a block";
    const auto hit = below(trail_.blocks.size());
    const auto number = trail_.blocks[hit].block_number;
    sql("DELETE FROM audit_blocks WHERE block_number = " + std::to_string(number));
    if (below(2) == 0) {
      what += " with its entries";
      for (const auto audit_id : trail_.members[hit])
        sql("DELETE FROM audit_entries WHERE audit_id = " + std::to_string(audit_id));
    }
    const bool last = hit + 1 == trail_.blocks.size();
    expect(last ? Problem::checkpoint_unmet : Problem::block_missing, number, 0, 50);
  }
  void insert_block_row() {
    what = "insert a block";
    const auto& copied = any_block();
    const auto number = below(2) == 0 ? trail_.blocks.back().block_number + 1 : 0;
    sql("INSERT INTO audit_blocks SELECT " + std::to_string(number) +
        ", sealed_at, node, first_id, last_id, high_id, entry_count, entries_total, root, previous_hash, key_id, "
        "signature, block_hash, members FROM audit_blocks WHERE block_number = " +
        std::to_string(copied.block_number));
    expect(Problem::block_changed, number, 0, 3);
  }

  // Makes a block of what the table holds now, as somebody would who has the program but not the key.
  void forge(Block& block, const SigningKey& key, bool own_key_id) {
    ChainHasher hasher;
    std::vector<Leaf> leaves;
    const auto members = decode_members(block.members);
    for (const auto& member : *members) append_leaves(entry_row(tx_, member.audit_id), hasher, leaves);
    block.root = hex_encode({reinterpret_cast<const char*>(hasher.root(leaves).data()), sizeof(Digest)});
    block.members = encode_members(leaves);
    if (own_key_id) block.key_id = key.public_key().key_id();
    const auto text = signed_text(block, hasher);
    block.signature = base64_encode(key.sign(text));
    block.block_hash = hasher.hex(sealed_text(block, text));
    sql("UPDATE audit_blocks SET root = " + quoted(block.root) + ", previous_hash = " + quoted(block.previous_hash) +
        ", key_id = " + quoted(block.key_id) + ", signature = " + quoted(block.signature) +
        ", block_hash = " + quoted(block.block_hash) + ", members = " + quoted(block.members) +
        " WHERE block_number = " + std::to_string(block.block_number));
  }
  void sign_again() {
    const bool own_key_id = below(2) == 0;
    what = std::string("edit an entry and sign its block with another key") + (own_key_id ? ":" : " as if by ours:");
    const auto hit = any_entry();
    edit_column(hit);
    auto block = trail_.blocks[static_cast<std::size_t>(block_of(hit) - 1)];
    forge(block, SigningKey(std::string(32, 'e')), own_key_id);
    expect(Problem::block_unsigned, block.block_number, 0, 3);
  }
  void sign_all_again() {
    const bool own_key_id = below(2) == 0;
    what =
        std::string("edit an entry and sign all from there with another key") + (own_key_id ? ":" : " as if by ours:");
    const auto hit = any_entry();
    edit_column(hit);
    const SigningKey key(std::string(32, 'e'));
    const auto first = block_of(hit);
    std::string previous;
    for (auto block : trail_.blocks) {
      if (block.block_number < first) continue;
      if (!previous.empty()) block.previous_hash = previous;
      forge(block, key, own_key_id);
      previous = block.block_hash;
    }
    expect(Problem::block_unsigned, first, 0, kBlocks + 5);
    expect(Problem::checkpoint_differs, trail_.blocks.back().block_number, 0);
  }

  const Trail& trail_;
  db::Tx& tx_;
  std::mt19937_64& random_;
};

Report walk_in(db::Tx& tx, const SealedHouse& house, const Trail& trail) {
  WalkOptions options;
  options.checkpoints = trail.checkpoints;
  Walk walk(audit_keys(house.keyring), options);
  while (!walk.step(tx, house.clock.now())) {
  }
  return walk.report();
}

std::string told(const Report& report) {
  std::string text;
  for (const auto& finding : report.findings)
    text += "\n" + std::string(boost::describe::enum_to_string(finding.problem, "")) + " block " +
            std::to_string(finding.block_number) + " entry " + std::to_string(finding.audit_id);
  return text;
}

std::uint64_t number_from(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

}  // namespace

TEST_CASE("Every tampering with the trail is found and located") {
  const auto cycles = number_from("TONGBAN_AUDIT_TAMPERINGS", 100);
  const auto seed = number_from("TONGBAN_AUDIT_SEED", std::random_device()());
  CAPTURE(seed);
  db::for_each_database([&](db::Database& database) {
    std::mt19937_64 random(seed);
    SealedHouse house(database);
    const auto trail = make_trail(house, random);
    const auto untouched = house.verify({.checkpoints = trail.checkpoints});
    REQUIRE_MESSAGE(untouched.finding_count == 0, told(untouched));
    CHECK(untouched.entries == static_cast<std::int64_t>(trail.entries.size()));
    CHECK(untouched.late_entries == 2);

    std::uint64_t located = 0;
    for (std::uint64_t cycle = 0; cycle < cycles; ++cycle) {
      const auto undone = database.write([&](db::Tx& tx) -> Result<void> {
        SealedHouse::disarm(tx);
        Tampering tampering(trail, tx, random);
        tampering.run(static_cast<int>(cycle));
        const auto report = walk_in(tx, house, trail);
        const bool good = tampering.found(report) && report.finding_count <= tampering.most_findings;
        located += good ? 1 : 0;
        CHECK_MESSAGE(good, tampering.what << told(report));
        return conflict("test.undo", "");
      });
      REQUIRE(undone.error().key == "test.undo");
    }
    std::printf("%llu of %llu tamperings found and located on %s (seed %llu, %zu entries in %zu blocks)\n",
                static_cast<unsigned long long>(located), static_cast<unsigned long long>(cycles),
                database.is_postgres() ? "PostgreSQL" : "SQLite", static_cast<unsigned long long>(seed),
                trail.entries.size(), trail.blocks.size());
    CHECK(house.verify().finding_count == 0);
  });
}
