"""Restarts nodes under load: `restart.py --binary B --database sqlite|postgres [--cycles N] [--seed N] [--rate N]`.

SQLite: one node gets SIGTERM while clients ask and write; whatever reached it is answered, whatever it acknowledged is
there afterwards. PostgreSQL: two nodes behind haproxy (with the backend of deploy/haproxy.cfg) are restarted in turn; no
request fails. A cycle is one restart. Ends with `N passed, M failed`."""

import http.client
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

from oracle import CrashWorld  # first: it finds tests/api
from harness import ROOT, Client  # noqa: E402
from verdict import Verdict, percentile, read_options
from world import COUNTY, ok

CLIENTS = 8
DRAIN = 25  # seconds a node may take to end; its own limit is 20
READY = 60  # seconds until a node that was started must be in use again


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Traffic:
    """Clients that ask and write, each request on a connection of its own, and a record of how each one ended."""

    def __init__(self, world, seed, rate=0, refusals_count=True, busy=False):
        """`busy`: the machine is, so that a node may ask to come back (503 with Retry-After)."""
        self.world, self.rate, self.refusals_count, self.busy = world, rate, refusals_count, busy
        self.people = [world.register()[0] for _ in range(CLIENTS)]
        self.item = world.item
        self.lock = threading.Lock()
        self.answered = 0
        self.failed = []
        self.refused = 0
        self.times = []
        self.drafts = [[] for _ in self.people]  # begun, by client
        self.deleted = [set() for _ in self.people]
        self.doubtful = [set() for _ in self.people]  # whose deletion ended without an answer
        self.unknown = [0] * CLIENTS  # begun without an answer, by client
        self.stopping = threading.Event()
        self.paused = threading.Event()
        self.seed = seed
        self.threads = []

    def _request(self, number, client, chance):
        if chance.random() < 0.6:
            return client.get("/api/v1/regions") if chance.random() < 0.5 else client.get(
                "/api/v1/items", region_code=COUNTY, limit=5)
        if len(self.drafts[number]) - len(self.deleted[number]) > 30:  # nobody may have more than 50
            return self._delete(number, client)
        answer = client.post("/api/v1/cases", {"item_id": self.item, "scenario": []})
        if answer.status == 201:
            self.drafts[number].append(answer.json["case_id"])
        return answer

    def _delete(self, number, client):
        gone = self.deleted[number] | self.doubtful[number]
        case_id = next(case_id for case_id in self.drafts[number] if case_id not in gone)
        self.doubtful[number].add(case_id)
        try:
            answer = client.delete(f"/api/v1/cases/{case_id}")
        except ConnectionRefusedError:
            self.doubtful[number].discard(case_id)  # nobody has heard of it
            raise
        self.doubtful[number].discard(case_id)
        if answer.status < 300:
            self.deleted[number].add(case_id)
        return answer

    def _work(self, number):
        chance = random.Random(self.seed * 100 + number)
        person = self.people[number]
        next_at = time.time() + chance.random()
        while not self.stopping.is_set():
            if self.paused.is_set():
                time.sleep(0.01)
                continue
            if self.rate:
                next_at = max(next_at + CLIENTS / self.rate, time.time() - 1)
                time.sleep(max(0.0, next_at - time.time()))
            client = Client(self.world.server.port)
            client.cookies, client.csrf = dict(person.cookies), person.csrf
            began = time.time()
            try:
                answer = self._request(number, client, chance)
                with self.lock:
                    self.answered += 1
                    self.times.append(time.time() - began)
                    if self.busy and answer.status == 503 and "retry-after" in answer.headers:
                        self.refused += 1
                    elif answer.status >= 400:
                        self.failed.append(repr(answer)[:300])
            except ConnectionRefusedError:
                with self.lock:
                    self.refused += 1
                    if self.refusals_count:
                        self.failed.append("the connection was refused")
                time.sleep(0.01)
            except (OSError, http.client.HTTPException) as failure:
                with self.lock:
                    self.unknown[number] += 1
                    self.failed.append(f"a request ended without a status: {failure!r}")

    def start(self):
        self.threads = [threading.Thread(target=self._work, args=(number,)) for number in range(CLIENTS)]
        for thread in self.threads:
            thread.start()

    def stop(self):
        self.stopping.set()
        for thread in self.threads:
            thread.join()

    def lost(self):
        """What was acknowledged and is not there, or is there and was not."""
        wrong = []
        for number, person in enumerate(self.people):
            reader = Client(self.world.server.port)
            reader.cookies, reader.csrf = dict(person.cookies), person.csrf
            found, after = [], None
            while True:
                page = ok(reader.get("/api/v1/cases", drafts="true", limit=100, after=after))
                found += [row["case_id"] for row in page["cases"]]
                after = page["next"]
                if not after:
                    break
            missing = set(self.drafts[number]) - self.deleted[number] - self.doubtful[number] - set(found)
            if missing:
                wrong.append(f"client {number}: {len(missing)} acknowledged drafts are lost")
            if set(found) & self.deleted[number]:
                wrong.append(f"client {number}: a draft whose deletion was acknowledged is there")
            extra = len(set(found) - set(self.drafts[number])) + len(found) - len(set(found))
            if extra > self.unknown[number]:
                wrong.append(f"client {number}: {extra} drafts more than acknowledged, {self.unknown[number]} are unknown")
        return wrong


def terminate_under_load(world, options, verdict):
    traffic = Traffic(world, options.seed, refusals_count=False, busy=not options.timed)
    chance, ends, codes = random.Random(options.seed), [], []
    traffic.start()
    try:
        for _ in range(options.cycles):
            time.sleep(chance.uniform(0.2, 1.5))
            began = time.time()
            world.server.process.terminate()
            codes.append(world.server.process.wait(timeout=60))
            ends.append(time.time() - began)
            traffic.paused.set()  # the next server has another port
            world.server.start()
            traffic.paused.clear()
        time.sleep(0.5)
    finally:
        traffic.paused.clear()
        traffic.stop()
    verdict.judge(f"{options.cycles} times SIGTERM: no request that reached the node was cut without a status", traffic.failed)
    verdict.judge(f"the node ends in order, in {max(ends):.1f} s at most",
                  [f"it ended with {code}" for code in codes if code != 0] +
                  [f"it took {took:.1f} s" for took in ends if took > DRAIN and options.timed])
    drafts = sum(len(list_) for list_ in traffic.drafts)
    verdict.judge(f"all {drafts} acknowledged drafts are there, once", traffic.lost())
    return {"restarts": options.cycles, "requests_answered": traffic.answered, "drafts_acknowledged": drafts,
            "longest_end_ms": round(max(ends) * 1000)}


class Node:
    """One of the two, always on the same port."""

    def __init__(self, server, number):
        self.server, self.number, self.port = server, number, free_port()
        self.environment = dict(server.environment, TONGBAN_NODE_ID=str(number),
                                TONGBAN_NODE_LOG_FILE=os.path.join(server.folder, f"log-{number}.jsonl"))
        self.process = None

    def start(self):
        self.process = subprocess.Popen(
            [self.server.binary, "serve", *self.server.arguments(), "--port", str(self.port), "--web", ""],
            env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if not any("listening on" in line for line in self.process.stdout):
            raise RuntimeError(f"node {self.number} did not start")
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def end(self):
        """(exit code, seconds)"""
        began = time.time()
        self.process.terminate()
        return self.process.wait(timeout=60), time.time() - began


class Proxy:
    """haproxy with the backend of the deployment sample, over plain HTTP on a free port."""

    def __init__(self, nodes, folder):
        with open(os.path.join(ROOT, "deploy", "haproxy.cfg"), encoding="utf-8") as file:
            sample = file.read()
        defaults = re.search(r"^defaults\n(?:[ \t].*\n|\n)+", sample, re.MULTILINE).group(0)
        backend = re.search(r"^backend nodes\n(?:[ \t].*\n|\n)+", sample, re.MULTILINE).group(0)
        backend = "".join(line + "\n" for line in backend.splitlines() if not re.match(r"\s*(# )?server node", line))
        servers = "".join(f"    server node{node.number} 127.0.0.1:{node.port} check\n" for node in nodes)
        self.port = free_port()
        self.admin = os.path.join(folder, "haproxy.sock")
        path = os.path.join(folder, "haproxy.cfg")
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"global\n    stats socket {self.admin} mode 600 level admin\n    maxconn 2000\n\n"
                       + re.sub(r".*(log global|option httplog).*\n", "", defaults)
                       + f"\nfrontend public\n    bind 127.0.0.1:{self.port}\n    default_backend nodes\n\n" + backend + servers)
        checked = subprocess.run(["haproxy", "-c", "-f", path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if checked.returncode != 0:
            raise RuntimeError(f"haproxy does not take the sample:\n{checked.stdout}")
        self.process = subprocess.Popen(["haproxy", "-db", "-f", path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def is_up(self, node):
        with socket.socket(socket.AF_UNIX) as talk:
            talk.connect(self.admin)
            talk.sendall(b"show stat\n")
            text = b"".join(iter(lambda: talk.recv(65536), b"")).decode()
        return any(row.split(",")[:2] == ["nodes", f"node{node.number}"] and row.split(",")[17].startswith("UP")
                   for row in text.splitlines())

    def wait_for(self, node):
        until = time.time() + READY
        while True:
            try:
                if self.is_up(node):
                    return
            except OSError:
                pass
            if time.time() > until:
                raise RuntimeError(f"haproxy does not use node {node.number}")
            time.sleep(0.1)

    def close(self):
        self.process.terminate()
        self.process.wait()


def roll(world, options, verdict):
    world.item  # made before the nodes are two
    world.server.stop()
    folder = tempfile.mkdtemp(prefix="tongban-haproxy-")
    nodes = [Node(world.server, number) for number in range(2)]
    proxy, ends, traffic = None, [], None
    try:
        for node in nodes:
            node.start()
        proxy = Proxy(nodes, folder)
        world.server.port = proxy.port
        for node in nodes:
            proxy.wait_for(node)
        traffic = Traffic(world, options.seed, rate=options.rate, busy=not options.timed)
        traffic.start()
        for cycle in range(options.cycles):
            node = nodes[cycle % 2]
            time.sleep(options.pause)
            ends.append(node.end())
            node.start()
            proxy.wait_for(node)
        time.sleep(1)
        traffic.stop()
        verdict.judge(f"none of {traffic.answered} requests failed during {options.cycles} restarts", traffic.failed)
        verdict.judge(f"the nodes end in order, in {max(end[1] for end in ends):.1f} s at most",
                      [f"one ended with {code}" for code, _ in ends if code != 0] +
                      [f"one took {took:.1f} s" for _, took in ends if took > 10 and options.timed])
        drafts = sum(len(list_) for list_ in traffic.drafts)
        verdict.judge(f"all {drafts} acknowledged drafts are there, once", traffic.lost())
        return {"restarts": options.cycles, "requests_answered": traffic.answered, "drafts_acknowledged": drafts,
                "p99_ms": round(percentile(traffic.times, 0.99) * 1000),
                "longest_end_ms": round(max(end[1] for end in ends) * 1000)}
    finally:
        if traffic:
            traffic.stop()
        if proxy:
            proxy.close()
        for node in nodes:
            if node.process and node.process.poll() is None:
                node.end()
        shutil.rmtree(folder, ignore_errors=True)


def main():
    def more(parser):
        parser.add_argument("--rate", type=int, default=200, help="requests a second, of two nodes")
        parser.add_argument("--pause", type=float, default=1.0, help="seconds between two restarts, of two nodes")

    options = read_options(__doc__, small=2, full=20, more=more)
    verdict, began = Verdict(), time.time()
    world = CrashWorld(options.binary, options.database)
    try:
        run = roll if options.database == "postgres" else terminate_under_load
        figures = run(world, options, verdict)
        verdict.end_world(world)
    finally:
        world.server.close()
    return verdict.finish(**figures, seconds=round(time.time() - began))


if __name__ == "__main__":
    sys.exit(main())
