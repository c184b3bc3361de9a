# crash kill|power [--cycles N] [--database sqlite|postgres] [--seed N]
# Kills the server, or cuts its power, again and again under load, and compares what is left with what was acknowledged.
#
#   kill         SIGKILL at random moments; 5 times unless told otherwise, on SQLite unless told otherwise
#   power        as if the plug were pulled: the disk (a loop-mounted ext4 image) keeps only what was synchronised;
#                SQLite only; needs root
#   --seed N     repeats the moments of an earlier run
#
# The method and the last results are in docs/reliability.md.

what=${1:-kill}
[ $# -gt 0 ] && shift
case $what in kill | power) ;; *) die "crash: unknown kind $what (see ./tb help crash)" ;; esac
database=sqlite options=()
while [ $# -gt 0 ]; do
  case $1 in
    --database) database=${2:?--database needs sqlite or postgres}; shift 2 ;;
    --cycles | --seed | --clients) options+=("$1" "${2:?$1 needs a number}"); shift 2 ;;
    *) die "crash: unknown option $1 (see ./tb help crash)" ;;
  esac
done
install_packages build test
build_preset dev tongban
if [ "$what" = power ]; then
  [ "$database" = sqlite ] || die "crash power: only SQLite; PostgreSQL keeps its own disk"
  exec python3 tests/crash/power_cut.py --binary build/dev/tongban "${options[@]}"
fi
if [ "$database" = postgres ]; then
  folder=$(mktemp -d /tmp/tongban-postgres.XXXXXX)
  trap 'bash tests/postgres.sh stop "$folder"; rm -rf "$folder"' EXIT
  trap 'exit 130' INT TERM
  TONGBAN_TEST_POSTGRES=$(bash tests/postgres.sh start "$folder" | tail -n 1)
  export TONGBAN_TEST_POSTGRES
fi
python3 tests/crash/kill.py --binary build/dev/tongban --database "$database" "${options[@]}"
