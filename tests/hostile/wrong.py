"""S7: requests that are wrong, generated from the interface's own description. Each begins as a request that its endpoint
would take (right caller, real objects) and is then spoiled in one to three ways: types, lengths, ranges, encodings, nulls,
numbers, nesting, missing and doubled members, bad UTF-8, content types, methods, ids, queries and headers. No answer may
be a 5xx or off its schema (tests/api/watch.py looks at each), every problem has its key, Chinese sentence and request
id, and whatever was sent, the log stays one JSON document a line."""

import json
import re
import urllib.parse

from ground import Targets, body_for, full_body, json_body, spelled
from world import NOBODY

SIZES = (2000, 20_000)

TEXTS = ["", " ", "\u0000", "\n", "a\nb\r\nlevel=error", "\u001b[31m", "\u007f", "\u202e", "\ufeff", "\U0001f600" * 50,
         "'", "\"", "\\", "%00", "%n%s", "../../etc/passwd", "{{7*7}}", "${jndi:ldap://x}", "<script>", "' OR '1'='1", "x" * 256, "x" * 5000,
         "长" * 4001, "a\u0301" * 300, "NaN", "null", "true", "-1", "1e309", "0x10", "２０２６", "0000000000000", NOBODY,
         "zzzzzzzzzzzzz", "2026-02-30", "2026-13-01T00:00:00Z", "0000-00-00", "9999-12-31T23:59:60+99:99",
         "{\"level\":\"error\",\"event\":\"forged\"}", "\u2028", "\u0085"]
NUMBERS = [0, -1, 1, 2 ** 31, 2 ** 53 + 1, 2 ** 63 - 1, 2 ** 63, -2 ** 63 - 1, 10 ** 30, 1.5, -0.0, 1e300, 5e-324]
OTHER = [None, True, False, [], {}, [[]], [None], {"": None}, [1, "a", {}], {"a": {"b": {"c": []}}}]
# Written as they are into a document.
RAW = [b"1e400", b"-1e400", b"NaN", b"Infinity", b"01", b"+1", b".5", b"1.", b"0x1", b"'a'", b"\"\xff\"", b"\"\xc0\xaf\"", b"\"\xed\xa0\x80\"",
       b"\"\\ud800\"", b"\"\\u0000\"", b"\"\\x41\"", b"\"a\nb\"", b"tru", b"undefined", b"[1,]", b"{\"a\":1,}", b"[" * 200,
       b"[" * 100 + b"]" * 100, b"{\"a\":" * 60 + b"1" + b"}" * 60, b"9" * 4000, b"1." + b"3" * 4000, b"/**/1", b"\xef\xbb\xbf1", b"1 2", b""]
TYPES = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml", "",
         "application/json; charset=utf-16", "application/json;", "APPLICATION/JSON", "application/json; charset=\"utf-8",
         "application/vnd.api+json", "*/*", "application/json\t", "a" * 300, "application/json, text/plain"]
METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "get", "Post", "A" * 32, "TRACK", "SEARCH"]
PATHS = ["%", "%2", "%zz", "%00", "%2e%2e", "..", ".", "%2f", "%5c", "%c0%af", "%ff", "%e4%b8%ad", "%0d%0a", ";a=b", "~", "%25",
         "x" * 600, "%u0041", "a%20b", "*", "'", "%27%20OR%201", "0", "-1", "A" * 13, "zzzzzzzzzzzzz", "0000000000001\x00"[:13]]
HEADERS = [("Idempotency-Key", ""), ("Idempotency-Key", "a b"), ("Idempotency-Key", "x" * 200), ("Idempotency-Key", "\x7f"),
           ("X-Request-Id", "x\ty"), ("X-Request-Id", "{\"level\":\"error\"}"), ("Accept-Language", "x" * 4000), ("Accept-Language", ";;,,q=9"),
           ("Accept-Encoding", "gzip;q=x, *;q=-1, br;;"), ("Accept", "image/png"), ("Cookie", "__Host-tongban=" + "A" * 4000),
           ("Cookie", ";=;=;__Host-tongban"), ("If-None-Match", "*"), ("If-Modified-Since", "yesterday"), ("Range", "bytes=9-1,-,0-"),
           ("X-Forwarded-For", "1.2.3.4, ::x, \"\""), ("User-Agent", "\xe9" * 200), ("Referer", "x" * 2000), ("Origin", "\xff"),
           ("Content-Encoding", "gzip"), ("X-CSRF-Token", ""), ("Expect", "200-ok"), ("Sec-Fetch-Site", "\x80")]
PARTS = {"type", "title", "status", "detail", "key", "request_id", "errors"}


class Sent:
    """A request on its way to be spoiled."""

    def __init__(self, method, target, document, headers):
        self.method, self.path, self.document, self.headers = method, target, document, headers
        self.query, self.body, self.did = [], None, []

    def bytes(self):
        if self.body is not None:
            return self.body
        return None if self.document is None else json.dumps(self.document).encode()

    def target(self):
        return self.path + ("?" + "&".join(self.query) if self.query else "")


def places(value, at=()):
    """All places of a document: (the object or list that holds it, its name or number)."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield value, name
            yield from places(member)
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield value, index
            yield from places(member)


def any_value(dice):
    return dice.choice(dice.choice([TEXTS, NUMBERS, OTHER]))


def put_value(sent, dice, schema):
    found = list(places(sent.document)) if sent.document else []
    if found:
        holder, name = dice.choice(found)
        holder[name] = any_value(dice)


def drop_member(sent, dice, schema):
    found = [place for place in places(sent.document)] if sent.document else []
    if found:
        holder, name = dice.choice(found)
        del holder[name]


def lengthen(sent, dice, schema):
    found = [(h, n) for h, n in places(sent.document) if isinstance(h[n], (str, list))] if sent.document else []
    if found:
        holder, name = dice.choice(found)
        holder[name] = holder[name] * dice.choice([2, 100, 6000])


def add_member(sent, dice, schema):
    if isinstance(sent.document, dict):
        sent.document[dice.choice(TEXTS)[:3000]] = any_value(dice)


def raw_value(sent, dice, schema):
    """Something that no JSON library writes, in place of a value."""
    if sent.document is None:
        return
    found = list(places(sent.document))
    if found:
        holder, name = dice.choice(found)
        holder[name] = "\u0001raw\u0001"
        sent.body = json.dumps(sent.document).encode().replace(b'"\\u0001raw\\u0001"', dice.choice(RAW))
    else:
        sent.body = dice.choice(RAW)


def double_member(sent, dice, schema):
    text = sent.bytes() or b"{}"
    if text.startswith(b"{") and isinstance(sent.document, dict) and sent.document:
        name = dice.choice(sorted(sent.document))
        sent.body = b"{" + json.dumps({name: any_value(dice)}).encode()[1:-1] + b"," + text[1:]


def spoil_bytes(sent, dice, schema):
    text = bytearray(sent.bytes() or b"{}")
    for _ in range(dice.choice([1, 1, 3, 20])):
        if text:
            at = dice.randrange(len(text))
            dice.choice([lambda: text.__setitem__(at, dice.randrange(256)), lambda: text.pop(at),
                         lambda: text.insert(at, dice.randrange(256)), lambda: text.__delitem__(slice(at, None))])()
    sent.body = bytes(text)


def other_type(sent, dice, schema):
    sent.headers["Content-Type"] = dice.choice(TYPES)


def other_method(sent, dice, schema):
    sent.method = dice.choice(METHODS)


def spoil_path(sent, dice, schema):
    steps = sent.path.split("/")
    steps[dice.randrange(1, len(steps))] = dice.choice(PATHS)
    sent.path = "/".join(steps)


def spoil_query(sent, dice, schema):
    names = [p["name"] for p in schema.get("parameters", []) if p["in"] == "query"] + ["limit", "x", ""]
    for _ in range(dice.choice([1, 1, 2, 40])):
        value = any_value(dice)
        text = value if isinstance(value, str) else json.dumps(value)
        quoted = dice.choice([lambda t: urllib.parse.quote(t, safe=""), lambda t: re.sub(r"[^!-~]", "%", t).replace("#", "")])(text[:1500])
        sent.query.append(f"{dice.choice(names)}={quoted}")


def spoil_header(sent, dice, schema):
    name, value = dice.choice(HEADERS)
    sent.headers[name] = value


SPOIL = [put_value, put_value, put_value, drop_member, lengthen, add_member, raw_value, double_member, spoil_bytes, other_type,
         other_method, spoil_path, spoil_query, spoil_query, spoil_header]


def begin(targets, row, dice, client, ids):
    method, path, _, operation = row
    target = spelled(path, **ids)
    headers = dict(client.headers(method))
    schemas, schema = targets.world.watch.schemas, json_body(operation)
    document = None
    if schema:
        document = json.loads(json.dumps(dice.choice([body_for, full_body])(schema, schemas)))
        headers["Content-Type"] = "application/json"
    sent = Sent(method, target, document, headers)
    sent.query = [f"{p['name']}={urllib.parse.quote(str(body_for(p['schema'], schemas)))}" for p in operation.get("parameters", [])
                  if p["in"] == "query" and (p.get("required") or dice.random() < 0.2)]
    if "application/octet-stream" in operation.get("requestBody", {}).get("content", {}):
        sent.body, headers["Content-Type"] = b"%PDF-1.4\n%%EOF\n", "application/pdf"
    return sent


def legal_headers(headers):
    """What http.client agrees to send; wire.py sends the rest."""
    return {name: value for name, value in headers.items() if not re.search(r"[\r\n\x00]", value)}


def attack(attack):
    world, dice = attack.world, attack.dice
    targets = Targets(world)
    rows = [row for row in world.watch.operations if row[3]["operationId"] != "catalog.rebuild_search"]
    callers = {row[3]["operationId"]: (targets.client(row[3]), targets.ids(row[3]["operationId"], row[1])) for row in rows}
    statuses, keys = {}, set()
    for turn in range(attack.count):
        row = rows[turn % len(rows)]
        name = row[3]["operationId"]
        client, ids = callers[name]
        sent = begin(targets, row, dice, client, ids)
        for spoil in dice.sample(SPOIL, dice.choice([1, 1, 2, 3])):
            spoil(sent, dice, row[3])
            sent.did.append(spoil.__name__)
        if sent.method in ("PUT", "POST") and name in ("identity.logout", "identity.change_password") or \
                name == "identity.logout" and sent.method == "DELETE":
            sent.headers.pop("X-CSRF-Token", None)  # the session is still needed
        answer = client.again().raw(sent.method, sent.target(), sent.bytes(), legal_headers(sent.headers)) \
            if hasattr(client, "again") else client.raw(sent.method, sent.target(), sent.bytes(), sent.headers)
        statuses[answer.status // 100] = statuses.get(answer.status // 100, 0) + 1
        attack.expect(answer.status < 500 or answer.status == 501 and answer.key == "http.method_not_implemented",
                      f"{name}: {answer.status}", (sent.did, sent.method, sent.target(), (sent.bytes() or b"")[:200], answer))
        if answer.status >= 400 and sent.method != "HEAD":
            keys.add(answer.key)
            look_at_problem(attack, name, answer, sent)
    read_log(attack)
    told = ", ".join(f"{count} × {status}xx" for status, count in sorted(statuses.items()))
    return f"{told}; {len(keys)} different keys"


def look_at_problem(attack, name, answer, sent):
    problem = answer.json
    attack.expect(set(problem) == PARTS and bool(re.fullmatch(r"[A-Za-z0-9_-]{8,64}", problem["request_id"])),
                  f"{name}: a problem without its parts", answer)
    attack.expect(bool(re.search(r"[\u4e00-\u9fff]", problem["detail"])) and bool(re.search(r"[A-Za-z]", problem["title"])),
                  f"{name}: a problem without a Chinese sentence and an English title", answer)
    attack.expect(len(problem["errors"]) <= 100, f"{name}: an answer as long as the mistakes", len(problem["errors"]))


def read_log(attack):
    """One document a line with the members of a log line, and none that a caller made up."""
    with open(attack.world.server.environment["TONGBAN_NODE_LOG_FILE"], "rb") as log:
        for line in log:
            if not line.endswith(b"\n"):
                break  # still being written
            try:
                entry = json.loads(line)
            except ValueError:
                entry = None
            if attack.expect(isinstance(entry, dict) and {"level", "event"} <= set(entry), "a line of the log is no document of ours",
                             line[:300]):
                attack.expect(entry["event"] != "forged" and not re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", line.rstrip(b"\n")),
                              "a caller wrote into the log", line[:300])
