#include <chrono>
#include <cstdio>
#include <fstream>

#include "app/audit_commands.h"
#include "app/commands.h"
#include "app/node.h"
#include "platform/audit/checkpoint.h"
#include "platform/audit/export_file.h"
#include "platform/audit/sealer.h"
#include "platform/audit/sealing_key.h"
#include "platform/audit/walk.h"

namespace tongban::app {
namespace {

// Every key of a PEM file, whatever stands between them.
Result<std::vector<PublicKey>> read_keys(const std::string& path) {
  const auto text = TRY(read_file(path));
  constexpr std::string_view kBegin = "-----BEGIN ";
  std::vector<PublicKey> keys;
  for (auto at = text.find(kBegin); at != std::string::npos; at = text.find(kBegin, at + kBegin.size()))
    keys.push_back(TRY(PublicKey::from_pem(std::string_view(text).substr(at))));
  if (keys.empty()) return invalid("crypto.public_key_malformed", "没有公钥 / there is no public key in " + path);
  return keys;
}

void tell(const audit::Finding& finding) {
  std::printf("audit.%s:", boost::describe::enum_to_string(finding.problem, ""));
  if (finding.block_number != 0) std::printf(" block %lld", static_cast<long long>(finding.block_number));
  if (finding.audit_id != 0)
    std::printf(" entry %s (%s)", id_text(finding.audit_id).c_str(),
                iso_text(Instant::from_micros(finding.at)).c_str());
  std::printf(": %s\n", finding.text.c_str());
}

int tell(const audit::Report& report, std::chrono::duration<double> took) {
  for (const auto& finding : report.findings) tell(finding);
  std::printf("blocks %lld, entries %lld (%lld sealed late), unsealed %lld\n", static_cast<long long>(report.blocks),
              static_cast<long long>(report.entries), static_cast<long long>(report.late_entries),
              static_cast<long long>(report.unsealed));
  if (report.last_block > 0)
    std::printf("last block %lld, sealed %s, %s\n", static_cast<long long>(report.last_block),
                iso_text(Instant::from_micros(report.last_sealed_at)).c_str(), report.last_hash.c_str());
  std::printf("%.2f s, %.0f entries/s\n", took.count(), static_cast<double>(report.entries) / took.count());
  if (report.finding_count == 0) {
    std::printf("audit: clean\n");
    return 0;
  }
  std::printf("audit: %lld findings\n", static_cast<long long>(report.finding_count));
  return 1;
}

void add_findings(audit::Report& to, const audit::Report& from) {
  for (const auto& finding : from.findings) to.add(finding);
}

Result<audit::Report> verify_file(const AuditArguments& arguments, std::vector<PublicKey> keys,
                                  std::vector<audit::Checkpoint> checkpoints) {
  std::ifstream file(arguments.file, std::ios::binary);
  if (!file) return Error{Code::unavailable, "app.unreadable", "无法读取文件 " + arguments.file};
  return audit::verify_export([&](std::string& line) { return static_cast<bool>(std::getline(file, line)); },
                              std::move(keys), std::move(checkpoints), SystemClock().now());
}

Result<int> verify(const Config& config, const AuditArguments& arguments) {
  std::unique_ptr<Node> node;
  const bool needs_node = arguments.file.empty() || arguments.public_key_file.empty();
  if (needs_node) node = TRY(Node::open(config, false));
  const auto keys = arguments.public_key_file.empty() ? audit::audit_keys(node->services().keyring)
                                                      : TRY(read_keys(arguments.public_key_file));
  audit::Report of_checkpoints;
  std::vector<audit::Checkpoint> checkpoints;
  if (!arguments.checkpoints_file.empty())
    checkpoints = TRY(audit::read_checkpoints(TRY(read_file(arguments.checkpoints_file)), keys, of_checkpoints));
  const auto began = std::chrono::steady_clock::now();
  auto report =
      TRY(arguments.file.empty() ? audit::verify_database(node->database(), node->services().clock, keys, {checkpoints})
                                 : verify_file(arguments, keys, checkpoints));
  add_findings(report, of_checkpoints);
  return tell(report, std::chrono::steady_clock::now() - began);
}

Result<int> write_export(const Config& config, const AuditArguments& arguments) {
  const auto node = TRY(Node::open(config, false));
  const bool to_file = !arguments.file.empty();
  std::FILE* out = to_file ? std::fopen(arguments.file.c_str(), "wxe") : stdout;
  const Error unwritable{Code::unavailable, "app.unwritable", "无法写入新文件 " + arguments.file};
  if (out == nullptr) return unwritable;
  const auto blocks = audit::export_blocks(node->database(), arguments.first_block, arguments.last_block,
                                           [&](std::string_view lines) -> Result<void> {
                                             if (std::fwrite(lines.data(), 1, lines.size(), out) != lines.size())
                                               return unwritable;
                                             return {};
                                           });
  const bool flushed = std::fflush(out) == 0;
  if (to_file && std::fclose(out) != 0) return unwritable;
  if (!flushed) return unwritable;
  std::fprintf(stderr, "exported %lld blocks\n", static_cast<long long>(TRY(blocks)));
  return 0;
}

Result<int> write_checkpoint(const Config& config, const AuditArguments& arguments) {
  const auto node = TRY(Node::open(config, false));
  const auto& services = node->services();
  std::optional<audit::SignedCheckpoint> made;
  TRY(node->database().read([&](db::Tx& tx) -> Result<void> {
    made = audit::make_checkpoint(tx, audit::sealing_key(services.keyring), services.clock.now());
    return {};
  }));
  if (!made) return not_found("audit.nothing_sealed", "尚无已封存的审计记录 / nothing was sealed yet");
  const auto path = arguments.file.empty() ? config.audit.checkpoint_file : arguments.file;
  if (!path.empty()) TRY(audit::append_checkpoint(path, *made));
  std::printf("%s\n", to_json(*made).c_str());
  return 0;
}

Result<int> print_keys(const Config& config) {
  const auto node = TRY(Node::open(config, false));
  for (const auto& key : audit::audit_keys(node->services().keyring))
    std::printf("key_id %s\n%s", key.key_id().c_str(), key.pem().c_str());
  return 0;
}

Result<int> seal(const Config& config, const AuditArguments& arguments) {
  const auto node = TRY(Node::open(config, false));
  const auto& services = node->services();
  audit::Sealer sealer(node->database(), services.keyring, services.clock, config.node.id);
  TRY(sealer.seal_all());
  std::int64_t late = 0;
  for (auto more = TRY(sealer.seal_late(arguments.everything)); more > 0;
       more = TRY(sealer.seal_late(arguments.everything)))
    late += more;
  std::printf("sealed, %lld entries late\n", static_cast<long long>(late));
  return 0;
}

}  // namespace

int audit_command(const Config& config, const AuditArguments& arguments) {
  const auto done = arguments.what == "verify"       ? verify(config, arguments)
                    : arguments.what == "export"     ? write_export(config, arguments)
                    : arguments.what == "checkpoint" ? write_checkpoint(config, arguments)
                    : arguments.what == "seal"       ? seal(config, arguments)
                                                     : print_keys(config);
  return done ? *done : report(done.error());
}

}  // namespace tongban::app
