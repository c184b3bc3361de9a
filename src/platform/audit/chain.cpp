#include "platform/audit/chain.h"

#include <bit>
#include <cstring>

#include "base/codec.h"
#include "base/number.h"

namespace tongban::audit {

const std::array<const char*, kEntryColumns> kColumnNames = {"audit_id",  "at",          "actor_kind",     "actor_id",
                                                             "action",    "object_kind", "object_id",      "outcome",
                                                             "error_key", "request_id",  "remote_address", "detail"};
const std::string kNoBlock(64, '0');

namespace {

constexpr std::string_view kLeafStart("\x00tongban audit entry 1\n", 23);
constexpr std::string_view kNodeStart("\x01", 1);
constexpr std::string_view kNull("\xff\xff\xff\xff", 4);
constexpr std::size_t kMarkBytes = 8;

std::string_view view(const Digest& digest) { return {reinterpret_cast<const char*>(digest.data()), digest.size()}; }

std::int64_t number_of(const Cell& cell) { return cell ? parse_int64(*cell).value_or(0) : 0; }

void append_length(std::string& out, std::size_t length) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(length >> shift & 0xff);
}

void append_varint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>((value & 0x7f) | 0x80);
  out += static_cast<char>(value);
}

// False for a number that is cut off, too long, or has a spelling that append_varint() does not make.
bool take_varint(std::string_view& bytes, std::uint64_t& value) {
  value = 0;
  for (int shift = 0; shift < 63; shift += 7) {
    if (bytes.empty()) return false;
    const auto byte = static_cast<unsigned char>(bytes[0]);
    bytes.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) return byte != 0 || shift == 0;
  }
  return false;
}

}  // namespace

Leaf ChainHasher::leaf(std::span<const Cell> cells) {
  std::string bytes(kLeafStart);
  for (const auto& cell : cells) {
    if (!cell) {
      bytes += kNull;
      continue;
    }
    append_length(bytes, cell->size());
    bytes += *cell;
  }
  Leaf leaf{number_of(cells[0]), number_of(cells[1]), {}};
  sm3_.update(bytes);
  sm3_.finish(leaf.digest.data());
  return leaf;
}

// Complete subtrees wait on a stack, the greatest below, as the bits of the number of leaves say; at the end they are
// joined from the right, which is the shape of RFC 6962.
Digest ChainHasher::root(const std::vector<Leaf>& leaves) {
  std::vector<Digest> waiting;
  const auto join = [&] {
    const Digest right = waiting.back();
    waiting.pop_back();
    sm3_.update(kNodeStart);
    sm3_.update(view(waiting.back()));
    sm3_.update(view(right));
    sm3_.finish(waiting.back().data());
  };
  std::size_t count = 0;
  for (const auto& leaf : leaves) {
    waiting.push_back(leaf.digest);
    for (auto bits = ++count; (bits & 1) == 0; bits >>= 1) join();
  }
  while (waiting.size() > 1) join();
  return waiting.at(0);
}

std::string ChainHasher::hex(std::string_view text) {
  Digest digest;
  sm3_.update(text);
  sm3_.finish(digest.data());
  return hex_encode(view(digest));
}

Member member_of(const Leaf& leaf) {
  std::uint64_t mark = 0;
  for (std::size_t i = 0; i < kMarkBytes; ++i) mark = mark << 8 | leaf.digest[i];
  return {leaf.audit_id, mark};
}

std::string encode_members(const std::vector<Leaf>& leaves) {
  std::string bytes;
  std::int64_t before = 0;
  for (const auto& leaf : leaves) {
    append_varint(bytes, static_cast<std::uint64_t>(leaf.audit_id - before));
    bytes.append(reinterpret_cast<const char*>(leaf.digest.data()), kMarkBytes);
    before = leaf.audit_id;
  }
  return base64_encode(bytes);
}

std::optional<std::vector<Member>> decode_members(std::string_view text) {
  const auto decoded = base64_decode(text);
  if (!decoded || decoded->empty()) return std::nullopt;
  std::string_view bytes(*decoded);
  std::vector<Member> members;
  std::uint64_t id = 0;
  while (!bytes.empty()) {
    std::uint64_t difference = 0;
    if (!take_varint(bytes, difference) || bytes.size() < kMarkBytes || difference == 0) return std::nullopt;
    id += difference;
    if (id > static_cast<std::uint64_t>(INT64_MAX) || members.size() == kMostMembers) return std::nullopt;
    std::uint64_t mark = 0;
    for (std::size_t i = 0; i < kMarkBytes; ++i) mark = mark << 8 | static_cast<unsigned char>(bytes[i]);
    bytes.remove_prefix(kMarkBytes);
    members.push_back({static_cast<std::int64_t>(id), mark});
  }
  return members;
}

std::string signed_text(const Block& block, ChainHasher& hasher) {
  std::string text = "tongban audit block 1\n";
  const auto line = [&](const char* name, std::int64_t value) {
    text.append(name).append(" ").append(std::to_string(value)).append("\n");
  };
  line("block_number", block.block_number);
  line("sealed_at", block.sealed_at);
  line("node", block.node);
  line("first_id", block.first_id);
  line("last_id", block.last_id);
  line("high_id", block.high_id);
  line("entry_count", block.entry_count);
  line("entries_total", block.entries_total);
  text +=
      "root " + block.root + "\nmembers " + hasher.hex(block.members) + "\nprevious_hash " + block.previous_hash + "\n";
  return text;
}

std::string sealed_text(const Block& block, std::string_view signed_text) {
  return std::string(signed_text) + "key_id " + block.key_id + "\nsignature " + block.signature + "\n";
}

}  // namespace tongban::audit
