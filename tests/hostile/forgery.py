"""S10: another site makes the browser of a signed-in person send something. Each endpoint that changes anything, on real
objects and with the person's cookie, × each way in which a foreign page could send it; all of it is refused before it is
read, and nothing is changed. And the cookie is one that other sites and scripts cannot get at."""

import json

from ground import Targets, body_for, json_body, spelled
from stories import Story
from world import PASSWORD, ok

SIZES = (1, 1)

FORM = "application/x-www-form-urlencoded"


def variants(client, other, port):
    """(name, headers beyond the cookie; None takes one away, keys of the refusal)."""
    json_type = {"Content-Type": "application/json"}
    right = {"X-CSRF-Token": client.csrf}
    token, origin = {"csrf.token"}, {"csrf.origin"}
    return [
        ("no token", json_type, token),
        ("an empty token", json_type | {"X-CSRF-Token": ""}, token),
        ("somebody else's token", json_type | {"X-CSRF-Token": other.csrf}, token),
        ("a token cut short", json_type | {"X-CSRF-Token": client.csrf[:-1]}, token),
        ("a token in other letters", json_type | {"X-CSRF-Token": client.csrf.swapcase()}, token),
        ("a foreign origin", json_type | right | {"Origin": "https://evil.example"}, origin),
        ("the origin null", json_type | right | {"Origin": "null"}, origin),
        ("an origin that begins like ours", json_type | right | {"Origin": f"http://127.0.0.1.evil.example:{port}"}, origin),
        ("an origin that ends like ours", json_type | right | {"Origin": f"http://evil127.0.0.1:{port}"}, origin),
        ("an origin with another port", json_type | right | {"Origin": f"http://127.0.0.1:{port + 1}"}, origin),
        ("a user name like ours", json_type | right | {"Origin": f"http://127.0.0.1:{port}@evil.example"}, origin),
        ("Sec-Fetch-Site: cross-site", json_type | right | {"Sec-Fetch-Site": "cross-site"}, origin),
        ("Sec-Fetch-Site: same-site", json_type | right | {"Sec-Fetch-Site": "same-site"}, origin),
        ("a form without origin", {"Content-Type": FORM}, token),
        ("a form with files", {"Content-Type": "multipart/form-data; boundary=b"}, token),
        ("plain text", {"Content-Type": "text/plain"}, token),
        ("plain text that hides JSON", {"Content-Type": "text/plain; charset=application/json"}, token),
        ("no content type", {}, token),
    ]


def attack(attack):
    world, targets = attack.world, Targets(attack.world)
    schemas, rows = world.watch.schemas, 0
    witness = Story(world, applicant=targets.owner).to("submitted")
    before = witness.view()
    for method, path, _, operation in world.watch.operations:
        name = operation["operationId"]
        if method == "GET":
            continue
        rows += 1
        client = targets.client(operation)
        if not client.csrf:  # open to everybody: then it is the browser of somebody who is signed in
            client = targets.owner.again()
        ids = {"case_id": witness.case_id} if "{case_id}" in path else targets.ids(name, path)
        target, schema = spelled(path, **ids), json_body(operation)
        body = None if method == "DELETE" else json.dumps(body_for(schema, schemas) if schema else {}).encode()
        cookie = {"Cookie": client.headers(method)["Cookie"], "Idempotency-Key": f"forged-{name}-{attack.tried}"}
        for what, headers, keys in variants(client, world.lisi if client is not world.lisi else world.zhangsan, client.port):
            answer = client.raw(method, target, body, cookie | headers)
            attack.expect(answer.status == 403 and answer.key in keys, f"{name}: {what} is not refused", answer)
        for get in ("GET", "HEAD"):
            by_get(attack, client, get, target, cookie, name)
        for trick in ({"X-HTTP-Method-Override": method}, {"X-Method-Override": method}):
            answer = client.raw("GET", target + "?_method=" + method, None, cookie | trick)
            attack.expect(answer.status in (400, 404, 405), f"{name}: a GET that says it is a {method}", answer)
    attack.expect(witness.view() == before, "a forged call changed the case", "")
    cookies(attack)
    return f"{rows} endpoints × {len(variants(world.lisi, world.zhangsan, 1)) + 4} ways"


def by_get(attack, client, method, target, cookie, name):
    """What a link or a picture asks for changes nothing: another row answers, or none does."""
    row = client.watch.operation("GET", target)
    answer = client.raw(method, target, None, cookie)
    attack.expect(answer.status == 405 if row is None else answer.status in (200, 400, 403, 404),
                  f"{name}: a {method} is taken", answer)


def cookies(attack):
    world = attack.world
    answer = world.anyone().call("POST", "/api/v1/session", {"login_name": "zhangsan", "password": PASSWORD})
    cookie = answer.headers["set-cookie"]
    name, _, rest = cookie.partition("=")
    flags = {flag.strip().lower() for flag in rest.split(";")[1:]}
    attack.expect(name == "__Host-tongban", "the cookie has another name", cookie)
    for flag in ("secure", "httponly", "path=/"):
        attack.expect(flag in flags, f"the cookie lacks {flag}", cookie)
    attack.expect(flags & {"samesite=lax", "samesite=strict"}, "the cookie goes along with other sites' requests", cookie)
    attack.expect(not any(flag.startswith("domain") for flag in flags), "the cookie is for other hosts too", cookie)
    for spelling in ("__host-tongban", "tongban", "__Secure-tongban"):
        stolen = world.anyone()
        token = rest.split(";")[0]
        answer = stolen.raw("GET", "/api/v1/me", headers={"Cookie": f"{spelling}={token}"})
        attack.expect(answer.status == 401, "a cookie of another name is taken", (spelling, answer))
    # A second cookie of the same name, as a neighbouring host could plant it, must not win silently over the first.
    answer = world.anyone().raw("GET", "/api/v1/me", headers={"Cookie": f"__Host-tongban=planted; __Host-tongban={token}"})
    attack.expect(answer.status in (200, 401), "two cookies of one name are an error of the server", answer)
    ok(world.zhangsan.get("/api/v1/me"))
