"""Keeps the schema and data of today for the tests of upgrades to come:
`make_fixture.py --binary build/dev/tongban --name 0001-spine`, with TONGBAN_TEST_POSTGRES set.

Makes fixtures/NAME/sqlite.tar.xz and postgres.tar.xz, each a whole installation as it lies on the disk (database, files,
keys, and a backup of it by the program of that day), with a cut-down catalogue and a case in every state. Done once for
each release; a fixture is never made again, because its point is to be old."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "api"))

import harness  # noqa: E402
from copies import command_beside, keys_of  # noqa: E402
from stories import Story  # noqa: E402
from world import World  # noqa: E402

STATES = ["draft", "submitted", "received", "correcting", "accepted", "under_review", "suspended", "granted", "denied",
          "issued", "delivered", "archived", "not_accepted", "withdrawn", "terminated", "transferred"]
PLACES = ("431322000000", "370200000000")  # where the demonstration has its offices


def cut_down(facts, target):
    """The facts with few regions, departments and items: what the stories play with."""
    shutil.copytree(facts, target)

    def rewrite(name, keep):
        path = os.path.join(target, "catalog", name + ".json")
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        document["rows"] = [row for row in document["rows"] if keep(row)]
        with open(path, "w", encoding="utf-8") as file:
            json.dump(document, file, ensure_ascii=False)
        return document["rows"]

    guides = rewrite("items_guides", lambda row: "food-operate" in row["local_code"] or "民政" in row["department"]["name"])
    as_is = set()
    guangan = rewrite("items_guangan", lambda row: len(as_is) < 3 and not as_is.add(row["local_code"]))
    items = guides + guangan
    basic = {row["basic_item"] for row in items}
    rewrite("basic_items", lambda row: row["basic_code"] in basic or row["local_basic_code"] in basic)
    named = {row["department"]["name"] for row in items}
    rewrite("departments", lambda row: row["name"] in named or not row["region_code"] or (
        row["region_code"] in PLACES and any(word in row["name"] for word in ("市场监督", "民政", "公安局", "人力资源"))))
    regions = os.path.join(target, "regions", "regions.tsv")
    with open(regions, encoding="utf-8") as file:
        lines = file.readlines()
    wanted = {code[:size].ljust(12, "0") for code in (*PLACES, *(row["department"]["region_code"] for row in items))
              for size in (2, 4, 6, 9, 12)}
    with open(regions, "w", encoding="utf-8") as file:
        file.writelines(line for line in lines if line.startswith("#") or line.split("\t")[0] in wanted
                        or line.split("\t")[0].endswith("0" * 10))


def dump(server, folder):
    """The installation of an ended server, as it lies on the disk."""
    if server.database:
        with open(os.path.join(folder, "dump.sql"), "wb") as out:
            subprocess.run(["pg_dump", "--no-owner", "--no-privileges", "-d", server.database], stdout=out, check=True)
    else:
        shutil.copy(os.path.join(server.folder, "data", "tongban.db"), os.path.join(folder, "tongban.db"))
    shutil.copytree(os.path.join(server.folder, "data", "files"), os.path.join(folder, "files"))
    shutil.copy(keys_of(server), os.path.join(folder, "tongban.keys"))


def make(binary, backup_binary, database, target):
    world = World(binary, database)
    folder = tempfile.mkdtemp(prefix="tongban-fixture-")
    try:
        for state in STATES:
            story = Story(world)
            if state == "draft":
                story.fill().hand_in()
            else:
                story.to(state)
            assert story.status() == state, (state, story.status())
        assert world.server.stop() == 0
        text = world.server.check()
        assert world.server.check_code == 0, text
        world.server.binary = backup_binary
        for command in (("keys", "--backup", os.path.join(folder, "backup.key")),
                        ("backup", os.path.join(folder, "whole.backup"), "--key", os.path.join(folder, "backup.key"))):
            code, text = command_beside(world.server, *command)
            assert code == 0, text
        dump(world.server, folder)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with tarfile.open(target, "x:xz", preset=9) as archive:
            for name in sorted(os.listdir(folder)):
                archive.add(os.path.join(folder, name), name)
        print(f"{target}: {os.path.getsize(target) / 1e6:.1f} MB, {len(STATES)} cases", flush=True)
    finally:
        world.server.close()
        shutil.rmtree(folder)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--backup-binary", help="the program that makes the backup, where the first one could not")
    options = parser.parse_args()
    binary, backup_binary = (os.path.abspath(path) for path in (options.binary, options.backup_binary or options.binary))
    with tempfile.TemporaryDirectory(prefix="tongban-facts-") as root:
        cut_down(os.path.join(harness.ROOT, "data"), os.path.join(root, "data"))
        harness.ROOT = root  # where the server of the tests finds its facts
        for database in ("sqlite", "postgres"):
            make(binary, backup_binary, database, os.path.join(HERE, "fixtures", options.name, database + ".tar.xz"))


if __name__ == "__main__":
    main()
