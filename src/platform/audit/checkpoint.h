// Checkpoints: the last block's number and hash, signed, to be kept where whoever can change the database cannot. Only
// they show that the end of the chain was cut off. One line of JSON each; files of them are appended to.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/described.h"
#include "base/result.h"
#include "platform/audit/verify.h"
#include "platform/crypto/signature.h"
#include "platform/db/db.h"

namespace tongban::audit {

struct SignedCheckpoint {
  std::int64_t block_number = 0;
  std::string block_hash;
  std::int64_t entries_total = 0;
  Instant made_at;
  std::string key_id;
  std::string signature;  // base64 of DER, over checkpoint_text()
};
BOOST_DESCRIBE_STRUCT(SignedCheckpoint, (), (block_number, block_hash, entries_total, made_at, key_id, signature))

std::string checkpoint_text(const SignedCheckpoint& checkpoint);

// Of the last block; none when nothing was sealed yet.
std::optional<SignedCheckpoint> make_checkpoint(db::Tx& tx, const SigningKey& key, Instant now);

// Appends a line and synchronises the file. Error: `audit.checkpoint_unwritable`.
Result<void> append_checkpoint(const std::string& path, const SignedCheckpoint& checkpoint);

// Every line of a file of checkpoints. Those that are not signed by one of `keys` are findings of `report` and left
// out. Error: `audit.checkpoints_malformed`, with the line.
Result<std::vector<Checkpoint>> read_checkpoints(std::string_view text, const std::vector<PublicKey>& keys,
                                                 Report& report);

}  // namespace tongban::audit
