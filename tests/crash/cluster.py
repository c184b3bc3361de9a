"""PostgreSQL clusters that the crash tests own: made in a given folder, killed as a whole, continued as the standby of
another. They listen on 127.0.0.1 only, without passwords, with fsync on."""

import os
import signal
import socket
import subprocess
import time

BIN = os.environ.get("TONGBAN_POSTGRES_BIN", "/usr/lib/postgresql/15/bin")


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def as_postgres(*command, **options):
    """PostgreSQL refuses to run as root."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    return subprocess.run([*prefix, *command], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, cwd="/", **options)


class Cluster:
    """One data directory and the server on it. `folder` must be reachable for everybody."""

    def __init__(self, folder, settings=""):
        self.data, self.port, self.settings = os.path.join(folder, "data"), free_port(), settings
        self.log = os.path.join(folder, "server.log")
        os.makedirs(folder, exist_ok=True)
        os.chmod(folder, 0o755)
        if os.geteuid() == 0:
            subprocess.run(["chown", "postgres", folder], check=True)

    def make(self):
        as_postgres(f"{BIN}/initdb", "-D", self.data, "-U", "tongban", "--auth=trust", "--locale=C.UTF-8", "-E", "UTF8",
                    "--no-instructions")
        self._configure()
        self.start()
        return self

    def follow(self, primary):
        """Becomes a standby of `primary`, from a fresh copy, which loses whatever was here."""
        subprocess.run(["rm", "-rf", self.data], check=True)
        as_postgres(f"{BIN}/pg_basebackup", "-D", self.data, "-R", "-X", "stream", "-c", "fast", "-d",
                    f"host=127.0.0.1 port={primary.port} user=tongban application_name=standby")
        self._configure()
        self.start()

    def _configure(self):
        with open(os.path.join(self.data, "postgresql.conf"), "a", encoding="utf-8") as conf:
            conf.write(f"listen_addresses = '127.0.0.1'\nport = {self.port}\nunix_socket_directories = ''\n"
                       f"max_connections = 100\nlogging_collector = off\n{self.settings}\n")

    def start(self, wait=True):
        as_postgres(f"{BIN}/pg_ctl", "start", "-D", self.data, "-l", self.log, "-w" if wait else "-W", "-t", "60")

    def stop(self, mode="fast"):
        as_postgres(f"{BIN}/pg_ctl", "stop", "-D", self.data, "-m", mode, "-w", "-t", "60")

    def promote(self):
        as_postgres(f"{BIN}/pg_ctl", "promote", "-D", self.data, "-w", "-t", "60")

    def reload(self):
        as_postgres(f"{BIN}/pg_ctl", "reload", "-D", self.data)

    # ---- the processes ----------------------------------------------------------------------------------------------

    def processes(self):
        """The postmaster first; killing only that one would leave its children serving."""
        try:
            with open(os.path.join(self.data, "postmaster.pid"), encoding="ascii") as file:
                postmaster = int(file.readline())
        except (OSError, ValueError):
            return []
        out = subprocess.run(["pgrep", "-P", str(postmaster)], stdout=subprocess.PIPE, text=True, check=False).stdout
        alive = os.path.exists(f"/proc/{postmaster}")
        return ([postmaster] if alive else []) + [int(line) for line in out.split()]

    def signal(self, number):
        """To all of them, the postmaster first so that it starts nobody meanwhile."""
        for process in self.processes():
            try:
                os.kill(process, number)
            except ProcessLookupError:
                pass

    def kill(self):
        """As a machine that dies. Returns when nobody is left."""
        processes = self.processes()
        self.signal(signal.SIGSTOP)
        self.signal(signal.SIGKILL)
        until = time.time() + 30
        while any(os.path.exists(f"/proc/{process}") for process in processes) and time.time() < until:
            time.sleep(0.01)

    def running(self):
        return bool(self.processes())

    # ---- talking ----------------------------------------------------------------------------------------------------

    def url(self, database="postgres"):
        return f"postgresql://tongban@127.0.0.1:{self.port}/{database}"

    def sql(self, text, database="postgres"):
        return subprocess.run(["psql", "-XqAt", "-d", self.url(database), "-c", text], check=True, timeout=60,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True).stdout.strip()
