"""Slow clients: `slow.py --binary B --database sqlite|postgres [--cycles N] [--seed N] [--kind header|body|read]`.

A cycle is ten slow connections of each kind: some send a header byte by byte, some a body, some take a large answer byte
by byte, all at a pace that the limits on time allow for a while. Beside them ordinary clients ask and write: none of
their requests may fail, they may take twice as long at most (99 of 100), and the server may grow by 50 MB at most. Ends
with `N passed, M failed`."""

import multiprocessing
import random
import selectors
import socket
import sys
import threading
import time

from oracle import CrashWorld  # first: it finds tests/api
from harness import Client  # noqa: E402
from verdict import Verdict, percentile, read_options
from world import COUNTY, ok

ORDINARY = 4
PACE = 0.9  # seconds between two bytes of a slow client
GROWTH = 50 << 20


def resident(pid):
    with open(f"/proc/{pid}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * 4096


class SlowClients:
    """`count` connections of each kind, driven by one thread; one that the server ends is opened again."""

    def __init__(self, port, count, seed, kinds, figures):
        self.port, self.chance, self.figures = port, random.Random(seed), figures
        self.wanted = {kind: count for kind in kinds}
        self.open = []  # [socket, kind, bytes still to send, when the next byte is due]
        self.readable = set()

    def _open(self, kind):
        slow = socket.socket()
        if kind == "read":
            slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        slow.settimeout(5)
        slow.connect(("127.0.0.1", self.port))
        slow.setblocking(False)
        host = b"Host: 127.0.0.1\r\n"
        if kind == "header":
            first, rest = b"GET /api/v1/regions HTTP/1.1\r\n" + host, b"X-Slow: " + b"a" * 4000
        elif kind == "body":
            first = (b"POST /api/v1/session HTTP/1.1\r\n" + host +
                     b"Content-Type: application/json\r\nContent-Length: 4000\r\n\r\n")
            rest = b"{" + b" " * 4000
        else:
            # Several requests, one behind the other, whose answers fill the buffers and are not taken.
            first, rest = (b"GET /api/openapi.json HTTP/1.1\r\n" + host + b"\r\n") * 4, b""
        slow.send(first)
        self.open.append([slow, kind, rest, time.time() + self.chance.uniform(0, PACE)])

    def _advance(self, one):
        """False when the server has ended the connection."""
        slow, kind, rest, _ = one
        try:
            if kind == "read":
                return slow.recv(1) != b""
            if slow in self.readable:
                return False  # an answer (408) or the end
            if rest:
                slow.send(rest[:1])
                one[2] = rest[1:]
            return True
        except (BlockingIOError, InterruptedError):
            return True
        except OSError:
            return False

    def _open_more(self):
        for kind, count in self.wanted.items():
            for _ in range(min(50, count - sum(1 for one in self.open if one[1] == kind))):
                try:
                    self._open(kind)
                except OSError:
                    self.figures["ended"] += 1
                    time.sleep(0.05)

    def _look(self):
        with selectors.DefaultSelector() as selector:
            for one in self.open:
                if one[1] != "read":
                    selector.register(one[0], selectors.EVENT_READ)
            self.readable = {key.fileobj for key, _ in selector.select(0)}

    def run(self):
        while not self.figures["stop"]:
            self._open_more()
            self._look()
            now = time.time()
            for one in [one for one in self.open if one[3] <= now]:
                one[3] = now + PACE
                if not self._advance(one):
                    one[0].close()
                    self.open.remove(one)
                    self.figures["ended"] += 1
            self.figures["held"] = len(self.open)
            time.sleep(0.05)


def run_slow_clients(*arguments):
    SlowClients(*arguments).run()


class SlowCrowd:
    """The slow clients in a process of their own, so that they do not slow down the ordinary ones of this process."""

    def __init__(self, port, count, seed, kinds):
        context = multiprocessing.get_context("spawn")
        self.manager = context.Manager()
        self.figures = self.manager.dict(held=0, ended=0, stop=False)
        self.process = context.Process(target=run_slow_clients, args=(port, count, seed, kinds, self.figures))
        self.wanted = count * len(kinds)

    def start(self):
        self.process.start()
        until = time.time() + 120
        while self.figures["held"] < self.wanted and time.time() < until:
            time.sleep(0.1)

    def stop(self):
        """(how many were open at the end, how many the server had ended)"""
        held, ended = self.figures["held"], self.figures["ended"]
        self.figures["stop"] = True
        self.process.join()
        self.manager.shutdown()
        return held, ended


class Ordinary:
    """What everybody else does meanwhile, at a steady pace."""

    def __init__(self, world, busy):
        """`busy`: the machine is, so that a node may ask to come back (503)."""
        self.world, self.busy = world, busy
        self.people = [world.register()[0] for _ in range(ORDINARY)]

    def _work(self, person, until, times, wrong):
        turn = 0
        while time.time() < until:
            client = Client(self.world.server.port)
            client.cookies, client.csrf = dict(person.cookies), person.csrf
            began = time.time()
            try:
                if turn % 4 == 3:
                    answer = client.post("/api/v1/cases", {"item_id": self.world.item, "scenario": []})
                else:
                    answer = client.get("/api/v1/items", region_code=COUNTY, limit=5)
                times.append(time.time() - began)
                if answer.status >= 400 and not (self.busy and answer.status == 503):
                    wrong.append(repr(answer)[:300])
                elif turn % 4 == 3 and answer.status == 201:
                    client.delete(f"/api/v1/cases/{answer.json['case_id']}")
            except Exception as failure:  # noqa: BLE001 - told at the end
                wrong.append(repr(failure))
            turn += 1
            time.sleep(0.02)

    def run(self, seconds):
        """(times, what went wrong) of that long."""
        times, wrong = [], []
        threads = [threading.Thread(target=self._work, args=(person, time.time() + seconds, times, wrong))
                   for person in self.people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return times, wrong


def main():
    def more(parser):
        parser.add_argument("--kind", choices=["header", "body", "read"], help="only this kind of slowness")
        parser.add_argument("--seconds", type=int, default=0, help="how long; 5 of the small size, 60 of the full one")

    options = read_options(__doc__, small=10, full=100, more=more)
    seconds = options.seconds or (60 if options.timed else 5)
    kinds = [options.kind] if options.kind else ["header", "body", "read"]
    verdict, began = Verdict(), time.time()
    world = CrashWorld(options.binary, options.database)
    crowd = None
    try:
        ordinary = Ordinary(world, not options.timed)
        ordinary.run(2)  # warm
        alone, wrong = ordinary.run(max(3, seconds // 3))
        verdict.judge(f"{len(alone)} ordinary requests alone", wrong)
        before = resident(world.server.process.pid)
        crowd = SlowCrowd(world.server.port, options.cycles * 10, options.seed, kinds)
        crowd.start()
        beside, wrong = ordinary.run(seconds)
        after = resident(world.server.process.pid)
        (held, ended), crowd = crowd.stop(), None
        verdict.judge(f"{len(beside)} ordinary requests beside {held} slow connections", wrong)
        verdict.judge("all slow connections were open at the same time",
                      [] if held >= options.cycles * 10 * len(kinds) * 0.9 else [f"only {held}"])
        p99 = [percentile(times, 0.99) for times in (alone, beside)]
        verdict.judge(f"99 of 100 took {p99[0] * 1000:.1f} ms at most alone, {p99[1] * 1000:.1f} ms beside",
                      ["more than twice as long"] if p99[1] > 2 * p99[0] and options.timed else [])
        verdict.judge(f"the server grew by {(after - before) >> 20} MB",
                      ["more than 50 MB"] if after - before > GROWTH else [])
        answer = world.anyone().get("/api/v1/regions")
        verdict.expect("it answers afterwards", 200, answer.status)
        verdict.end_world(world)
    finally:
        if crowd:
            crowd.stop()
        world.server.close()
    return verdict.finish(slow_connections=held, ended_by_the_server=ended, p99_alone_ms=round(p99[0] * 1000, 1),
                          p99_beside_ms=round(p99[1] * 1000, 1), grown_mb=(after - before) >> 20,
                          seconds=round(time.time() - began))


if __name__ == "__main__":
    sys.exit(main())
