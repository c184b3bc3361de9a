# check [--data DIR]
# Recomputes every state, clock and invariant from the events (tongban check) and reports differences.
#
#   --data DIR   the folder of ./tb run (default run/), or a data folder of tongban itself

data=run
while [ $# -gt 0 ]; do
  case $1 in
    --data) data=${2:?--data needs a folder}; shift 2 ;;
    *) die "check: unknown option $1 (see ./tb help check)" ;;
  esac
done
if [ -d "$data/data" ]; then data=$data/data; fi
[ -d "$data" ] || die "there is no data folder $data; ./tb run makes one"
# shellcheck disable=SC2012
binary=$(ls -t build/release/tongban build/dev/tongban 2>/dev/null | head -n 1 || true)
if [ -z "$binary" ]; then install_packages build; build_preset release tongban; binary=build/release/tongban; fi
"$binary" check --data "$data"
