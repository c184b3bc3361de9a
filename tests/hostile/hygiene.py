"""S27: what an answer must never tell. A server of its own is broken in each layer in turn (a table gone, a database that
is locked or ends the connection, stored files gone, cut, exchanged, a folder that is none); what it then says has no path,
no SQL, no name of a library or table and no stack, but the request id under which the log tells the cause; and it goes on
as soon as the fault is mended. (The answers of all other kinds are looked at for the same by StrictWatch, ground.py.)"""

import glob
import json
import os
import shutil
import sqlite3
import subprocess
import time
import urllib.parse

import papers
from ground import PatientClient, StrictWatch, leaks
from harness import Server
from watch import WatchedClient
from world import PASSWORD, ok

SIZES = (1, 1)

MOST_FAULTS = {500, 503, 504}


class Broken:
    """A server with a citizen who has a file."""

    def __init__(self, attack):
        self.attack, self.watch = attack, StrictWatch()
        self.server = Server(attack.world.server.binary, attack.world.database)
        self.watch.learn(WatchedClient(self.server.port, self.watch).get("/api/openapi.json").json)
        # Whoever mends a server comes back when it is busy; whoever breaks it wants to hear what it says.
        patient = PatientClient(self.server.port, self.watch).sign_in("zhangsan", PASSWORD)
        self.citizen = WatchedClient(self.server.port, self.watch)
        self.citizen.cookies, self.citizen.csrf = dict(patient.cookies), patient.csrf
        self.patient = patient
        self.content = papers.pdf("a file to lose")
        self.file_id = ok(patient.upload("a.pdf", self.content, "application/pdf"), 201)["file_id"]

    def sql(self, text):
        """As somebody with the database's own tools."""
        if self.server.database:
            subprocess.run(["psql", "-q", "-d", self.server.database, "-c", text], check=True, capture_output=True)
        else:
            with sqlite3.connect(glob.glob(os.path.join(self.server.folder, "data", "*.db"))[0], timeout=20) as connection:
                connection.execute(text)
            connection.close()

    def stored(self):
        return max((path for path in glob.glob(os.path.join(self.server.folder, "data", "**"), recursive=True)
                    if os.path.isfile(path) and "files" in path), key=os.path.getmtime)

    def expect_fault(self, what, answer):
        expect = self.attack.expect
        expect(answer.status in MOST_FAULTS, f"{what}: answered with {answer.status}", answer)
        if answer.status < 400:
            return
        problem = answer.json
        expect(not leaks(answer.body), f"{what}: the answer tells of the inside", answer)
        expect(problem["errors"] == [] and problem["request_id"] == answer.headers["x-request-id"], f"{what}: not told as it must be", answer)
        if answer.status == 500:
            expect(problem["key"] == "internal" and self.logged(problem["request_id"]), f"{what}: the log does not tell the cause", answer)
        else:
            expect(int(answer.headers.get("retry-after", 0)) >= 1 or answer.status == 504, f"{what}: not told when to come back", answer)

    def logged(self, request_id):
        """The log is written in the background: soon, not at once."""
        for _ in range(100):
            if self.in_log(request_id):
                return True
            time.sleep(0.1)
        return False

    def in_log(self, request_id):
        with open(self.server.environment["TONGBAN_NODE_LOG_FILE"], encoding="utf-8") as log:
            return any(request_id in line and json.loads(line).get("level") in ("error", "warn", "warning", "critical") for line in log if line.endswith("\n"))


def table_gone(broken, table, call):
    broken.sql(f"ALTER TABLE {table} RENAME TO {table}_away")
    try:
        broken.expect_fault(f"the table {table} is gone", call())
    finally:
        broken.sql(f"ALTER TABLE {table}_away RENAME TO {table}")


def file_spoiled(broken, what, spoil):
    path = broken.stored()
    kept = path + ".kept"
    shutil.copyfile(path, kept)
    try:
        spoil(path)
        broken.expect_fault(f"a stored file is {what}", broken.citizen.get(f"/api/v1/files/{broken.file_id}"))
    finally:
        os.replace(kept, path)


def cut(path):
    with open(path, "r+b") as out:
        out.truncate(os.path.getsize(path) // 2)


def exchange_bytes(path):
    with open(path, "r+b") as out:
        out.seek(os.path.getsize(path) // 2)
        out.write(b"\x00\xff\x00\xff")


def folder_gone(broken):
    folder = os.path.join(broken.server.folder, "data", "files")
    os.rename(folder, folder + "_away")
    with open(folder, "w", encoding="ascii") as out:
        out.write("no folder")
    try:
        broken.expect_fault("the folder of files is none", broken.citizen.upload("b.pdf", papers.pdf("another"), "application/pdf"))
    finally:
        os.remove(folder)
        os.rename(folder + "_away", folder)


def attack(attack):
    broken = Broken(attack)
    citizen, faults = broken.citizen, 0
    try:
        session = {"login_name": "lisi", "password": PASSWORD}
        for table, call in (("cases", lambda: citizen.get("/api/v1/cases")), ("files", lambda: citizen.get(f"/api/v1/files/{broken.file_id}")),
                            ("audit_entries", lambda: citizen.put("/api/v1/me", {"phone": papers.mobile(), "address": ""})),
                            ("sessions", lambda: WatchedClient(citizen.port, broken.watch).post("/api/v1/session", session))):
            table_gone(broken, table, call)
            faults += 1
        for what, spoil in (("gone", os.remove), ("cut", cut), ("another", exchange_bytes)):
            file_spoiled(broken, what, spoil)
            faults += 1
        folder_gone(broken)
        if broken.server.database:
            ends_connections(broken)
        mended(attack, broken)
        attack.expect(broken.server.stop() == 0, "the server did not end in order after the faults", "")
    finally:
        broken.server.close()
    for finding, example in broken.watch.findings.items():
        if "answers 50" not in finding:  # which was the purpose
            attack.expect(False, finding, example)
    return f"{faults + 1} faults in {attack.world.database}, files and folders"


def ends_connections(broken):
    """All connections of the server at once, as a restart of the database does."""
    name = urllib.parse.urlsplit(broken.server.database).path[1:]
    subprocess.run(["psql", "-q", "-d", os.environ["TONGBAN_TEST_POSTGRES"], "-c",
                    f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"], check=True, capture_output=True)
    for _ in range(20):
        answer = broken.citizen.get("/api/v1/cases")
        if answer.status != 200:
            broken.expect_fault("the database ended the connections", answer)


def mended(attack, broken):
    citizen = broken.patient
    attack.expect(citizen.get("/api/v1/cases").status == 200, "it does not go on when the tables are back", citizen.get("/api/v1/cases"))
    answer = citizen.get(f"/api/v1/files/{broken.file_id}")
    attack.expect(answer.status == 200 and answer.body == broken.content, "it does not go on when the file is back", answer)
    attack.expect(citizen.upload("c.pdf", papers.pdf("after"), "application/pdf").status == 201, "it does not take files when the folder is back", "")
