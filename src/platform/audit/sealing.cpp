#include "platform/audit/sealing.h"

#include <utility>

#include "platform/audit/checkpoint.h"
#include "platform/audit/sealing_key.h"
#include "platform/db/dialect.h"
#include "platform/log/log.h"

namespace tongban::audit {

namespace {

constexpr std::chrono::milliseconds kEvery{1000};
constexpr std::chrono::seconds kLateEvery{30};

}  // namespace

Sealing::Sealing(db::Database& database, const Keyring& keyring, const Clock& clock, SealingOptions options)
    : database_(database),
      clock_(clock),
      options_(std::move(options)),
      key_(sealing_key(keyring)),
      sealer_(database, keyring, clock, options_.node),
      poller_([this] { return step(); }, kEvery) {}

Sealing::~Sealing() { poller_.stop(); }

void Sealing::start() { poller_.start(); }

void Sealing::stop() {
  poller_.stop();
  const auto finish = [&]() -> Result<void> {
    TRY(sealer_.seal_all());
    if (!db::ids_follow_commits(database_)) TRY(sealer_.seal_late());
    return checkpoint();
  };
  const auto done = finish();
  tell(done ? nullptr : &done.error());
}

Result<bool> Sealing::seal() {
  const bool more = TRY(sealer_.pass());
  const auto now = Steady::now();
  // The one writer of SQLite leaves none behind; what an earlier process left is looked for once.
  if (now >= late_due_) {
    if (TRY(sealer_.seal_late()) > 0) log::info("audit.late_entries_sealed");
    late_due_ = db::ids_follow_commits(database_) ? Steady::time_point::max() : now + kLateEvery;
  }
  if (now >= checkpoint_due_) {
    TRY(checkpoint());
    checkpoint_due_ = now + options_.checkpoint_every;
  }
  return more;
}

Result<void> Sealing::checkpoint() {
  if (options_.checkpoint_file.empty()) return {};
  std::optional<SignedCheckpoint> made;
  TRY(database_.read([&](db::Tx& tx) -> Result<void> {
    made = make_checkpoint(tx, key_, clock_.now());
    return {};
  }));
  if (!made || made->block_number == last_checkpoint_) return {};
  TRY(append_checkpoint(options_.checkpoint_file, *made));
  last_checkpoint_ = made->block_number;
  return {};
}

bool Sealing::step() {
  try {
    const auto done = seal();
    tell(done ? nullptr : &done.error());
    return done && *done;
  } catch (const std::exception& failure) {
    const Error error{Code::internal, "internal", failure.what()};
    tell(&error);
    return false;
  }
}

void Sealing::tell(const Error* failure) {
  if (failure != nullptr && !failing_)
    log::warn("audit.not_sealed", {log::error_key(*failure), log::error_detail(*failure)});
  if (failure == nullptr && failing_) log::info("audit.sealed_again");
  failing_ = failure != nullptr;
}

}  // namespace tongban::audit
