# drill [--cases N] [--database sqlite|postgres|both] [--kills K] [--rate R] [--timed] [--check] [--seed N]
# Rehearses a disaster: many cases, a backup under load, backups killed, a restore against the clock, every row compared.
#
#   --cases N    invented cases (10,000 unless told otherwise; a full drill has 1,000,000 and needs some 15 GB)
#   --kills K    backups that are killed at a random moment (5)
#   --rate R     applications a second while the backup is made (50)
#   --timed      also judge the times; only on a machine that has nothing else to do
#   --check      also recompute every restored case (minutes with a million)
#   --build DIR  programs that are built already, instead of the release preset
#
# Figures come last; exits with 1 when something falls short. Results: docs/reliability.md.

database=sqlite build='' options=()
while [ $# -gt 0 ]; do
  case $1 in
    --database) database=${2:-}; shift 2 || die "drill: --database needs sqlite, postgres or both" ;;
    --build) build=${2:-}; shift 2 || die "drill: --build needs a folder" ;;
    --cases | --kills | --rate | --seed)
      [[ ${2:-} =~ ^[0-9]+$ ]] || die "drill: $1 needs a number"
      options+=("$1" "$2"); shift 2 ;;
    --timed | --check) options+=("$1"); shift ;;
    *) die "drill: unknown option \"$1\" (see ./tb help drill)" ;;
  esac
done
case $database in sqlite | postgres) databases=$database ;; both) databases='sqlite postgres' ;;
  *) die "drill: --database is sqlite, postgres or both, not \"$database\"" ;; esac
install_packages build test
if [ -z "$build" ]; then
  build_preset release tongban bench_load bench_make_cases
  build=build/release
fi
case " $databases " in *" postgres "*)
  folder=$(mktemp -d /tmp/tongban-postgres.XXXXXX)
  trap 'bash tests/postgres.sh stop "$folder"; rm -rf "$folder"' EXIT
  trap 'exit 130' INT TERM
  TONGBAN_TEST_POSTGRES=$(bash tests/postgres.sh start "$folder" | tail -n 1)
  export TONGBAN_TEST_POSTGRES ;;
esac
status=0
for each in $databases; do
  say "drill on $each"
  python3 tests/upgrade/drill.py --build "$build" --database "$each" "${options[@]}" </dev/null || status=1
done
exit $status
