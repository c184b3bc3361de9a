// Recomputes what is cached from what is true, and says every difference. Reads only; may run beside a serving node.
#include <cstdio>

#include "app/commands.h"
#include "app/modules.h"
#include "app/node.h"
#include "modules/cases/cases.h"
#include "modules/inquiries/inquiries.h"
#include "modules/messages/messages.h"
#include "platform/audit/walk.h"
#include "platform/db/integrity.h"

namespace tongban::app {
namespace {

struct Tally {
  std::int64_t findings = 0;
  void tell(const std::string& key, const std::string& detail) {
    ++findings;
    std::printf("%s: %s\n", key.c_str(), detail.c_str());
  }
};

Result<void> check_cases(const Node& node, Tally& tally) {
  cases::CheckReport report;
  TRY(node.read([&](Ctx& ctx) {
    report = {};
    return cases::check_cases(ctx, report);
  }));
  for (const auto& finding : report.findings)
    tally.tell(finding.key, (finding.case_id != 0 ? "case " + id_text(finding.case_id) + " " : "") + finding.detail);
  tally.findings += report.finding_count - static_cast<std::int64_t>(report.findings.size());
  std::printf("cases %lld, events %lld, submissions %lld, instruments %lld\n", static_cast<long long>(report.cases),
              static_cast<long long>(report.events), static_cast<long long>(report.submissions),
              static_cast<long long>(report.instruments));
  return {};
}

Result<void> check_inquiries(const Node& node, Tally& tally) {
  inquiries::CheckReport report;
  TRY(node.read([&](Ctx& ctx) {
    report = {};
    return inquiries::check_inquiries(ctx, report);
  }));
  for (const auto& finding : report.findings)
    tally.tell(finding.key, finding.inquiry_id != 0 ? "inquiry " + id_text(finding.inquiry_id) : "tables");
  tally.findings += report.finding_count - static_cast<std::int64_t>(report.findings.size());
  std::printf("inquiries %lld, events %lld\n", static_cast<long long>(report.inquiries),
              static_cast<long long>(report.events));
  return {};
}

Result<void> check_messages(const Node& node, Tally& tally) {
  messages::CheckReport report;
  TRY(node.read([&](Ctx& ctx) {
    report = {};
    return messages::check_messages(ctx, report);
  }));
  for (const auto& finding : report.findings) tally.tell(finding.key, finding.id != 0 ? id_text(finding.id) : "tables");
  tally.findings += report.finding_count - static_cast<std::int64_t>(report.findings.size());
  std::printf("messages %lld, deliveries %lld, waiting %lld, dead letters %lld\n",
              static_cast<long long>(report.messages), static_cast<long long>(report.deliveries),
              static_cast<long long>(report.waiting), static_cast<long long>(report.dead));
  return {};
}

Result<void> check_files(const Node& node, bool verify, Tally& tally) {
  FileSweep sweep;
  TRY(node.read([&](Ctx& ctx) -> Result<void> {
    sweep = node.services().files.sweep(ctx.tx, ctx.now, verify);
    return {};
  }));
  for (const auto& name : sweep.orphans) tally.tell("files.orphan", name);
  for (const auto& name : sweep.missing) tally.tell("files.missing", name);
  for (const auto& name : sweep.corrupt) tally.tell("files.corrupt", name);
  std::printf("files %d%s\n", sweep.files, verify ? ", all opened" : "");
  return {};
}

Result<void> check_queues(const Node& node, Tally& tally) {
  return node.read([&](Ctx& ctx) -> Result<void> {
    for (const auto& dead : events::list_dead(ctx.tx, 0, 100))
      tally.tell("events.dead", dead.consumer + " " + dead.kind + " " + dead.last_error);
    for (const auto& dead : jobs::list_dead(ctx.tx, 0, 100)) tally.tell("jobs.dead", dead.kind + " " + dead.last_error);
    std::printf("events waiting %lld\n", static_cast<long long>(events::queue_figures(ctx.tx).waiting));
    return {};
  });
}

// The newest blocks only; `tongban audit verify` walks the whole chain. What waits to be sealed is no fault here: the
// server may be down.
Result<void> check_audit(Node& node, Tally& tally) {
  audit::WalkOptions options;
  options.newest_entries = 200'000;
  options.tolerated = std::chrono::minutes(5);
  const auto report = TRY(audit::verify_database(node.database(), node.services().clock,
                                                 audit::audit_keys(node.services().keyring), options));
  for (const auto& finding : report.findings) {
    if (finding.problem == audit::Problem::entry_unsealed) continue;
    tally.tell("audit." + std::string(enum_text(finding.problem)),
               "block " + std::to_string(finding.block_number) +
                   (finding.audit_id > 0 ? " entry " + id_text(finding.audit_id) : "") + ": " + finding.text);
  }
  std::printf("audit blocks %lld of %lld, unsealed entries %lld\n", static_cast<long long>(report.blocks),
              static_cast<long long>(report.last_block), static_cast<long long>(report.unsealed));
  return {};
}

Result<void> check_database(const Node& node, Tally& tally) {
  return node.read([&](Ctx& ctx) -> Result<void> {
    for (const auto& problem : db::integrity_problems(ctx.tx)) tally.tell("db.integrity", problem);
    return {};
  });
}

Result<std::int64_t> run(const Config& config, bool verify_files) {
  auto node = TRY(Node::open(config, false));
  TRY(node->ready());
  Tally tally;
  TRY(check_database(*node, tally));
  TRY(check_cases(*node, tally));
  TRY(check_inquiries(*node, tally));
  TRY(check_messages(*node, tally));
  TRY(check_files(*node, verify_files, tally));
  TRY(check_queues(*node, tally));
  TRY(check_audit(*node, tally));
  return tally.findings;
}

}  // namespace

int check(const Config& config, bool verify_files) {
  const auto findings = run(config, verify_files);
  if (!findings) return report(findings.error());
  std::printf(*findings == 0 ? "check: clean\n" : "check: %lld findings\n", static_cast<long long>(*findings));
  return *findings == 0 ? 0 : 1;
}

}  // namespace tongban::app
