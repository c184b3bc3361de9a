// Question and answer, edited free of personal data, stand beside the guide for everybody.
#include <charconv>
#include <limits>

#include "base/text.h"
#include "modules/inquiries/actions.h"
#include "modules/inquiries/paging.h"
#include "modules/inquiries/personal.h"
#include "modules/inquiries/work.h"

namespace tongban::inquiries {
namespace {

constexpr int kMaxPublished = 50;

std::string detail_of(const std::string& key) {
  if (key == "personal.mobile") return "含有手机号码，请删去";
  if (key == "personal.long_number") return "含有身份证号或账号一类的号码，请删去";
  if (key == "personal.email") return "含有个人邮箱，请删去";
  return "含有提出人的姓名或电话，请删去";
}

Result<void> check_impersonal(const PublishIn& in, const AskerRecord& asker) {
  std::vector<FieldError> found;
  // The name of a firm is public.
  const std::string_view name = asker.legal_person ? std::string_view() : std::string_view(asker.name);
  for (const auto& [pointer, text] :
       {std::pair<const char*, std::string_view>{"/question", in.question}, {"/answer", in.answer}})
    if (const auto key = personal_trace(text, name, asker.phone)) found.push_back({pointer, *key, detail_of(*key)});
  if (found.empty()) return {};
  return unprocessable("inquiries.personal_data", "公开的文字不能含有个人信息", std::move(found));
}

}  // namespace

Result<InquiryActOut> publish(Ctx& ctx, const PublishIn& in) {
  auto work = TRY(load_for(ctx, in.inquiry_id, in.expected_version, Action::publish));
  TRY(require_text("/question", in.question));
  TRY(require_text("/answer", in.answer));
  TRY(check_impersonal(in, TRY(open_asker(ctx, work.row))));
  if (!work.state.answered_at) return conflict("inquiries.not_answered", "答复后才能公开");
  const auto& row = work.row;
  store::PublishedRow entry{ctx.new_id(),
                            row.inquiry_id,
                            row.item_id,
                            row.department_name,
                            std::string(trim(in.question)),
                            std::string(trim(in.answer)),
                            row.asked_at,
                            *work.state.answered_at,
                            ctx.now};
  const json::object said{{"question", entry.question}, {"answer", entry.answer}};
  TRY(record(ctx, work, {EventKind::published, {}, to_json_text(said)}));
  store::put_published(ctx.tx, entry);
  return act_out(work);
}

Result<InquiryActOut> unpublish(Ctx& ctx, const UnpublishIn& in) {
  auto work = TRY(load_for(ctx, in.inquiry_id, in.expected_version, Action::unpublish));
  TRY(require_text("/reason", in.reason));
  TRY(record(ctx, work, {EventKind::unpublished, {}, std::string(trim(in.reason))}));
  store::delete_published(ctx.tx, work.row.inquiry_id);
  return act_out(work);
}

Result<PublishedPage> published_questions(Ctx& ctx, const PublishedIn& in) {
  const int limit = TRY(checked_limit(in.limit, kMaxPublished));
  const auto before = TRY(id_key(in.after));
  auto rows = store::published_of_item(ctx.tx, in.item_id.value, before);
  PublishedPage page;
  if (static_cast<int>(rows.size()) > limit) {
    rows.resize(static_cast<std::size_t>(limit));
    page.next = id_text(rows.back().published_id);
  }
  for (auto& row : rows)
    page.questions.push_back({Id{row.published_id}, std::move(row.question), std::move(row.answer),
                              std::move(row.department_name), row.asked_at, row.answered_at, row.published_at});
  return page;
}

}  // namespace tongban::inquiries
