# lint [RULE]...
# Checks formatting, floors, module borders, sizes, SQL placement, words, docs and generated files.
#
# Each rule lives in tools/lint/ and is proven by tests/arch/. What was tolerated when a rule came is listed in
# tools/lint/ratchet.txt: entries may only shrink or go.

install_packages lint
status=0
if [ $# = 0 ]; then
  complaints=$(mktemp)
  trap 'rm -f "$complaints"' EXIT
  find src tests bench \( -name '*.cpp' -o -name '*.h' \) -print0 |
    xargs -0 -r -P "$(nproc)" -n 20 clang-format-14 --dry-run -Werror 2>"$complaints" || status=1
  grep -oE '^[^: ]+:[0-9]+' "$complaints" | awk -F: '!seen[$1]++ { print $1 ": not formatted at line " $2 " (./tb fmt mends it)" }' || true
fi
python3 tools/lint "$@" || status=1
if [ -s "${complaints:-/dev/null}" ]; then echo "lint: and files that are not formatted, see the first lines" >&2; fi
exit $status
