#include "platform/audit/export_file.h"

#include <algorithm>
#include <boost/json/object.hpp>
#include <optional>

#include "base/json.h"
#include "base/number.h"
#include "base/text.h"
#include "platform/audit/blocks.h"

namespace tongban::audit {

namespace {

constexpr int kBlocksAtOnce = 10;
constexpr std::string_view kHeader = R"({"tongban_audit_export":"1"})";

struct NumberMember {
  const char* name;
  std::int64_t Block::*member;
};
constexpr NumberMember kNumbers[] = {
    {"block_number", &Block::block_number},
    {"sealed_at", &Block::sealed_at},
    {"node", &Block::node},
    {"first_id", &Block::first_id},
    {"last_id", &Block::last_id},
    {"high_id", &Block::high_id},
    {"entry_count", &Block::entry_count},
    {"entries_total", &Block::entries_total},
};
struct TextMember {
  const char* name;
  std::string Block::*member;
};
constexpr TextMember kTexts[] = {
    {"root", &Block::root},           {"previous_hash", &Block::previous_hash}, {"key_id", &Block::key_id},
    {"signature", &Block::signature}, {"block_hash", &Block::block_hash},       {"members", &Block::members},
};

// What is no UTF-8 cannot be JSON, and cannot be what was sealed either.
void append_member(std::string& out, std::string_view name, const Cell& value) {
  if (out.back() != '{') out += ',';
  append_json_string(out, name);
  out += ':';
  if (!value)
    out += "null";
  else
    append_json_string(out, is_valid_utf8(*value) ? std::string_view(*value) : "\xef\xbf\xbd");
}

void append_block(std::string& out, const Block& block) {
  out += R"({"block":{)";
  for (const auto& [name, member] : kNumbers) append_member(out, name, std::to_string(block.*member));
  for (const auto& [name, member] : kTexts) append_member(out, name, block.*member);
  out += "}}\n";
}

void append_entries(std::string& out, const db::Rows& rows) {
  for (std::size_t row = 0; row < rows.size(); ++row) {
    out += R"({"entry":{)";
    for (int column = 0; column < kEntryColumns; ++column)
      append_member(out, kColumnNames[static_cast<std::size_t>(column)],
                    rows.cells[row * kEntryColumns + static_cast<std::size_t>(column)]);
    out += "}}\n";
  }
}

// Ascending entries of a block in order are read as a range, which also takes along what does not belong there.
void append_entries_of(std::string& out, db::Tx& tx, const Block& block) {
  const auto members = decode_members(block.members);
  if (!members) return;
  if (block.late()) {
    for (const auto& member : *members) append_entries(out, entry_row(tx, member.audit_id));
  } else {
    append_entries(out, entry_rows(tx, members->front().audit_id - 1, members->back().audit_id, 2 * kEntriesAtOnce));
  }
}

std::optional<Block> read_block(const json::object& object) {
  Block block;
  for (const auto& [name, member] : kNumbers) {
    const auto* value = object.if_contains(name);
    const auto number = value != nullptr && value->is_string() ? parse_int64(value->get_string()) : std::nullopt;
    if (!number) return std::nullopt;
    block.*member = *number;
  }
  for (const auto& [name, member] : kTexts) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_string()) return std::nullopt;
    block.*member = std::string(value->get_string());
  }
  return block;
}

std::optional<std::vector<Cell>> read_cells(const json::object& object) {
  std::vector<Cell> cells;
  for (const char* name : kColumnNames) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !(value->is_string() || value->is_null())) return std::nullopt;
    cells.push_back(value->is_null() ? Cell() : Cell(std::string(value->get_string())));
  }
  return cells;
}

// Feeds the verifier from lines.
class ExportReader {
 public:
  ExportReader(std::vector<PublicKey> keys, std::vector<Checkpoint> checkpoints)
      : keys_(std::move(keys)), checkpoints_(std::move(checkpoints)) {}

  bool take(std::string_view line) {
    if (line == kHeader || line.empty()) return true;
    const auto parsed = parse_json(line);
    const auto* object = parsed && parsed->is_object() ? &parsed->get_object() : nullptr;
    if (object == nullptr || object->size() != 1 || !object->begin()->value().is_object()) return false;
    const auto& inner = object->begin()->value().get_object();
    if (object->begin()->key() == "entry") {
      const auto cells = read_cells(inner);
      if (!cells || !verifier_) return false;
      found_.push_back(hasher_.leaf(*cells));
      return true;
    }
    auto block = read_block(inner);
    if (object->begin()->key() != "block" || !block) return false;
    flush();
    if (!verifier_) begin(*block);
    verifier_->block(*std::move(block));
    waiting_ = true;
    return true;
  }

  Report finish(Instant now) {
    flush();
    if (!verifier_) verifier_.emplace(keys_, checkpoints_);
    return verifier_->finish(now, std::chrono::seconds(0));
  }

 private:
  void begin(const Block& first) {
    verifier_.emplace(keys_, checkpoints_,
                      Start{first.block_number, first.block_number == 1 ? "" : first.previous_hash, INT64_MIN});
  }
  void flush() {
    if (!waiting_) return;
    std::sort(found_.begin(), found_.end(), [](const Leaf& a, const Leaf& b) { return a.audit_id < b.audit_id; });
    verifier_->entries(found_);
    found_.clear();
    waiting_ = false;
  }

  std::vector<PublicKey> keys_;
  std::vector<Checkpoint> checkpoints_;
  std::optional<ChainVerifier> verifier_;
  ChainHasher hasher_;
  std::vector<Leaf> found_;
  bool waiting_ = false;
};

}  // namespace

Result<std::int64_t> export_blocks(db::Database& database, std::int64_t first, std::int64_t last,
                                   const std::function<Result<void>(std::string_view)>& write) {
  TRY(write(std::string(kHeader) + "\n"));
  std::int64_t count = 0;
  for (std::size_t got = kBlocksAtOnce; got == kBlocksAtOnce;) {
    std::string lines;
    TRY(database.read([&](db::Tx& tx) -> Result<void> {
      lines.clear();
      const auto blocks = blocks_from(tx, first, kBlocksAtOnce);
      got = blocks.size();
      for (const auto& block : blocks) {
        if (block.block_number > last) return got = 0, Result<void>();
        append_block(lines, block);
        append_entries_of(lines, tx, block);
        first = block.block_number + 1;
        ++count;
      }
      return {};
    }));
    TRY(write(lines));
  }
  return count;
}

Result<Report> verify_export(const std::function<bool(std::string&)>& next_line, std::vector<PublicKey> keys,
                             std::vector<Checkpoint> checkpoints, Instant now) {
  ExportReader reader(std::move(keys), std::move(checkpoints));
  std::string line;
  for (int number = 1; next_line(line); ++number) {
    if (!reader.take(line))
      return invalid("audit.export_malformed",
                     "不是审计导出文件 / not an export of the audit chain, line " + std::to_string(number));
  }
  return reader.finish(now);
}

}  // namespace tongban::audit
