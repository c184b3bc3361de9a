# run [--port N] [--data DIR] [--dev]
# Builds everything and starts the platform with the demonstration data; prints the address and the accounts.
#
#   --port N     the port to listen on (default 8080, or the next free one)
#   --data DIR   where the database, files and keys live (default run/); kept between runs
#   --dev        the quick build (preset dev) instead of the release build
#
# Stop it with Ctrl-C: what is being answered is finished first.

port='' data=run preset=release
while [ $# -gt 0 ]; do
  case $1 in
    --port) port=${2:?--port needs a number}; shift 2 ;;
    --data) data=${2:?--data needs a folder}; shift 2 ;;
    --dev) preset=dev; shift ;;
    *) die "run: unknown option $1 (see ./tb help run)" ;;
  esac
done
if [ -n "$port" ]; then
  [[ $port =~ ^[0-9]+$ ]] || die "--port needs a number, not $port"
  port_taken "$port" && die "port $port is taken"
fi

[ -x "build/$preset/tongban" ] || say "the first build takes about ten minutes on two cores; later ones take seconds"
install_packages build
install_web_tools
build_web
build_preset "$preset" tongban
tongban=build/$preset/tongban

mkdir -p "$data"
say "preparing the data in $data"
"$tongban" migrate --data "$data" >&2
accounts=$("$tongban" demo --data "$data")

[ -n "$port" ] || port=$(free_port 8080)
"$tongban" serve --data "$data" --port "$port" --web web/dist &
server=$!
trap 'kill -TERM $server 2>/dev/null' INT TERM
for _ in $(seq 100); do
  kill -0 $server 2>/dev/null || { wait $server || true; die "the server stopped; its log is above"; }
  [ "$(http_status "$port" /health/ready 2>/dev/null)" = 200 ] && break
  sleep 0.1
done
printf '\n%s\n\n  http://localhost:%s/\n\n' "$accounts" "$port"

status=0
while kill -0 $server 2>/dev/null; do wait $server && status=0 || status=$?; done
case $status in 130 | 143) status=0 ;; esac
exit $status
