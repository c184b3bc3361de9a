"""Installations that come from elsewhere: out of a backup or a kept fixture, into a folder and a database of their own."""

import os
import re
import shutil
import subprocess
import tempfile
import time

from harness import Server


class Installation(Server):
    """A server that is not started and whose database is still empty (SQLite: not there at all)."""

    def __init__(self, binary, database, keys):
        self.binary, self.process, self.database, self.check_code, self.web = binary, None, None, None, ""
        self.folder = tempfile.mkdtemp(prefix="tongban-copy-")
        self.environment = dict(os.environ, TONGBAN_NODE_LOG_FILE=os.path.join(self.folder, "log.jsonl"),
                                TONGBAN_NODE_DEMO="true")
        if database == "postgres":
            self.database = self._new_postgres_database()
        os.mkdir(self.path("keys"), 0o700)
        shutil.copy(keys, self.path("keys", "tongban.keys"))

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def start(self):
        """Patiently: on a busy machine the database may not answer a node in the time it allows, and the node says so."""
        for attempt in range(5):
            try:
                return super().start()
            except RuntimeError:
                if attempt == 4:
                    raise
                time.sleep(3)

    def command(self, name, *more):
        """(exit code, what it printed)."""
        done = subprocess.run([self.binary, name, *self.arguments(), *more], env=self.environment,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600)
        return done.returncode, done.stdout

    def psql(self, *arguments, text=None):
        return subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", self.database, *arguments], input=text, check=True,
                              stdout=subprocess.PIPE, text=True).stdout

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def command_beside(server, name, *more):
    """A command on the data of a server of the tests, while it works; (exit code, text)."""
    done = subprocess.run([server.binary, name, *server.arguments(), *more], env=server.environment,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600)
    return done.returncode, done.stdout


def keys_of(server):
    return os.path.join(server.folder, "keys", "tongban.keys")


def table_hashes(text):
    """{table: (rows, hash)} of what `verify-backup --tables` printed."""
    return {name: (int(rows), value) for name, rows, value in re.findall(r"^  (\w+) +(\d+) rows  ([0-9a-f]{64})$", text, re.MULTILINE)}
