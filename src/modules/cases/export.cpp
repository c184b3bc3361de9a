// A list of staff taken out whole, as a table for a spreadsheet: what the reader may see and asked for, masked as in
// the list, stretch after stretch and page after page, so that memory stays flat however long it grows.
#include "modules/cases/export.h"

#include <stdexcept>
#include <utility>

#include "modules/cases/list_spans.h"
#include "modules/cases/people.h"
#include "platform/audit/audit.h"
#include "platform/documents/csv.h"

namespace tongban::cases {
namespace {

constexpr std::size_t kMostRows = 2'000'000;

const char* label_of(Status status) {
  switch (status) {
    case Status::draft:
      return "草稿";
    case Status::submitted:
      return "已提交";
    case Status::received:
      return "已收件";
    case Status::correcting:
      return "补正中";
    case Status::accepted:
      return "已受理";
    case Status::under_review:
      return "审查中";
    case Status::suspended:
      return "特别程序中";
    case Status::granted:
      return "准予";
    case Status::denied:
      return "不予";
    case Status::issued:
      return "已制证";
    case Status::delivered:
      return "已送达";
    case Status::archived:
      return "已归档";
    case Status::not_accepted:
      return "不予受理";
    case Status::closed:
      return "退件";
    case Status::withdrawn:
      return "已撤回";
    case Status::terminated:
      return "已终止";
    case Status::transferred:
      return "已转报";
  }
  return "";
}

const std::vector<std::string> kHeading = {"办件编码", "事项名称", "实施编码", "承办部门", "区划代码", "区划",
                                           "申请方式", "申请人",   "状态",     "办理人",   "申请时间", "受理时间",
                                           "决定时间", "办结时间", "法定期限", "承诺期限"};

std::string time_text(const std::optional<Instant>& at) { return at ? iso_text(*at) : std::string(); }

Result<void> add_row(Ctx& ctx, const store::CaseRow& row, StaffNames& names, documents::CsvWriter& csv) {
  const auto applicant = TRY(open_applicant(ctx, row));
  csv.row({row.case_number.value_or(""), row.item_name, row.implementing_code, row.department_name, row.region_code,
           row.region_name, row.channel == "window" ? "窗口" : "网上", person_view(row, applicant, true).name,
           label_of(row.status), row.assignee_account_id == 0 ? std::string() : names.of(row.assignee_account_id),
           time_text(row.submitted_at), time_text(row.accepted_at), time_text(row.decided_at), time_text(row.ended_at),
           time_text(row.legal_due_at), time_text(row.promised_due_at)});
  return {};
}

// Reading leaves no trace of its own; taking a whole list away does.
audit::Entry entry_of(const Ctx& ctx, std::string detail) {
  audit::Entry entry;
  entry.audit_id = Id{ctx.new_id()};
  entry.at = ctx.now;
  entry.actor_kind = ctx.actor.kind;
  entry.actor_id = Id{ctx.actor.account_id};
  entry.action = "cases.export";
  entry.object_kind = "case_list";
  entry.request_id = ctx.request_id;
  entry.remote_address = ctx.remote_address;
  entry.detail = std::move(detail);
  return entry;
}

// One export under way. Holds no cursor between two pages, only where it is.
class CaseTable {
 public:
  CaseTable(const WorkCtx& work, std::vector<store::Span> spans, std::string status)
      : services_(work.services), actor_(work.actor), spans_(std::move(spans)), status_(std::move(status)) {}

  // The next part of the table, nothing at the end. Throws where it breaks off: what was sent cannot be taken back.
  std::optional<std::string> next() {
    if (ended_) return std::nullopt;
    documents::CsvWriter csv;
    if (!std::exchange(begun_, true))
      csv.row(kHeading);
    else
      csv.take();  // the byte order mark stands at the beginning only
    const WorkCtx work{actor_, services_, services_.clock.now()};
    const auto read = work.read([&](Ctx& ctx) { return page(ctx, csv); });
    if (!read) throw std::runtime_error("the export broke off: " + read.error().key);
    return csv.take();
  }

 private:
  Result<void> page(Ctx& ctx, documents::CsvWriter& csv) {
    StaffNames names(ctx);
    for (std::size_t added = 0; added < store::kStretchRows && !ended_;) {
      ended_ = at_ == spans_.size() || rows_ >= kMostRows;
      if (ended_) break;
      auto rows = store::stretch(ctx.tx, spans_[at_], status_, after_ ? &*after_ : nullptr);
      for (const auto& row : rows) TRY(add_row(ctx, row, names, csv));
      added += rows.size();
      rows_ += rows.size();
      if (rows.size() < store::kStretchRows) {
        ++at_;
        after_.reset();
      } else {
        after_ = std::move(rows.back());
      }
    }
    if (ended_ && rows_ >= kMostRows) csv.row({"仅导出前" + std::to_string(kMostRows) + "条，请缩小范围"});
    return {};
  }

  const Services& services_;
  const Actor actor_;
  const std::vector<store::Span> spans_;
  const std::string status_;
  std::optional<store::CaseRow> after_;
  std::size_t at_ = 0, rows_ = 0;
  bool begun_ = false, ended_ = false;
};

}  // namespace

Result<std::function<std::optional<std::string>()>> export_cases(WorkCtx& work, const ExportIn& in) {
  WorklistIn asked;
  asked.department_id = in.department_id;
  asked.region_code = in.region_code;
  asked.item_id = in.item_id;
  asked.status = in.status;
  std::vector<store::Span> spans;
  for (const auto scope : {WorklistScope::running, WorklistScope::finished}) {
    if (in.scope && *in.scope != scope) continue;
    asked.scope = scope;
    for (auto& span : TRY(spans_of(work.actor, asked))) spans.push_back(std::move(span));
  }
  if (in.scope && *in.scope != WorklistScope::running && *in.scope != WorklistScope::finished)
    return Error{Code::invalid,
                 "input.invalid",
                 "只能导出在办或已办结的办件",
                 {{"/query/scope", "field.enum", "应为 running 或 finished"}}};
  const std::string status(in.status ? enum_text(*in.status) : "");
  TRY(work.write([&](Ctx& ctx) -> Result<void> {
    audit::append(ctx.tx, entry_of(ctx, "export " + std::string(in.scope ? enum_text(*in.scope) : "all")));
    return {};
  }));
  const auto table = std::make_shared<CaseTable>(work, std::move(spans), status);
  return std::function<std::optional<std::string>()>([table] { return table->next(); });
}

}  // namespace tongban::cases
