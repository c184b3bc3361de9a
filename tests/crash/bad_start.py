"""Starts the server in every wrong way we know, and wants each time: no start, an exit code that is not 0, no signal, and
one clear line that names what is wrong: `bad_start.py --binary B --database sqlite|postgres [--cycles N]`. Each way is one
test; from 3 cycles on it must also be told within a second. Ends with `N passed, M failed`."""

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

from verdict import Verdict, percentile, read_options

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
INSIDES = re.compile(r"terminate called|what\(\)|std::|boost|core dumped|AddressSanitizer|Assertion|\.cpp:\d")
NOBODY = 65534
PATIENCE = 60  # seconds until a start that does not end counts as one that went on


class Town:
    """A good installation that each way spoils a copy of."""

    def __init__(self, options):
        self.options = options
        self.folder = tempfile.mkdtemp(prefix="tongban-start-")
        os.chmod(self.folder, 0o755)  # other users look into it, see `as_nobody`
        self.good = os.path.join(self.folder, "good")
        self.number = 0
        self.postgres = None
        if options.database == "postgres":
            self.postgres = self._postgres_database()
        self.run(self.good, "migrate", check=True)
        # Something sealed with the keys of this installation.
        self.run(self.good, "first-admin", "verwalter", "系统管理员", words="a-long-pass-phrase\n", check=True)

    def _postgres_database(self):
        url = os.environ["TONGBAN_TEST_POSTGRES"]
        self.postgres_name = f"start_{os.getpid()}"
        subprocess.run(["psql", "-q", "-d", url, "-c", f"CREATE DATABASE {self.postgres_name}"], check=True)
        return url.rsplit("/", 1)[0] + "/" + self.postgres_name

    def arguments(self, home, **changes):
        values = {"data": os.path.join(home, "data"), "facts": os.path.join(ROOT, "data"), "database": self.postgres}
        values.update(changes)
        return [part for name, value in values.items() if value is not None for part in (f"--{name}", str(value))]

    def run(self, home, command, *more, words="", check=False, environment=None, user=None, **changes):
        done = subprocess.run([self.options.binary, command, *self.arguments(home, **changes), *more], input=words,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=PATIENCE,
                              env={**os.environ, **(environment or {})}, user=user)
        if check and done.returncode != 0:
            raise RuntimeError(f"tongban {command} ended with {done.returncode}:\n{done.stdout}")
        return done

    def home(self):
        """A copy of the good installation."""
        self.number += 1
        place = os.path.join(self.folder, f"home-{self.number}")
        shutil.copytree(self.good, place)
        return place

    def close(self):
        if self.postgres:
            subprocess.run(["psql", "-q", "-d", os.environ["TONGBAN_TEST_POSTGRES"], "-c",
                            f"DROP DATABASE {self.postgres_name} WITH (FORCE)"], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)


def serve(town, home, environment=None, user=None, more=(), **changes):
    """How the start ended: (exit code, what it said, seconds). A server that runs is ended: code None."""
    changes.setdefault("port", 0)
    changes.setdefault("web", "")
    began = time.time()
    process = subprocess.Popen([town.options.binary, "serve", *town.arguments(home, **changes), *more],
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, user=user,
                               env={**os.environ, **(environment or {})})
    said = []
    for line in process.stdout:
        said.append(line)
        if "listening on" in line:
            took = time.time() - began
            process.terminate()
            process.communicate(timeout=PATIENCE)
            return None, "".join(said), took
    code = process.wait(timeout=PATIENCE)
    return code, "".join(said), time.time() - began


def write(home, name, text):
    path = os.path.join(home, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def keys_of(home):
    return os.path.join(home, "keys", "tongban.keys")


def with_config(text):
    def way(town, home):
        return serve(town, home, config=write(home, "tongban.toml", text))
    return way


def with_environment(**variables):
    def way(town, home):
        return serve(town, home, environment=variables)
    return way


# ---- the ways ---------------------------------------------------------------------------------------------------------

def key_file_missing(town, home):
    os.unlink(keys_of(home))
    return serve(town, home)


def key_file_open_to_all(town, home):
    os.chmod(keys_of(home), 0o644)
    return serve(town, home)


def key_file_garbage(town, home):
    write(home, "keys/tongban.keys", "seal 1 this-is-no-key\n")
    return serve(town, home)


def key_file_cut(town, home):
    with open(keys_of(home), encoding="utf-8") as file:
        text = file.read()
    write(home, "keys/tongban.keys", text[:-20])
    return serve(town, home)


def key_file_empty(town, home):
    write(home, "keys/tongban.keys", "")
    return serve(town, home)


def key_of_another_installation(town, home):
    os.unlink(keys_of(home))
    town.run(home, "keys", check=True)
    return serve(town, home)


def key_file_inside_data(town, home):
    os.rename(os.path.join(home, "keys"), os.path.join(home, "data", "keys"))
    return serve(town, home, environment={"TONGBAN_NODE_KEY_FILE": os.path.join(home, "data", "keys", "tongban.keys")})


def port_taken(town, home):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        return serve(town, home, port=other.getsockname()[1])


def foreign_address(town, home):
    return serve(town, home, address="192.0.2.1")


def name_for_an_address(town, home):
    return serve(town, home, address="somewhere")


def data_folder_read_only(town, home):
    """The keys belong to who starts the server, the data to somebody else."""
    for place, _, files in os.walk(home):
        keys = place.endswith("keys")
        os.chmod(place, 0o755)
        for name in files:
            os.chmod(os.path.join(place, name), 0o600 if keys else 0o644)
            if keys:
                shutil.chown(os.path.join(place, name), NOBODY)
    return serve(town, home, user=NOBODY)


def data_folder_is_a_file(town, home):
    shutil.rmtree(os.path.join(home, "data"))
    write(home, "data", "no folder")
    return serve(town, home)


def files_folder_is_a_file(town, home):
    shutil.rmtree(os.path.join(home, "data", "files"), ignore_errors=True)
    write(home, "data/files", "no folder")
    return serve(town, home)


def change_database(town, home, *statements):
    if town.postgres:
        for statement in statements:
            subprocess.run(["psql", "-q", "-d", town.postgres, "-c", statement], check=True)
    else:
        database = sqlite3.connect(os.path.join(home, "data", "tongban.db"))
        for statement in statements:
            database.execute(statement)
        database.commit()
        database.close()


def schema_never_made(town, home):
    if town.postgres:
        return serve(town, home, database=town.postgres.rsplit("/", 1)[0] + "/postgres")
    for name in os.listdir(os.path.join(home, "data")):
        if name.startswith("tongban.db"):
            os.unlink(os.path.join(home, "data", name))
    return serve(town, home)


def schema_older(town, home):
    """As an older program left it: the newest migration is not there."""
    change_database(town, home, "UPDATE schema_migrations SET name = '0000_' || name WHERE name = "
                                "(SELECT MAX(name) FROM schema_migrations)")
    try:
        return serve(town, home)
    finally:
        change_database(town, home, "UPDATE schema_migrations SET name = SUBSTR(name, 6) WHERE name LIKE '0000_%'")


def newer_schema_is_not_migrated(town, home):
    change_database(town, home, "INSERT INTO schema_migrations (name, module, checksum, applied_at) "
                                "VALUES ('9999_later.sql', 'later', 'x', 0)")
    try:
        began = time.time()
        done = town.run(home, "migrate")
        return done.returncode, done.stdout, time.time() - began
    finally:
        change_database(town, home, "DELETE FROM schema_migrations WHERE name = '9999_later.sql'")


def edited_migration(town, home):
    change_database(town, home, "UPDATE schema_migrations SET checksum = 'x' || checksum WHERE name LIKE '0002%'")
    try:
        began = time.time()
        done = town.run(home, "migrate")
        return done.returncode, done.stdout, time.time() - began
    finally:
        change_database(town, home, "UPDATE schema_migrations SET checksum = SUBSTR(checksum, 2) WHERE name LIKE '0002%'")


def database_is_no_database(town, home):
    for name in os.listdir(os.path.join(home, "data")):
        if name.startswith("tongban.db"):
            os.unlink(os.path.join(home, "data", name))
    write(home, "data/tongban.db", "This is a letter, not a database.\n" * 100)
    return serve(town, home)


def database_in_a_missing_folder(town, home):
    return serve(town, home, database=f"sqlite:{home}/nowhere/tongban.db")


def already_served(town, home):
    """Two nodes on one embedded database would give the same ids and break its single writer."""
    first = subprocess.Popen([town.options.binary, "serve", *town.arguments(home), "--port", "0", "--web", ""],
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        for line in first.stdout:
            if "listening on" in line:
                break
        return serve(town, home)
    finally:
        first.terminate()
        first.communicate(timeout=PATIENCE)


def facts_missing(town, home):
    return serve(town, home, facts=os.path.join(home, "nowhere"))


def calendar_garbage(town, home):
    os.makedirs(os.path.join(home, "facts", "calendar"))
    write(home, "facts/calendar/work_calendar.json", "{\"years\": 3}")
    return serve(town, home, facts=os.path.join(home, "facts"))


def pages_missing(town, home):
    return serve(town, home, web=os.path.join(home, "no-pages"))


def log_that_is_a_folder(town, home):
    return serve(town, home, environment={"TONGBAN_NODE_LOG_FILE": os.path.join(home, "data")})


def certificate_missing(town, home):
    return with_environment(TONGBAN_SERVER_TLS_CERTIFICATE_FILE=f"{home}/c.pem",
                            TONGBAN_SERVER_TLS_KEY_FILE=f"{home}/k.pem")(town, home)


def certificate_garbage(town, home):
    return with_environment(TONGBAN_SERVER_TLS_CERTIFICATE_FILE=write(home, "c.pem", "no certificate"),
                            TONGBAN_SERVER_TLS_KEY_FILE=write(home, "k.pem", "no key"))(town, home)


def postgres_closed(town, home):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
    return serve(town, home, database=f"postgresql://tongban@127.0.0.1:{port}/tongban")


def postgres_silent(town, home):
    """Connects, and never says a word."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        return serve(town, home, database=f"postgresql://tongban@127.0.0.1:{other.getsockname()[1]}/tongban")


def postgres_without_the_database(town, home):
    return serve(town, home, database=town.postgres.rsplit("/", 1)[0] + "/nothing_of_this_name")


def postgres_without_the_role(town, home):
    return serve(town, home, database=town.postgres.replace("tongban@", "nobody_of_this_name@"))


def unknown_command(town, home):
    began = time.time()
    done = subprocess.run([town.options.binary, "serv"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.returncode, done.stdout, time.time() - began


def unknown_option(town, home):
    return serve(town, home, more=("--prot", "80"))


# name: (way, words that the line must have, lines it may take). Postgres that never answers is waited for (2.5 s).
WAYS = {
    "a misspelt key in the configuration": (with_config("[server]\nprot = 80\n"), ["tongban.toml:2", "`port`"], 1),
    "an unknown section": (with_config("[serve]\nport = 80\n"), ["tongban.toml:1", "`server`"], 1),
    "a text where a number belongs": (with_config("[server]\nport = \"eighty\"\n"), ["server.port", "whole number"], 1),
    "a number out of its range": (with_config("[server]\nport = 70000\n"), ["server.port", "65535"], 1),
    "a file that is no TOML": (with_config("[server\n"), ["tongban.toml:1"], 1),
    "three mistakes at once": (with_config("[server]\nprot = 1\nport = -1\n[nod]\nid = 1\n"), ["prot", "port", "nod"], 3),
    "a configuration file that is not there": (
        lambda town, home: serve(town, home, config=f"{home}/none.toml"), ["none.toml"], 1),
    "a misspelt variable of the environment": (with_environment(TONGBAN_SERVER_PROT="80"), ["TONGBAN_SERVER_PROT"], 1),
    "a node number out of range": (with_environment(TONGBAN_NODE_ID="5000"), ["node.id", "1023"], 1),
    "a DSN of another database": (
        lambda town, home: serve(town, home, environment={"TONGBAN_DATABASE_DSN": "mysql"}, database=None), ["dsn"], 1),
    "an unknown command": (unknown_command, ["subcommand", "--help"], 2),
    "an unknown option": (unknown_option, ["--prot"], 2),
    "no key file": (key_file_missing, ["tongban.keys", "tongban keys"], 1),
    "a key file that others may read": (key_file_open_to_all, ["tongban.keys", "0600"], 1),
    "a key file with garbage": (key_file_garbage, ["tongban.keys", "1"], 1),
    "a key file that was cut": (key_file_cut, ["tongban.keys"], 1),
    "an empty key file": (key_file_empty, ["tongban.keys"], 1),
    "the keys of another installation": (key_of_another_installation, ["tongban.keys"], 1),
    "keys inside the data": (key_file_inside_data, ["key_file", "data_dir"], 1),
    "a port that is taken": (port_taken, ["port", "127.0.0.1"], 1),
    "an address of another machine": (foreign_address, ["192.0.2.1"], 1),
    "a name in place of an address": (name_for_an_address, ["somewhere"], 1),
    "a data folder that is read-only": (data_folder_read_only, ["data"], 1),
    "a file in place of the data folder": (data_folder_is_a_file, ["data"], 1),
    "a file in place of the folder of uploads": (files_folder_is_a_file, ["files"], 1),
    "a database without a schema": (schema_never_made, ["tongban migrate"], 1),
    "a schema that is older than the program": (schema_older, ["tongban migrate"], 1),
    "migrating a schema that is newer than the program": (newer_schema_is_not_migrated, ["9999_later.sql"], 1),
    "migrating with an edited migration": (edited_migration, ["0002_audit.sql"], 1),
    "facts that are not there": (facts_missing, ["work_calendar.json"], 1),
    "a calendar that is none": (calendar_garbage, ["work_calendar.json"], 1),
    "pages that are not there": (pages_missing, ["no-pages"], 1),
    "a folder in place of the log": (log_that_is_a_folder, ["data"], 1),
    "a certificate that is not there": (certificate_missing, ["c.pem"], 1),
    "a certificate that is none": (certificate_garbage, ["c.pem"], 1),
    "a certificate without its key": (with_environment(TONGBAN_SERVER_TLS_CERTIFICATE_FILE="c.pem"),
                                      ["tls_key_file"], 1),
}
EMBEDDED = {
    "a database that is no database": (database_is_no_database, ["tongban.db"], 1),
    "a database in a folder that is not there": (database_in_a_missing_folder, ["nowhere"], 1),
    "a database that another node serves": (already_served, ["tongban.db"], 1),
}
POSTGRES = {
    "no PostgreSQL at the address": (postgres_closed, ["127.0.0.1", "refused"], 1),
    "a PostgreSQL that is silent": (postgres_silent, ["127.0.0.1"], 1),
    "a PostgreSQL without the database": (postgres_without_the_database, ["nothing_of_this_name"], 1),
    "a PostgreSQL without the role": (postgres_without_the_role, ["nobody_of_this_name"], 1),
}
WAITED_FOR = {"a PostgreSQL that is silent": 2.5}


def judge_way(town, verdict, name, way, words, most_lines):
    home = town.home()
    try:
        code, said, took = way(town, home)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    lines = [line for line in said.splitlines() if line.strip()]
    findings = []
    if code is None:
        findings.append("it started all the same")
    elif code <= 0:
        findings.append(f"it ended with {code}" + (f" ({signal.Signals(-code).name})" if code < 0 else ""))
    if code is not None:
        findings += [f"it does not say {word!r}" for word in words if word not in said]
        if len(lines) != most_lines:
            findings.append(f"it takes {len(lines)} lines in place of {most_lines}")
    if INSIDES.search(said):
        findings.append("it shows the inside of the program")
    if took > 1 + WAITED_FOR.get(name, 0) and town.options.timed:
        findings.append(f"it took {took:.2f} s")
    verdict.judge(f"{name}, {took:.2f} s", findings + ([said[:600]] if findings else []))
    return took


def main():
    options = read_options(__doc__, small=1, full=3)
    verdict, times = Verdict(), []
    town = Town(options)
    ways = WAYS | (POSTGRES if options.database == "postgres" else EMBEDDED)
    try:
        for _ in range(options.cycles):
            for name, (way, words, most_lines) in ways.items():
                times.append(judge_way(town, verdict, name, way, words, most_lines))
        code, said, _ = serve(town, town.home())
        verdict.judge("the good installation starts", [] if code is None else [said])
    finally:
        town.close()
    return verdict.finish(bad_starts=len(times), median_ms=round(percentile(times, 0.5) * 1000),
                          longest_ms=round(max(times) * 1000))


if __name__ == "__main__":
    sys.exit(main())
