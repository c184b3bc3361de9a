"""S3: what a caller has no business to send. Each endpoint's body gets every name that any answer of the platform has and
that is not its own (status, version, owner, decision, …), its query names that it does not know, and its headers the
ones that other systems obey; all of it is refused by name or has no effect, and nothing is changed."""

import re

from ground import Targets, body_for, full_body, json_body, resolve, spelled
from stories import Story
from world import ok

SIZES = (40, 1000)  # names a body is tried with; there are fewer than 1,000
# Answers to load balancers, which add queries of their own against caches.
ANY_QUERY = {"system.live"}
MOST_TOLD = 100  # places that an answer names

# Headers with which some servers let a caller say who or what it is.
HEADERS = {"X-HTTP-Method-Override": "DELETE", "X-Method-Override": "DELETE", "X-Original-URL": "/api/v1/accounts",
           "X-Rewrite-URL": "/api/v1/accounts", "X-Forwarded-User": "xitong", "X-Remote-User": "xitong",
           "X-User-Id": "1", "X-Account-Id": "1", "X-Role": "system_admin", "Authorization": "Basic eGl0b25nOng=",
           "X-Forwarded-For": "127.0.0.1", "Forwarded": "for=127.0.0.1;proto=https"}


def names_of(schema, schemas, into):
    schema = resolve(schema, schemas)
    for name, rule in schema.get("properties", {}).items():
        into.add(name)
        if "$ref" not in rule:
            names_of(rule, schemas, into)
    for choice in schema.get("anyOf", []):
        if "$ref" not in choice:
            names_of(choice, schemas, into)


def owned_names(world):
    """All that the platform itself says about anything, and words that other programs take."""
    found = {"__proto__", "constructor", "prototype", "$where", "$ref", "@type", "_method", "isAdmin", "role", "roles",
             "posts", "admin", "id", "created_at", "updated_at", "deleted", "password_hash", "salt", "is_demo",
             "case_id[]", "status ", "Status", "STATUS", "sta\u200btus", "expected_version ", "version.value", ""}
    for schema in world.watch.schemas.values():
        names_of(schema, world.watch.schemas, found)
    return sorted(found)


def nested_objects(schema, schemas, document, at=""):
    """(pointer, object) of each object within a body, so that extra names are tried at each depth."""
    schema = resolve(schema, schemas)
    for choice in schema.get("anyOf", []):
        schema = resolve(choice, schemas) if choice.get("type") != "null" else schema
    if isinstance(document, dict) and schema.get("additionalProperties") is False:
        yield at, document, set(schema.get("properties", {}))
        for name, value in document.items():
            yield from nested_objects(schema["properties"].get(name, {}), schemas, value, f"{at}/{name}")
    elif isinstance(document, list):
        for place, value in enumerate(document):
            yield from nested_objects(schema.get("items", {}), schemas, value, f"{at}/{place}")


def pointer_of(name):
    return name.replace("~", "~0").replace("/", "~1")


def attack(attack):
    world, targets = attack.world, Targets(attack.world)
    schemas, owned = world.watch.schemas, owned_names(attack.world)
    witness = Story(world, applicant=targets.owner).to("submitted")
    draft = Story(world, applicant=targets.owner)
    states = lambda: (witness.view(), draft.view(), ok(targets.owner.get("/api/v1/me")),  # noqa: E731
                      ok(targets.owner.get("/api/v1/session"))["posts"])
    before, rows = states(), 0
    for method, path, _, operation in world.watch.operations:
        name = operation["operationId"]
        client, ids = targets.client(operation), {}
        if "{case_id}" in path:
            ids["case_id"] = (draft if operation["x-access"] == "signed in" else witness).case_id
        target = spelled(path, **ids)
        if name not in ANY_QUERY:
            extra_query(attack, client, method, target, name, operation)
        schema = json_body(operation)
        if not schema or method in ("GET", "DELETE"):
            continue
        rows += 1
        tried = owned if attack.count >= len(owned) else attack.dice.sample(owned, attack.count)
        in_path = set(re.findall(r"\{(\w+)\}", path))
        for again in in_path:  # said twice: which one would be believed?
            answer = client.call(method, target, body_for(schema, schemas) | {again: "0000000000001"})
            attack.expect(answer.status == 400 and f"/path/{again}" in str(answer.json["errors"]),
                          f"{name}: {again} is taken from the body", answer)
        for body in (body_for(schema, schemas), full_body(schema, schemas)):
            for at, place, known in nested_objects(schema, schemas, body):
                extra_members(attack, client, method, target, name, body, at, place, known | in_path, tried)
    follow_no_header(attack, targets)
    attack.expect(states() == before, "something was changed by a refused call", "")
    return f"{rows} bodies × {len(tried)} of {len(owned)} names"


def extra_members(attack, client, method, target, name, body, at, place, known, names):
    names = [extra for extra in names if extra not in known]
    for first in range(0, len(names), MOST_TOLD // 2):
        batch = names[first:first + MOST_TOLD // 2]
        for extra in batch:
            place[extra] = "1"
        answer = client.call(method, target, body)
        for extra in batch:
            del place[extra]
        told = {error["pointer"] for error in answer.json["errors"] if error["key"] == "field.unknown"} \
            if answer.status == 400 else set()
        missing = [extra for extra in batch if f"{at}/{pointer_of(extra)}" not in told]
        attack.tried += len(batch) - 1
        attack.expect(answer.status == 400 and answer.key == "input.invalid" and not missing,
                      f"{name}: a name that is not its own is taken{' at ' + re.sub('[0-9]+', '*', at) if at else ''}",
                      (missing[:5], answer))


def extra_query(attack, client, method, target, name, operation):
    known = [p["name"] for p in operation.get("parameters", []) if p["in"] == "query"]
    for query in ("surprise=1", "status=granted", "case_id=1&case_id=2", "%73tatus[]=1", "limit=1&limit=2", "&&=&"):
        if any(part.split("=")[0] in known for part in query.split("&")) and "&" not in query:
            continue
        answer = client.raw(method, f"{target}?{query}", None if method in ("GET", "DELETE") else b"{}",
                            client.headers(method) | {"Content-Type": "application/json"})
        attack.expect(answer.status >= 400 and (answer.status != 404 or "{" not in answer.key),
                      f"{name}: a query that it does not know is taken", (query, answer))


def follow_no_header(attack, targets):
    """Who one is and what one does is said by the session and the request line alone."""
    world = attack.world
    plain = world.lisi.get("/api/v1/me")
    for header, value in HEADERS.items():
        for client, target, status in ((world.anyone(), "/api/v1/accounts", 401), (world.lisi, "/api/v1/accounts", 403)):
            answer = client.raw("GET", target, headers=client.headers("GET") | {header: value})
            attack.expect(answer.status == status, f"the header {header} opens something", answer)
        client = world.lisi
        answer = client.raw("GET", "/api/v1/me", headers=client.headers("GET") | {header: value})
        attack.expect(answer.status == 200 and answer.json == plain.json, f"the header {header} changes who one is", answer)
