"""S16: the headers that protect a browser are on every kind of answer: successes, each class of refusal, files, printed
pages, static files, and what the transport says by itself; with TLS also HSTS, and TLS itself is 1.2 or 1.3 with good
ciphers only."""

import http.client
import os
import re
import socket
import ssl
import subprocess
import tempfile

from ground import Targets, spelled
from harness import Answer, Server
from watch import HEADERS
from wire import exchange, parse

SIZES = (1, 1)

POLICY = {"default-src", "object-src", "base-uri", "frame-ancestors"}  # each 'none' or, of default-src, 'self'


def complete(attack, what, answer, tls=False):
    headers = answer.headers
    for name, wanted in HEADERS.items():
        attack.expect(headers.get(name) == wanted, f"{what}: {answer.status} without {name}", headers)
    policy = dict((part.strip().split(" ", 1) + [""])[:2] for part in headers.get("content-security-policy", "").split(";"))
    attack.expect(policy.get("default-src") in ("'self'", "'none'"), f"{what}: {answer.status} with a weak policy", policy)
    for directive in POLICY - {"default-src"}:
        attack.expect(policy.get(directive, policy["default-src"] if directive == "object-src" else "") == "'none'",
                      f"{what}: {answer.status} whose policy lacks {directive}", policy)
    attack.expect("unsafe-eval" not in str(policy) and "unsafe-inline" not in policy.get("script-src", policy.get("default-src", "")),
                  f"{what}: scripts within the page may run", policy)
    attack.expect("camera=(self)" in headers.get("permissions-policy", ""), f"{what}: {answer.status} without a permissions policy", headers)
    attack.expect(not re.search(r"\d", headers.get("server", "")) and "x-powered-by" not in headers, f"{what}: tells its version", headers)
    attack.expect("access-control-allow-origin" not in headers, f"{what}: open to other sites", headers)
    if tls:
        found = re.search(r"max-age=(\d+)", headers.get("strict-transport-security", ""))
        attack.expect(found and int(found.group(1)) >= 31_536_000 and "includeSubDomains" in headers["strict-transport-security"],
                      f"{what}: {answer.status} without HSTS of a year", headers)


def attack(attack):
    world, targets = attack.world, Targets(attack.world)
    seen = set()
    for method, path, _, operation in world.watch.operations:
        name = operation["operationId"]
        if name in ("identity.logout", "catalog.rebuild_search"):
            continue
        for what, answer in (("as it should be", targets.request(method, path, operation)),
                             ("by nobody", world.anyone().call(method, spelled(path), {} if method in ("POST", "PUT") else None)),
                             ("by another method", world.anyone().raw("PATCH", spelled(path)))):
            complete(attack, f"{name} {what}", answer)
            seen.add(answer.status)
    for what, text in {"no path": b"GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n", "no HTTP": b"NONSENSE\r\n\r\n", "too long": b"GET /" + b"a" * 40_000 + b" HTTP/1.1\r\n\r\n",
                       "too large": b"POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\n", "no coding": b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: x\r\n\r\n",
                       "no version": b"GET / HTTP/3.0\r\nHost: a\r\n\r\n", "no method": b"TRACE / HTTP/1.1\r\nHost: a\r\n\r\n",
                       "no expectation": b"GET / HTTP/1.1\r\nHost: a\r\nExpect: x\r\n\r\n"}.items():
        answer = parse(exchange(world.server.port, text.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))[0])
        complete(attack, what, answer)
        seen.add(answer.status)
    tls_seen = with_pages_and_tls(attack)
    return f"{len(seen | tls_seen)} statuses ({', '.join(map(str, sorted(seen | tls_seen)))}), plain and over TLS"


def pages(folder):
    os.makedirs(os.path.join(folder, "assets"))
    for name, text in {"index.html": "<!doctype html><title>通办</title>", "assets/app-0a1b2c3d.js": "export{}", "assets/app-0a1b2c3d.css": "a{}", "icon.svg": "<svg/>"}.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
            out.write(text)
    return folder


def with_pages_and_tls(attack):
    """A second server with static files and a certificate of its own."""
    folder = tempfile.mkdtemp(prefix="tongban-tls-")
    certificate, key = os.path.join(folder, "cert.pem"), os.path.join(folder, "key.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=localhost"],
                   check=True, capture_output=True)
    server = Server(attack.world.server.binary, attack.world.database, {
        "TONGBAN_SERVER_TLS_CERTIFICATE_FILE": certificate, "TONGBAN_SERVER_TLS_KEY_FILE": key}, demo=False, web=pages(os.path.join(folder, "web")))
    try:
        seen = over_tls(attack, server.port)
        versions(attack, server.port)
        attack.expect(server.stop() == 0, "the server with TLS did not end in order", "")
        return seen
    finally:
        server.close()
        subprocess.run(["rm", "-rf", folder], check=True)


def context(least=ssl.TLSVersion.TLSv1_2, most=ssl.TLSVersion.TLSv1_3, ciphers=None):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.check_hostname, made.verify_mode = False, ssl.CERT_NONE
    made.set_ciphers(ciphers or "DEFAULT:@SECLEVEL=0")
    made.minimum_version, made.maximum_version = least, most
    return made


def over_tls(attack, port):
    seen = set()
    for method, target, headers, body in [
            ("GET", "/", {}, None), ("HEAD", "/", {}, None), ("GET", "/assets/app-0a1b2c3d.js", {}, None), ("GET", "/assets/app-0a1b2c3d.css", {}, None), ("GET", "/icon.svg", {}, None),
            ("GET", "/assets/none.js", {}, None), ("GET", "/some/page/of/the/application", {}, None), ("GET", "/%2e%2e/%2e%2e/etc/passwd", {}, None), ("POST", "/", {}, b"x"),
            ("GET", "/api/v1/regions", {}, None), ("GET", "/api/v1/me", {}, None), ("GET", "/api/v1/nowhere", {}, None), ("PATCH", "/api/v1/session", {}, None), ("GET", "/health/live", {}, None),
            ("POST", "/api/v1/session", {"Content-Type": "text/plain"}, b"x"), ("POST", "/api/v1/session", {"Content-Type": "application/json"}, b"x" * 9000),
            ("POST", "/api/v1/session", {"Content-Type": "application/json", "Origin": "http://evil.example"}, b"{}"), ("POST", "/api/v1/session", {"Content-Type": "application/json"}, b"{"),
            ("GET", "/", {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}, None), ("OPTIONS", "*", {}, None), ("OPTIONS", "/api/v1/cases", {"Origin": "https://evil.example"}, None)]:
        connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=60, context=context())
        connection.request(method, target, body=body, headers=headers)
        reply = connection.getresponse()
        answer = Answer(reply.status, {name.lower(): value for name, value in reply.getheaders()}, reply.read())
        complete(attack, f"{method} {target} over TLS", answer, tls=True)
        attack.expect(b"root:" not in answer.body, f"{target}: a file of the machine", answer)
        seen.add(answer.status)
        connection.close()
    return seen


def handshake(port, made):
    """The version agreed on, or nothing."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=30) as plain, made.wrap_socket(plain) as wire:
            return wire.version()
    except (ssl.SSLError, ConnectionError):
        return None


def versions(attack, port):
    known = ssl.TLSVersion
    for version, wanted in ((known.TLSv1, None), (known.TLSv1_1, None), (known.TLSv1_2, "TLSv1.2"), (known.TLSv1_3, "TLSv1.3")):
        attack.expect(handshake(port, context(version, version)) == wanted, f"{version.name} is {'taken' if wanted is None else 'refused'}", "")
    for cipher in ("AES128-SHA", "AES128-GCM-SHA256", "ECDHE-RSA-AES128-SHA", "ECDHE-RSA-AES128-SHA256", "DHE-RSA-AES128-GCM-SHA256", "NULL", "aNULL", "CAMELLIA128-SHA", "PSK"):
        try:
            made = context(known.TLSv1_2, known.TLSv1_2, cipher + ":@SECLEVEL=0")
        except ssl.SSLError:
            continue  # this machine's library cannot even offer it
        attack.expect(handshake(port, made) is None, f"the cipher {cipher} is taken", "")
    attack.expect(handshake(port, context(ciphers="ECDHE-RSA-AES128-GCM-SHA256", most=known.TLSv1_2)) == "TLSv1.2", "a good cipher is refused", "")
    # SSL 3.0, and plain HTTP where TLS is spoken: neither gets an answer, and both end.
    for text in (b"\x16\x03\x00\x00\x2f\x01\x00\x00\x2b\x03\x00" + b"\x00" * 32 + b"\x00\x00\x04\x00\x35\x00\x2f\x01\x00", b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"):
        reply, _, closed = exchange(port, text)
        attack.expect(closed and b"HTTP/1.1 200" not in reply and not reply.startswith(b"\x16"), "something else than TLS is answered", reply[:80])
