"""S14: files that mean harm are refused, each for its own reason, soon, without filling memory or leaving anything on the
disk; good files are taken and come back as they were, as attachments of their true type."""

import http.client
import os
import time
import urllib.parse

from corpus import TAKEN, corpus
from ground import Targets
from world import ok

SIZES = (1, 10)  # rounds over the corpus

STRICT_SECONDS = 2.0  # by command, on a machine that does nothing else
MOST_SECONDS = 20.0
MOST_KIB = 64 * 1024


def stored(world):
    """All files below the data folder that hold content."""
    folder = os.path.join(world.server.folder, "data")
    return {os.path.join(at, name) for at, _, names in os.walk(folder) for name in names if not name.startswith("tongban.db")}


def send(client, name, content, media_type):
    """A body that is too large is refused while it is still coming: then the answer may be lost, the refusal not."""
    try:
        return client.upload(name, content, media_type)
    except (BrokenPipeError, ConnectionResetError):
        connection = http.client.HTTPConnection("127.0.0.1", client.port, timeout=60)
        connection.putrequest("POST", "/api/v1/files?name=" + urllib.parse.quote(name))
        for header, value in (client.headers("POST") | {"Content-Type": media_type, "Content-Length": str(len(content))}).items():
            connection.putheader(header, value)
        connection.endheaders()
        reply = connection.getresponse()
        from harness import Answer
        answer = Answer(reply.status, {key.lower(): value for key, value in reply.getheaders()}, reply.read())
        client.watch.look("POST", "/api/v1/files", answer)
        return answer


def attack(attack):
    world = attack.world
    client = Targets(world).owner
    files = corpus()
    for name, content, media_type, _ in files[-3:]:
        ok(client.upload("warm-" + name, content, media_type), 201)
    refused_count, slowest, before = 0, 0.0, attack.resident_kib()
    for round_number in range(attack.count):
        for name, content, media_type, wanted in files:
            kept, began = stored(world), time.monotonic()
            answer = send(client.again(), name, content, media_type)
            took = time.monotonic() - began
            slowest = max(slowest, took)
            came = [answer.status] + ([answer.key] if answer.status >= 400 else [])
            good = {TAKEN: answer.status == 201}.get(wanted) if wanted == TAKEN else \
                tuple(came) == wanted or len(wanted) != 2 or isinstance(wanted[1], int)
            if wanted != TAKEN and all(isinstance(part, int) for part in wanted):
                good = answer.status in wanted
            attack.expect(good, f"{name[:40]!r}: {came}, wanted {wanted}", answer)
            attack.expect(took < (STRICT_SECONDS if attack.full else MOST_SECONDS), f"{name[:40]!r}: {took:.1f} s", answer)
            if answer.status == 201:
                come_back(attack, client, answer.json["file_id"], name, content)
            else:
                refused_count += 1
                attack.expect(stored(world) == kept, f"{name[:40]!r}: refused, but left on the disk", stored(world) - kept)
    grown = attack.resident_kib() - before
    attack.expect(grown < MOST_KIB, "the memory grows under uploads", f"{grown} KiB")
    return f"{len(files)} files, {refused_count} refusals, slowest {slowest * 1000:.0f} ms, memory {grown:+} KiB"


def come_back(attack, client, file_id, name, content):
    answer = client.again().get(f"/api/v1/files/{file_id}")
    shown = answer.headers.get("content-disposition", "")
    attack.expect(answer.status == 200 and answer.body == content, f"{name[:40]!r}: comes back changed", answer)
    attack.expect("sandbox" in answer.headers["content-security-policy"] and "nosniff" in answer.headers["x-content-type-options"],
                  f"{name[:40]!r}: could run in a page", answer.headers)
    attack.expect("/" not in shown.replace("UTF-8''", "") and "\\" not in shown and "\r" not in shown and "evil.html" not in shown.split('"')[1:2],
                  f"{name[:40]!r}: its name becomes more than a name", shown)
