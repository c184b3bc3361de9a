// `tongban check` for messages: whether what is kept can be read, and belongs together.
#include "modules/messages/messages.h"
#include "modules/messages/tell.h"

namespace tongban::messages {
namespace {

constexpr int kBatch = 500;

void find(CheckReport& report, bool holds, std::int64_t id, const char* key) {
  if (holds) return;
  ++report.finding_count;
  if (report.findings.size() < CheckReport::kMaxFindings) report.findings.push_back({id, key});
}

void check_delivery(Ctx& ctx, const store::DeliveryRow& row, CheckReport& report) {
  ++report.deliveries;
  report.waiting += row.state == DeliveryState::waiting;
  report.dead += row.state == DeliveryState::dead;
  find(report, open_address(ctx.services, row).ok(), row.delivery_id, "messages.cannot_open");
  find(report, row.ended_at.has_value() == (row.state != DeliveryState::waiting), row.delivery_id,
       "messages.end_differs");
}

}  // namespace

Result<void> check_messages(Ctx& ctx, CheckReport& report) {
  for (auto rows = store::messages_after(ctx.tx, 0, kBatch); !rows.empty();
       rows = store::messages_after(ctx.tx, rows.back().message_id, kBatch))
    for (const auto& row : rows) {
      ++report.messages;
      const auto texts = from_json_text<Texts>(row.words);
      find(report, texts.ok() && !texts->zh.text.empty() && !texts->en.text.empty(), row.message_id,
           "messages.broken_words");
    }
  for (auto rows = store::deliveries_after(ctx.tx, 0, kBatch); !rows.empty();
       rows = store::deliveries_after(ctx.tx, rows.back().delivery_id, kBatch))
    for (const auto& row : rows) check_delivery(ctx, row, report);
  find(report, store::orphans(ctx.tx) == 0, 0, "messages.orphans");
  return {};
}

}  // namespace tongban::messages
