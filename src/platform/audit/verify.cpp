#include "platform/audit/verify.h"

#include <algorithm>
#include <cstdlib>

#include "base/codec.h"

namespace tongban::audit {

namespace {

constexpr std::size_t kSignatureEvery = 64;
constexpr std::size_t kMostUnlisted = 100'000;

std::int64_t time_of(std::int64_t audit_id) { return audit_id > 0 ? id_instant(audit_id).micros() : 0; }

std::string number_text(std::int64_t number) { return std::to_string(number); }

// How long ago an id was made; negative for one from the future.
std::chrono::seconds age_of(std::int64_t audit_id, Instant now) {
  return std::chrono::floor<std::chrono::seconds>(now - Instant::from_micros(time_of(audit_id)));
}

}  // namespace

void Report::add(Finding finding) {
  ++finding_count;
  if (findings.size() < kMostFindings) findings.push_back(std::move(finding));
}

ChainVerifier::ChainVerifier(std::vector<PublicKey> keys, std::vector<Checkpoint> checkpoints, Start start)
    : keys_(std::move(keys)),
      expected_(start.block_number),
      previous_hash_(start.block_number == 1 ? kNoBlock : start.previous_hash),
      covered_upto_(start.covered_upto) {
  for (auto& checkpoint : checkpoints)
    if (checkpoint.block_number >= start.block_number)
      checkpoints_.emplace(checkpoint.block_number, std::move(checkpoint.block_hash));
}

void ChainVerifier::look_at_number(const Block& block) {
  if (block.block_number == expected_) return;
  if (block.block_number < expected_) {
    report_.add({Problem::block_changed, block.block_number, 0, 0, "the block stands in the wrong place"});
    return;
  }
  const auto last = block.block_number - 1;
  report_.add({Problem::block_missing, expected_, 0, 0,
               last == expected_ ? "the block is missing" : "the blocks up to " + number_text(last) + " are missing"});
  doubtful_block_ = expected_;
  previous_hash_.clear();
}

// Whole blocks tell what the block before must have been.
void ChainVerifier::look_at_link(const Block& block) {
  if (previous_hash_.empty() || block.previous_hash == previous_hash_ || !whole_) return;
  if (block.previous_hash != previous_said_ || !previous_told_) {
    report_.add({Problem::block_exchanged, std::max<std::int64_t>(block.block_number - 1, 1), 0, 0,
                 "block " + number_text(block.block_number) + " continues another block than this one"});
  }
  check_signatures();
  tell_unknown_run();
}

void ChainVerifier::look_at_checkpoints(const Block& block, const std::string& hash) {
  const auto [from, until] = checkpoints_.equal_range(block.block_number);
  if (std::any_of(from, until, [&](const auto& one) { return one.second != hash; })) {
    report_.add({Problem::checkpoint_differs, block.block_number, 0, 0,
                 "a checkpoint saw another block of this number: this one or an earlier one was made anew"});
  }
  checkpoints_.erase(from, until);
}

const PublicKey* ChainVerifier::key_of(const std::string& key_id) const {
  const auto found = std::find_if(keys_.begin(), keys_.end(), [&](const auto& key) { return key.key_id() == key_id; });
  return found == keys_.end() ? nullptr : &*found;
}

void ChainVerifier::remember_signature(const Block& block, std::string text) {
  if (key_of(block.key_id) == nullptr) {
    if (!unknown_run_) unknown_run_ = UnknownRun{block.block_number, 0, block.key_id};
    unknown_run_->last = block.block_number;
    return;
  }
  if (unchecked_.size() >= kSignatureEvery || (!unchecked_.empty() && unchecked_.back().key_id != block.key_id))
    check_signatures();
  unchecked_.push_back({block.block_number, std::move(text), block.signature, block.key_id});
}

bool ChainVerifier::signature_good(const Unchecked& block) const {
  const auto signature = base64_decode(block.signature);
  const auto* key = key_of(block.key_id);
  return signature && key != nullptr && key->verify(block.signed_text, *signature);
}

void ChainVerifier::check_signatures() {
  if (unchecked_.empty()) return;
  if (signature_good(unchecked_.back())) {
    if (unknown_run_ && unknown_run_->last < unchecked_.back().block_number) unknown_run_.reset();
  } else {
    for (const auto& block : unchecked_)
      if (!signature_good(block))
        report_.add({Problem::block_unsigned, block.block_number, 0, 0,
                     "the signature is not by the key " + block.key_id + " that the block names"});
  }
  unchecked_.clear();
}

void ChainVerifier::tell_unknown_run() {
  if (!unknown_run_) return;
  const auto [first, last, key_id] = *unknown_run_;
  report_.add({Problem::block_unsigned, first, 0, 0,
               (first == last ? "the block is" : "the blocks up to " + number_text(last) + " are") +
                   " signed with the key " + key_id + ", which is not known"});
  unknown_run_.reset();
}

ChainVerifier::Wanted ChainVerifier::block(Block block) {
  ++report_.blocks;
  auto text = signed_text(block, hasher_);
  const auto hash = hasher_.hex(sealed_text(block, text));
  members_ = decode_members(block.members);
  whole_ = hash == block.block_hash && members_;
  look_at_number(block);
  look_at_link(block);
  look_at_checkpoints(block, hash);
  if (whole_) {
    remember_signature(block, std::move(text));
  } else {
    report_.add({Problem::block_changed, block.block_number, 0, 0, "the row of the block was changed"});
  }
  previous_hash_ = hash;
  previous_said_ = block.block_hash;
  previous_told_ = !whole_;
  expected_ = block.block_number + 1;
  report_.last_block = block.block_number;
  report_.last_sealed_at = block.sealed_at;
  report_.last_hash = hash;
  block_ = std::move(block);

  Wanted wanted;
  if (!members_) {
    doubtful_block_ = block_.block_number;
  } else if (whole_ && !block_.late() && members_->front().audit_id > covered_upto_) {
    wanted.after = covered_upto_;
    wanted.upto = members_->back().audit_id;
  } else {
    if (!block_.late()) doubtful_block_ = block_.block_number;
    for (const auto& member : *members_) wanted.single_ids.push_back(member.audit_id);
  }
  return wanted;
}

ChainVerifier::Differences ChainVerifier::compare(const std::vector<Leaf>& found) {
  Differences differences;
  auto leaf = found.begin();
  const auto unlisted_until = [&](std::int64_t audit_id) {
    for (; leaf != found.end() && leaf->audit_id < audit_id; ++leaf) {
      if (known_.contains(leaf->audit_id)) continue;
      const bool before_all = leaf->audit_id < members_->front().audit_id;
      if (unlisted_.size() < kMostUnlisted)
        unlisted_[leaf->audit_id] = {leaf->at, before_all ? doubtful_block_ : 0};
      else
        ++unlisted_beyond_;
    }
  };
  for (const auto& member : *members_) {
    unlisted_until(member.audit_id);
    if (leaf == found.end() || leaf->audit_id != member.audit_id) {
      differences.findings.push_back({Problem::entry_missing, block_.block_number, member.audit_id,
                                      time_of(member.audit_id), "the entry was sealed and is gone"});
      continue;
    }
    if (member_of(*leaf) != member) {
      differences.findings.push_back(
          {Problem::entry_changed, block_.block_number, leaf->audit_id, leaf->at, "the entry is not what was sealed"});
    }
    differences.matched.push_back(*leaf++);
  }
  unlisted_until(INT64_MAX);
  return differences;
}

void ChainVerifier::tell_differences(Differences differences) {
  const bool root_good = !differences.matched.empty() &&
                         hex_encode({reinterpret_cast<const char*>(hasher_.root(differences.matched).data()),
                                     sizeof(Digest)}) == block_.root;
  // The list of a changed block may be what was changed: the root says whether the entries are whole.
  if (!whole_ && root_good) return;
  if (!whole_ && differences.findings.size() * 2 > members_->size()) {
    doubtful_block_ = block_.block_number;
    return;
  }
  if (whole_ && !root_good && differences.findings.empty()) {
    report_.add({Problem::entry_changed, block_.block_number, 0, 0,
                 "the entries do not have the root that was sealed, though each looks right"});
  }
  for (auto& finding : differences.findings) report_.add(std::move(finding));
}

void ChainVerifier::entries(const std::vector<Leaf>& found) {
  if (!members_) return;
  const bool in_order = whole_ && !block_.late() && members_->front().audit_id > covered_upto_;
  report_.entries += static_cast<std::int64_t>(members_->size());
  if (block_.late()) report_.late_entries += static_cast<std::int64_t>(members_->size());
  tell_differences(compare(found));
  if (!unlisted_.empty())
    for (const auto& member : *members_) unlisted_.erase(member.audit_id);
  if (in_order) {
    covered_upto_ = members_->back().audit_id;
    doubtful_block_ = 0;
  } else {
    for (const auto& member : *members_) known_.insert(member.audit_id);
  }
}

void ChainVerifier::unsealed(const Leaf& entry, Instant now, std::chrono::seconds tolerated) {
  if (known_elsewhere(entry.audit_id)) return;
  ++report_.unsealed;
  const auto age = age_of(entry.audit_id, now);
  if (age <= tolerated && age >= -tolerated) return;
  report_.add({Problem::entry_unsealed, doubtful_block_, entry.audit_id, entry.at,
               "the entry is in no block; its id was made " + number_text(std::abs(age.count())) +
                   (age.count() < 0 ? " s in the future" : " s ago")});
}

void ChainVerifier::tell_unlisted(Instant now, std::chrono::seconds tolerated) {
  std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> doubtful;  // block → first entry, how many
  for (const auto& [audit_id, entry] : unlisted_) {
    if (entry.doubtful_block != 0) {
      ++doubtful.try_emplace(entry.doubtful_block, audit_id, 0).first->second.second;
      continue;
    }
    const auto age = age_of(audit_id, now);
    if (age.count() >= 0 && age <= tolerated) continue;
    report_.add({Problem::entry_unlisted, 0, audit_id, entry.at,
                 "its place was sealed without it: inserted afterwards, or committed very late"});
  }
  for (const auto& [block, entries] : doubtful) {
    report_.add({Problem::entry_unlisted, block, entries.first, unlisted_.at(entries.first).at,
                 number_text(entries.second) + " entries from here on may belong to the missing or changed block"});
  }
  if (unlisted_beyond_ > 0)
    report_.add({Problem::entry_unlisted, 0, 0, 0, number_text(unlisted_beyond_) + " more entries are in no block"});
}

Report ChainVerifier::finish(Instant now, std::chrono::seconds tolerated) {
  check_signatures();
  tell_unknown_run();
  tell_unlisted(now, tolerated);
  for (const auto& [block_number, hash] : checkpoints_) {
    report_.add({Problem::checkpoint_unmet, block_number, 0, 0,
                 "a checkpoint saw this block, and it is not there: the end of the chain was cut off"});
  }
  return std::move(report_);
}

}  // namespace tongban::audit
