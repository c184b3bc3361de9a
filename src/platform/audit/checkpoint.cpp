#include "platform/audit/checkpoint.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/codec.h"
#include "platform/audit/blocks.h"

namespace tongban::audit {

std::string checkpoint_text(const SignedCheckpoint& checkpoint) {
  return "tongban audit checkpoint 1\nblock_number " + std::to_string(checkpoint.block_number) + "\nblock_hash " +
         checkpoint.block_hash + "\nentries_total " + std::to_string(checkpoint.entries_total) + "\nmade_at " +
         iso_text(checkpoint.made_at) + "\n";
}

std::optional<SignedCheckpoint> make_checkpoint(db::Tx& tx, const SigningKey& key, Instant now) {
  const auto last = last_block(tx);
  if (!last) return std::nullopt;
  SignedCheckpoint made{last->block_number, last->block_hash, last->entries_total, now, key.public_key().key_id(), ""};
  made.signature = base64_encode(key.sign(checkpoint_text(made)));
  return made;
}

Result<void> append_checkpoint(const std::string& path, const SignedCheckpoint& checkpoint) {
  const auto line = to_json(checkpoint) + "\n";
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  bool good =
      file >= 0 && ::write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && ::fsync(file) == 0;
  const int failure = errno;
  if (file >= 0 && ::close(file) != 0) good = false;
  if (good) return {};
  return Error{Code::internal, "audit.checkpoint_unwritable",
               "无法写入检查点文件 / cannot write the file of checkpoints " + path + ": " + std::strerror(failure)};
}

Result<std::vector<Checkpoint>> read_checkpoints(std::string_view text, const std::vector<PublicKey>& keys,
                                                 Report& report) {
  std::vector<Checkpoint> checkpoints;
  for (int line = 1; !text.empty(); ++line) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto json_text = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (json_text.empty()) continue;
    const auto parsed = parse_json(json_text);
    const auto read = parsed ? from_json<SignedCheckpoint>(*parsed) : Result<SignedCheckpoint>(parsed.error());
    if (!read)
      return invalid("audit.checkpoints_malformed",
                     "检查点文件格式错误 / not a file of checkpoints, line " + std::to_string(line));
    const auto signature = base64_decode(read->signature);
    const bool good = signature && std::any_of(keys.begin(), keys.end(), [&](const PublicKey& key) {
                        return key.key_id() == read->key_id && key.verify(checkpoint_text(*read), *signature);
                      });
    if (good) {
      checkpoints.push_back({read->block_number, read->block_hash});
    } else {
      report.add({Problem::checkpoint_unsigned, read->block_number, 0, 0,
                  "line " + std::to_string(line) + " of the checkpoints is not signed by a known key"});
    }
  }
  return checkpoints;
}

}  // namespace tongban::audit
