"""Administrators at work: accounts found, locked out and let in again, passwords for one use; and every step of it in the
trail, with what was before and what is after."""

from world import ok, refused


def entry_of(world, action, account_id):
    """The newest entry of the trail about the account."""
    entries = ok(world.auditor.get("/api/v1/audit", action=action, object_kind="account", object_id=account_id, limit=1))["entries"]
    assert entries, action
    return entries[0]


def test_accounts_are_found_and_shown_without_personal_data(world):
    clerk = world.new_staff("window_clerk", world.department_id())
    found = ok(world.security_admin.get("/api/v1/accounts", text=clerk.login_name.upper()))["accounts"]
    assert [row["login_name"] for row in found] == [clerk.login_name] and found[0]["roles"] == ["window_clerk"]
    assert found[0]["last_sign_in_at"]
    clerks = ok(world.system_admin.get("/api/v1/accounts", kind="staff", role="window_clerk", limit=200))["accounts"]
    assert clerk.login_name in {row["login_name"] for row in clerks}
    assert all("window_clerk" in row["roles"] for row in clerks)
    view = ok(world.system_admin.get(f"/api/v1/accounts/{clerk.account_id}"))
    assert "*" in view["phone"] and view["sessions"] == 1 and view["posts"][0]["role"] == "window_clerk"
    refused(world.clerk.get(f"/api/v1/accounts/{clerk.account_id}"), 403, "auth.forbidden")


def test_a_password_set_by_an_administrator_opens_only_the_way_to_another(world):
    clerk = world.new_staff("window_clerk", world.department_id())
    url = f"/api/v1/accounts/{clerk.account_id}"
    refused(world.security_admin.post(url + "/password", {"password": "one time words"}), 403, "auth.forbidden")
    ok(world.system_admin.post(url + "/password", {"password": "one time words", "reason": "本人忘记密码"}))
    refused(clerk.get("/api/v1/worklist"), 401, "auth.required")
    again = world.sign_in(clerk.login_name, "one time words")
    refused(again.get("/api/v1/worklist"), 403, "auth.forbidden")
    ok(again.put("/api/v1/session/password", {"old_password": "one time words", "new_password": "words of my own"}))
    ok(again.get("/api/v1/worklist"))
    entry = entry_of(world, "identity.reset_password", clerk.account_id)
    assert entry["detail"] == "password reset: 本人忘记密码", entry


def test_whoever_guessed_too_often_is_let_in_again_at_once(world):
    clerk = world.new_staff("window_clerk", world.department_id())
    attempt = lambda password: world.anyone().call(  # noqa: E731
        "POST", "/api/v1/session", {"login_name": clerk.login_name, "password": password})
    for _ in range(5):
        refused(attempt("wrong one here"), 401, "identity.login_failed")
    refused(attempt("a-long-pass-phrase"), 429, "identity.locked")
    ok(world.system_admin.post(f"/api/v1/accounts/{clerk.account_id}/unlock", {}))
    ok(attempt("a-long-pass-phrase"))
    assert entry_of(world, "identity.unlock_account", clerk.account_id)["detail"] == "locked→open"


def test_nobody_sets_the_password_of_an_administrator(world):
    accounts = ok(world.system_admin.get("/api/v1/accounts", text="shenji"))["accounts"]
    auditor = next(row for row in accounts if row["login_name"] == "shenji")
    refused(world.system_admin.post(f"/api/v1/accounts/{auditor['account_id']}/password", {"password": "one time words"}),
            409, "identity.administrator_password")


def test_changes_of_accounts_and_posts_are_audited_with_before_and_after(world):
    clerk = world.new_staff("window_clerk", world.department_id())
    url = f"/api/v1/accounts/{clerk.account_id}"
    ok(world.system_admin.post(url + "/disable", {"reason": "调离"}))
    assert entry_of(world, "identity.disable_account", clerk.account_id)["detail"] == "active→disabled: 调离"
    ok(world.system_admin.post(url + "/enable", {}))
    assert entry_of(world, "identity.enable_account", clerk.account_id)["detail"] == "disabled→active"
    post = ok(world.security_admin.get(url + "/posts"))["posts"][0]
    ok(world.security_admin.delete(f"{url}/posts/{post['post_id']}"))
    detail = entry_of(world, "identity.revoke_post", clerk.account_id)["detail"]
    assert detail.startswith("-window_clerk department ") and post["region_code"] in detail, detail
