// `tongban check` for inquiries: what the row caches against what the events say, and whether what is sealed opens.
#include "modules/inquiries/inquiries.h"
#include "modules/inquiries/work.h"

namespace tongban::inquiries {
namespace {

constexpr int kBatch = 500;

class Checker {
 public:
  Checker(Ctx& ctx, CheckReport& report) : ctx_(ctx), report_(report) {}

  void check(std::int64_t inquiry_id) {
    inquiry_id_ = inquiry_id;
    ++report_.inquiries;
    auto row = store::find_inquiry(ctx_.tx, inquiry_id);
    if (!row) return;
    auto work = unfold(ctx_, *row);
    if (!work) return tell(work.error().key);
    report_.events += static_cast<std::int64_t>(work->events.size());
    check_row(*row, *work);
    expect(open_asker(ctx_, *row).ok() && open_words(ctx_, *row).ok(), "inquiries.cannot_open");
    for (std::size_t i = 0; i < work->events.size(); ++i)
      expect(open_note(ctx_, *work, i).ok(), "inquiries.cannot_open");
    expect(store::published_of(ctx_.tx, inquiry_id).has_value() == work->state.published,
           "inquiries.publication_differs");
  }

  void of_tables() {
    inquiry_id_ = 0;
    expect(store::orphans(ctx_.tx) == 0, "inquiries.orphans");
  }

 private:
  void tell(const std::string& key) {
    ++report_.finding_count;
    if (report_.findings.size() < CheckReport::kMaxFindings) report_.findings.push_back({inquiry_id_, key});
  }
  void expect(bool holds, const char* key) {
    if (!holds) tell(key);
  }

  void check_row(const store::InquiryRow& row, Work& work) {
    if (const auto projected = project(work, ctx_.services.calendar); !projected) return tell(projected.error().key);
    const auto& now = work.row;
    expect(row.status == now.status && row.is_open == now.is_open && row.reopened == now.reopened &&
               row.published == now.published,
           "inquiries.status_differs");
    expect(row.events == now.events, "inquiries.event_count_differs");
    expect(row.department_id == work.state.department_id, "inquiries.department_differs");
    expect(row.asked_at == now.asked_at && row.answered_at == now.answered_at && row.closed_at == now.closed_at,
           "inquiries.times_differ");
    expect(row.limit_days == now.limit_days && row.due_at == now.due_at, "inquiries.clock_differs");
  }

  Ctx& ctx_;
  CheckReport& report_;
  std::int64_t inquiry_id_ = 0;
};

}  // namespace

Result<void> check_inquiries(Ctx& ctx, CheckReport& report) {
  Checker checker(ctx, report);
  for (auto ids = store::inquiry_ids_after(ctx.tx, 0, kBatch); !ids.empty();
       ids = store::inquiry_ids_after(ctx.tx, ids.back(), kBatch))
    for (const auto id : ids) checker.check(id);
  checker.of_tables();
  return {};
}

}  // namespace tongban::inquiries
