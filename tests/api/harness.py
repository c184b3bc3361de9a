"""A real server for the API tests: a fresh database (SQLite in a temporary folder, or a database of its own in a private
PostgreSQL), the demonstration catalogue and accounts, and a client that behaves like a browser: cookie, token against
forgery, idempotency keys. Standard library only."""

import http.client
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
import time
import urllib.parse
import uuid

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUSY = ("http.overloaded", "db.overloaded", "db.busy")


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def key(self):
        """The stable key of a problem document."""
        return self.json.get("key")

    @property
    def busy(self):
        """A node that is too busy says when to ask again; nothing was done. A machine that runs tests and builds at once,
        or a sanitized program, often is."""
        return self.status == 503 and bool(self.body) and self.key in BUSY

    def __repr__(self):
        return f"<{self.status} {self.body[:900].decode('utf-8', 'replace')}>"


class Client:
    """One browser. Every thread needs its own."""

    def __init__(self, port):
        self.port, self.cookies, self.csrf = port, {}, None

    def raw(self, method, target, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, target, body=body, headers=headers or {})
            reply = connection.getresponse()
            data = reply.read()
            for name, value in reply.getheaders():
                if name.lower() == "set-cookie":
                    cookie, _, rest = value.partition(";")
                    key, _, content = cookie.partition("=")
                    if "max-age=0" in rest.lower():
                        self.cookies.pop(key, None)
                    else:
                        self.cookies[key] = content
            return Answer(reply.status, {k.lower(): v for k, v in reply.getheaders()}, data)
        finally:
            connection.close()

    def headers(self, method, key=None):
        out = {}
        if self.cookies:
            out["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        if method != "GET":
            if self.csrf:
                out["X-CSRF-Token"] = self.csrf
            if method == "POST":
                out["Idempotency-Key"] = key or str(uuid.uuid4())
        return out

    def call(self, method, target, document=None, key=None, extra=None, query=None):
        headers = self.headers(method, key)
        body = None
        if document is not None:
            body = json.dumps(document).encode()
            headers["Content-Type"] = "application/json"
        if query:
            target += "?" + urllib.parse.urlencode(query, doseq=True)
        headers.update(extra or {})
        target = urllib.parse.quote(target, safe="/?&=%:,+")
        answer = self.raw(method, target, body, headers)
        for _ in range(20):
            if not answer.busy:
                break
            time.sleep(float(answer.headers.get("retry-after", 1)))
            answer = self.raw(method, target, body, headers)
        return answer

    def get(self, target, **query):
        return self.call("GET", target, query={k: v for k, v in query.items() if v is not None})

    def post(self, target, document=None, **options):
        return self.call("POST", target, {} if document is None else document, **options)

    def put(self, target, document, **options):
        return self.call("PUT", target, document, **options)

    def delete(self, target, **options):
        return self.call("DELETE", target, **options)

    def upload(self, name, content, media_type, key=None):
        headers = self.headers("POST", key)
        headers["Content-Type"] = media_type
        return self.raw("POST", "/api/v1/files?name=" + urllib.parse.quote(name), content, headers)

    def sign_in(self, login_name, password):
        answer = self.call("POST", "/api/v1/session", {"login_name": login_name, "password": password})
        assert answer.status in (200, 201), answer
        self.csrf = answer.json["csrf_token"]
        return self


class Server:
    """Starts `tongban` on a database of its own; `stop()` ends it in order, `check()` runs `tongban check`."""

    def __init__(self, binary, database, environment=None, demo=True, web=""):
        """Without `demo` the database has the schema and nothing else; `environment` adds to (and wins over) ours;
        `web` is the folder of the pages."""
        self.binary, self.web = binary, web
        self.folder = tempfile.mkdtemp(prefix="tongban-api-")
        self.environment = dict(os.environ, TONGBAN_NODE_LOG_FILE=os.path.join(self.folder, "log.jsonl"))
        for limit in ("NORMAL", "LOGIN", "UPLOAD", "SEARCH"):
            self.environment["TONGBAN_RATE_" + limit] = "1000000"
        self.environment["TONGBAN_NODE_DEMO"] = "true"
        self.environment.update(environment or {})
        self.database = None
        if database == "postgres":
            self.database = self._new_postgres_database()
        self.process = None
        self._run("migrate")
        self.demo_text = self._run("demo") if demo else ""
        self.start()

    def _new_postgres_database(self):
        url = os.environ["TONGBAN_TEST_POSTGRES"]
        self.postgres_name = "api_" + uuid.uuid4().hex[:12]
        subprocess.run(["psql", "-q", "-d", url, "-c", f"CREATE DATABASE {self.postgres_name}"], check=True)
        parts = urllib.parse.urlsplit(url)
        return urllib.parse.urlunsplit(parts._replace(path="/" + self.postgres_name))

    def arguments(self):
        out = ["--data", os.path.join(self.folder, "data"), "--facts", os.path.join(ROOT, "data")]
        if self.database:
            out += ["--database", self.database]
        return out

    def _run(self, command, *more, ok=(0,)):
        done = subprocess.run([self.binary, command, *self.arguments(), *more], env=self.environment,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600)
        if done.returncode not in ok:
            raise RuntimeError(f"tongban {command} ended with {done.returncode}:\n{done.stdout[-4000:]}")
        self.check_code = done.returncode  # of the last command
        return done.stdout

    def start(self):
        self.process = subprocess.Popen([self.binary, "serve", *self.arguments(), "--port", "0", "--web", self.web],
                                        env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        said = ""
        for line in self.process.stdout:
            said += line
            found = re.search(r"listening on \w+://[^:]+:(\d+)", line)
            if found:
                self.port = int(found.group(1))
                break
        else:
            raise RuntimeError(f"the server did not start: it ended with {self.process.wait()} and said:\n{said[-2000:]}")
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def client(self):
        return Client(self.port)

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=40)
        return self.process.returncode if self.process else 0

    def check(self):
        return self._run("check", "--files", ok=(0, 1))

    def close(self):
        self.stop()
        if self.database:
            subprocess.run(["psql", "-q", "-d", os.environ["TONGBAN_TEST_POSTGRES"], "-c",
                            f"DROP DATABASE {self.postgres_name} WITH (FORCE)"], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)
