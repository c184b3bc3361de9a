# bench [NAME]... [--quick] [--list]
# Measures the release build: the micro-benchmarks beside the source and the scenarios in bench/scenarios/ (all of them, or
# those whose names begin with a NAME), each figure with its target; the table comes last.
#
#   --quick    seconds instead of minutes: says whether it works, not how fast it is
#   --list     only names what could be measured
#
# Every figure is appended to build/bench/results.jsonl with commit, date, machine, load and the rate of fsync. Ends with 1
# when a figure falls short of its target. The last results and what they mean are in docs/performance.md.

names=() quick='' list=''
while [ $# -gt 0 ]; do
  case $1 in
    --quick) quick=--quick; shift ;;
    --list) list=--list; shift ;;
    -*) die "bench: unknown option $1 (see ./tb help bench)" ;;
    *) names+=("$1"); shift ;;
  esac
done
[ -z "$list" ] || exec python3 bench/run.py --list
install_packages build test bench
configure_preset release
# shellcheck disable=SC2046
build_preset release tongban bench_programs $(targets_matching release 'tongban_[a-z_]*_bench')
exec python3 bench/run.py --build build/release $quick "${names[@]}"
