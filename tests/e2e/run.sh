#!/bin/bash
# The journey through the pages: a demo server of its own on a fresh data folder, Debian's Chromium, both widths. The last
# line is "N passed, M failed". With --screens the pages are kept as pictures in docs/screens/.
#
#   TONGBAN_BINARY   the program (default build/dev/tongban, else build/release/tongban)
#   TONGBAN_WEB      the built pages (default web/dist)
#   TONGBAN_JOURNEY  what is run (default journey.mjs)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
binary=${TONGBAN_BINARY:-}
journey=${TONGBAN_JOURNEY:-journey.mjs} lighthouse=${TONGBAN_LIGHTHOUSE:-}
unset TONGBAN_JOURNEY TONGBAN_LIGHTHOUSE  # the server refuses settings that it does not know
if [ -z "$binary" ]; then
  binary=$root/build/dev/tongban
  [ -x "$binary" ] || binary=$root/build/release/tongban
fi
pages=${TONGBAN_WEB:-$root/web/dist}
[ -x "$binary" ] || { printf 'e2e: no program at %s\n' "$binary" >&2; exit 1; }
[ -f "$pages/index.html" ] || { printf 'e2e: no built pages in %s\n' "$pages" >&2; exit 1; }
[ -d "$root/web/node_modules/playwright-core" ] || { printf 'e2e: run npm ci in web/ first\n' >&2; exit 1; }

data=$(mktemp -d /tmp/tongban-e2e.XXXXXX)
server=''
stop() {
  if [ -n "$server" ]; then
    kill -TERM "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$data"
}
trap stop EXIT
trap 'exit 130' INT TERM

cd "$root"
"$binary" migrate --data "$data" >"$data/migrate.log" 2>&1 || { cat "$data/migrate.log" >&2; exit 1; }
"$binary" demo --data "$data" >"$data/demo.log" 2>&1 || { cat "$data/demo.log" >&2; exit 1; }
port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
"$binary" serve --data "$data" --port "$port" --web "$pages" >"$data/serve.log" 2>&1 &
server=$!
for _ in $(seq 150); do
  kill -0 "$server" 2>/dev/null || { cat "$data/serve.log" >&2; exit 1; }
  if node -e 'fetch(process.argv[1]).then(r=>process.exit(r.ok?0:1),()=>process.exit(1))' "http://localhost:$port/health/ready"; then break; fi
  sleep 0.2
done

status=0
TONGBAN_WEB=$pages TONGBAN_ADDRESS=http://localhost:$port TONGBAN_ACCOUNTS=$data/demo.log TONGBAN_LIGHTHOUSE=$lighthouse node "$root/tests/e2e/$journey" "$@" || status=$?
if [ $status != 0 ]; then
  printf '\nthe last lines of the server:\n' >&2
  grep -v '"status":2' "$data/serve.log" | tail -n 20 >&2 || true
fi
exit $status
