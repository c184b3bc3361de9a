"""Upgrades what earlier releases left, with the program of today: `run.py --binary build/dev/tongban --database
sqlite|postgres`. Ends with `N passed, M failed`.

For each fixture (fixtures/NAME/*.tar.xz, see make_fixture.py): `tongban upgrade` succeeds; rows that no migration was
meant to touch (changes.txt) have the hashes they had; the schema is the one a fresh installation gets; `tongban check
--files` is clean; the server serves. The backup of those days restores into this database and upgrades the same way."""

import argparse
import glob
import os
import re
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "api"))

from copies import Installation, table_hashes  # noqa: E402
from world import PASSWORD, ok  # noqa: E402


class Fixture:
    """One kept installation, unpacked."""

    def __init__(self, archive, folder):
        self.name = os.path.basename(os.path.dirname(archive))
        self.folder = folder
        with tarfile.open(archive) as tar:
            tar.extractall(folder)  # our own archive, from our own repository
        for name in ("tongban.keys", "backup.key"):
            os.chmod(self.path(name), 0o600)
        self.key = self.path("backup.key")

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def installed(self, binary, database):
        """As it lay on the disk of those days, brought into a new place by the engine's own means."""
        copy = Installation(binary, database, self.path("tongban.keys"))
        os.makedirs(copy.path("data"), 0o700)
        os.rename(self.path("files"), copy.path("data", "files"))
        if database == "postgres":
            copy.psql("-f", self.path("dump.sql"))
        else:
            os.rename(self.path("tongban.db"), copy.path("data", "tongban.db"))
        return copy


def expected_changes(since):
    """What changes.txt says of the migrations that are not in `since`: the tables whose rows they change."""
    tables = {"schema_migrations"}
    with open(os.path.join(HERE, "changes.txt"), encoding="utf-8") as file:
        for line in file:
            words = line.split("#")[0].split()
            if words and words[0] not in since:
                tables.update(words[1:])
    return tables


def schema_of(installation):
    """The schema as text that can be compared."""
    if installation.database:
        dump = subprocess.run(["pg_dump", "--schema-only", "--no-owner", "--no-privileges", "-d", installation.database],
                              stdout=subprocess.PIPE, text=True, check=True).stdout
        # The order of a dump follows the dates of making; what it says does not.
        return sorted(part.strip() for part in re.split(r"\n--\n-- Name:.*\n--\n", re.sub(r"\\(un)?restrict .*", "", dump)))
    with sqlite3.connect(f"file:{installation.path('data', 'tongban.db')}?mode=ro", uri=True) as database:
        return sorted(str(row) for row in database.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"))


def applied(installation):
    if installation.database:
        return installation.psql("-At", "-c", "SELECT name FROM schema_migrations ORDER BY name").split()
    with sqlite3.connect(f"file:{installation.path('data', 'tongban.db')}?mode=ro", uri=True) as database:
        return [name for name, in database.execute("SELECT name FROM schema_migrations ORDER BY name")]


class Tests:
    def __init__(self, binary, database):
        self.binary, self.database = binary, database
        self.passed = self.failed = 0

    def run(self, name, test):
        try:
            test()
            self.passed += 1
            print(f"ok    {name} on {self.database}", flush=True)
        except Exception:  # noqa: BLE001 - one failing test must not hide the others
            self.failed += 1
            print(f"FAILED {name} on {self.database}\n{traceback.format_exc()}", flush=True)

    def fixture(self, archive, folder):
        return Fixture(archive, tempfile.mkdtemp(dir=folder))

    def upgraded(self, copy, key, before):
        """Upgrades and expects what every upgrade must give."""
        since = applied(copy)
        backup = copy.path("before.backup")
        code, text = copy.command("upgrade", "--backup", backup, "--key", key)
        assert code == 0, text
        if applied(copy) == since:
            assert "nothing to do" in text, text
        else:
            assert "upgrade: done" in text and os.path.exists(backup), text
        code, text = copy.command("verify-backup", before, "--key", key, "--compare")
        different = set(re.findall(r"^differs: (\w+),", text, re.MULTILINE))
        assert different <= expected_changes(since), text
        code, text = copy.command("check", "--files")
        assert code == 0, text
        with Installation(self.binary, self.database, copy.path("keys", "tongban.keys")) as fresh:
            code, text = fresh.command("migrate")
            assert code == 0, text
            assert applied(fresh) == applied(copy)
            ours, theirs = schema_of(copy), schema_of(fresh)
            assert ours == theirs, [part for part in ours + theirs if (part in ours) != (part in theirs)]

    def serves(self, copy):
        copy.start()
        person = copy.client().sign_in("zhangsan", PASSWORD)
        cases = ok(person.get("/api/v1/cases"))["cases"]
        assert len(cases) > 5, cases
        for case in cases:
            ok(person.get(f"/api/v1/cases/{case['case_id']}"))
        assert copy.stop() == 0

    def upgrade(self, archive, folder):
        """What lies on the disk, by `tongban upgrade`; its rows against the backup that was made with it."""
        kept = self.fixture(archive, folder)
        with kept.installed(self.binary, self.database) as copy:
            self.upgraded(copy, kept.key, kept.path("whole.backup"))
            self.serves(copy)

    def restore(self, archive, folder):
        """The backup of those days, made on either engine, restored by the program of today."""
        kept = self.fixture(archive, folder)
        with Installation(self.binary, self.database, kept.path("tongban.keys")) as copy:
            code, text = copy.command("restore", kept.path("whole.backup"), "--key", kept.key)
            assert code == 0, text
            code, text = copy.command("verify-backup", kept.path("whole.backup"), "--key", kept.key, "--compare", "--tables")
            assert code == 0, text
            assert table_hashes(text)["cases"][0] > 10, text
            self.upgraded(copy, kept.key, kept.path("whole.backup"))
            self.serves(copy)

    def refusal(self, archive, folder):
        """A database with a damaged file is refused before anything is changed."""
        kept = self.fixture(archive, folder)
        with kept.installed(self.binary, self.database) as copy:
            contents = [os.path.join(place, name) for place, _, names in os.walk(copy.path("data", "files")) for name in names]
            with open(contents[0], "r+b") as file:
                file.seek(40)
                file.write(b"damage")
            since = applied(copy)
            code, text = copy.command("upgrade", "--backup", copy.path("b"), "--key", kept.key)
            assert applied(copy) == since
            if "nothing to do" not in text:
                assert code == 1 and "files.corrupt" in text and "nothing was changed" in text, text
                assert not os.path.exists(copy.path("b"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--database", choices=["sqlite", "postgres"], required=True)
    options = parser.parse_args()
    tests = Tests(os.path.abspath(options.binary), options.database)
    names = sorted(os.listdir(os.path.join(HERE, "fixtures")))
    assert names, "there are no fixtures"
    with tempfile.TemporaryDirectory(prefix="tongban-upgrade-") as folder:
        for name in names:
            own = os.path.join(HERE, "fixtures", name, options.database + ".tar.xz")
            tests.run(f"upgrade {name}", lambda: tests.upgrade(own, folder))
            tests.run(f"refusal {name}", lambda: tests.refusal(own, folder))
            for archive in sorted(glob.glob(os.path.join(HERE, "fixtures", name, "*.tar.xz"))):
                engine = os.path.basename(archive).split(".")[0]
                tests.run(f"restore {name} from {engine}", lambda: tests.restore(archive, folder))
    print(f"{tests.passed} passed, {tests.failed} failed", flush=True)
    return 1 if tests.failed else 0


if __name__ == "__main__":
    sys.exit(main())
