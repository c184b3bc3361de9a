"""Nobody else's page can act for a signed-in person; cookies, sessions and headers are as they must be."""

from rows import spelled
from stories import Story, upload
from world import NOBODY, PASSWORD, ok, refused

def changing(world):
    return [(method, spelled(path), operation["operationId"]) for method, path, _, operation in world.watch.operations
            if method != "GET"]


def test_every_changing_row_refuses_forgeries(world):
    client = world.zhangsan
    rows = changing(world)
    assert len(rows) >= 60, len(rows)
    for method, target, name in rows:
        body = None if method == "DELETE" else b"{}"
        def attempt(expected, **headers):
            sent = client.headers(method) | {"Content-Type": "application/json"} | headers
            answer = client.raw(method, target, body, {k: v for k, v in sent.items() if v is not None})
            assert answer.status == 403 and answer.key == expected, (name, headers, answer)
        attempt("csrf.token", **{"X-CSRF-Token": None})
        attempt("csrf.token", **{"X-CSRF-Token": "x" * len(client.csrf)})
        attempt("csrf.token", **{"X-CSRF-Token": client.csrf[:-1]})
        attempt("csrf.token", **{"X-CSRF-Token": world.lisi.csrf})
        attempt("csrf.origin", Origin="https://evil.example")
        attempt("csrf.origin", Origin="null")
        attempt("csrf.origin", Origin=f"http://127.0.0.1.evil.example:{client.port}")
        attempt("csrf.origin", **{"Sec-Fetch-Site": "cross-site"})
        attempt("csrf.origin", **{"Sec-Fetch-Site": "same-site"})


def test_forms_of_other_sites_are_not_even_read(world):
    """What a form can send without asking: no JSON, so nothing is decoded, with or without a session."""
    for content_type in ("application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=b"):
        answer = world.anyone().raw("POST", "/api/v1/session", b'{"login_name":"zhangsan","password":"x","a":"="}',
                                    {"Content-Type": content_type})
        refused(answer, 415, "http.unsupported_media_type")
        assert "set-cookie" not in answer.headers
    foreign = {"Content-Type": "application/json", "Origin": "https://evil.example"}
    answer = world.anyone().raw("POST", "/api/v1/session",
                                f'{{"login_name":"zhangsan","password":"{PASSWORD}"}}'.encode(), foreign)
    refused(answer, 403, "csrf.origin")
    assert "set-cookie" not in answer.headers, "no login by another site"


def test_own_pages_may(world):
    client = world.zhangsan
    for headers in ({"Origin": f"http://127.0.0.1:{client.port}"}, {"Sec-Fetch-Site": "same-origin"},
                    {"Sec-Fetch-Site": "none"}, {}):
        answer = client.call("POST", "/api/v1/cases", {"item_id": NOBODY, "scenario": []}, extra=headers)
        assert answer.status == 404, (headers, answer)


def test_no_get_changes_anything(world):
    story = Story(world).to("submitted")
    before = story.view()
    for act in ("submit", "receive", "withdraw", "accept", "archive", "claim"):
        refused(story.applicant.get(f"{story.url}/{act}"), 405, "http.method_not_allowed")
    assert story.view() == before


def test_the_cookie_cannot_be_taken_or_sent_along(world):
    answer = world.anyone().call("POST", "/api/v1/session", {"login_name": "zhangsan", "password": PASSWORD})
    cookie = answer.headers["set-cookie"]
    name, _, rest = cookie.partition("=")
    token = rest.split(";")[0]
    flags = {flag.strip().lower() for flag in rest.split(";")[1:]}
    assert name == "__Host-tongban", cookie
    assert {"secure", "httponly", "path=/"} <= flags and flags & {"samesite=lax", "samesite=strict"}, cookie
    assert not any(flag.startswith("domain") for flag in flags), cookie
    assert len(token) >= 22, "at least 128 bits"
    assert token not in answer.body.decode() and answer.json["csrf_token"] != token
    assert answer.headers["cache-control"] == "no-store"


def test_every_sign_in_is_a_new_session(world):
    client, who = world.register()
    first = dict(client.cookies)
    client.call("POST", "/api/v1/session", {"login_name": who["login_name"], "password": who["password"]})
    second = dict(client.cookies)
    assert first != second
    stale = world.anyone()
    stale.cookies = first
    refused(stale.get("/api/v1/me"), 401, "auth.required")  # the session before is over, not just forgotten
    # A token that somebody else chose never becomes a session.
    planted = world.anyone()
    planted.cookies = {"__Host-tongban": "A" * 43}
    planted.sign_in(who["login_name"], who["password"])
    assert planted.cookies["__Host-tongban"] != "A" * 43
    fixed = world.anyone()
    fixed.cookies = {"__Host-tongban": "A" * 43}
    refused(fixed.get("/api/v1/me"), 401, "auth.required")


def test_logout_is_at_once(world):
    client, who = world.register()
    cookies = dict(client.cookies)
    ok(client.get("/api/v1/me"))
    answer = client.delete("/api/v1/session")
    assert answer.status in (200, 204) and "max-age=0" in answer.headers["set-cookie"].lower(), answer
    replay = world.anyone()
    replay.cookies = cookies
    refused(replay.get("/api/v1/me"), 401, "auth.required")
    assert ok(replay.get("/api/v1/session"))["kind"] == "anonymous"
    refused(replay.call("DELETE", "/api/v1/session"), 401, "auth.required")


def test_a_new_password_ends_all_other_sessions(world):
    client, who = world.register()
    elsewhere = world.sign_in(who["login_name"], who["password"])
    wrong = client.put("/api/v1/session/password", {"old_password": "not this one", "new_password": "another-long-phrase"})
    refused(wrong, 400, "input.invalid", "/old_password")
    view = ok(client.put("/api/v1/session/password", {"old_password": who["password"],
                                                      "new_password": "another-long-phrase"}))
    client.csrf = view["csrf_token"]
    ok(client.get("/api/v1/me"))
    refused(elsewhere.get("/api/v1/me"), 401, "auth.required")
    refused(world.anyone().call("POST", "/api/v1/session", {"login_name": who["login_name"], "password": who["password"]}),
            401, "identity.login_failed")
    world.sign_in(who["login_name"], "another-long-phrase")


def test_a_disabled_account_is_out_at_once(world):
    client, who = world.register()
    account = ok(client.get("/api/v1/session"))["account_id"]
    ok(world.system_admin.post(f"/api/v1/accounts/{account}/disable", {}))
    refused(client.get("/api/v1/me"), 401, "auth.required")
    login = world.anyone().call("POST", "/api/v1/session", {"login_name": who["login_name"], "password": who["password"]})
    refused(login, 401, "identity.login_failed")
    ok(world.system_admin.post(f"/api/v1/accounts/{account}/enable", {}))
    world.sign_in(who["login_name"], who["password"])


def test_a_post_that_is_taken_away_is_gone_at_once(world):
    clerk = world.new_staff("window_clerk", world.department_id())
    ok(clerk.get("/api/v1/worklist"))
    posts = ok(world.security_admin.get(f"/api/v1/accounts/{clerk.account_id}/posts"))["posts"]
    ok(world.security_admin.delete(f"/api/v1/accounts/{clerk.account_id}/posts/{posts[0]['post_id']}"))
    refused(clerk.get("/api/v1/worklist"), 401, "auth.required")
    clerk = world.sign_in(clerk.login_name, "a-long-pass-phrase")
    assert clerk.get("/api/v1/worklist").status == 403 or ok(clerk.get("/api/v1/worklist"))["cases"] == []


def test_guessing_a_password_locks_the_account_and_says_when_to_return(world):
    client, who = world.register()
    for _ in range(5):
        answer = world.anyone().call("POST", "/api/v1/session", {"login_name": who["login_name"], "password": "wrong one here"})
        refused(answer, 401, "identity.login_failed")
    for password in ("wrong one here", who["password"]):
        answer = world.anyone().call("POST", "/api/v1/session", {"login_name": who["login_name"], "password": password})
        refused(answer, 429, "identity.locked")
        assert int(answer.headers["retry-after"]) > 60, answer.headers
    ok(client.get("/api/v1/me"))  # whoever is signed in is not thrown out by a stranger's guesses
    # A name that nobody has answers like one that somebody has.
    unknown = world.anyone().call("POST", "/api/v1/session", {"login_name": "no.such.person", "password": "wrong one here"})
    wrong = world.anyone().call("POST", "/api/v1/session", {"login_name": "zhangsan", "password": "wrong one here"})
    strip = lambda answer: {k: v for k, v in answer.json.items() if k != "request_id"}  # noqa: E731
    assert unknown.status == wrong.status == 401 and strip(unknown) == strip(wrong), (unknown, wrong)
    world.sign_in("zhangsan")


def test_headers_are_on_every_kind_of_answer(world):
    """The watch looks at each answer; here it is shown one of each kind."""
    story = Story(world).to("submitted")
    client, anyone = story.applicant, world.anyone()
    file_id = upload(client)
    paper = story.view()["instruments"][0]["html_url"]
    kinds = [(anyone.get("/api/v1/regions"), 200), (client.get(paper), 200), (client.get(f"/api/v1/files/{file_id}"), 200),
             (anyone.get(f"/api/v1/items/{world.item}/guide.html"), 200), (anyone.get("/health/live"), 200),
             (anyone.get("/metrics"), 200), (anyone.get("/api/openapi.json"), 200),
             (client.post(f"{story.url}/withdraw", {}), 400), (anyone.get("/api/v1/me"), 401),
             (client.get("/api/v1/worklist"), 403), (anyone.get("/nowhere"), 404), (anyone.get("/api/v1/nowhere"), 404),
             (anyone.call("PUT", "/api/v1/cases", {}), 405), (world.clerk.post(f"{story.url}/archive", {}), 409),
             (client.post(f"{story.url}/withdraw", {"reason": "x", "expected_version": 0}), 412),
             (anyone.raw("POST", "/api/v1/session", b"x" * 5000, {"Content-Type": "application/json"}), 413),
             (anyone.raw("POST", "/api/v1/session", b"x", {"Content-Type": "text/plain"}), 415),
             (anyone.raw("OPTIONS", "/api/v1/cases"), 405), (anyone.raw("HEAD", "/api/v1/regions"), 200)]
    for answer, status in kinds:
        assert answer.status == status, (status, answer)
        assert answer.headers.get("x-content-type-options") == "nosniff" and "content-security-policy" in answer.headers
    for answer, _ in kinds[:2]:
        assert "access-control-allow-origin" not in answer.headers
    policy = client.get(paper).headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src" not in policy, "a printed page runs nothing"
    for target in (paper, f"/api/v1/files/{file_id}", story.url, "/api/v1/me"):
        assert "no-store" in client.get(target).headers["cache-control"], "what is personal is kept nowhere"


MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&"


def test_what_people_write_is_shown_as_text(world):
    """Every page the server makes itself escapes what applicants, staff and editors wrote."""
    client, _ = world.register(name="龘" + MARKUP[:30], address="新化县" + MARKUP)
    pages = []
    story = Story(world, applicant=client).to("received")
    points = [{"kind": "other", "key": MARKUP[:80], "problem": MARKUP, "requirement": MARKUP, "basis": MARKUP}]
    story.correct(points)
    pages += [story.paper("receipt"), story.paper("correction_notice")]
    story = Story(world, applicant=client).to("received")
    story.act("clerk", "refuse", reason=MARKUP, basis=MARKUP, remedies=MARKUP, competent_organ=MARKUP)
    pages.append(story.paper("non_acceptance"))
    item = world.make_item("测试" + MARKUP, address="地址" + MARKUP, office_hours=MARKUP)
    guide = world.anyone().get(f"/api/v1/items/{item}/guide.html")
    assert guide.status == 200, guide
    pages.append(guide.body.decode())
    for page in pages:
        assert "<script" not in page.lower() and "<img" not in page.lower(), page[:2000]
        assert "&lt;script&gt;" in page, "it is there, as text"


def test_a_name_of_a_file_does_not_become_a_header(world):
    client = world.zhangsan
    for name in ('材料"; filename="evil.html.pdf', "材料\r\nX-Evil: 1.pdf", "材料\u202efdp.pdf", "..\\..\\材料.pdf", "材料%0d%0a.pdf"):
        answer = client.upload(name, b"%PDF-1.4\n%%EOF\n", "application/pdf")
        if answer.status != 201:
            assert answer.status in (400, 422) and answer.key in ("file.name_invalid", "input.invalid"), answer
            continue
        got = client.get(f"/api/v1/files/{answer.json['file_id']}")
        assert got.status == 200 and "x-evil" not in got.headers, got.headers
        shown = got.headers["content-disposition"]
        assert shown.count('"') <= 2 and "\\" not in shown and "evil.html" not in shown.split('"')[1:2], shown
    text = client.upload("说明.txt", "<script>alert(1)</script>".encode(), "text/plain")
    if text.status == 201:
        got = client.get(f"/api/v1/files/{text.json['file_id']}")
        assert got.headers["content-disposition"].startswith("attachment"), "only pictures and PDF are shown in the page"
        assert "sandbox" in got.headers["content-security-policy"]


def test_a_request_id_of_the_caller_is_kept_and_a_bad_one_replaced(world):
    given = world.anyone().raw("GET", "/api/v1/me", headers={"X-Request-Id": "trace-0123456789"})
    assert given.json["request_id"] == given.headers["x-request-id"] == "trace-0123456789"
    for bad in ("x", "a b c d e f g h", "<script>alert(1)</script>", "y" * 65):
        answer = world.anyone().raw("GET", "/api/v1/me", headers={"X-Request-Id": bad})
        assert answer.headers["x-request-id"] != bad and len(answer.headers["x-request-id"]) >= 12
