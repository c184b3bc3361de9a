// One's own messages: the list, what is unread, and the mark of having been read.
#include <limits>

#include "modules/messages/actions.h"
#include "modules/messages/paging.h"

namespace tongban::messages {
namespace {

constexpr int kMostCounted = 99;

Error no_such_message() { return not_found("messages.not_found", "没有这条消息"); }

UnreadCount count(Ctx& ctx) {
  const int found = store::count_unread(ctx.tx, ctx.actor.account_id, kMostCounted + 1);
  return {std::min(found, kMostCounted), found > kMostCounted};
}

Result<MessageView> view_of(const Ctx& ctx, const store::MessageRow& row) {
  const auto texts = TRY(from_json_text<Texts>(row.words));
  const auto& words = ctx.language == Language::en ? texts.en : texts.zh;
  MessageView view;
  view.message_id = Id{row.message_id}, view.kind = row.kind;
  view.subject = words.subject, view.text = words.text;
  if (row.case_id != 0) view.case_id = Id{row.case_id};
  if (row.inquiry_id != 0) view.inquiry_id = Id{row.inquiry_id};
  view.made_at = row.made_at, view.read_at = row.read_at;
  return view;
}

Result<store::MessageRow> own_message(Ctx& ctx, Id message_id) {
  auto row = store::find_message(ctx.tx, message_id.value);
  if (!row || row->account_id != ctx.actor.account_id) return no_such_message();
  return *std::move(row);
}

}  // namespace

Result<MessagePage> my_messages(Ctx& ctx, const MessagesIn& in) {
  const int limit = TRY(checked_limit(in.limit));
  const auto before = TRY(id_key(in.after));
  auto rows = store::messages_of(ctx.tx, ctx.actor.account_id, in.unread, before);
  MessagePage page;
  if (static_cast<int>(rows.size()) > limit) {
    rows.resize(static_cast<std::size_t>(limit));
    page.next = id_text(rows.back().event_id);
  }
  for (const auto& row : rows) page.messages.push_back(TRY(view_of(ctx, row)));
  return page;
}

Result<UnreadCount> unread_messages(Ctx& ctx, const Nothing&) { return count(ctx); }

Result<UnreadCount> read_message(Ctx& ctx, const MessageRef& in) {
  const auto row = TRY(own_message(ctx, in.message_id));
  store::mark_read(ctx.tx, row.message_id, ctx.now);
  ctx.audit = {"message", row.message_id, "read"};
  return count(ctx);
}

Result<UnreadCount> read_all_messages(Ctx& ctx, const ReadAllIn& in) {
  auto up_to = std::numeric_limits<std::int64_t>::max();
  if (in.up_to) up_to = TRY(own_message(ctx, *in.up_to)).event_id;
  const auto marked = store::mark_all_read(ctx.tx, ctx.actor.account_id, up_to, ctx.now);
  ctx.audit = {"account", ctx.actor.account_id, "read " + std::to_string(marked)};
  return count(ctx);
}

}  // namespace tongban::messages
