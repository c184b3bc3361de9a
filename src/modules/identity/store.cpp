#include "modules/identity/store.h"

#include "platform/crypto/keyring.h"

namespace tongban::identity::store {
namespace {

constexpr const char* kInsert =
    "INSERT INTO accounts (account_id, kind, login_name, password_hash, status, applicant_kind, assurance_level, "
    "name_sealed, id_number_sealed, id_number_index, phone_sealed, address_sealed, representative_sealed, demo, "
    "created_at, password_changed_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15) "
    "ON CONFLICT DO NOTHING RETURNING account_id";
constexpr const char* kLoginNameTaken = "SELECT account_id FROM accounts WHERE login_name = $1";
#define ACCOUNT                                                                                                \
  "SELECT account_id, kind, login_name, password_hash, status, applicant_kind, assurance_level, name_sealed, " \
  "id_number_sealed, phone_sealed, address_sealed, representative_sealed, demo, created_at, "                  \
  "password_changed_at, last_sign_in_at, must_change_password "
constexpr const char* kFind = ACCOUNT "FROM accounts WHERE account_id = $1";
constexpr const char* kFindByLoginName = ACCOUNT "FROM accounts WHERE login_name = $1";
constexpr const char* kFindByIdNumber = "SELECT account_id FROM accounts WHERE id_number_index = $1";
constexpr const char* kList = ACCOUNT "FROM accounts WHERE account_id > $1 ORDER BY account_id LIMIT $2";
constexpr const char* kListKind =
    ACCOUNT "FROM accounts WHERE account_id > $1 AND kind = $3 ORDER BY account_id LIMIT $2";
constexpr const char* kFirstSealed = "SELECT account_id, name_sealed FROM accounts ORDER BY account_id LIMIT 1";
constexpr const char* kUpdateContact =
    "UPDATE accounts SET phone_sealed = $2, address_sealed = $3 WHERE account_id = $1";
constexpr const char* kUpdatePassword =
    "UPDATE accounts SET password_hash = $2, password_changed_at = $3 WHERE account_id = $1";
constexpr const char* kHold = "UPDATE accounts SET status = status WHERE account_id = $1 RETURNING account_id";
constexpr const char* kUpdateStatus = "UPDATE accounts SET status = $2 WHERE account_id = $1 RETURNING account_id";
constexpr const char* kUpdateLastSignIn = "UPDATE accounts SET last_sign_in_at = $2 WHERE account_id = $1";
constexpr const char* kUpdateMustChange = "UPDATE accounts SET must_change_password = $2 WHERE account_id = $1";

constexpr const char* kIdNumberIndex = "accounts.id_number";

std::string context(const char* column, std::int64_t account_id) {
  return std::string("accounts.") + column + "/" + std::to_string(account_id);
}

// A value that does not open means a wrong key or a damaged row: nothing the act could mend.
std::string opened(const Ctx& ctx, const char* column, std::int64_t account_id, std::string_view sealed) {
  auto value = ctx.services.keyring.open(context(column, account_id), sealed);
  if (!value.ok()) throw std::runtime_error("a sealed column of accounts does not open");
  return std::move(*value);
}

Account account_of(const Ctx& ctx, const db::Rows& rows, std::size_t row) {
  Account account;
  const auto id = account.account_id = rows.integer(row, 0);
  account.kind = parse_enum<AccountKind>(rows.text(row, 1)).value();
  account.login_name = rows.text(row, 2);
  account.password_hash = rows.text(row, 3);
  account.status = parse_enum<AccountStatus>(rows.text(row, 4)).value();
  if (!rows.null(row, 5)) account.applicant_kind = parse_enum<ApplicantKind>(rows.text(row, 5));
  account.assurance_level = static_cast<int>(rows.integer(row, 6));
  account.name = opened(ctx, "name", id, rows.text(row, 7));
  account.id_number = opened(ctx, "id_number", id, rows.text(row, 8));
  account.phone = opened(ctx, "phone", id, rows.text(row, 9));
  account.address = opened(ctx, "address", id, rows.text(row, 10));
  account.representative = opened(ctx, "representative", id, rows.text(row, 11));
  account.demo = rows.integer(row, 12) != 0;
  account.created_at = Instant::from_micros(rows.integer(row, 13));
  account.password_changed_at = Instant::from_micros(rows.integer(row, 14));
  if (!rows.null(row, 15)) account.last_sign_in_at = Instant::from_micros(rows.integer(row, 15));
  account.must_change_password = rows.integer(row, 16) != 0;
  return account;
}

std::optional<Account> one(const Ctx& ctx, const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return account_of(ctx, rows, 0);
}

}  // namespace

Taken insert_account(Ctx& ctx, const Account& account) {
  const auto& keyring = ctx.services.keyring;
  const auto id = account.account_id;
  const auto sealed = [&](const char* column, const std::string& value) {
    return keyring.seal(context(column, id), value);
  };
  std::optional<std::string> index, applicant_kind;
  if (account.kind == AccountKind::applicant) {
    index = keyring.blind_index(kIdNumberIndex, account.id_number);
    applicant_kind = enum_text(account.applicant_kind.value());
  }
  const auto rows = ctx.tx.query(
      kInsert, id, enum_text(account.kind), account.login_name, account.password_hash, enum_text(account.status),
      applicant_kind, account.assurance_level, sealed("name", account.name), sealed("id_number", account.id_number),
      index, sealed("phone", account.phone), sealed("address", account.address),
      sealed("representative", account.representative), account.demo, account.created_at.micros());
  if (!rows.empty()) return Taken::none;
  return ctx.tx.query(kLoginNameTaken, account.login_name).empty() ? Taken::id_number : Taken::login_name;
}

std::optional<Account> find_account(Ctx& ctx, std::int64_t account_id) {
  return one(ctx, ctx.tx.query(kFind, account_id));
}

std::optional<Account> find_account_by_login_name(Ctx& ctx, const std::string& login_name) {
  return one(ctx, ctx.tx.query(kFindByLoginName, login_name));
}

std::optional<std::int64_t> find_by_id_number(Ctx& ctx, std::string_view number) {
  const auto rows = ctx.tx.query(kFindByIdNumber, ctx.services.keyring.blind_index(kIdNumberIndex, number));
  if (rows.empty()) return std::nullopt;
  return rows.integer(0, 0);
}

bool keys_fit(Ctx& ctx) {
  const auto rows = ctx.tx.query(kFirstSealed);
  return rows.empty() || ctx.services.keyring.open(context("name", rows.integer(0, 0)), rows.text(0, 1)).ok();
}

std::vector<Account> list_accounts(Ctx& ctx, std::optional<AccountKind> kind, std::int64_t after, int limit) {
  const auto rows = kind ? ctx.tx.query(kListKind, after, limit, enum_text(*kind)) : ctx.tx.query(kList, after, limit);
  std::vector<Account> accounts;
  for (std::size_t i = 0; i < rows.size(); ++i) accounts.push_back(account_of(ctx, rows, i));
  return accounts;
}

void update_contact(Ctx& ctx, std::int64_t account_id, const std::string& phone, const std::string& address) {
  const auto& keyring = ctx.services.keyring;
  ctx.tx.exec(kUpdateContact, account_id, keyring.seal(context("phone", account_id), phone),
              keyring.seal(context("address", account_id), address));
}

void update_password(Ctx& ctx, std::int64_t account_id, const std::string& password_hash) {
  ctx.tx.exec(kUpdatePassword, account_id, password_hash, ctx.now.micros());
}

bool hold_account(Ctx& ctx, std::int64_t account_id) { return !ctx.tx.query(kHold, account_id).empty(); }

bool update_status(Ctx& ctx, std::int64_t account_id, AccountStatus status) {
  return !ctx.tx.query(kUpdateStatus, account_id, enum_text(status)).empty();
}

void update_last_sign_in(Ctx& ctx, std::int64_t account_id) {
  ctx.tx.exec(kUpdateLastSignIn, account_id, ctx.now.micros());
}

void update_must_change_password(Ctx& ctx, std::int64_t account_id, bool must) {
  ctx.tx.exec(kUpdateMustChange, account_id, must);
}

}  // namespace tongban::identity::store
