"""S8: bytes that no proper client sends. Framing that two servers could read differently is refused with 4xx or 501 and
the connection closed, so that a request hidden behind it is never answered; documents made to exhaust a parser are
refused at once; and the server's memory stays where it was."""

import json
import socket
import time

from harness import Answer
from world import ok

SIZES = (1, 20)  # rounds of the documents that exhaust

HOST = b"Host: localhost\r\n"
HIDDEN = b"GET /api/v1/regions HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: hidden-request-id\r\n\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"
MOST_KIB = 48 * 1024  # that the memory may grow over all of it; one body may be 256 KiB, an import more
SLOW = 5.0  # seconds for an answer; a busy machine needs some


def post(headers, body=b"0\r\n\r\n", line=b"POST /api/v1/session HTTP/1.1\r\n"):
    return line + HOST + b"Content-Type: application/json\r\n" + headers + b"\r\n" + body + HIDDEN


def get(headers, line=b"GET /api/v1/regions HTTP/1.1\r\n", host=HOST):
    return line + host + headers + b"\r\n" + HIDDEN


def chunks(body, headers=CHUNKED):
    return post(headers, body)


VARIANTS = {
    # Two ways to say how long the body is.
    "CL.TE": post(b"Content-Length: 6\r\n" + CHUNKED, b"0\r\n\r\nG"), "TE.CL": post(CHUNKED + b"Content-Length: 4\r\n", b"5c\r\n0\r\n\r\n"),
    "CL.CL": post(b"Content-Length: 5\r\nContent-Length: 6\r\n"), "two equal lengths": post(b"Content-Length: 5\r\nContent-Length: 5\r\n"),
    "a list of lengths": post(b"Content-Length: 5, 6\r\n"), "a list of equal lengths": post(b"Content-Length: 5,5\r\n"),
    "TE.TE": post(CHUNKED + CHUNKED), "chunked twice": post(b"Transfer-Encoding: chunked, chunked\r\n"),
    "TE.TE with another name": post(CHUNKED + b"Transfer-Encoding: x\r\n"), "TE after identity": post(b"Transfer-Encoding: identity, chunked\r\n"),
    "xchunked": post(b"Transfer-Encoding: xchunked\r\n"), "chunked in quotes": post(b"Transfer-Encoding: \"chunked\"\r\n"),
    "chunked with a parameter": post(b"Transfer-Encoding: chunked;q=1\r\n"), "an empty coding": post(b"Transfer-Encoding:\r\n"),
    "chunked behind a vertical tab": post(b"Transfer-Encoding: \x0bchunked\r\n"), "chunked behind a NUL": post(b"Transfer-Encoding: chunked\x00\r\n"),
    "chunked with a folded line": post(b"Transfer-Encoding:\r\n chunked\r\n"), "TE with a space before the colon": post(b"Transfer-Encoding : chunked\r\n"),
    "TE with a tab before the colon": post(b"Transfer-Encoding\t: chunked\r\n"), "TE hidden behind a bare CR": post(b"X: a\rTransfer-Encoding: chunked\r\n"),
    "TE hidden behind a bare LF": post(b"X: a\nTransfer-Encoding: chunked\r\n"), "TE in HTTP/1.0": post(CHUNKED, line=b"POST /api/v1/session HTTP/1.0\r\n"),
    # Lengths that are none.
    "a negative length": post(b"Content-Length: -1\r\n"), "a length with a plus": post(b"Content-Length: +5\r\n"),
    "a hexadecimal length": post(b"Content-Length: 0x5\r\n"), "an octal look": post(b"Content-Length: 0o5\r\n"), "a length with a blank": post(b"Content-Length: 1 0\r\n"),
    "a length with a fraction": post(b"Content-Length: 5.0\r\n"), "a length with an exponent": post(b"Content-Length: 1e1\r\n"),
    "a length beyond 64 bits": post(b"Content-Length: 18446744073709551621\r\n"), "an empty length": post(b"Content-Length:\r\n"),
    "a length with a space before the colon": post(b"Content-Length : 5\r\n"), "a folded length": post(b"Content-Length:\r\n 5\r\n"),
    # Chunks that are none.
    "a chunk size that is none": chunks(b"g\r\n\r\n0\r\n\r\n"), "a chunk size with 0x": chunks(b"0x5\r\nhello\r\n0\r\n\r\n"),
    "a negative chunk size": chunks(b"-5\r\nhello\r\n0\r\n\r\n"), "a chunk size beyond 64 bits": chunks(b"10000000000000005\r\nhello\r\n0\r\n\r\n"),
    "a space before the chunk size": chunks(b" 5\r\nhello\r\n0\r\n\r\n"), "a space after the chunk size": chunks(b"5 \r\nhello\r\n0\r\n\r\n"),
    "a bare LF after the chunk size": chunks(b"5\nhello\r\n0\r\n\r\n"), "a bare CR in an extension": chunks(b"5;a\rb\r\nhello\r\n0\r\n\r\n"),
    "an extension without end": chunks(b"5;" + b"a" * 8192 + b"\r\nhello\r\n0\r\n\r\n"), "a NUL in an extension": chunks(b"5;a\x00\r\nhello\r\n0\r\n\r\n"),
    "a chunk longer than said": chunks(b"3\r\nhello\r\n0\r\n\r\n"), "a chunk shorter than said": chunks(b"9\r\nhello\r\n0\r\n\r\n"),
    "a bare LF after a chunk": chunks(b"5\r\nhello\n0\r\n\r\n"), "a trailer that is no field": chunks(b"0\r\nno field\r\n\r\n"),
    "a trailer that sets the length": chunks(b"0\r\nContent-Length : 5\r\n\r\n"), "a folded trailer": chunks(b"0\r\nA: b\r\n c\r\n\r\n"),
    # The request line and the host.
    "no host": get(b"", host=b""), "two hosts": get(b"Host: evil.example\r\n"), "an empty host": get(b"", host=b"Host:\r\n"),
    "a host with a user": get(b"", host=b"Host: localhost@evil.example\r\n"), "a host with a path": get(b"", host=b"Host: localhost/x\r\n"),
    "absolute form of another host": get(b"", b"GET http://evil.example/ HTTP/1.1\r\n"), "absolute form of another scheme": get(b"", b"GET file:///etc/passwd HTTP/1.1\r\n"),
    "a target without a slash": get(b"", b"GET api/v1/regions HTTP/1.1\r\n"), "a blank in the target": get(b"", b"GET /api /v1 HTTP/1.1\r\n"),
    "two blanks": get(b"", b"GET  /api/v1/regions HTTP/1.1\r\n"), "a tab for a blank": get(b"", b"GET\t/api/v1/regions\tHTTP/1.1\r\n"),
    "a NUL in the target": get(b"", b"GET /\x00 HTTP/1.1\r\n"), "bytes above ASCII": get(b"", b"GET /\xe9\x80\x9a HTTP/1.1\r\n"),
    "a fragment": get(b"", b"GET /api/v1/regions#x HTTP/1.1\r\n"), "a bare LF in the request line": get(b"", b"GET /api/v1/regions HTTP/1.1\n"),
    "HTTP/0.9": b"GET /api/v1/regions\r\n\r\n" + HIDDEN, "a version in small letters": get(b"", b"GET / http/1.1\r\n"),
    "a version with more": get(b"", b"GET / HTTP/1.1 x\r\n"), "HTTP/2.0": get(b"", b"GET / HTTP/2.0\r\n"), "the preface of HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "a tunnel": get(b"", b"CONNECT evil.example:443 HTTP/1.1\r\n"), "TRACE": get(b"", b"TRACE / HTTP/1.1\r\n"), "a method that is no token": get(b"", b"G(T / HTTP/1.1\r\n"),
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 64,
    # Fields.
    "a folded field": get(b"X: a\r\n b\r\n"), "a blank before the first field": get(b"", host=b" Host: localhost\r\n"), "a field without a colon": get(b"X\r\n"),
    "a field without a name": get(b": a\r\n"), "a NUL in a value": get(b"X: a\x00b\r\n"), "a bare CR in a value": get(b"X: a\rb\r\n"), "a bare LF between fields": get(b"X: a\nY: b\r\n"),
    "a name with a blank": get(b"X Y: a\r\n"), "a name above ASCII": get(b"X\xe9: a\r\n"), "a delete sign in a value": get(b"X: a\x7f\r\n"),
    "an unknown expectation": post(b"Expect: 200-ok\r\nContent-Length: 2\r\n", b"{}"), "101 fields": get(b"".join(b"X%d: a\r\n" % n for n in range(101))),
    "a field of 40,000 bytes": get(b"X: " + b"a" * 40_000 + b"\r\n"), "a target of 40,000 bytes": get(b"", b"GET /" + b"a" * 40_000 + b" HTTP/1.1\r\n"),
    "a body larger than allowed": post(b"Content-Length: 99999999999\r\n", b""), "a chunk larger than allowed": chunks(b"fffffff0\r\n"),
}
ALLOWED = {400, 408, 413, 414, 417, 431, 501, 505}
AGREED = {"an unknown expectation"}  # a whole message, only not to our liking: what follows it may be answered


def exchange(port, text, patience=30.0):
    """All that comes back until the server closes, and how long the first byte took."""
    out, began, first = b"", time.monotonic(), None
    with socket.create_connection(("127.0.0.1", port), timeout=patience) as wire:
        try:
            wire.sendall(text)
        except (BrokenPipeError, ConnectionResetError):
            pass  # refused before all of it was sent: the answer is still to be read
        wire.settimeout(patience)
        try:
            while True:
                piece = wire.recv(65536)
                first = first or time.monotonic() - began
                if not piece:
                    return out, first, True
                out += piece
                if len(out) > 4_000_000:
                    return out, first, False
        except socket.timeout:
            return out, first, False
        except ConnectionResetError:
            return out, first, True


def parse(text):
    """The first answer."""
    head, _, body = text.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    return Answer(int(lines[0].split(" ")[1]), headers, body[:int(headers.get("content-length", 0))])


def attack(attack):
    world, port = attack.world, attack.world.server.port
    ok(world.anyone().get("/api/v1/regions"))
    before = attack.resident_kib()
    for name, text in VARIANTS.items():
        # A server that waits for more is as wrong as one that answers: the end of what is sent is the end.
        answered(attack, name, *exchange(port, text))
    slow = 0.0
    for _ in range(attack.count):
        slow = max(slow, *[exhausting(attack, name, body) for name, body in documents()])
    grown = attack.resident_kib() - before
    attack.expect(grown < MOST_KIB, "the memory grows under what is refused", f"{grown} KiB")
    ok(world.anyone().get("/api/v1/regions"))
    return f"{len(VARIANTS)} ways of framing; documents answered within {slow * 1000:.0f} ms; memory {grown:+} KiB"


def answered(attack, name, text, first, closed):
    if not attack.expect(text.startswith(b"HTTP/1.1 "), f"{name}: no answer", text[:200]):
        return
    answer = parse(text)
    attack.expect(answer.status in ALLOWED, f"{name}: answered with {answer.status}", text[:300])
    attack.expect(closed, f"{name}: the connection stays open", text[:200])
    if name not in AGREED:
        attack.expect(text.count(b"HTTP/1.1 ") == 1 and b"hidden-request-id" not in text, f"{name}: the hidden request is answered", text[:900])
    watch = attack.world.watch
    if answer.status < 500:
        watch.look("GET", f"/wire/{name.replace(' ', '-')}", answer)
    else:
        attack.expect(answer.headers.get("content-type") == "application/problem+json" and answer.json["request_id"],
                      f"{name}: no problem document", text[:300])


def documents():
    """(name, body) of what exhausts a parser; each is refused, the last ones by size alone."""
    keys = b"{" + b",".join(b'"k%d":1' % n for n in range(20_000)) + b"}"
    million = b"{" + b",".join(b'"key-%06d":%d' % (n, n) for n in range(52_000)) + b"}"  # 1 MB
    return [
        ("depth 100,000", b"[" * 100_000), ("depth 100,000 closed", b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
        ("objects 20,000 deep", b'{"a":' * 20_000 + b"1" + b"}" * 20_000), ("20,000 keys", keys), ("1 MB of keys", million),
        ("the same key 20,000 times", b"{" + b",".join([b'"a":1'] * 20_000) + b"}"),
        ("a number of 200,000 digits", b'{"item_id":' + b"9" * 200_000 + b"}"), ("a fraction of 200,000 digits", b'{"item_id":0.' + b"1" * 200_000 + b"}"),
        ("an exponent of 100,000 digits", b'{"item_id":1e' + b"9" * 100_000 + b"}"), ("10,000 huge numbers", b'{"scenario":[' + b",".join([b"1e308"] * 10_000) + b"]}"),
        ("200,000 escapes", b'{"item_id":"' + b"\\u0041" * 40_000 + b'"}'), ("a text that never ends", b'{"item_id":"' + b"a" * 250_000),
        ("bad UTF-8", b'{"item_id":"' + b"\xff" * 200_000 + b'"}'), ("overlong UTF-8", b'{"item_id":"' + b"\xc0\x80" * 100_000 + b'"}'),
        ("lone surrogates", b'{"item_id":"' + b"\\ud800" * 30_000 + b'"}'), ("blanks", b" " * 250_000 + b"{"), ("commas", b"[" + b"," * 250_000),
        ("100,000 empty objects", b'{"scenario":[' + b",".join([b"{}"] * 80_000) + b"]}"), ("a byte order mark", b"\xef\xbb\xbf{}"),
        ("colliding keys", b"{" + b",".join(b'"%s":1' % key for key in colliding()) + b"}"),
        ("a bomb of entities", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">]><a>&b;</a>'),
    ]


def colliding():
    """Keys that are equal but for one character, in the order that is worst for trees and for naive hashes."""
    return [b"%s%05d" % (b"a" * 4, n) for n in range(16_000)]


def exhausting(attack, name, body):
    """One document to a row that takes 256 KiB of it; answers how long the answer took."""
    client = attack.world.lisi
    began = time.monotonic()
    answer = client.raw("POST", "/api/v1/cases", body, client.headers("POST") | {"Content-Type": "application/json"}) \
        if len(body) <= 256 * 1024 else parse(exchange(client.port, (
            f"POST /api/v1/cases HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n").encode() + body)[0])
    took = time.monotonic() - began
    attack.expect(answer.status in (400, 413), f"{name}: {answer.status}", answer)
    attack.expect(took < SLOW, f"{name}: takes longer than {SLOW:.0f} s", took)
    attack.expect(len(answer.body) < 40_000, f"{name}: an answer as long as the mistakes", len(answer.body))
    json.loads(answer.body)
    return took
