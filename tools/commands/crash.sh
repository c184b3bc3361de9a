# crash KIND [--database sqlite|postgres|both] [--cycles N] [--seed N] [--size small|full] [--binary FILE]
# Does harm to a server under load, again and again, and compares what is left with what was acknowledged.
#
#   kill       SIGKILL at random moments
#   power      as if the plug were pulled: the disk (a loop-mounted ext4 image) keeps only what was synchronised; root
#   io         writing, synchronising and renaming fail
#   disk       the disk is full
#   gate       the network between server and PostgreSQL refuses, stalls, cuts, corrupts …
#   failover   the PostgreSQL primary dies, its standby takes over
#   clock restart duplicate races effects overload slow start     (tests/crash/campaigns.txt has the table)
#   all        every kind, one after the other; the last line sums them up
#
#   --database  both (those the kind is for) unless told otherwise
#   --cycles N  how often; the small count of the table unless told otherwise
#   --size full the full counts of the table
#   --seed N    repeats the moments of an earlier run
#   --binary F  an already built program instead of building one (overload wants bench/bench_load beside it)
#
# Exits with 1 when anything falls short. The methods and the last results are in docs/reliability.md.

. tools/crash_campaigns.sh
what=${1:-}
[ $# -gt 0 ] && shift
[ -n "$what" ] || die "crash: which kind? One of: $(crash_kinds) all"
case " $(crash_kinds) all " in
  *" $what "*) ;;
  *) die "crash: unknown kind \"$what\"; one of: $(crash_kinds) all" ;;
esac

database=both cycles='' size=small binary='' options=()
while [ $# -gt 0 ]; do
  case $1 in
    --database) database=${2:-}; shift 2 || die "crash: --database needs sqlite, postgres or both" ;;
    --size) size=${2:-}; shift 2 || die "crash: --size needs small or full" ;;
    --binary) binary=${2:-}; shift 2 || die "crash: --binary needs a file" ;;
    --cycles | --seed)
      [[ ${2:-} =~ ^[0-9]+$ ]] || die "crash: $1 needs a number"
      if [ "$1" = --cycles ]; then cycles=$2; else options+=("$1" "$2"); fi
      shift 2 ;;
    *) die "crash: unknown option \"$1\" (see ./tb help crash)" ;;
  esac
done
case $database in sqlite | postgres | both) ;; *) die "crash: --database is sqlite, postgres or both, not \"$database\"" ;; esac
case $size in small | full) ;; *) die "crash: --size is small or full, not \"$size\"" ;; esac
[ "$what" != all ] || what=''
rows=$(crash_rows "$what" | awk -v database="$database" 'database == "both" || $2 == database')
[ -n "$rows" ] || die "crash: $what is not for $database"

install_packages build test crash
if [ -z "$binary" ]; then
  build_preset dev tongban bench_load
  binary=build/dev/tongban
fi
[ -x "$binary" ] || die "crash: $binary is no program"
case " $(printf '%s' "$rows" | awk '{ printf "%s ", $2 }')" in *" postgres "*)
  folder=$(mktemp -d /tmp/tongban-postgres.XXXXXX)
  trap 'bash tests/postgres.sh stop "$folder"; rm -rf "$folder"' EXIT
  trap 'exit 130' INT TERM
  TONGBAN_TEST_POSTGRES=$(bash tests/postgres.sh start "$folder" | tail -n 1)
  export TONGBAN_TEST_POSTGRES ;;
esac

summary=() failed=0
while read -r kind base script small full; do
  count=$small
  if [ "$size" = full ] || [ "$count" = - ]; then count=$full; fi
  count=${cycles:-$count}
  say "crash: $kind on $base, $count times"
  if python3 "tests/crash/$script" --binary "$binary" --database "$base" --cycles "$count" "${options[@]}" </dev/null; then
    summary+=("ok    $kind $base ($count)")
  else
    summary+=("FAIL  $kind $base ($count)")
    failed=$((failed + 1))
  fi
done <<<"$rows"
[ ${#summary[@]} = 1 ] || printf '%s\n' '' "${summary[@]}" "$((${#summary[@]} - failed)) campaigns passed, $failed failed"
[ $failed = 0 ] || exit 1
