"""The reference pages that are read off the interface and the sources: what is audited, which error keys there are."""

import json
import re
from pathlib import Path



def audited_reads(root):
    """The names of endpoints that only read and append an entry all the same, as their modules write it."""
    sources = (path for path in Path(root, "src", "modules").rglob("*.cpp") if not path.name.endswith(("_test.cpp", "_bench.cpp")))
    return {name for path in sources for name in re.findall(r'\.action = "([a-z0-9_.]+)"', path.read_text(encoding="utf-8"))}


def audit_events(openapi, reads=()):
    """docs/audit-events.md from the OpenAPI text: every endpoint that changes something writes one entry under its name,
    and so do these `reads`."""
    rows = []
    for path, methods in json.loads(openapi)["paths"].items():
        for method, operation in methods.items():
            # A POST may only read; what changes something asks for the token of the page.
            changes = any(parameter["name"] == "X-CSRF-Token" for parameter in operation.get("parameters", []))
            if changes or operation["operationId"] in reads:
                rows.append((operation["operationId"], f"{method.upper()} {path}", operation["summary"]))
    table = "".join(f"| `{name}` | {call} | {summary} |\n" for name, call, summary in sorted(rows))
    return (
        "# Audit events\n\n"
        "Made from the endpoint rows by `./tb gen`; do not edit. Each call of these endpoints appends exactly one entry to `audit_entries`: in the\n"
        "transaction of the act when it succeeded (`ok`), in one of its own when it was refused (`denied`) or failed (`failed`, with the error key).\n"
        "An entry holds who, when, from where, the action, the object and the request id: ids and keys only, no personal data. Triggers\n"
        "of the table refuse to change or delete an entry, in both databases, and within about a second it is sealed in a signed block\n"
        "([operations/audit.md](operations/audit.md)). Auditors read them with `GET /api/v1/audit`. No entry is left by a repeat that gets the answer of the\n"
        "first (nothing is done), by what is refused before it becomes a call (rate limit, size, overload), and where the database cannot be had.\n"
        "Reads (GET) are in the table where they take a whole list away: their entry is written before the first row leaves.\n\n"
        f"| action | call | meaning |\n|---|---|---|\n{table}")


CODE_LINE = re.compile(r"^  (\w+),\s*// (\d{3})(?:: (.*)|, (.*))?$", re.MULTILINE)
KEYED = re.compile(r'(?:Code::(?P<code>\w+),\s*|\b(?P<maker>invalid|not_found|conflict|unprocessable)\(\s*)'
                   r'"(?P<key>[a-z0-9_]+(?:\.[a-z0-9_]+)+)",\s*(?:"(?P<detail>(?:[^"\\]|\\.)*)")?')


def error_codes(text):
    """(code, status, meaning) of the lines of enum Code in src/base/result.h."""
    body = text.split("enum class Code {", 1)[1].split("};", 1)[0]
    return [(name, status, meaning or more or "") for name, status, meaning, more in CODE_LINE.findall(body)]


def error_keys(texts):
    """{key: (codes, first sentence)} of every key the sources give to an Error."""
    found = {}
    for text in texts:
        for match in KEYED.finditer(text):
            codes, detail = found.setdefault(match["key"], (set(), match["detail"] or ""))
            codes.add(match["code"] or match["maker"])
            if not detail and match["detail"]:
                found[match["key"]] = (codes, match["detail"])
    return found


def errors(root):
    """docs/api/errors.md from src/base/result.h and the places where errors are made."""
    sources = sorted(path for path in Path(root, "src").rglob("*.cpp") if not path.name.endswith(("_test.cpp", "_bench.cpp")))
    statuses = {name: (status, meaning) for name, status, meaning in error_codes(Path(root, "src/base/result.h").read_text(encoding="utf-8"))}
    keys = error_keys(path.read_text(encoding="utf-8") for path in sources)
    shown = {key: (codes, detail) for key, (codes, detail) in keys.items() if codes - {"internal"}}
    codes_table = "".join(f"| `{name}` | {status} | {meaning} |\n" for name, (status, meaning) in statuses.items())
    keys_table = "".join(
        f"| `{key}` | {', '.join(sorted(statuses[code][0] for code in codes if code in statuses))} | {detail.replace('|', chr(92) + '|')} |\n"
        for key, (codes, detail) in sorted(shown.items()))
    return (
        "# Errors\n\n"
        "Made from the sources by `./tb gen`; do not edit. Every answer of 400 and above is `application/problem+json` (RFC 9457):\n\n"
        "```json\n"
        '{"type": "urn:tongban:cases.already_decided", "title": "Conflict", "status": 409, "detail": "…",\n'
        ' "key": "cases.already_decided", "request_id": "…", "errors": [{"pointer": "/form/phone", "key": "phone.format", "detail": "…"}]}\n'
        "```\n\n"
        "* `key` is stable: programs and pages look at it and at nothing else. It is `room.what_is_wrong`; a key that was published keeps its meaning.\n"
        "* `detail` is one plain Chinese sentence for people and may change. It never holds the value that was wrong.\n"
        "* `errors` names the places at fault by JSON pointer into the body, or `/query/name`; at most 100 of them.\n"
        "* Somebody else's object is 404, as if it were not there. A 500 is our bug: its key is always `internal`, its cause is in the log only.\n"
        "* 429 and 503 carry `Retry-After`. A failed call changed nothing; repeat it with the same `Idempotency-Key`.\n\n"
        f"## Codes\n\n| code | status | meaning |\n|---|---|---|\n{codes_table}\n"
        "## Keys\n\nThose the sources spell out. Keys of single fields come in `errors`.\n\n"
        f"| key | status | what people read |\n|---|---|---|\n{keys_table}")
