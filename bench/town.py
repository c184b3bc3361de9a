"""The town that the write scenarios play in: a server on a database of its own with the demonstration catalogue, items
made for the purpose, applicants with their files; and whole applications as bytes on the wire."""

import json
import os
import re
import subprocess
import tempfile
import threading
import time
import uuid

from figures import say

from harness import Server  # noqa: E402  of the API tests; figures.py has set the path
from watch import Watch
from world import World, ok
import papers

SCENARIO = [{"question_key": "q1", "option_keys": ["proxy"]}]
MATERIALS = ("form", "later", "oath", "proxy")


class Town(World):
    """`applicants` people with four uploaded files each, and `items` items that ask for four materials and two groups of
    answers."""

    def __init__(self, binary, database, environment=None, applicants=16, items=4):
        self.database = database
        self.watch = Watch()
        self.server = Server(binary, database, environment=environment)  # nobody is limited in how often they ask
        self._prepare_world()
        self.items = [self.make_item(f"测速经营许可{number}") for number in range(items)]
        self.people = [self._applicant() for _ in range(applicants)]
        say(f"    {database}: {applicants} applicants and {items} items are ready")

    def _prepare_world(self):
        import itertools
        self._signed_in, self._items = {}, {}
        self._lock, self._numbers = threading.RLock(), itertools.count(1)
        self.accounts = dict(re.findall(r"^  (\S+)\s+(\S.*)$", self.server.demo_text.split("演示账号")[1], re.MULTILINE))
        self.watch.learn(self.anyone().get("/api/openapi.json").json)

    def _applicant(self):
        client, who = self.register()
        files = {key: ok(client.upload(f"{key}.pdf", papers.pdf(f"{key} {who['phone']}"), "application/pdf"), 201)["file_id"]
                 for key in MATERIALS}
        return client, who, files

    def application(self, number):
        """The document of the `number`-th whole application, and who sends it."""
        client, who, files = self.people[number % len(self.people)]
        document = {
            "item_id": self.items[number % len(self.items)], "scenario": SCENARIO, "acting_for": None,
            "contact": {"contact_name": who["name"], "contact_phone": who["phone"], "address": who["address"],
                        "delivery_form": "window", "delivery_address": ""},
            "groups": [
                {"group_key": "shop", "answers": {"shop_name": f"测速便利店{number}", "size": 120}},
                {"group_key": "owner", "answers": {"owner_name": who["name"], "owner_id_number": who["id_number"],
                                                   "owner_mobile": who["phone"], "owner_address": who["address"]}}],
            "materials": [{"material_key": key, "source": "uploaded", "file_id": file_id, "earlier_material_id": None,
                           "promised_date": None, "commitment_agreed": None} for key, file_id in files.items()]}
        return client, document

    def request(self, client, method, path, document=None):
        """The bytes of one request as this client's browser would send it."""
        body = b"" if document is None else json.dumps(document, ensure_ascii=False).encode()
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.server.port}", "Accept-Encoding: identity"]
        lines += [f"{name}: {value}" for name, value in client.headers(method, str(uuid.uuid4())).items()]
        if document is not None:
            lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + body

    def applications(self, count, first=0):
        return [self.request(client, "POST", "/api/v1/applications", document)
                for client, document in map(self.application, range(first, first + count))]

    def cpu_seconds(self):
        with open(f"/proc/{self.server.process.pid}/stat", encoding="utf-8") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_mb(self):
        with open(f"/proc/{self.server.process.pid}/status", encoding="utf-8") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024


def load(options, port, requests, clients, seconds=0.0, once=True, rate=0.0, responses=None):
    """Runs bench_load over these requests; its one line of results, as a dict."""
    with tempfile.NamedTemporaryFile(prefix="tongban-load-") as file:
        for request in requests:
            file.write(b"%d\n" % len(request) + request)
        file.flush()
        command = [os.path.join(options.build, "bench", "bench_load"), "--port", str(port), "--requests", file.name,
                   "--clients", str(clients), "--seconds", str(seconds), "--rate", str(rate)]
        command += ["--once"] if once else []
        command += ["--responses", responses] if responses else []
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def measured(options, town, requests, clients, seconds, good, **more):
    """A load with what the server spent on it. Only answers with the status `good` count; a node that is asked for more
    than it can do may refuse some with 503, which is told, and nothing else may happen."""
    before, at = town.cpu_seconds(), time.monotonic()
    result = load(options, town.server.port, requests, clients, seconds, **more)
    took, spent = time.monotonic() - at, town.cpu_seconds() - before
    served = result["statuses"].get(str(good), 0)
    if not served or set(result["statuses"]) - {str(good), "503"}:
        raise RuntimeError(f"not every answer was {good}: {result['statuses']}")
    result["refused"] = result["requests"] - served
    result["per_second"] *= served / result["requests"]
    result["server_us"] = spent / result["requests"] * 1e6
    result["load_us"] = result["cpu_seconds"] / result["requests"] * 1e6
    result["busy"] = (spent + result["cpu_seconds"]) / took
    return result


def told(result):
    """What a figure's note says of a load."""
    return (f"p50 {result['p50_ms']:.1f} ms, p99 {result['p99_ms']:.1f} ms, max {result['max_ms']:.1f} ms; CPU each: server "
            f"{result['server_us']:.0f} us, load {result['load_us']:.0f} us; {result['busy']:.2f} cores got" + (f"; {result['refused']} refused with 503" if result["refused"] else ""))
