#include "platform/audit/sealing.h"

#include <doctest/doctest.h>

#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "base/codec.h"
#include "platform/audit/checkpoint.h"
#include "platform/audit/export_file.h"
#include "platform/audit/sealing_key.h"
#include "platform/audit/test_sealed_house.h"
#include "platform/crypto/random.h"

using namespace tongban;
using namespace tongban::audit;

namespace {

std::vector<Block> blocks_of(SealedHouse& house) {
  std::vector<Block> blocks;
  REQUIRE(house.write([&](db::Tx& tx) { blocks = blocks_from(tx, 1, 1000); }));
  return blocks;
}

std::string exported(SealedHouse& house, std::int64_t first = 1) {
  std::string text;
  REQUIRE(export_blocks(house.database, first, INT64_MAX, [&](std::string_view lines) -> Result<void> {
            text += lines;
            return {};
          }).ok());
  return text;
}

Result<Report> verify_text(const std::string& text, std::vector<PublicKey> keys,
                           std::vector<Checkpoint> checkpoints = {}) {
  std::istringstream lines(text);
  return verify_export([&](std::string& line) { return static_cast<bool>(std::getline(lines, line)); }, std::move(keys),
                       std::move(checkpoints), Instant::from_seconds(2'000'000'000));
}

}  // namespace

TEST_CASE("A root has the shape of RFC 6962, and members read back as they were") {
  ChainHasher hasher;
  std::vector<Leaf> leaves;
  for (int i = 1; i <= 5; ++i) {
    const std::vector<Cell> cells(kEntryColumns, std::to_string(i * 1000));
    leaves.push_back(hasher.leaf(cells));
  }
  const auto join = [](const Digest& left, const Digest& right) {
    const auto made = sm3("\x01" + std::string(left.begin(), left.end()) + std::string(right.begin(), right.end()));
    Digest digest;
    std::copy(made.begin(), made.end(), digest.begin());
    return digest;
  };
  const auto four = join(join(leaves[0].digest, leaves[1].digest), join(leaves[2].digest, leaves[3].digest));
  CHECK(hasher.root(leaves) == join(four, leaves[4].digest));
  CHECK(hasher.root({leaves[0]}) == leaves[0].digest);

  const auto text = encode_members(leaves);
  const auto members = decode_members(text);
  REQUIRE(members);
  REQUIRE(members->size() == 5);
  for (std::size_t i = 0; i < 5; ++i) CHECK((*members)[i] == member_of(leaves[i]));
  CHECK_FALSE(decode_members(""));
  CHECK_FALSE(decode_members("AAAA"));
  CHECK_FALSE(decode_members(text.substr(4)));

  // NULL, an empty text and the text of another column are different entries.
  std::vector<Cell> cells(kEntryColumns, "a");
  const auto digest_with = [&](std::size_t column, Cell cell) {
    auto other = cells;
    other[column] = std::move(cell);
    return hasher.leaf(other).digest;
  };
  CHECK(digest_with(3, Cell()) != digest_with(3, ""));
  CHECK(digest_with(3, "") != digest_with(4, ""));
  CHECK(digest_with(3, "aa") != digest_with(4, "aa"));
}

TEST_CASE("Blocks hold every entry once, and nothing but a minute's patience is asked of an unsealed one") {
  db::for_each_database([](db::Database& database) {
    SealedHouse house(database);
    CHECK(house.verify().finding_count == 0);
    house.append_new(9000);
    house.seal();
    CHECK(blocks_of(house).size() == 3);
    CHECK(blocks_of(house)[2].entries_total == 9000);
    const auto report = house.verify();
    CHECK(report.finding_count == 0);
    CHECK(report.entries == 9000);

    house.append_new(2);
    CHECK(house.verify().unsealed == 2);
    CHECK(house.verify().finding_count == 0);
    house.clock.advance(kSealedWithin + std::chrono::seconds(2));
    const auto waiting = house.verify();
    REQUIRE(waiting.finding_count == 2);
    CHECK(waiting.findings[0].problem == Problem::entry_unsealed);
    CHECK(waiting.findings[0].audit_id > 0);
  });
}

TEST_CASE("The newest blocks alone can be verified") {
  db::for_each_database([](db::Database& database) {
    SealedHouse house(database);
    for (int i = 0; i < 12; ++i) {
      house.append_new(10);
      house.seal();
    }
    const auto report = house.verify({.newest_entries = 35});
    CHECK(report.finding_count == 0);
    CHECK(report.blocks == 4);
    CHECK(report.last_block == 12);
    CHECK(house.verify({.newest_entries = 1'000'000}).blocks == 12);
  });
}

// Two nodes seal side by side while entries are committed in another order than their ids were made in.
TEST_CASE("Several nodes seal each entry exactly once, whatever the order of the commits") {
  db::for_each_database([](db::Database& database) {
    SealedHouse house(database);
    Sealer other(database, house.keyring, house.clock, 1);
    std::vector<Entry> kept_back;
    for (int round = 0; round < 20; ++round) {
      auto entries = std::vector<Entry>{house.entry(), house.entry(), house.entry()};
      house.append({entries[0], entries[2]});
      kept_back.push_back(entries[1]);
      std::thread racing([&] { CHECK(other.seal_all().ok()); });
      house.seal();
      racing.join();
      if (round % 4 != 3) continue;
      house.append(kept_back);
      kept_back.clear();
      std::thread late([&] { CHECK(other.seal_late().ok()); });
      CHECK(house.sealer.seal_late().ok());
      late.join();
    }
    const auto report = house.verify();
    CHECK(report.finding_count == 0);
    CHECK(report.entries == 60);
    CHECK(report.late_entries > 0);
    CHECK(report.unsealed == 0);
  });
}

TEST_CASE("What came too late for the window is told, and sealed when somebody asks for it") {
  db::for_each_database([](db::Database& database) {
    SealedHouse house(database);
    house.append_new(3);
    const auto forgotten = house.entry();
    house.append_new(3);
    house.seal();
    house.clock.advance(kLateWindow + std::chrono::minutes(1));
    house.append_new(1);
    house.seal();
    house.append({forgotten});
    CHECK(*house.sealer.seal_late() == 0);
    const auto report = house.verify();
    REQUIRE(report.finding_count == 1);
    CHECK(report.findings[0].problem == Problem::entry_unlisted);
    CHECK(report.findings[0].audit_id == forgotten.audit_id.value);
    CHECK(*house.sealer.seal_late(true) == 1);
    CHECK(house.verify().finding_count == 0);
    CHECK(house.verify().late_entries == 1);
  });
}

TEST_CASE("The thread seals what is committed, and the orderly stop leaves nothing behind") {
  db::for_each_database([](db::Database& database) {
    SealedHouse house(database);
    const auto path =
        (std::filesystem::temp_directory_path() / ("checkpoints-" + hex_encode(random_bytes(8)))).string();
    Sealing sealing(database, house.keyring, house.clock, {0, path, std::chrono::minutes(60)});
    house.append_new(5);
    sealing.start();
    while (blocks_of(house).empty()) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    house.append_new(5);
    sealing.stop();
    const auto report = house.verify();
    CHECK(report.entries == 10);
    CHECK(report.unsealed == 0);

    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    Report of_file;
    const auto checkpoints = read_checkpoints(text.str(), audit_keys(house.keyring), of_file);
    REQUIRE(checkpoints.ok());
    REQUIRE_FALSE(checkpoints->empty());
    CHECK(of_file.finding_count == 0);
    CHECK(checkpoints->back().block_number == report.last_block);
    CHECK(house.verify({.checkpoints = *checkpoints}).finding_count == 0);
    CHECK_FALSE(read_checkpoints("{}\n", audit_keys(house.keyring), of_file).ok());
    auto forged = text.str();
    forged.replace(forged.find("\"block_hash\":\"") + 14, 2, "zz");
    REQUIRE(read_checkpoints(forged, audit_keys(house.keyring), of_file).ok());
    CHECK(of_file.finding_count > 0);
    std::filesystem::remove(path);
  });
}

TEST_CASE("An export is verified with nothing but the printed public key") {
  db::for_each_database([](db::Database& database) {
    SealedHouse house(database);
    const auto late = house.entry();
    for (int i = 0; i < 15; ++i) {
      house.append_new(7);
      house.seal();
    }
    house.append({late});
    REQUIRE(*house.sealer.seal_late() == 1);
    const auto text = exported(house);
    std::vector<PublicKey> keys{*PublicKey::from_pem(audit_keys(house.keyring)[0].pem())};
    const auto report = verify_text(text, keys);
    REQUIRE(report.ok());
    CHECK(report->finding_count == 0);
    CHECK(report->blocks == 16);
    CHECK(report->entries == 106);
    CHECK(verify_text(exported(house, 9), keys)->finding_count == 0);
    CHECK(verify_text(exported(house, 9), keys)->blocks == 8);

    CHECK(verify_text(text, {SigningKey(std::string(32, 'e')).public_key()})->findings.at(0).problem ==
          Problem::block_unsigned);
    auto changed = text;
    const auto at = changed.find("request-50");
    changed.replace(at, 10, "request-51");
    const auto wrong = verify_text(changed, keys);
    REQUIRE(wrong->finding_count == 1);
    CHECK(wrong->findings[0].problem == Problem::entry_changed);
    CHECK(wrong->findings[0].block_number > 1);
    const auto cut = text.substr(0, text.find("{\"block\":{\"block_number\":\"16\""));
    CHECK(verify_text(cut, keys)->finding_count == 0);
    CHECK(verify_text(cut, keys, {{16, "x"}})->findings.at(0).problem == Problem::checkpoint_unmet);
    CHECK_FALSE(verify_text("{\"entry\":{}}", keys).ok());
    CHECK_FALSE(verify_text("no export", keys).ok());
  });
}

TEST_CASE("A new key seals on, and the public key of either time is enough to trust what came before it") {
  const auto path = (std::filesystem::temp_directory_path() / ("keys-" + hex_encode(random_bytes(8)))).string();
  auto ring = Keyring::create(path).value();
  const auto database = db::open_test_database();
  SealedHouse house(*database);
  Sealer first(*database, ring, house.clock, 0);
  house.append_new(5);
  REQUIRE(first.seal_all().ok());
  REQUIRE(Keyring::rotate(path).ok());
  const auto rotated = Keyring::load(path).value();
  Sealer second(*database, rotated, house.clock, 0);
  house.append_new(5);
  REQUIRE(second.seal_all().ok());

  const auto keys = audit_keys(rotated);
  REQUIRE(keys.size() == 2);
  const auto verified = [&](std::vector<PublicKey> known) { return *verify_database(*database, house.clock, known); };
  CHECK(verified(keys).finding_count == 0);
  CHECK(verified(std::vector<PublicKey>{keys[1]}).finding_count == 0);
  const auto old_only = verified(std::vector<PublicKey>{keys[0]});
  REQUIRE(old_only.finding_count == 1);
  CHECK(old_only.findings[0].problem == Problem::block_unsigned);
  CHECK(old_only.findings[0].block_number == 2);
  std::filesystem::remove(path);
}
