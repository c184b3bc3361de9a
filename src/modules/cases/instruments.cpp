#include "modules/cases/instruments.h"

#include <fmt/format.h>

#include "base/codec.h"
#include "modules/cases/numbers.h"
#include "modules/cases/people.h"
#include "platform/crypto/digest.h"
#include "platform/crypto/keyring.h"

namespace tongban::cases {
namespace {

std::string title_of(InstrumentKind kind) {
  switch (kind) {
    case InstrumentKind::receipt:
      return "收件凭证";
    case InstrumentKind::acceptance_notice:
      return "受理通知书";
    case InstrumentKind::correction_notice:
      return "补正材料告知书";
    case InstrumentKind::non_acceptance:
      return "不予受理决定书";
    case InstrumentKind::special_procedure:
      return "特别程序告知书";
    case InstrumentKind::extension_notice:
      return "延长办理期限告知书";
    case InstrumentKind::decision:
      return "决定书";
    case InstrumentKind::delivery_record:
      return "送达回证";
    case InstrumentKind::termination_notice:
      return "终止办理告知书";
    case InstrumentKind::transfer_notice:
      return "转报告知书";
    case InstrumentKind::closing_notice:
      return "退件告知书";
  }
  return "文书";
}

std::string content_context(std::int64_t instrument_id) {
  return "instruments.content_sealed/" + id_text(instrument_id);
}

std::string escape(std::string_view text) {
  std::string out;
  for (const char ch : text) {
    if (ch == '&')
      out += "&amp;";
    else if (ch == '<')
      out += "&lt;";
    else if (ch == '>')
      out += "&gt;";
    else if (ch == '"')
      out += "&quot;";
    else if (ch == '\n')
      out += "<br>";
    else
      out += ch;
  }
  return out;
}

std::string row_of(std::string_view label, std::string_view text) {
  if (text.empty()) return {};
  return "<tr><th>" + escape(label) + "</th><td>" + escape(text) + "</td></tr>\n";
}

// Styles live in the page itself: it must print the same when it is saved and opened years later.
constexpr const char* kStyle =
    "body{font-family:'Noto Serif CJK SC','Source Han Serif SC',SimSun,serif;max-width:42em;margin:2em auto;padding:0 "
    "1em;color:#111}h1{text-align:center;letter-spacing:.2em}.number{text-align:center;margin-bottom:1.5em}"
    "table{width:100%;border-collapse:collapse;margin:1em 0}th,td{border:1px solid #555;padding:.5em .7em;"
    "text-align:left;vertical-align:top}th{width:9em;font-weight:normal;background:#f4f4f4}.points th{width:auto}"
    ".drawn "
    "img{max-width:16em;max-height:6em;vertical-align:middle}.sign{text-align:right;margin-top:3em;line-height:2}.demo{"
    "color:#b00;text-align:center;border:1px solid #b00}"
    "@media print{body{margin:0 auto}}";

}  // namespace

std::string chinese_date(Date date) { return fmt::format("{}年{}月{}日", date.year(), date.month(), date.day()); }

std::string usual_remedies() {
  return "对本决定不服的，可以自收到本决定之日起六十日内依法申请行政复议，也可以自收到本决定之日起六个月内依法向人民"
         "法院提起行政诉讼。";
}

Result<InstrumentRef> make_instrument(Ctx& ctx, const Work& work, InstrumentKind kind,
                                      std::vector<Paragraph> paragraphs, std::vector<CorrectionPoint> points,
                                      std::string title, const std::optional<FileInfo>& signature) {
  const auto applicant = TRY(open_applicant(ctx, work.row));
  return make_instrument_for(applicant.name, ctx, work, kind, std::move(paragraphs), std::move(points),
                             std::move(title), signature);
}

InstrumentRef make_instrument_for(const std::string& applicant_name, Ctx& ctx, const Work& work, InstrumentKind kind,
                                  std::vector<Paragraph> paragraphs, std::vector<CorrectionPoint> points,
                                  std::string title, const std::optional<FileInfo>& signature) {
  const auto& department = work.item->department;
  const auto number = take_instrument_number(ctx, department.department_id, department.short_name, kind);
  InstrumentContent content;
  content.title = title.empty() ? title_of(kind) : std::move(title);
  content.number = number.number;
  content.organ = department.name;
  content.made_on = chinese_date(local_date(ctx.now));
  content.applicant = applicant_name;
  content.item_name = work.row.item_name;
  content.implementing_code = work.item->implementing_code;
  content.case_number = work.row.case_number.value_or("");
  if (kind == InstrumentKind::receipt) content.query_code = work.row.query_code;
  content.paragraphs = std::move(paragraphs);
  content.points = std::move(points);
  content.demonstration = work.row.demonstration;
  if (signature) {
    content.signature_file_id = id_text(signature->file_id);
    content.signature_sha256 = signature->sha256;
  }

  store::InstrumentRow row;
  row.instrument_id = ctx.new_id();
  row.case_id = work.row.case_id;
  row.kind = enum_text(kind);
  row.department_id = department.department_id;
  row.year = number.year;
  row.serial = number.serial;
  row.number = number.number;
  row.made_at = ctx.now;
  const auto text = to_json(content);
  row.content_sealed = ctx.services.keyring.seal(content_context(row.instrument_id), text);
  row.digest = sha256_hex(text);
  store::insert_instrument(ctx.tx, row);
  return instrument_ref(row, content);
}

Result<InstrumentContent> open_instrument(const Ctx& ctx, const store::InstrumentRow& row) {
  const auto text = TRY(ctx.services.keyring.open(content_context(row.instrument_id), row.content_sealed));
  if (sha256_hex(text) != row.digest)
    return Error{Code::internal, "cases.instrument_changed", "an instrument is not what it was when it was made"};
  return from_json_text<InstrumentContent>(text);
}

InstrumentRef instrument_ref(const store::InstrumentRow& row, const InstrumentContent& content) {
  InstrumentRef ref;
  ref.instrument_id = Id{row.instrument_id};
  ref.kind = parse_enum<InstrumentKind>(row.kind).value_or(InstrumentKind::receipt);
  ref.title = content.title;
  ref.number = row.number;
  ref.made_at = row.made_at;
  ref.html_url = "/api/v1/cases/" + id_text(row.case_id) + "/instruments/" + id_text(row.instrument_id) + "/html";
  return ref;
}

std::string render_html(const InstrumentContent& c, std::string_view signature_png) {
  std::string html = "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>" + escape(c.title) +
                     "</title><style>" + kStyle + "</style></head><body>\n";
  if (c.demonstration) html += "<p class=\"demo\">演示数据，不具有法律效力</p>\n";
  html += "<h1>" + escape(c.title) + "</h1>\n<p class=\"number\">" + escape(c.number) + "</p>\n<table>\n";
  html += row_of("申请人", c.applicant) + row_of("事项名称", c.item_name) + row_of("事项编码", c.implementing_code) +
          row_of("办件编码", c.case_number) + row_of("查询码", c.query_code);
  for (const auto& paragraph : c.paragraphs) html += row_of(paragraph.label, paragraph.text);
  html += "</table>\n";
  if (!c.points.empty()) {
    html += "<table class=\"points\"><tr><th>序号</th><th>问题</th><th>要求</th><th>依据</th></tr>\n";
    int ordinal = 0;
    for (const auto& point : c.points)
      html += "<tr><td>" + std::to_string(++ordinal) + "</td><td>" + escape(point.problem) + "</td><td>" +
              escape(point.requirement) + "</td><td>" + escape(point.basis) + "</td></tr>\n";
    html += "</table>\n";
  }
  if (!signature_png.empty())
    html += "<p class=\"drawn\">领取人签名：<img alt=\"领取人签名\" src=\"data:image/png;base64," +
            base64_encode(signature_png) + "\"></p>\n";
  html += "<p class=\"sign\">" + escape(c.organ) + "<br>" + escape(c.made_on) + "</p>\n</body></html>\n";
  return html;
}

}  // namespace tongban::cases
