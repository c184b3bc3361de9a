"""A server on a database with many invented cases (bench_make_cases), and people whose posts see few or all of them."""

import os
import re
import sqlite3
import subprocess
import time

from figures import say

from harness import Server  # of the API tests; figures.py has set the path

PASSWORD = "tongban-demo-2026"
# Login name of the demonstration, and the post it is given besides its own.
READERS = {
    "clerk": ("chuangkou", None),  # of a department of the demonstration
    "reviewer": ("shenhe2", ("reviewer", 7_000_000_000, "430121000000")),  # of the busiest invented department
    "county": ("chuangkou3", ("window_clerk", 0, "430121000000")),
    "city": ("lingdao2", ("supervisor", 0, "430100000000")),
    "province": ("lingdao3", ("supervisor", 0, "430000000000")),
}


class LargeTown:
    def __init__(self, options, database, cases, rows_only=True):
        self.options, self.cases = options, cases
        self.server = Server(options.binary, database)  # nobody is limited in how often they ask
        self.server.stop()
        self.seconds_to_make = self._make(rows_only)
        self._give_posts()
        self.seconds_to_start = self.restart()

    def _make(self, rows_only):
        began = time.monotonic()
        command = [os.path.join(self.options.build, "bench", "bench_make_cases"), *self.server.arguments(),
                   "--cases", str(self.cases), "--departments", "4000"]
        subprocess.run(command + (["--rows-only"] if rows_only else []), check=True, stderr=subprocess.DEVNULL)
        took = time.monotonic() - began
        say(f"    {self.cases} cases made in {took:.0f} s")
        return took

    def sql(self, *statements):
        if self.server.database:
            for statement in statements:
                subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", self.server.database, "-c", statement], check=True)
            return
        with sqlite3.connect(os.path.join(self.server.folder, "data", "tongban.db")) as database:
            for statement in statements:
                database.execute(statement)

    def _give_posts(self):
        for number, (login, post) in enumerate(READERS.values()):
            if post:
                role, department, region = post
                account = f"(SELECT account_id FROM accounts WHERE login_name = '{login}')"
                self.sql(f"DELETE FROM account_posts WHERE account_id = {account}",
                         "INSERT INTO account_posts (post_id, account_id, role, department_id, region_code, granted_by, granted_at) "
                         f"SELECT {number + 1}, account_id, '{role}', {department}, '{region}', 1, 1 FROM accounts "
                         f"WHERE login_name = '{login}'")
        # A citizen with the cases of one invented person, an agent with those of one invented agent.
        self.sql("UPDATE cases SET applicant_account_id = (SELECT account_id FROM accounts WHERE login_name = 'zhangsan') "
                 "WHERE applicant_account_id = (SELECT MAX(applicant_account_id) FROM cases)",
                 "UPDATE cases SET agent_account_id = (SELECT account_id FROM accounts WHERE login_name = 'lisi') "
                 "WHERE agent_account_id = (SELECT MAX(agent_account_id) FROM cases)",
                 "INSERT INTO audit_entries (audit_id, at, actor_kind, actor_id, action, object_kind, object_id, outcome, error_key, "
                 "request_id, remote_address, detail) SELECT case_id, started_at, 'staff', 7500000000 + department_id % 1000, "
                 "'cases.accept', 'case', case_id, 'ok', '', 'made', '192.0.2.1', '' FROM cases")

    def restart(self):
        """Seconds from the start of the process until it listens."""
        self.server.stop()
        began = time.monotonic()
        self.server.start()
        return time.monotonic() - began

    def sign_in(self, login):
        return self.server.client().sign_in(login, PASSWORD)

    def request(self, client, path):
        lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{self.server.port}", "Accept-Encoding: identity"]
        lines += [f"{name}: {value}" for name, value in client.headers("GET").items()]
        return "\r\n".join(lines).encode() + b"\r\n\r\n"

    def memory_mb(self, what="RssAnon"):
        """Of its own, without the pages of the database file that the kernel lends it; VmRSS: with them."""
        with open(f"/proc/{self.server.process.pid}/status", encoding="utf-8") as status:
            return int(re.search(what + r":\s+(\d+)", status.read()).group(1)) / 1024

    def close(self):
        self.server.close()
