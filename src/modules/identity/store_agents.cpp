#include "modules/identity/store.h"

namespace tongban::identity::store {
namespace {

constexpr const char* kInsert =
    "INSERT INTO agent_authorisations (authorisation_id, principal_id, agent_id, item_id, valid_from, valid_until, "
    "granted_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
constexpr const char* kGiven =
    "SELECT authorisation_id, principal_id, agent_id, item_id, valid_from, valid_until, revoked_at "
    "FROM agent_authorisations WHERE principal_id = $1 ORDER BY authorisation_id DESC LIMIT $2";
constexpr const char* kReceived =
    "SELECT authorisation_id, principal_id, agent_id, item_id, valid_from, valid_until, revoked_at "
    "FROM agent_authorisations WHERE agent_id = $1 AND revoked_at IS NULL AND valid_from <= $2 AND valid_until >= $2 "
    "ORDER BY authorisation_id DESC LIMIT $3";
// An authorisation with item 0 is for all items.
constexpr const char* kLiving =
    "SELECT u.authorisation_id FROM agent_authorisations u JOIN accounts a ON a.account_id = u.principal_id "
    "WHERE u.agent_id = $1 AND u.principal_id = $2 AND u.revoked_at IS NULL AND u.valid_from <= $3 "
    "AND u.valid_until >= $3 AND (u.item_id = 0 OR u.item_id = $4) AND a.status = 'active' LIMIT 1";
constexpr const char* kRevoke =
    "UPDATE agent_authorisations SET revoked_at = $3 WHERE authorisation_id = $2 AND principal_id = $1 "
    "AND revoked_at IS NULL RETURNING authorisation_id";

std::vector<Authorisation> read_all(const db::Rows& rows) {
  std::vector<Authorisation> list;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Authorisation a;
    a.authorisation_id = rows.integer(i, 0);
    a.principal_id = rows.integer(i, 1);
    a.agent_id = rows.integer(i, 2);
    a.item_id = rows.integer(i, 3);
    a.valid_from = Date::parse(rows.text(i, 4)).value();
    a.valid_until = Date::parse(rows.text(i, 5)).value();
    if (const auto at = rows.optional_integer(i, 6)) a.revoked_at = Instant::from_micros(*at);
    list.push_back(std::move(a));
  }
  return list;
}

}  // namespace

void insert_authorisation(Ctx& ctx, const Authorisation& a) {
  ctx.tx.exec(kInsert, a.authorisation_id, a.principal_id, a.agent_id, a.item_id, a.valid_from.text(),
              a.valid_until.text(), ctx.now.micros());
}

std::vector<Authorisation> list_given(Ctx& ctx, std::int64_t principal_id, int limit) {
  return read_all(ctx.tx.query(kGiven, principal_id, limit));
}

std::vector<Authorisation> list_received(Ctx& ctx, std::int64_t agent_id, Date today, int limit) {
  return read_all(ctx.tx.query(kReceived, agent_id, today.text(), limit));
}

bool is_authorised(Ctx& ctx, std::int64_t principal_id, std::int64_t agent_id, std::int64_t item_id, Date today) {
  return !ctx.tx.query(kLiving, agent_id, principal_id, today.text(), item_id).empty();
}

bool revoke_authorisation(Ctx& ctx, std::int64_t principal_id, std::int64_t authorisation_id) {
  return !ctx.tx.query(kRevoke, principal_id, authorisation_id, ctx.now.micros()).empty();
}

}  // namespace tongban::identity::store
