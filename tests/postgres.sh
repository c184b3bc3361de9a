#!/bin/sh
# A private PostgreSQL 15 for tests, in a folder of its own.
#
#   tests/postgres.sh start DIR   makes a cluster in DIR and prints its URL, for TONGBAN_TEST_POSTGRES
#   tests/postgres.sh stop DIR    ends it and removes DIR
#
# It listens on 127.0.0.1 (a free port) and on a Unix socket, without passwords. fsync is on unless
# TONGBAN_TEST_POSTGRES_FSYNC=off, which is for tests of the API only, never for those of durability.
set -eu

bin=${TONGBAN_POSTGRES_BIN:-/usr/lib/postgresql/15/bin}
command=${1:-}
dir=${2:-}
if [ -z "$dir" ] || { [ "$command" != start ] && [ "$command" != stop ]; }; then
  sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi

# PostgreSQL refuses to run as root.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

# Where the cluster really is: below a folder that only root may enter, PostgreSQL could not reach it.
home_of() {
  if [ -f "$1/home" ]; then cat "$1/home"; else echo "$1"; fi
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

start() {
  if [ -e "$dir/url" ]; then
    echo "$dir has a cluster already; stop it first" >&2
    exit 1
  fi
  mkdir -p "$dir"
  dir=$(cd "$dir" && pwd)
  home=$dir
  if [ "$(id -u)" = 0 ] && ! runuser -u postgres -- test -x "$dir"; then
    home=$(mktemp -d /tmp/tongban_postgres.XXXXXX)
    echo "$home" >"$dir/home"
  fi
  mkdir -p "$home/data" "$home/socket"
  if [ "$(id -u)" = 0 ]; then
    chown postgres "$home/data" "$home/socket"
    [ "$home" = "$dir" ] || chmod 755 "$home"
  fi
  (cd "$home/data" && as_postgres "$bin/initdb" -D "$home/data" -U tongban --auth=trust --locale=C.UTF-8 -E UTF8 \
    --no-instructions) >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; exit 1; }
  # The path of a Unix socket may have at most 107 bytes.
  sockets="unix_socket_directories = '$home/socket'"
  [ "${#home}" -le 80 ] || sockets="unix_socket_directories = ''"
  cat >>"$home/data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
$sockets
max_connections = 200
fsync = ${TONGBAN_TEST_POSTGRES_FSYNC:-on}
logging_collector = off
CONF
  # Another program may take the port between looking and listening: try again with another.
  for attempt in 1 2 3 4 5; do
    port=$(free_port)
    if (cd "$home/data" && as_postgres "$bin/pg_ctl" start -D "$home/data" -w -t 60 -l "$home/data/server.log" \
      -o "-p $port") >"$dir/start.log" 2>&1; then
      url="postgresql://tongban@127.0.0.1:$port/postgres"
      echo "$url" | tee "$dir/url"
      return
    fi
  done
  cat "$dir/start.log" "$home/data/server.log" >&2
  exit 1
}

stop() {
  [ -d "$dir" ] || exit 0
  dir=$(cd "$dir" && pwd)
  home=$(home_of "$dir")
  if [ -f "$home/data/postmaster.pid" ]; then
    (cd "$home/data" && as_postgres "$bin/pg_ctl" stop -D "$home/data" -m fast -w -t 60) >/dev/null 2>&1 ||
      (cd "$home/data" && as_postgres "$bin/pg_ctl" stop -D "$home/data" -m immediate -w) >/dev/null
  fi
  # Only what start made: the folder may hold files of others.
  rm -rf "$home/data" "$home/socket"
  rm -f "$dir/url" "$dir/home" "$dir/initdb.log" "$dir/start.log"
  [ "$home" = "$dir" ] || rmdir "$home"
  rmdir "$dir" 2>/dev/null || true
}

"$command"
