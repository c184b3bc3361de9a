#include "base/masking.h"
#include "base/text.h"
#include "modules/identity/actions.h"
#include "modules/identity/identity.h"
#include "modules/identity/store.h"

namespace tongban::identity {
namespace {

constexpr int kMostShown = 200;
constexpr int kLongestDays = 3 * 366;

Error bad_dates(const char* key, const char* detail) {
  return Error{Code::invalid, "input.invalid", "提交的内容有误，请按提示修改", {{"/valid_until", key, detail}}};
}

std::string shown_name(Ctx& ctx, std::int64_t account_id) {
  const auto account = store::find_account(ctx, account_id);
  if (!account) return "";
  const bool open = account_id == ctx.actor.account_id || account->applicant_kind == ApplicantKind::legal;
  return open ? account->name : mask_name(account->name);
}

AuthorisationView view_of(Ctx& ctx, const store::Authorisation& a) {
  AuthorisationView view;
  view.authorisation_id = {a.authorisation_id};
  view.principal_id = {a.principal_id};
  view.principal_name = shown_name(ctx, a.principal_id);
  view.agent_id = {a.agent_id};
  view.agent_name = shown_name(ctx, a.agent_id);
  if (a.item_id != 0) view.item_id = Id{a.item_id};
  view.valid_from = a.valid_from;
  view.valid_until = a.valid_until;
  view.revoked_at = a.revoked_at;
  return view;
}

}  // namespace

bool may_act_for(Ctx& ctx, std::int64_t principal_id, std::int64_t item_id) {
  if (ctx.actor.kind != ActorKind::applicant) return false;
  if (ctx.actor.account_id == principal_id) return true;
  return store::is_authorised(ctx, principal_id, ctx.actor.account_id, item_id, local_date(ctx.now));
}

Result<AuthorisationList> list_authorisations(Ctx& ctx, const Nothing&) {
  AuthorisationList list;
  for (const auto& a : store::list_given(ctx, ctx.actor.account_id, kMostShown)) list.given.push_back(view_of(ctx, a));
  for (const auto& a : store::list_received(ctx, ctx.actor.account_id, local_date(ctx.now), kMostShown))
    list.received.push_back(view_of(ctx, a));
  return list;
}

Result<AuthorisationView> authorise_agent(Ctx& ctx, const AuthoriseIn& in) {
  if (in.valid_until < in.valid_from) return bad_dates("identity.dates_reversed", "截止日期早于开始日期");
  if (in.valid_until < local_date(ctx.now)) return bad_dates("identity.dates_past", "截止日期已过");
  if (in.valid_until - in.valid_from > kLongestDays) return bad_dates("identity.too_long", "授权期限最长三年");
  const auto name = normal_login_name(in.agent_login_name);
  const auto agent = name.ok() ? store::find_account_by_login_name(ctx, *name) : std::nullopt;
  // The name must fit, so that nobody learns by trying which login names exist.
  if (!agent || agent->applicant_kind != ApplicantKind::natural || agent->status != AccountStatus::active ||
      agent->name != trim(in.agent_name))
    return not_found("identity.no_such_agent", "没有找到姓名与登录名相符的代办人");
  if (agent->account_id == ctx.actor.account_id) return conflict("identity.own_agent", "不能授权给自己");
  const store::Authorisation authorisation{ctx.new_id(),
                                           ctx.actor.account_id,
                                           agent->account_id,
                                           in.item_id.value_or(Id{}).value,
                                           in.valid_from,
                                           in.valid_until,
                                           {}};
  store::insert_authorisation(ctx, authorisation);
  ctx.audit = {"agent_authorisation", authorisation.authorisation_id, ""};
  return view_of(ctx, authorisation);
}

Result<Nothing> revoke_authorisation(Ctx& ctx, const AuthorisationRef& in) {
  ctx.audit = {"agent_authorisation", in.authorisation_id.value, ""};
  if (!store::revoke_authorisation(ctx, ctx.actor.account_id, in.authorisation_id.value))
    return not_found("identity.no_such_authorisation", "没有这项授权，或已撤销");
  return Nothing{};
}

}  // namespace tongban::identity
