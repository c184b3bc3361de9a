"""What one caller may ask for: on a server of its own, with small limits and nothing in it."""

from harness import Client, Server


def test_too_many_requests_are_told_when_to_come_back(world):
    limits = {"TONGBAN_RATE_NORMAL": "60", "TONGBAN_RATE_LOGIN": "6"}
    server = Server(world.server.binary, world.database, limits, demo=False)
    try:
        answers = [Client(server.port).get("/api/v1/regions") for _ in range(20)]
        assert answers[0].status == 200 and answers[-1].status == 429, [answer.status for answer in answers]
        allowed = [answer for answer in answers if answer.status == 200]
        assert 12 <= len(allowed) <= 14, len(allowed)  # a fifth of a minute's at once, and what came back meanwhile
        limited = answers[-1]
        assert limited.key == "http.rate_limited" and int(limited.headers["retry-after"]) >= 1, limited
        assert limited.json["request_id"] and limited.headers["x-content-type-options"] == "nosniff"
        # Forwarded-for headers of anybody do not make another caller.
        spoofed = Client(server.port).raw("GET", "/api/v1/regions", headers={"X-Forwarded-For": "198.51.100.7"})
        assert spoofed.status == 429, spoofed
        # Logins have a limit of their own, also without a body that can be read.
        logins = [Client(server.port).call("POST", "/api/v1/session", {"login_name": "nobody.here", "password": "x"})
                  for _ in range(8)]
        assert logins[0].status == 401 and logins[-1].status == 429, [answer.status for answer in logins]
        # Whether it lives is answered in any case.
        assert Client(server.port).get("/health/live").status == 200
        assert server.stop() == 0
    finally:
        server.close()


def test_guesses_from_one_address_are_limited_over_all_names(world):
    server = Server(world.server.binary, world.database, {"TONGBAN_LOGIN_FAILURES_PER_ADDRESS": "6"}, demo=False)
    try:
        guess = lambda n: Client(server.port).call(  # noqa: E731
            "POST", "/api/v1/session", {"login_name": f"guessed{n:04}", "password": "x"})
        answers = [guess(n) for n in range(9)]
        assert [answer.status for answer in answers[:5]] == [401] * 5, answers
        assert answers[-1].status == 429 and answers[-1].key == "identity.locked", answers[-1]
        assert int(answers[-1].headers["retry-after"]) > 60
    finally:
        server.close()
