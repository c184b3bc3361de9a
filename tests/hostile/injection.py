"""S5: sqlmap at level 1 over the interface: every parameter of path, query and body of each endpoint drawn, with a caller
who may and objects that exist. A relay in between adds the session, the token and a fresh idempotency key to what sqlmap
sends, and shows each answer to the watch of the API tests. (That no SQL is put together at run time is the lint rule
`sql_literals`, tools/lint/sql.py.)"""

import http.server
import json
import re
import shutil
import subprocess
import tempfile
import threading
import urllib.parse
import uuid

from ground import Targets, full_body, json_body, spelled

SIZES = (5, 1000)  # endpoints
# Ends the session that the attack needs, or takes minutes; their parameters are none.
LEFT_OUT = {"identity.logout", "catalog.rebuild_search"}
FOUND = re.compile(r"identified the following injection point|parameter '.*' is vulnerable|appears to be '.*' injectable")


class Relay:
    """Listens on a port of its own and sends on what comes, as `client`."""

    def __init__(self, client, data_type):
        relay, self.count = self, 0

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def any(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)) or None
                headers = client.headers(self.command) | ({"Content-Type": data_type} if body else {})
                headers["Idempotency-Key"] = uuid.uuid4().hex
                target = re.sub(r"[^!-~]", lambda found: urllib.parse.quote(found.group()), self.path)
                answer = client.again().raw(self.command, target, body, headers)
                relay.count += 1
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.headers.get("content-type", "text/plain"))
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)

            do_GET = do_POST = do_PUT = do_DELETE = any

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def arguments(targets, row):
    """(target with sqlmap's star behind each id of the path, body or None), or nothing where there is nothing to try."""
    method, path, _, operation = row
    schemas, name = targets.world.watch.schemas, operation["operationId"]
    ids = targets.ids(name, path)
    target = re.sub(r"\{(\w+)\}", lambda found: spelled(found.group(), **ids) + "*", path)
    query = []
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "query":
            value = full_body(parameter["schema"], schemas)
            query.append(f"{parameter['name']}={urllib.parse.quote(str(value).lower() if isinstance(value, bool) else str(value))}")
    body = None
    if "*" not in target:
        target += "?" + "&".join(query) if query else ""
        schema = json_body(operation)
        if schema and method in ("POST", "PUT"):
            body = json.dumps(full_body(schema, schemas))
    return (target, body) if "*" in target or query or body else None


def attack(attack):
    assert shutil.which("sqlmap"), "sqlmap is not installed (tools/packages/hostile.txt)"
    targets = Targets(attack.world)
    rows = [row for row in attack.world.watch.operations
            if row[3]["operationId"] not in LEFT_OUT and not row[3]["operationId"].startswith("system.")]
    drawn = attack.dice.sample(rows, min(attack.count, len(rows)))
    sent, parameters, tried = 0, 0, []
    for row in drawn:
        found = arguments(targets, row)
        if found:
            count, tested = one_endpoint(attack, targets, row, *found)
            sent, parameters = sent + count, parameters + tested
            tried.append(row[3]["operationId"])
    attack.expect(sent > 0, "nothing was sent", drawn)
    return f"sqlmap level 1: {len(tried)} endpoints, {parameters} parameters, {sent} requests"


def one_endpoint(attack, targets, row, target, body):
    method, _, _, operation = row
    name = operation["operationId"]
    client = targets.client(operation)
    relay = Relay(client, "application/json")
    folder = tempfile.mkdtemp(prefix="tongban-sqlmap-")
    command = ["sqlmap", "-u", f"http://127.0.0.1:{relay.port}{target}", "--method", method, "--batch", "--flush-session", "--level", "1", "--risk", "1",
               "--disable-coloring", "--output-dir", folder, "--timeout", "20", "--retries", "1", "--skip-waf", "--threads", "1",
               "--dbms", "SQLite" if attack.world.database == "sqlite" else "PostgreSQL", "--ignore-code", "*"]
    if body:
        command += ["--data", body, "--headers", "Content-Type: application/json"]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=1800, check=False)
        found = FOUND.findall(done.stdout)
        attack.expect(not found, f"{name}: sqlmap found a way in", done.stdout[-1500:])
        finished = "do not appear to be injectable" in done.stdout
        attack.expect(finished, f"{name}: sqlmap could not try it", done.stdout[-1500:])
        tested = len(set(re.findall(r"testing if (.*?) is dynamic|ignoring (.*?) parameter", done.stdout)))
        attack.tried += relay.count
        return relay.count, tested
    finally:
        relay.close()
        shutil.rmtree(folder, ignore_errors=True)
