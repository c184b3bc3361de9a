# run [--port N] [--data DIR] [--dev]
# Builds everything and starts the platform with the demonstration data; prints the address and the accounts.
#
#   --port N     the port to listen on (default 8080); when it is taken, the next free one
#   --data DIR   where the database, files and keys live (default run/); kept between runs
#   --dev        the quick build (preset dev) instead of the release build
#
# Stop it with Ctrl-C: what is being answered is finished first.

port=8080 data=run preset=release
while [ $# -gt 0 ]; do
  case $1 in
    --port) port=${2:?--port needs a number}; shift 2 ;;
    --data) data=${2:?--data needs a folder}; shift 2 ;;
    --dev) preset=dev; shift ;;
    *) die "run: unknown option $1 (see ./tb help run)" ;;
  esac
done
[[ $port =~ ^[0-9]{1,5}$ ]] && [ "$port" -ge 1 ] && [ "$port" -le 65535 ] || die "--port needs a number from 1 to 65535, not $port"

[ -x "build/$preset/tongban" ] || say "the first build takes about ten minutes on two cores; later ones take seconds"
install_packages build
install_web_tools
build_web
build_preset "$preset" tongban
tongban=build/$preset/tongban

mkdir -p "$data"
[ -f "$data/data/tongban.db" ] || say "filling $data with the catalogue and the demonstration accounts; this happens once"
"$tongban" demo --data "$data/data" >"$data/demo.log" 2>&1 || { cat "$data/demo.log" >&2; die "the data in $data could not be prepared"; }
# The heading and the people to begin with; the accounts of all departments are in the file.
accounts=$(sed -n '/password/,$p' "$data/demo.log" | grep -vE '^  [a-z]+[0-9]+ ')
all=$(sed -n '/password/,$p' "$data/demo.log" | grep -cE '^  [a-z]+[0-9]* +\S')

wanted=$port port=$(free_port "$port")
[ "$port" = "$wanted" ] || say "port $wanted is taken; taking $port"
TONGBAN_NODE_DEMO=true "$tongban" serve --data "$data/data" --port "$port" --web web/dist >>"$data/server.log" 2>&1 &
server=$!
trap 'kill -TERM $server 2>/dev/null' INT TERM
ready=''
for _ in $(seq 300); do
  kill -0 $server 2>/dev/null || { wait $server || true; tail -n 20 "$data/server.log" >&2; die "the server stopped; its log is $data/server.log"; }
  if [ "$(http_status "$port" /health/ready 2>/dev/null)" = 200 ]; then ready=1; break; fi
  sleep 0.1
done
[ -n "$ready" ] || say "the server is not ready after 30 seconds; its log is $data/server.log"
printf '\n%s\n\n  %s accounts in all: %s/demo.log; the log of the server: %s/server.log\n' "$accounts" "$all" "$data" "$data"
printf '\n  http://localhost:%s/        (Ctrl-C ends it)\n\n' "$port"

status=0
while kill -0 $server 2>/dev/null; do wait $server && status=0 || status=$?; done
case $status in 0 | 130 | 143) say "ended in order" ;; *) tail -n 20 "$data/server.log" >&2 ;; esac
case $status in 130 | 143) status=0 ;; esac
exit $status
