#include "modules/identity/actions.h"
#include "modules/identity/new_account.h"
#include "modules/identity/state.h"

namespace tongban::identity {
namespace {

constexpr int kSelfRegistered = 2;  // assurance level: identifiers are well formed, nobody has checked a document

}  // namespace

// The password is hashed before the transaction: it takes long by intent.
Result<RegisterOut> register_applicant(WorkCtx& ctx, const RegisterIn& in) {
  std::vector<FieldError> problems;
  const bool firm = in.applicant_kind == ApplicantKind::legal;
  const ApplicantFacts typed{
      firm, in.name, in.id_number, in.phone, in.address.value_or(Str<200>()), in.representative.value_or(Str<100>())};
  auto facts = check_applicant(typed, local_date(ctx.now));
  if (!facts.ok()) problems = std::move(facts.error().fields);
  const auto credentials = check_credentials(in.login_name, in.password, problems);
  if (!problems.empty())
    return Error{Code::invalid, "input.invalid", "提交的内容有误，请按提示修改", std::move(problems)};

  store::Account account;
  account.kind = AccountKind::applicant;
  account.applicant_kind = in.applicant_kind;
  account.assurance_level = kSelfRegistered;
  account.login_name = credentials;
  account.name = facts->name;
  account.id_number = facts->id_number;
  account.phone = facts->phone;
  account.address = facts->address;
  account.representative = facts->representative;
  account.password_hash = TRY(ctx.services.state<State>().hasher.hash(in.password));
  return ctx.conclude<RegisterOut>([&](Ctx& tx) { return add_account(tx, account); });
}

}  // namespace tongban::identity
