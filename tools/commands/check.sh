# check [--data DIR]
# Recomputes every state, clock and invariant from the events (tongban check) and reports differences.

data=run
while [ $# -gt 0 ]; do
  case $1 in
    --data) data=${2:?--data needs a folder}; shift 2 ;;
    *) die "check: unknown option $1" ;;
  esac
done
[ -d "$data" ] || die "there is no data folder $data"
binary=$(ls -t build/release/tongban build/dev/tongban 2>/dev/null | head -n 1)
if [ -z "$binary" ]; then install_packages build; build_preset release tongban; binary=build/release/tongban; fi
"$binary" check --data "$data"
