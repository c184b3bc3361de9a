// Numbered documents of a case (文书): what they say is frozen when they are made, sealed, with a digest; the printable
// view is rendered from that and nothing else. Contents by official-facts §11.5 (行政许可法第32、38、42、44、45条).
#pragma once

#include <string>
#include <vector>

#include "modules/cases/work.h"
#include "platform/files/file_store.h"

namespace tongban::cases {

struct Paragraph {
  std::string label;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Paragraph, (), (label, text))

struct InstrumentContent {
  static constexpr bool kDefaults = true;
  std::string title, number, organ, made_on;  // made_on: 2026年11月22日
  std::string applicant, item_name, implementing_code, case_number, query_code;
  std::vector<Paragraph> paragraphs;
  std::vector<CorrectionPoint> points;
  bool demonstration = false;
  std::string signature_file_id, signature_sha256;  // of the picture that the recipient drew; "" without one
};
BOOST_DESCRIBE_STRUCT(InstrumentContent, (),
                      (title, number, organ, made_on, applicant, item_name, implementing_code, case_number, query_code,
                       paragraphs, points, demonstration, signature_file_id, signature_sha256))

// Makes, numbers and stores an instrument in the act's transaction, made out to the applicant of the case.
Result<InstrumentRef> make_instrument(Ctx& ctx, const Work& work, InstrumentKind kind,
                                      std::vector<Paragraph> paragraphs, std::vector<CorrectionPoint> points = {},
                                      std::string title = {}, const std::optional<FileInfo>& signature = {});
// The same where the applicant's name has been opened already.
InstrumentRef make_instrument_for(const std::string& applicant_name, Ctx& ctx, const Work& work, InstrumentKind kind,
                                  std::vector<Paragraph> paragraphs, std::vector<CorrectionPoint> points = {},
                                  std::string title = {}, const std::optional<FileInfo>& signature = {});

Result<InstrumentContent> open_instrument(const Ctx& ctx, const store::InstrumentRow& row);
InstrumentRef instrument_ref(const store::InstrumentRow& row, const InstrumentContent& content);
// `signature_png`: the bytes of the picture, "" without one; it is put into the page itself.
std::string render_html(const InstrumentContent& content, std::string_view signature_png = {});

// 2026年11月22日
std::string chinese_date(Date date);
// The usual remedies against a refusal: 行政复议法第20条 (60 days), 行政诉讼法第46条 (6 months).
std::string usual_remedies();

}  // namespace tongban::cases
