// What an operator runs when a new version of the program comes. Each step must succeed before the next begins; until
// the migrations run nothing is changed, and the backup made here is the way back from them.
#include <algorithm>
#include <cstdio>

#include "app/backup_told.h"
#include "app/commands.h"
#include "app/modules.h"
#include "app/node.h"
#include "modules/identity/identity.h"
#include "platform/db/integrity.h"

namespace tongban::app {
namespace {

// The names of the migrations that are not applied yet.
Result<std::vector<std::string>> pending(db::Database& database) {
  std::vector<std::string> names;
  TRY(database.read([&](db::Tx& tx) -> Result<void> {
    names = TRY(db::pending_migrations(tx, all_migrations()));
    return {};
  }));
  return names;
}

// What can be checked on the schema of an older program: pages and references, and every file with the keys.
Result<int> check_before(const Node& node) {
  int findings = 0;
  const auto tell = [&](const char* key, const std::string& detail) {
    ++findings;
    std::printf("%s: %s\n", key, detail.c_str());
  };
  TRY(node.read([&](Ctx& ctx) -> Result<void> {
    TRY(identity::keys_fit(ctx));
    for (const auto& problem : db::integrity_problems(ctx.tx)) tell("db.integrity", problem);
    const auto sweep = node.services().files.sweep(ctx.tx, ctx.now, true);
    for (const auto& name : sweep.missing) tell("files.missing", name);
    for (const auto& name : sweep.corrupt) tell("files.corrupt", name);
    return {};
  }));
  return findings;
}

// Which tables the migrations changed, in the columns there were before.
Result<void> tell_changes(const Config& config, const BackupArguments& arguments) {
  const auto key = TRY(StreamKey::load(arguments.key_file));
  const auto compared = TRY(backup::compare(arguments.path, key, config.database_dsn(), teller("upgrade")));
  std::printf("rows of %zu tables are as before; changed:",
              compared.contents.summary.tables.size() - compared.differences.size());
  for (const auto& difference : compared.differences) std::printf(" %s", difference.table.c_str());
  std::printf("\n");
  return {};
}

Result<int> run(const Config& config, const BackupArguments& arguments) {
  const auto node = TRY(Node::open(config, false));
  const auto waiting = TRY(pending(node->database()));
  if (waiting.empty()) {
    std::printf("upgrade: the schema is current, nothing to do\n");
    return 0;
  }
  for (const auto& name : waiting) std::printf("will apply %s\n", name.c_str());
  if (const int findings = TRY(check_before(*node)); findings > 0) {
    std::printf("upgrade: refused, %d findings; nothing was changed\n", findings);
    return 1;
  }
  const auto contents = TRY(write_backup(config, arguments.path, arguments));
  if (contents.summary.missing + contents.summary.broken > 0) {
    std::printf("upgrade: refused, files are lost; nothing was changed\n");
    return 1;
  }
  TRY(backup::verify(arguments.path, TRY(StreamKey::load(arguments.key_file)), teller("upgrade")));
  const auto done = TRY(db::migrate(node->database(), all_migrations()));
  for (const auto& name : done.applied) std::printf("applied %s\n", name.c_str());
  TRY(tell_changes(config, arguments));
  if (check(config, true) != 0) {
    std::printf("upgrade: the schema is new, but the check found something; the way back is the backup %s\n",
                arguments.path.c_str());
    return 1;
  }
  std::printf("upgrade: done, backup %s\n", arguments.path.c_str());
  return 0;
}

}  // namespace

int upgrade(const Config& config, const BackupArguments& arguments) {
  const auto done = run(config, arguments);
  return done ? *done : report(done.error());
}

}  // namespace tongban::app
