"""Worklists with permissions, one's own cases and the audit trail over 10,000 and 1,000,000 cases (BENCH_CASES says
other sizes), on both databases; the export of all of them as one table; start-up and memory."""

import http.client
import os
import shutil
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import figures
from figures import figure, say
from large_town import READERS, LargeTown
from town import load


def deep(client, path, pages):
    """The path of the page after so many pages of a hundred."""
    joint = "&" if "?" in path else "?"
    after = ""
    for _ in range(pages):
        answer = client.get(f"{path}{joint}limit=100" + (f"&after={after}" if after else ""))
        assert answer.status == 200, answer
        if not answer.json.get("next"):
            break
        after = answer.json["next"]
    return f"{path}{joint}after={after}" if after else path


def questions(town):
    """(name, client, path) of everything that is measured."""
    clients = {who: town.sign_in(login) for who, (login, _) in READERS.items()}
    for who, client in clients.items():
        yield f"{who} waiting", client, "/api/v1/worklist"
        yield f"{who} counts", client, "/api/v1/worklist/counts"
        for scope in ("mine", "running", "finished"):
            yield f"{who} {scope}", client, f"/api/v1/worklist?scope={scope}"
        yield f"{who} running, suspended only", client, "/api/v1/worklist?scope=running&status=suspended"
        yield f"{who} finished, transferred only", client, "/api/v1/worklist?scope=finished&status=transferred"
        yield f"{who} running, twenty pages on", client, deep(client, "/api/v1/worklist?scope=running", 20)
        yield f"{who} finished, twenty pages on", client, deep(client, "/api/v1/worklist?scope=finished", 20)
    watcher = clients["province"]
    case = watcher.get("/api/v1/worklist?scope=finished").json["cases"][0]
    item = case["item"]
    for scope in ("running", "finished"):
        yield f"province {scope} of an item", watcher, f"/api/v1/worklist?scope={scope}&item_id={item['item_id']}"
        yield f"province {scope} of a department", watcher, f"/api/v1/worklist?scope={scope}&department_id={item['department_id']}"
        yield f"province {scope} of a county", watcher, f"/api/v1/worklist?scope={scope}&region_code=430121000000"
        yield f"province {scope} of a city", watcher, f"/api/v1/worklist?scope={scope}&region_code=430100000000"
    yield "province, one number", watcher, f"/api/v1/worklist?scope=finished&case_number={case['case_number']}"
    yield "province waiting of reviewers", watcher, "/api/v1/worklist?scope=running&role=reviewer"
    yield "citizen's own", town.sign_in("zhangsan"), "/api/v1/cases"
    yield "citizen's drafts", town.sign_in("zhangsan"), "/api/v1/cases?drafts=1"
    yield "agent's own", town.sign_in("lisi"), "/api/v1/cases"
    auditor = town.sign_in("shenji")
    yield "audit", auditor, "/api/v1/audit"
    yield "audit of a case", auditor, f"/api/v1/audit?object_kind=case&object_id={case['case_id']}"


def check_that_there_is_something(town):
    """An empty list is quick and says nothing."""
    watcher = town.sign_in("lingdao3")
    for scope in ("running", "finished"):
        page = watcher.get(f"/api/v1/worklist?scope={scope}").json
        assert len(page["cases"]) == 20, (scope, page["count"])


def export(town, name):
    """The whole table, read as it comes."""
    client = town.sign_in("lingdao3")
    before = town.memory_mb()
    began = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", town.server.port, timeout=300)
    connection.request("GET", "/api/v1/worklist/export", headers=client.headers("GET"))
    reply = connection.getresponse()
    assert reply.status == 200, reply.status
    lines, size, most = -1, 0, before  # the heading is no case
    while part := reply.read(1 << 20):
        lines += part.count(b"\n")
        size += len(part)
        most = max(most, town.memory_mb())
    took = time.monotonic() - began
    rate = f"{lines} rows, {size / 1e6:.0f} MB, {lines / took:.0f} rows/s"
    figure(f"{name}.export", took, "s", at_most=30 if town.cases <= 1_000_000 else None, note=rate)
    # The page caches of the readers, 32 MB each, may fill; what a table of any length adds to that is one part of it.
    figure(f"{name}.export.memory_growth", most - before, "MB", at_most=70)


def measure(options, database, cases):
    name = f"lists.{database}.{cases}"
    town = LargeTown(options, database, cases)
    try:
        figure(f"{name}.make", town.seconds_to_make, "s", note="rows only")
        figure(f"{name}.start", town.seconds_to_start, "s", at_most=1 if cases <= 1_000_000 else None)
        figure(f"{name}.idle_memory", town.memory_mb("VmRSS"), "MB", at_most=100)
        asked = list(questions(town))
        seconds = 0.2 if options.quick else 1.0
        slowest = []
        for what, client, path in asked:
            result = load(options, town.server.port, [town.request(client, path)], 1, seconds, once=False)
            assert set(result["statuses"]) == {"200"}, (what, result)
            slowest.append((result["p99_ms"], result["p50_ms"], what))
            say(f"    {what:40} p50 {result['p50_ms']:7.2f}  p99 {result['p99_ms']:7.2f} ms")
        slowest.sort(reverse=True)
        check_that_there_is_something(town)
        figure(f"{name}.slowest_p50", max(p50 for _, p50, _ in slowest), "ms", at_most=10, note="of any list, one client")
        figure(f"{name}.slowest_p99", slowest[0][0], "ms", at_most=50, note=slowest[0][2])
        requests = [town.request(client, path) for _, client, path in asked]
        mixed = load(options, town.server.port, requests, 8, seconds * 5, once=False)
        assert set(mixed["statuses"]) == {"200"}, mixed
        figure(f"{name}.mixed_p50", mixed["p50_ms"], "ms", at_most=10, note=f"8 clients, {mixed['per_second']:.0f}/s")
        figure(f"{name}.mixed_p99", mixed["p99_ms"], "ms", at_most=50)
        export(town, name)
        load(options, town.server.port, requests, 64, seconds * 3, once=False)
        whole = town.memory_mb("VmRSS")
        figure(f"{name}.memory_64_clients", town.memory_mb(), "MB", note=f"of its own; {whole:.0f} MB with mapped files")
        return mixed
    finally:
        town.close()


def main():
    options = figures.arguments()
    sizes = os.environ.get("BENCH_CASES", "2000,10000" if options.quick else "10000,1000000")
    for database in os.environ.get("BENCH_DATABASES", "sqlite,postgres").split(","):
        results = []
        cluster = figures.Postgres() if database == "postgres" else None
        if cluster:
            if not shutil.which("psql"):
                say("    PostgreSQL is not installed: left out")
                continue
            cluster.__enter__()
        try:
            for cases in map(int, sizes.split(",")):
                results.append(measure(options, database, cases))
        finally:
            if cluster:
                cluster.__exit__()
        # A list that grew with the table would be a hundred times slower.
        figure(f"lists.{database}.growth", results[-1]["p50_ms"] / results[0]["p50_ms"], "ratio", at_most=3,
               note=f"p50 over {sizes} cases")


if __name__ == "__main__":
    main()
