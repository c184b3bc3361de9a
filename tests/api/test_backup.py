"""Backup and restore with the real program: while people work, into either database, and every refusal."""

import os
import signal
import subprocess
import tempfile
import threading
import time

import papers
from copies import Installation, command_beside, keys_of
from stories import Story
from world import ok


class Backups:
    """A folder with a key, for one test."""

    def __init__(self, world):
        self.world, self.server = world, world.server
        self.folder = tempfile.TemporaryDirectory(prefix="tongban-backup-")
        self.key = self.path("backup.key")
        code, text = command_beside(self.server, "keys", "--backup", self.key)
        assert code == 0, text

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def make(self, name="one.backup"):
        code, text = command_beside(self.server, "backup", self.path(name), "--key", self.key)
        assert code == 0, text
        return self.path(name)

    def restored(self, path, database, keys=None):
        copy = Installation(self.server.binary, database, keys or keys_of(self.server))
        return copy, *copy.command("restore", path, "--key", self.key)


def test_a_backup_under_load_restores_into_either_database_and_serves(world):
    backups, stop, errors = Backups(world), threading.Event(), []

    def people():
        while not stop.is_set():
            try:
                Story(world, applicant=world.lisi.again()).submit()
            except Exception as failure:  # noqa: BLE001 - told below
                errors.append(failure)

    before = Story(world).submit()
    workers = [threading.Thread(target=people) for _ in range(2)]
    for worker in workers:
        worker.start()
    path = backups.make()
    stop.set()
    for worker in workers:
        worker.join()
    assert not errors, errors
    for database in ("sqlite", "postgres"):
        copy, code, text = backups.restored(path, database)
        with copy:
            assert code == 0, text
            code, text = copy.command("verify-backup", path, "--key", backups.key, "--compare")
            assert code == 0 and "good, equal to the database" in text, text
            code, text = copy.command("check", "--files")
            assert code == 0, text
            copy.start()
            view = ok(copy.client().get("/api/v1/progress", case_number=before.number, query_code=before.query_code))
            assert view == before.progress()
            assert copy.stop() == 0


def test_a_restore_refuses_what_it_must_and_leaves_the_target_as_it_was(world):
    backups = Backups(world)
    path = backups.make()
    with open(path, "rb") as file:
        good = file.read()
    other_key, foreign = backups.path("other.key"), backups.path("foreign.keys")
    for command in (("keys", "--backup", other_key), ):
        assert command_beside(world.server, *command)[0] == 0
    environment = dict(world.server.environment, TONGBAN_NODE_KEY_FILE=foreign)
    subprocess.run([world.server.binary, "keys", *world.server.arguments()], env=environment, check=True,
                   stdout=subprocess.DEVNULL)

    def refused(content, expected, key=backups.key, keys=None):
        bad = backups.path("bad.backup")
        with open(bad, "wb") as out:
            out.write(content)
        with Installation(world.server.binary, world.database, keys or keys_of(world.server)) as copy:
            code, text = copy.command("restore", bad, "--key", key)
            assert code == 2 and expected in text, text
            assert sorted(os.listdir(copy.folder)) in (["keys"], ["keys", "log.jsonl"]), os.listdir(copy.folder)
            if copy.database:
                assert copy.psql("-At", "-c", "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").strip() == "0"

    middle = len(good) // 2
    refused(good[:middle], "backup.cut_off")
    refused(good[:middle] + bytes([good[middle] ^ 1]) + good[middle + 1:], "backup.damaged")
    refused(good + b"x", "backup.damaged")
    refused(papers.pdf() * 10, "backup.not_a_backup")
    refused(good, "backup.wrong_key", key=other_key)
    refused(good, "backup.keys_differ", keys=foreign)
    refused(good[:15] + b"\x7f" + good[16:], "backup.newer_format")
    copy, code, text = backups.restored(path, world.database)
    with copy:
        assert code == 0, text
        code, text = copy.command("restore", path, "--key", backups.key)
        assert code == 2 and "backup.target_not_empty" in text, text
        assert copy.command("verify-backup", path, "--key", backups.key, "--compare")[0] == 0
    code, text = command_beside(world.server, "verify-backup", path, "--key", other_key)
    assert code == 2 and "backup.wrong_key" in text, text


def test_a_backup_that_is_killed_is_never_taken_for_a_whole_one(world):
    backups = Backups(world)
    path = backups.path("killed.backup")
    command = [world.server.binary, "backup", *world.server.arguments(), path, "--key", backups.key, "--limit", "1"]
    process = subprocess.Popen(command, env=world.server.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not os.path.exists(path + ".unfinished") or os.path.getsize(path + ".unfinished") < 1000:
        assert process.poll() is None, "the backup ended before it could be killed"
        time.sleep(0.01)
    process.send_signal(signal.SIGSTOP)  # however slow the other one is, this one is not finished before
    code, text = command_beside(world.server, "backup", path, "--key", backups.key)
    assert code == 2 and "backup.running" in text, text
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not os.path.exists(path)
    code, text = command_beside(world.server, "verify-backup", path + ".unfinished", "--key", backups.key)
    assert code == 2 and "backup.cut_off" in text, text
    assert backups.make("killed.backup") == path
    assert command_beside(world.server, "verify-backup", path, "--key", backups.key)[0] == 0
    assert not os.path.exists(path + ".unfinished")
    code, text = command_beside(world.server, "backup", path, "--key", backups.key)
    assert code == 2 and "backup.exists" in text, text


def test_a_folder_of_backups_keeps_the_newest(world):
    backups = Backups(world)
    folder = backups.path("nightly")
    os.mkdir(folder)
    for name in ("tongban-20200101000000.backup", "tongban-20210101000000.backup"):
        with open(os.path.join(folder, name), "wb"):
            pass
    code, text = command_beside(world.server, "backup", folder, "--key", backups.key, "--keep", "2")
    assert code == 0 and "removed tongban-20200101000000.backup" in text, text
    assert len(os.listdir(folder)) == 2
