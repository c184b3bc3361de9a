// Table of contents of identity: what can be done, one line an act. Each is in the file of its name.
#pragma once

#include "modules/identity/views.h"
#include "platform/act/ctx.h"

namespace tongban::identity {

// register.cpp: a person or a firm makes its own account, at assurance level 2.
Result<RegisterOut> register_applicant(WorkCtx& ctx, const RegisterIn& in);

// login.cpp
Result<SessionView> login(WorkCtx& ctx, const LoginIn& in);
// logout.cpp: ends this session, at once and on all nodes.
Result<Nothing> logout(WorkCtx& ctx, const Nothing&);
// session.cpp: who am I, and the token that protects against forgery.
Result<SessionView> current_session(Ctx& ctx, const Nothing&);
// password.cpp: ends all sessions of the account and begins a new one.
Result<SessionView> change_password(WorkCtx& ctx, const PasswordIn& in);

// profile.cpp: one's own data, unmasked.
Result<ProfileView> own_profile(Ctx& ctx, const Nothing&);
Result<ProfileView> change_profile(Ctx& ctx, const ProfileChange& in);

// accounts.cpp, for system administrators
Result<AccountPage> list_accounts(Ctx& ctx, const AccountsQuery& in);
Result<RegisterOut> create_staff(WorkCtx& ctx, const StaffIn& in);
Result<AccountView> get_account(Ctx& ctx, const AccountRef& in);
Result<AccountState> disable_account(Ctx& ctx, const StatusIn& in);  // ends its sessions
Result<AccountState> enable_account(Ctx& ctx, const StatusIn& in);
// reset_password.cpp: for staff who forgot theirs; the new one opens nothing but the way to another.
Result<AccountState> reset_password(WorkCtx& ctx, const ResetPasswordIn& in);
// Lets somebody try again who was locked out by failed sign-ins.
Result<AccountState> unlock_account(Ctx& ctx, const StatusIn& in);

// posts.cpp, for security administrators; nobody changes their own. Both end the account's sessions.
Result<PostList> list_posts(Ctx& ctx, const AccountRef& in);
Result<PostList> grant_post(Ctx& ctx, const GrantIn& in);
Result<PostList> revoke_post(Ctx& ctx, const PostRef& in);

// agents.cpp: 代办授权
Result<AuthorisationList> list_authorisations(Ctx& ctx, const Nothing&);
Result<AuthorisationView> authorise_agent(Ctx& ctx, const AuthoriseIn& in);
Result<Nothing> revoke_authorisation(Ctx& ctx, const AuthorisationRef& in);

// audit_trail.cpp, for auditors
Result<AuditPage> list_audit(Ctx& ctx, const AuditQuery& in);
// How far the trail is sealed; `tongban audit verify` says whether it is whole.
Result<AuditChain> audit_chain(Ctx& ctx, const Nothing&);

}  // namespace tongban::identity
