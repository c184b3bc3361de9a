# hostile [KIND]... [--count N] [--database sqlite|postgres] [--seed N] [--size full|small] [--binary FILE]
# Attacks the interface, all of it made from the interface's own description, and ends with what was tried and found.
#
#   roles      every endpoint × every role and nobody: as the printed table says
#   foreign    somebody else's objects: as if they did not exist, for 10,000 pairs drawn by lot
#   fields     members, queries and headers that a caller has no business to send
#   states     every status × action × party: only the steps of the table
#   forgery    what a page of another site could make a browser send
#   wrong      20,000 requests that are wrong in one to three ways: no 5xx, no answer off its schema, a clean log
#   wire       framing that two servers could read differently; documents made to exhaust a parser
#   uploads    files that mean harm, and good ones
#   injection  sqlmap, level 1, over every endpoint
#   headers    the protecting headers on every kind of answer, plain and over TLS
#   hygiene    the server broken in each layer: what it says tells nothing of its inside
#   --count N  how often, for the kinds that draw lots; --seed N repeats an earlier run
#
# All kinds unless some are named; at full size unless told otherwise. Method and last results: docs/reliability.md.

kinds=() database=sqlite size=full binary='' options=()
while [ $# -gt 0 ]; do
  case $1 in
    --database) database=${2:?--database needs sqlite or postgres}; shift 2 ;;
    --size) size=${2:?--size needs small or full}; shift 2 ;;
    --binary) binary=${2:?--binary needs a file}; shift 2 ;;
    --count | --seed) options+=("$1" "${2:?$1 needs a number}"); shift 2 ;;
    [a-z]*) kinds+=("$1"); shift ;;
    *) die "hostile: unknown option \"$1\" (see ./tb help hostile)" ;;
  esac
done
case $database in sqlite | postgres) ;; *) die "hostile: --database is sqlite or postgres, not \"$database\"" ;; esac
case $size in full) options+=(--full) ;; small) ;; *) die "hostile: --size is small or full, not \"$size\"" ;; esac

install_packages build test hostile
if [ -z "$binary" ]; then
  build_preset dev tongban
  binary=build/dev/tongban
fi
if [ "$database" = postgres ]; then
  folder=$(mktemp -d /tmp/tongban-postgres.XXXXXX)
  trap 'bash tests/postgres.sh stop "$folder"; rm -rf "$folder"' EXIT
  trap 'exit 130' INT TERM
  TONGBAN_TEST_POSTGRES=$(TONGBAN_TEST_POSTGRES_FSYNC=off bash tests/postgres.sh start "$folder" | tail -n 1)
  export TONGBAN_TEST_POSTGRES
fi
python3 tests/hostile/run.py --binary "$binary" --database "$database" "${options[@]}" "${kinds[@]}"
