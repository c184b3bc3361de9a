# The parts of ./tb test. Each part adds to the totals; a program that dies without a summary counts as one failure.
# Uses `parts`, `preset` and `only` of tools/commands/test.sh.

. tools/crash_campaigns.sh
total_passed=0 total_failed=0 total_skipped=0
logs=build/test-logs
postgres_folder=''

# count NAME PASSED FAILED SKIPPED STATUS LOG: adds one program to the totals and says how it went.
count() {
  local name=$1 passed=${2:-0} failed=${3:-0} skipped=${4:-0} status=$5 log=$6
  if [ "$status" != 0 ] && [ "$failed" = 0 ]; then failed=1; fi
  if [ $((passed + failed + skipped)) = 0 ]; then failed=1; printf 'ran no test\n' >>"$log"; fi
  total_passed=$((total_passed + passed)) total_failed=$((total_failed + failed)) total_skipped=$((total_skipped + skipped))
  if [ "$failed" = 0 ]; then printf '  ok    %-34s %4d passed%s\n' "$name" "$passed" "$([ "$skipped" = 0 ] || echo ", $skipped skipped")"
  else
    printf '  FAIL  %-34s %4d passed, %d failed (exit %s); the end of %s:\n' "$name" "$passed" "$failed" "$status" "$log"
    tail -n 60 "$log" | sed 's/^/        /'
  fi
}

did_not_run() { mkdir -p "$logs"; printf '%s\n' "$2" >"$logs/$1.log"; count "$1" 0 1 0 1 "$logs/$1.log"; }

# run_counted NAME COMMAND...: runs it, reads "N passed, M failed[, K skipped]" from its last such line.
run_counted() {
  local name=$1 status=0 log=$logs/$1.log line
  shift
  "$@" >"$log" 2>&1 </dev/null || status=$?
  line=$(grep -aE '^[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?$' "$log" | tail -n 1) || true
  # shellcheck disable=SC2086
  set -- $(printf '%s' "$line" | tr -dc '0-9 ')
  count "$name" "${1:-0}" "${2:-0}" "${3:-0}" "$status" "$log"
}

# doctest ends with "[doctest] test cases: 5 | 5 passed | 0 failed | 0 skipped".
run_doctest() {
  local program=$1 name status=0 log line
  name=$(basename "$program") log=$logs/$(basename "$program").log
  timeout "${TB_TEST_TIMEOUT:-600}" "$program" --no-colors=true >"$log" 2>&1 </dev/null || status=$?
  line=$(grep -aE '^\[doctest\] test cases:' "$log" | tail -n 1) || true
  number_before() { printf '%s' "$line" | sed -nE "s/.*[| ]([0-9]+) $1.*/\1/p"; }
  count "$name" "$(number_before passed)" "$(number_before failed)" "$(number_before skipped)" "$status" "$log"
}

# built PART TARGETS...: a build that fails is a failure of the part, and the other parts still run.
built() {
  local part=$1
  shift
  (build_preset "$preset" "$@") || { did_not_run "$part" "the build failed; see above"; return 1; }
}

start_postgres() {
  [ -z "$postgres_folder" ] || return 0
  [ -f tests/postgres.sh ] || { printf 'tests/postgres.sh is missing\n' >&2; return 1; }
  postgres_folder=$(mktemp -d /tmp/tongban-postgres.XXXXXX)
  trap stop_postgres EXIT
  trap 'exit 130' INT TERM
  TONGBAN_TEST_POSTGRES=$(bash tests/postgres.sh start "$postgres_folder" 2>"$logs/postgres.log" | tail -n 1) || true
  export TONGBAN_TEST_POSTGRES
  case $TONGBAN_TEST_POSTGRES in '') cat "$logs/postgres.log" >&2; return 1 ;; esac
}

stop_postgres() {
  [ -n "$postgres_folder" ] || return 0
  bash tests/postgres.sh stop "$postgres_folder" >/dev/null 2>&1 || true
  rm -rf "$postgres_folder"
  postgres_folder=''
}

part_unit() {
  local targets program
  configure_preset "$preset"
  targets=$(targets_matching "$preset" 'tongban_[a-z_]*_test')
  if [ -n "$only" ]; then targets=$(printf '%s\n' "$targets" | grep -F -- "$only" || true); fi
  [ -n "$targets" ] || { did_not_run unit "there is no unit test program to run"; return; }
  # shellcheck disable=SC2086
  built unit $targets || return 0
  start_postgres || { did_not_run postgres "a private PostgreSQL could not be started"; }
  for program in $targets; do run_doctest "build/$preset/$program"; done
}

# One test a target: a folder of inputs in tests/fuzz/corpus/, each of which must keep every promise.
part_fuzz() {
  local targets program
  configure_preset "$preset"
  targets=$(targets_matching "$preset" 'tongban_[a-z_]*_replay')
  [ -n "$targets" ] || { did_not_run fuzz "there is no program to repeat the inputs with"; return; }
  # shellcheck disable=SC2086
  built fuzz $targets || return 0
  for program in $targets; do run_counted "$program" timeout "${TB_TEST_TIMEOUT:-600}" "build/$preset/$program"; done
}

part_api() {
  local database
  [ -f tests/api/run.py ] || { did_not_run api "tests/api/run.py is missing"; return; }
  built api tongban || return 0
  start_postgres || { did_not_run postgres "a private PostgreSQL could not be started"; return; }
  for database in sqlite postgres; do
    run_counted "api_$database" timeout "${TB_TEST_TIMEOUT:-1200}" python3 tests/api/run.py --binary "build/$preset/tongban" --database $database
  done
}

# vitest ends with "Tests  12 passed | 1 failed | 2 skipped (15)", coloured unless told not to.
part_web() {
  local status=0 log=$logs/web.log line
  [ -f web/package.json ] || { did_not_run web "web/package.json is missing"; return; }
  (build_web packages-only) || { did_not_run web "the web packages could not be installed"; return; }
  (cd web && NO_COLOR=1 CI=1 timeout 600 npm test --silent) >"$log" 2>&1 </dev/null || status=$?
  line=$(sed 's/\x1b\[[0-9;]*m//g' "$log" | grep -aE '^ *Tests ' | tail -n 1) || true
  word() { printf '%s' "$line" | sed -nE "s/.*[^0-9]([0-9]+) $1.*/\1/p"; }
  count web "$(word passed)" "$(word failed)" "$(word skipped)" "$status" "$log"
}

part_browser() {
  [ -f tests/e2e/run.sh ] || { did_not_run browser "tests/e2e/run.sh is missing"; return; }
  (build_web) || { did_not_run browser "the pages could not be built"; return; }
  built browser tongban || return 0
  TONGBAN_BINARY=$TB_ROOT/build/$preset/tongban TONGBAN_WEB=$TB_ROOT/web/dist \
    run_counted browser timeout "${TB_TEST_TIMEOUT:-2400}" bash tests/e2e/run.sh
}

# The interface attacked at small sizes, with the same dice each time (./tb hostile throws new ones); on PostgreSQL the
# kinds whose answers come from the database.
part_hostile() {
  built hostile tongban || return 0
  start_postgres || { did_not_run postgres "a private PostgreSQL could not be started"; return; }
  run_counted hostile_sqlite timeout "${TB_TEST_TIMEOUT:-2400}" python3 tests/hostile/run.py --binary "build/$preset/tongban" --seed 1 --database sqlite
  run_counted hostile_postgres timeout "${TB_TEST_TIMEOUT:-2400}" python3 tests/hostile/run.py --binary "build/$preset/tongban" --seed 1 \
    --database postgres foreign wrong injection hygiene
}

# The small sizes of tests/crash/campaigns.txt.
part_crash() {
  local kind database script small full
  built crash tongban bench_load || return 0
  start_postgres || { did_not_run postgres "a private PostgreSQL could not be started"; return; }
  while read -r kind database script small full; do
    [ "$small" != - ] || continue
    run_counted "crash_${kind}_$database" timeout "${TB_TEST_TIMEOUT:-900}" python3 "tests/crash/$script" \
      --binary "build/$preset/tongban" --database "$database" --cycles "$small"
  done < <(crash_rows)
}

part_upgrade() {
  local database
  built upgrade tongban || return 0
  start_postgres || { did_not_run postgres "a private PostgreSQL could not be started"; return; }
  for database in sqlite postgres; do
    run_counted "upgrade_$database" timeout "${TB_TEST_TIMEOUT:-900}" python3 tests/upgrade/run.py --binary "build/$preset/tongban" --database $database
  done
}

# Public conformance kits that lie beside the project, where they do; what cannot pass is named with its reason.
part_conformance() {
  local kits=${TONGBAN_CONFORMANCE:-../shared/conformance}
  built conformance tongban || return 0
  run_counted conformance_bpmn timeout "${TB_TEST_TIMEOUT:-600}" python3 tests/conformance/run.py --binary "build/$preset/tongban" \
    --kit "$kits/bpmn" --known tests/conformance/bpmn_known.txt process test
  run_counted conformance_dmn timeout "${TB_TEST_TIMEOUT:-600}" python3 tests/conformance/run.py --binary "build/$preset/tongban" \
    --kit "$kits/dmn-tck" --known tests/conformance/dmn_known.txt dmn test
  run_counted processes timeout "${TB_TEST_TIMEOUT:-600}" "build/$preset/tongban" process test data/processes
}

part_arch() {
  run_counted arch python3 tests/arch/run.py
  [ -f src/app/main.cpp ] || return 0
  built generated tongban || return 0
  run_counted generated python3 tools/lint generated --binary "build/$preset/tongban" --count
}

run_test_parts() {
  local part began
  mkdir -p "$logs"
  install_packages build lint test
  case " ${parts[*]} " in *" web "* | *" browser "*) install_web_tools ;; esac
  case " ${parts[*]} " in *" browser "*) install_packages browser ;; esac
  case " ${parts[*]} " in *" crash "*) install_packages crash ;; esac
  case " ${parts[*]} " in *" hostile "*) install_packages hostile ;; esac
  for part in "${parts[@]}"; do
    say "tests: $part"
    began=$SECONDS
    "part_$part"
    say "tests: $part took $((SECONDS - began)) s"
  done
  stop_postgres
  printf '\n%d passed, %d failed%s\n' $total_passed $total_failed "$([ $total_skipped = 0 ] || echo ", $total_skipped skipped")"
  [ $total_failed = 0 ]
}
