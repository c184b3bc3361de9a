# fuzz [NAME]... [--runs N | --seconds N] [--jobs N] [--keep] [--list]
# Searches for inputs that break a parser, with clang's libFuzzer and both sanitizers; the table comes last.
#
#   NAME         only these targets (all of them by default); `./tb fuzz --list` names them
#   --runs N     executions of each target (default 100000)
#   --seconds N  instead: so long each
#   --jobs N     targets at the same time (default 1)
#   --keep       copies what reaches new code into tests/fuzz/corpus/, the smallest inputs that do
#
# Goes on from the inputs of earlier runs in build/fuzz/corpus/. An input that breaks something is kept in
# build/fuzz/findings/<target>/; then the command ends with 1. Run `build/fuzz/fuzz_<target> FILE` to see it again, and
# when it is mended, put the file into tests/fuzz/corpus/<target>/, which every `./tb test` repeats.

runs=100000 seconds=0 jobs=1 keep='' list='' wanted=()
while [ $# -gt 0 ]; do
  case $1 in
    --runs | --seconds | --jobs)
      [[ ${2:-} =~ ^[1-9][0-9]*$ ]] || die "fuzz: $1 needs a number"
      case $1 in --runs) runs=$2 ;; --seconds) seconds=$2 ;; --jobs) jobs=$2 ;; esac
      shift 2 ;;
    --keep) keep=1; shift ;;
    --list) list=1; shift ;;
    -*) die "fuzz: unknown option $1 (see ./tb help fuzz)" ;;
    *) wanted+=("$1"); shift ;;
  esac
done

known=()
while IFS= read -r source; do
  source=${source##*/}
  known+=("${source%_fuzz.cpp}")
done < <(find src -name '*_fuzz.cpp' | sort)
[ -z "$list" ] || { printf '%s\n' "${known[@]}"; exit 0; }
[ ${#wanted[@]} -gt 0 ] || wanted=("${known[@]}")
for name in "${wanted[@]}"; do
  [[ " ${known[*]} " == *" $name "* ]] || die "fuzz: there is no target \"$name\" (see ./tb fuzz --list)"
done

install_packages build fuzz
build_preset fuzz "${wanted[@]/#/fuzz_}"
export ASAN_OPTIONS=${ASAN_OPTIONS:-malloc_context_size=4:quarantine_size_mb=16:detect_leaks=1}
export UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}

# Long inputs find little that short ones do not, and cost speed: bytes at most, where not 512.
longest() { case $1 in identifiers | masking | cookie) echo 96 ;; text | search | log_line) echo 192 ;; request | import | form | zip) echo 1024 ;; *) echo 512 ;; esac; }

fuzz_one() {
  local name=$1 corpus=build/fuzz/corpus/$1 findings=build/fuzz/findings/$1 options=()
  mkdir -p "$corpus" "$findings"
  if [ "$seconds" != 0 ]; then options+=("-max_total_time=$seconds"); else options+=("-runs=$runs"); fi
  [ ! -f "tests/fuzz/dict/$name.dict" ] || options+=("-dict=tests/fuzz/dict/$name.dict")
  # Half a minute for one input is a hang even on a busy machine; the replay of the corpus bounds processor time.
  "build/fuzz/fuzz_$name" "$corpus" "tests/fuzz/corpus/$name" "${options[@]}" -max_len="$(longest "$name")" -timeout=30 \
    -rss_limit_mb=2048 -artifact_prefix="$findings/" -print_final_stats=1 >"build/fuzz/$name.log" 2>&1 </dev/null
}

# One row of the table, from the log that libFuzzer wrote.
fuzz_row() {
  local name=$1 log=build/fuzz/$1.log status=$2 executions rate inputs coverage result=ok
  executions=$(sed -nE 's/^stat::number_of_executed_units: ([0-9]+).*/\1/p' "$log" | tail -n 1)
  rate=$(sed -nE 's/^stat::average_exec_per_sec: +([0-9]+).*/\1/p' "$log" | tail -n 1)
  inputs=$(grep -aoE 'corp: [0-9]+' "$log" | tail -n 1 | tr -dc 0-9) || true
  coverage=$(grep -aoE 'cov: [0-9]+' "$log" | tail -n 1 | tr -dc 0-9) || true
  if [ "$status" != 0 ]; then
    result=$(grep -aE 'what\(\)|runtime error:|^==[0-9]+==.*ERROR|^SUMMARY' "$log" | head -n 1 | cut -c 1-120) || true
    result="FOUND ${result:-exit $status, see $log}"
  fi
  printf '%-12s %12s %8s %8s %9s  %s\n' "$name" "${executions:-?}" "${rate:-?}" "${inputs:-?}" "${coverage:-?}" "$result"
}

# The smallest inputs that together reach what the whole corpus reaches join those of the repository.
keep_corpus() {
  local name=$1 chosen=build/fuzz/chosen/$1 file present
  rm -rf "$chosen"
  mkdir -p "$chosen" "tests/fuzz/corpus/$name"
  "build/fuzz/fuzz_$name" -set_cover_merge=1 -max_len="$(longest "$name")" "$chosen" "tests/fuzz/corpus/$name" "build/fuzz/corpus/$name" \
    >"build/fuzz/$name.merge.log" 2>&1 </dev/null || die "fuzz: the inputs of $name could not be merged; see build/fuzz/$name.merge.log"
  present=$(sha1sum "tests/fuzz/corpus/$name"/* 2>/dev/null) || true
  for file in "$chosen"/*; do  # named by their digest
    [[ $present == *"${file##*/}"* ]] || cp "$file" "tests/fuzz/corpus/$name/"
  done
}

pids=() failed=0
for name in "${wanted[@]}"; do
  while [ "$(jobs -rp | wc -l)" -ge "$jobs" ]; do sleep 0.2; done
  say "fuzz: $name"
  fuzz_one "$name" &
  pids+=($!)
done
statuses=()
for pid in "${pids[@]}"; do
  status=0
  wait "$pid" || status=$?
  statuses+=("$status")
  [ "$status" = 0 ] || failed=$((failed + 1))
done
if [ -n "$keep" ]; then for name in "${wanted[@]}"; do keep_corpus "$name"; done; fi
printf '\n%-12s %12s %8s %8s %9s  %s\n' target executions exec/s corpus coverage result
for i in "${!wanted[@]}"; do fuzz_row "${wanted[$i]}" "${statuses[$i]}"; done
printf '\n%d passed, %d failed\n' $((${#wanted[@]} - failed)) $failed
[ $failed = 0 ] || exit 1
