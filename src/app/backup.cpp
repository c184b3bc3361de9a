#include "platform/backup/backup.h"

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>

#include "app/backup_commands.h"
#include "app/backup_told.h"
#include "app/commands.h"
#include "app/modules.h"

namespace tongban::app {

namespace fs = std::filesystem;

namespace {

// Takes what processor time the server leaves, so that people do not wait for the copy.
void be_patient() { ::setpriority(PRIO_PROCESS, 0, 10); }

void tell_contents(const backup::Contents& contents) {
  const auto& origin = contents.manifest.origin;
  std::printf("  made %s by tongban %s, node %lld, %s\n", contents.manifest.made_at.c_str(), origin.program.c_str(),
              static_cast<long long>(origin.node), origin.address.c_str());
  std::printf("  %zu migrations, %zu tables, %lld rows, %lld files, %.1f MB\n", contents.manifest.migrations.size(),
              contents.summary.tables.size(), static_cast<long long>(contents.summary.rows()),
              static_cast<long long>(contents.summary.files), static_cast<double>(contents.bytes) / 1e6);
}

// Files that were lost before the backup are a finding, not a reason to have none.
int tell_lost_files(const backup::Summary& summary) {
  const auto tell = [](const char* what, std::int64_t count, const std::vector<std::string>& digests) {
    for (const auto& digest : digests) std::printf("%s: %s\n", what, digest.c_str());
    if (count > static_cast<std::int64_t>(digests.size())) std::printf("%s: %lld in all\n", what, (long long)count);
  };
  tell("files.missing", summary.missing, summary.missing_files);
  tell("files.corrupt", summary.broken, summary.broken_files);
  return summary.missing + summary.broken == 0 ? 0 : 1;
}

double seconds_since(std::chrono::steady_clock::time_point began) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

Result<int> run_backup(const Config& config, const BackupArguments& arguments) {
  const auto began = std::chrono::steady_clock::now();
  std::error_code ignored;
  const bool in_folder = fs::is_directory(arguments.path, ignored);
  if (arguments.keep > 0 && !in_folder)
    return invalid("backup.keep_needs_folder", "--keep 只用于目录 / --keep goes with a folder: " + arguments.path);
  const auto path =
      in_folder ? (fs::path(arguments.path) / backup::automatic_name(SystemClock().now())).string() : arguments.path;
  const auto contents = TRY(write_backup(config, path, arguments));
  const int lost = tell_lost_files(contents.summary);
  if (arguments.keep > 0 && lost == 0)
    for (const auto& name : backup::remove_old(arguments.path, arguments.keep))
      std::printf("removed %s\n", name.c_str());
  std::printf("backup: %s in %.1f s%s\n", path.c_str(), seconds_since(began),
              lost ? ", with files that were lost" : "");
  return lost;
}

Result<int> run_verify(const Config& config, const BackupArguments& arguments) {
  const auto key = TRY(StreamKey::load(arguments.key_file));
  const auto tell = teller("verify-backup");
  const auto compared = arguments.compare ? TRY(backup::compare(arguments.path, key, config.database_dsn(), tell))
                                          : backup::Comparison{TRY(backup::verify(arguments.path, key, tell)), {}};
  tell_contents(compared.contents);
  if (arguments.tables)
    for (const auto& table : compared.contents.summary.tables)
      std::printf("  %-28s %12lld rows  %s\n", table.name.c_str(), static_cast<long long>(table.rows),
                  table.hash.c_str());
  for (const auto& difference : compared.differences) {
    const auto there = difference.rows_in_database < 0 ? std::string("no such table or column")
                                                       : std::to_string(difference.rows_in_database) + " rows";
    std::printf("differs: %s, %lld rows in the backup, %s in the database\n", difference.table.c_str(),
                static_cast<long long>(difference.rows_in_backup), there.c_str());
  }
  const int lost = tell_lost_files(compared.contents.summary);
  const char* equal = !arguments.compare             ? ""
                      : compared.differences.empty() ? ", equal to the database"
                                                     : ", other rows";
  std::printf("verify-backup: %s%s\n", lost ? "complete, but files were lost before it was made" : "good", equal);
  return lost != 0 || !compared.differences.empty() ? 1 : 0;
}

Result<int> run_restore(const Config& config, const BackupArguments& arguments) {
  const auto began = std::chrono::steady_clock::now();
  const auto key = TRY(StreamKey::load(arguments.key_file));
  const auto keyring = TRY(Keyring::load(config.key_file()));
  const backup::Target target{config.database_dsn(), config.node.data_dir + "/files", all_migrations()};
  const auto contents = TRY(backup::restore(arguments.path, key, keyring, target, teller("restore")));
  tell_contents(contents);
  const int lost = tell_lost_files(contents.summary);
  const auto newer = all_migrations().size() - contents.manifest.migrations.size();
  if (newer > 0) std::printf("the program has %zu newer migrations: run tongban migrate\n", newer);
  std::printf("restore: every row compared, in %.1f s; now run tongban check --files\n", seconds_since(began));
  return lost;
}

int code_of(const Result<int>& done) { return done ? *done : report(done.error()); }

}  // namespace

backup::Tell teller(const char* command) {
  return [command,
          next = std::chrono::steady_clock::now() + std::chrono::seconds(2)](const backup::Progress& progress) mutable {
    const auto now = std::chrono::steady_clock::now();
    if (now < next) return;
    next = now + std::chrono::seconds(5);
    std::fprintf(stderr, "%s: %s, %lld rows, %.0f MB\n", command, progress.what.c_str(),
                 static_cast<long long>(progress.rows), static_cast<double>(progress.bytes) / 1e6);
  };
}

Result<backup::Contents> write_backup(const Config& config, const std::string& path, const BackupArguments& arguments) {
  const auto key = TRY(StreamKey::load(arguments.key_file));
  const auto keyring = TRY(Keyring::load(config.key_file()));
  be_patient();
  backup::Source source;
  source.dsn = config.database_dsn();
  source.files_dir = config.node.data_dir + "/files";
  source.origin = {TONGBAN_VERSION, config.server.public_base_url, config.node.id};
  source.bytes_per_second = arguments.megabytes_a_second * 1'000'000;
  auto contents = TRY(backup::make(path, key, keyring, source, teller("backup")));
  tell_contents(contents);
  return contents;
}

int make_backup_key(const std::string& path) {
  const auto made = StreamKey::create(path);
  if (!made) return report(made.error());
  std::printf("made %s: keep a copy of it, apart from the backups\n", path.c_str());
  return 0;
}

int backup(const Config& config, const BackupArguments& arguments) { return code_of(run_backup(config, arguments)); }
int verify_backup(const Config& config, const BackupArguments& arguments) {
  return code_of(run_verify(config, arguments));
}
int restore(const Config& config, const BackupArguments& arguments) { return code_of(run_restore(config, arguments)); }

}  // namespace tongban::app
