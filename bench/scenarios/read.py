"""Hot reads at 64 clients, load and server on the same cores: a guide and public progress beside nginx that serves the same
bytes from files, and everything of a case in one call."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import figures
from figures import figure
from static_server import StaticServer
from town import Town, load, measured, ok, told

CLIENTS = 64


class Reads:
    def __init__(self, options, town):
        self.options, self.town = options, town
        self.seconds = 1.0 if options.quick else 5.0

    def ours(self, requests):
        return measured(self.options, self.town, requests, CLIENTS, self.seconds, 200, once=False)

    def wire(self, path, client=None):
        return self.town.request(client or self.town.anyone(), "GET", path)

    def beside_nginx(self, name, paths):
        """The same bytes from both: nginx, ours, nginx."""
        requests = [self.wire(path) for path in paths]
        bodies = {f"/{number}": self.town.anyone().get(path).body for number, path in enumerate(paths)}
        with StaticServer(bodies) as nginx:
            static = [b"GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % (path.encode(), nginx.port) for path in bodies]
            before = load(self.options, nginx.port, static, CLIENTS, self.seconds, once=False)
            result = self.ours(requests)
            after = load(self.options, nginx.port, static, CLIENTS, self.seconds, once=False)
        for run in (before, after):
            assert set(run["statuses"]) == {"200"}, run
        limit = (before["per_second"] + after["per_second"]) / 2
        size = sum(map(len, bodies.values())) / len(bodies)
        figure(f"read.{name}", result["per_second"], "/s", note=f"{len(paths)} paths of {size:.0f} bytes; " + told(result))
        figure(f"read.{name}.nginx", limit, "/s", note=f"p50 {after['p50_ms']:.1f} ms, p99 {after['p99_ms']:.1f} ms")
        figure(f"read.{name}.of_nginx", result["per_second"] / limit, "ratio", at_least=0.5)


def main():
    options = figures.arguments()
    # One address asks here for what thousands do: the most that may be asked of a limit (a million a minute) is too little.
    town = Town(options.binary, "sqlite", environment={"TONGBAN_RATE_NORMAL": "1000000000"}, applicants=8)
    try:
        reads = Reads(options, town)
        handed_in = []
        for number in range(50 if options.quick else 400):
            client, document = town.application(number)
            handed_in.append((client, ok(client.post("/api/v1/applications", document), 201)))
        cards, after = [], None
        while len(cards) < (100 if options.quick else 1000):
            page = ok(town.anyone().get("/api/v1/items", limit=100, after=after))
            cards += page["items"]
            after = page.get("next")
            if not after:
                break
        guides = [f"/api/v1/items/{card['item_id']}/guide" for card in cards]
        reads.beside_nginx("guide", [f"/api/v1/items/{town.items[0]}/guide"])
        reads.beside_nginx("guides", guides)
        reads.beside_nginx("progress", [f"/api/v1/progress?case_number={out['case_number']}&query_code={out['query_code']}"
                                        for _, out in handed_in])
        view = reads.ours([reads.wire(f"/api/v1/cases/{out['case_id']}", client) for client, out in handed_in])
        figure("read.case_view", view["per_second"], "/s", note=told(view))
        figure("read.case_view.p99", view["p99_ms"], "ms", at_most=10)
    finally:
        town.server.close()


if __name__ == "__main__":
    main()
