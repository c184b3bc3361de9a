"""Search: the index over 1,000,000 implementing items (BENCH_ITEMS says another number) in memory, and over HTTP the questions of
the relevance set to the catalogue that comes with the platform, 64 clients at once."""

import json
import os
import subprocess
import sys
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import figures
from figures import ROOT, figure
from harness import Server  # of the API tests; figures.py has set the path
from town import load


def over_a_nation(options):
    environment = dict(os.environ, BENCH_ITEMS=os.environ.get("BENCH_ITEMS", "100000" if options.quick else "1000000"))
    command = [os.path.join(options.build, "tongban_catalog_bench"), "--benchmark_format=json",
               f"--benchmark_min_time={0.05 if options.quick else 0.5}"]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    rows = json.loads(done.stdout)["benchmarks"]
    built = rows[0]
    told = f"{built['items']:.0f} items, {built['texts']:.0f} distinct texts"
    figure("search.index.build", built["seconds"], "s", at_most=10, note=told)
    figure("search.index.memory", built["megabytes"], "MB", at_most=300, note=told)
    for row in rows[1:]:
        figure("search.index." + row["name"].replace("search/", ""), row["cpu_time"] / 1000, "ms", at_most=5, note="CPU each")


def requests(server):
    with open(os.path.join(ROOT, "src", "modules", "catalog", "search_queries.tsv"), encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
    for query, region, _ in rows:
        path = "/api/v1/search?" + urllib.parse.urlencode({"q": query, "region_code": region})
        yield f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nAccept-Encoding: identity\r\n\r\n".encode()


def over_http(options):
    server = Server(options.binary, "sqlite")
    try:
        asked = list(requests(server))
        seconds = 1.0 if options.quick else 5.0
        load(options, server.port, asked, 64, seconds, once=False)  # warm
        closed = load(options, server.port, asked, 64, seconds, once=False)
        # As people ask: as many a second as half of what the machine can answer.
        paced = load(options, server.port, asked, 64, seconds, once=False, rate=max(100, closed["per_second"] / 2))
        for run in (closed, paced):
            assert set(run["statuses"]) == {"200"}, run
        figure("search.http.most", closed["per_second"], "/s", note=f"64 clients without a pause, p50 {closed['p50_ms']:.1f} ms, "
               f"p99 {closed['p99_ms']:.1f} ms")
        figure("search.http.p50", paced["p50_ms"], "ms", note=f"64 clients, {paced['per_second']:.0f}/s")
        figure("search.http.p99", paced["p99_ms"], "ms", at_most=5, note=f"64 clients, {paced['per_second']:.0f}/s")
    finally:
        server.close()


def main():
    options = figures.arguments()
    over_a_nation(options)
    over_http(options)


if __name__ == "__main__":
    main()
