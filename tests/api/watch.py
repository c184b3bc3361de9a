"""Looks at every answer of every test: that errors are problem documents with a stable key and a request id, that the
security headers are there, that nothing of the server's inside shows, that successes are what /api/openapi.json
says, and that nothing ends in a 5xx. What is found is told after the tests, each kind once."""

import json
import re
import threading
import typing
import urllib.parse

from harness import Client

HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
INSIDES = re.compile(rb"sqlite|postgres|libpq|boost|\bSELECT\b|\bINSERT INTO\b|SQLSTATE|\.cpp\b|\.hpp\b|std::|/tmp/|"
                     rb"/wor[k]/|/hom[e]/|/roo[t]/|terminate called|stack trace|tongban::", re.IGNORECASE)
KEY = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")


def check_schema(schema, value, schemas, place=""):
    """Yields what is wrong, for the part of JSON Schema that our OpenAPI uses."""
    if "$ref" in schema:
        yield from check_schema(schemas[schema["$ref"].rsplit("/", 1)[1]], value, schemas, place)
        return
    if "anyOf" in schema:
        tries = [list(check_schema(choice, value, schemas, place)) for choice in schema["anyOf"]]
        if all(tries):
            yield from min(tries, key=len)
        return
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None), "integer": int,
             "number": (int, float)}
    kind = schema.get("type")
    if kind and (not isinstance(value, kinds[kind]) or (kind in ("integer", "number") and isinstance(value, bool))):
        yield f"{place or '/'} is no {kind}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place} is {value!r}, none of the values declared"
    if kind == "string" and "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{place} does not have the pattern declared"
    if kind == "object":
        for name in schema.get("required", []):
            if name not in value:
                yield f"{place}/{name} is missing"
        for name, member in value.items():
            if name in schema.get("properties", {}):
                yield from check_schema(schema["properties"][name], member, schemas, f"{place}/{name}")
            elif schema.get("additionalProperties") is False:
                yield f"{place}/{name} is not declared"
    if kind == "array":
        for element in value:
            yield from check_schema(schema.get("items", {}), element, schemas, f"{place}/*")


def problem_key(answer):
    try:
        return answer.key if answer.status >= 400 else ""
    except ValueError:
        return "?"


def changes_something(operation):
    """A POST may only read; what changes something asks for the token of the page."""
    return any(parameter["name"] == "X-CSRF-Token" for parameter in operation.get("parameters", []))


class Change(typing.NamedTuple):
    """An answer of an endpoint that changes something."""
    operation: str
    request_id: str
    status: int
    key: str  # of a problem, "" of a success
    replayed: bool


class Watch:
    """Shared by all clients of a world; thread-safe."""

    def __init__(self):
        self._lock = threading.Lock()
        self.findings = {}
        self.called = set()  # operation ids that answered with success
        self.answers = 0
        self.changes = []  # of Change
        self._operations = []
        self.schemas = {}

    def learn(self, openapi):
        self.schemas = openapi["components"]["schemas"]
        for path, methods in openapi["paths"].items():
            pattern = re.compile("^" + re.sub(r"\\\{[a-z_]+\\\}", "[^/]+", re.escape(path)) + "$")
            for method, operation in methods.items():
                self._operations.append((method.upper(), path, pattern, operation))
        # A path spelled out wins over one with a parameter in the same place.
        self._operations.sort(key=lambda row: row[1].count("{"))

    @property
    def operations(self):
        return list(self._operations)

    def operation(self, method, target):
        path = urllib.parse.unquote(target.split("?")[0])
        for declared, _, pattern, operation in self._operations:
            if declared == ("GET" if method == "HEAD" else method) and pattern.match(path):
                return operation
        return None

    def _tell(self, what, example):
        with self._lock:
            self.findings.setdefault(what, example)

    def look(self, method, target, answer):
        with self._lock:
            self.answers += 1
        operation = self.operation(method, target)
        name = operation["operationId"] if operation else f"{method} {target.split('?')[0][:60]}"
        if operation and changes_something(operation):
            change = Change(name, answer.headers.get("x-request-id"), answer.status, problem_key(answer),
                            answer.headers.get("idempotency-replayed") == "true")
            with self._lock:
                self.changes.append(change)
        for header, wanted in HEADERS.items():
            if answer.headers.get(header) != wanted:
                self._tell(f"{name} answers {answer.status} without {header}: {wanted}", target)
        if "default-src" not in answer.headers.get("content-security-policy", ""):
            self._tell(f"{name} answers {answer.status} without a content security policy", target)
        server = answer.headers.get("server", "")
        if re.search(r"\d", server) or "x-powered-by" in answer.headers:
            self._tell(f"{name} tells what the server is made of", server)
        if answer.status >= 400:
            self._look_at_problem(method, name, target, answer)
        elif operation:
            self._look_at_success(name, target, operation, answer, method)

    def _look_at_problem(self, method, name, target, answer):
        if answer.status >= 500 and not answer.busy:
            self._tell(f"{name} answers {answer.status}", f"{target} {answer.body[:300]!r}")
        if INSIDES.search(answer.body):
            self._tell(f"{name} shows the inside of the server in a {answer.status}", answer.body[:300])
        if method == "HEAD":
            return
        if not answer.headers.get("content-type", "").startswith("application/problem+json"):
            self._tell(f"{name} answers {answer.status} without a problem document", answer.body[:200])
            return
        try:
            problem = answer.json
        except ValueError:
            self._tell(f"{name} answers {answer.status} with broken JSON", answer.body[:200])
            return
        missing = [member for member in ("type", "title", "status", "detail", "key", "request_id", "errors")
                   if member not in problem]
        if missing:
            self._tell(f"{name} answers {answer.status} {problem.get('key')} without {', '.join(missing)}", target)
            return
        if problem["status"] != answer.status or not KEY.fullmatch(problem["key"]) or not problem["detail"]:
            self._tell(f"{name} has a problem document that contradicts itself", answer.body[:300])
        if problem["request_id"] != answer.headers.get("x-request-id"):
            self._tell(f"{name} names another request in the document than in the header", answer.body[:300])
        for error in problem["errors"]:
            if set(error) != {"pointer", "key", "detail"} or not KEY.fullmatch(error["key"]) or not error["detail"]:
                self._tell(f"{name} has a malformed field error", error)
            elif error["pointer"] and not error["pointer"].startswith("/"):
                self._tell(f"{name} has a field error whose pointer is none", error)

    def _look_at_success(self, name, target, operation, answer, method):
        with self._lock:
            self.called.add(operation["operationId"])
        if method == "HEAD" or answer.status not in (200, 201):
            return
        declared = operation["responses"].get(str(answer.status))
        if declared is None:
            self._tell(f"{name} answers {answer.status}, which is not declared", target)
            return
        media = answer.headers.get("content-type", "").split(";")[0]
        if media != "application/json" or "application/json" not in declared["content"]:
            return
        wrong = list(check_schema(declared["content"]["application/json"]["schema"], json.loads(answer.body),
                                  self.schemas))
        if wrong:
            self._tell(f"{name} answers off its schema: {wrong[0]}", target)


class WatchedClient(Client):
    def __init__(self, port, watch):
        super().__init__(port)
        self.watch = watch

    def raw(self, method, target, body=None, headers=None):
        answer = super().raw(method, target, body, headers)
        self.watch.look(method, target, answer)
        return answer

    def again(self):
        """Another window of the same browser, for another thread."""
        other = WatchedClient(self.port, self.watch)
        other.cookies, other.csrf = dict(self.cookies), self.csrf
        return other
