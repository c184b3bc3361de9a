# test [unit|fuzz|conformance|api|hostile|web|browser|arch|crash|upgrade|all]... [--asan] [--only NAME]
# Builds and runs the tests (all of them by default); the last line is "N passed, M failed".
#
#   unit      every tongban_*_test program, on SQLite and on a private PostgreSQL
#   fuzz      every input in tests/fuzz/corpus/ once more through its parser; ./tb fuzz searches for new ones
#   conformance  public kits of BPMN and DMN, where they lie in ../shared/conformance (or $TONGBAN_CONFORMANCE)
#   api       tests/api: the real program over HTTP, once on SQLite, once on PostgreSQL
#   hostile   tests/hostile at its small sizes: ./tb hostile has the same at any size
#   web       unit tests of the pages (vitest)
#   browser   tests/e2e: a journey through the pages with Chromium
#   arch      the lint rules catch what they claim to; generated files are fresh
#   crash     tests/crash at its small sizes: ./tb crash has the same at any size
#   upgrade   tests/upgrade: what earlier releases left, upgraded and restored by this program
#   --asan    unit, fuzz and api, built with address and undefined-behaviour sanitizers
#   --only N  of the unit programs, only those whose name contains N
#
# A part that could not run counts as failed. Logs are kept in build/test-logs/.

parts=() preset=dev only=''
while [ $# -gt 0 ]; do
  case $1 in
    unit | fuzz | conformance | api | hostile | web | browser | arch | crash | upgrade) parts+=("$1"); shift ;;
    all) parts+=(arch unit fuzz conformance web api hostile browser crash upgrade); shift ;;
    --asan) preset=asan TB_TEST_TIMEOUT=${TB_TEST_TIMEOUT:-3600}; shift ;;  # several times slower
    --only) only=${2:?--only needs a name}; shift 2 ;;
    *) die "test: unknown argument $1 (see ./tb help test)" ;;
  esac
done
if [ ${#parts[@]} = 0 ]; then
  if [ $preset = asan ]; then parts=(unit fuzz api); else parts=(arch unit fuzz conformance web api hostile browser crash upgrade); fi
fi
. tools/test_parts.sh
run_test_parts
