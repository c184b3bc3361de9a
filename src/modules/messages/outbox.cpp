// What left the house, waits to, or could not: for administrators, with the addresses masked.
#include "base/masking.h"
#include "modules/messages/actions.h"
#include "modules/messages/paging.h"
#include "modules/messages/tell.h"

namespace tongban::messages {
namespace {

std::string masked(Channel channel, const std::string& address) {
  if (channel == Channel::mail) return mask_email(address);
  return channel == Channel::sms ? mask_phone(address) : mask_number(address);
}

DeliveryView view_of(const Ctx& ctx, const store::DeliveryRow& row) {
  DeliveryView view;
  view.delivery_id = Id{row.delivery_id}, view.account_id = Id{row.account_id};
  view.kind = row.kind, view.channel = row.channel;
  const auto address = open_address(ctx.services, row);
  view.address = address ? masked(row.channel, *address) : "****";
  view.subject = row.words.subject;
  // Who reads a code could confirm an address that is not theirs.
  view.text = row.kind == MessageKind::mail_confirmation ? "****" : row.words.text;
  view.state = row.state, view.attempts = row.attempts, view.last_error = row.last_error;
  view.provider = row.provider, view.provider_reference = row.provider_reference;
  view.made_at = row.made_at, view.due_at = row.due_at, view.ended_at = row.ended_at;
  return view;
}

// Locked, so that it does not leave meanwhile. What was sent or dropped is over.
Result<store::DeliveryRow> unfinished(Ctx& ctx, Id delivery_id) {
  auto row = store::find_delivery_for_update(ctx.tx, delivery_id.value);
  if (!row) return not_found("messages.no_such_delivery", "没有这条发送记录");
  ctx.audit = {"delivery", row->delivery_id, std::string(enum_text(row->state))};
  if (row->state == DeliveryState::sent || row->state == DeliveryState::dropped)
    return conflict("messages.delivery_ended", "已经发出或已放弃");
  return *std::move(row);
}

}  // namespace

Result<OutboxPage> outbox(Ctx& ctx, const OutboxIn& in) {
  const int limit = TRY(checked_limit(in.limit));
  const auto before = TRY(id_key(in.after));
  auto rows = store::deliveries_in(ctx.tx, in.state, before);
  OutboxPage page;
  if (static_cast<int>(rows.size()) > limit) {
    rows.resize(static_cast<std::size_t>(limit));
    page.next = id_text(rows.back().delivery_id);
  }
  const auto figures = store::delivery_figures(ctx.tx);
  page.waiting = figures.waiting, page.dead = figures.dead;
  for (const auto& row : rows) page.deliveries.push_back(view_of(ctx, row));
  return page;
}

Result<Nothing> retry_delivery(Ctx& ctx, const DeliveryRef& in) {
  const auto row = TRY(unfinished(ctx, in.delivery_id));
  store::retry(ctx.tx, row.delivery_id, ctx.now);
  ctx.audit.detail += "→waiting";
  return Nothing{};
}

Result<Nothing> drop_delivery(Ctx& ctx, const DeliveryRef& in) {
  const auto row = TRY(unfinished(ctx, in.delivery_id));
  store::drop(ctx.tx, row.delivery_id, ctx.now);
  ctx.audit.detail += "→dropped";
  return Nothing{};
}

}  // namespace tongban::messages
