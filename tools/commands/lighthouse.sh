# lighthouse [--binary FILE] [--runs N]
# Measures what people on a phone wait for: home, search, a guide, progress and asking, by Lighthouse with its mobile
# throttling, on the built pages and a server of its own with the demonstration data.
#
#   --binary FILE  a program that is built already, instead of the release preset
#   --runs N       times each page is measured; the median counts (3)
#
# Lighthouse is installed from npm into a temporary folder: it is no part of the product. Ends with 1 where performance or
# accessibility is below 95 or the largest contentful paint not below 1.5 s. Results: docs/performance.md.

binary='' runs=3
while [ $# -gt 0 ]; do
  case $1 in
    --binary) binary=${2:?--binary needs a file}; shift 2 ;;
    --runs) [[ ${2:-} =~ ^[0-9]+$ ]] || die "lighthouse: --runs needs a number"; runs=$2; shift 2 ;;
    *) die "lighthouse: unknown option \"$1\" (see ./tb help lighthouse)" ;;
  esac
done
install_packages build browser
install_web_tools
(build_web)
if [ -z "$binary" ]; then
  build_preset release tongban
  binary=build/release/tongban
fi
folder=${TONGBAN_LIGHTHOUSE:-}
if [ -z "$folder" ]; then
  folder=$(mktemp -d /tmp/tongban-lighthouse.XXXXXX)
  trap 'rm -rf "$folder"' EXIT
  trap 'exit 130' INT TERM
  say "installing Lighthouse into $folder"
  (cd "$folder" && npm install --no-audit --no-fund --ignore-scripts lighthouse@12.8.2 >/dev/null)
fi
TONGBAN_BINARY=$(realpath "$binary") TONGBAN_LIGHTHOUSE=$folder TONGBAN_JOURNEY=lighthouse.mjs bash tests/e2e/run.sh --runs "$runs"
