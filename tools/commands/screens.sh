# screens [--binary FILE]
# Walks the journeys of every role in the browser and keeps what the main pages look like, on a desk and on a phone, as
# pictures in docs/screens/.
#
#   --binary FILE  a program that is built already, instead of the dev preset
#
# Ends with the pictures that docs/screens/README.md does not name yet, and those it names that are not there.

binary=''
while [ $# -gt 0 ]; do
  case $1 in
    --binary) binary=${2:?--binary needs a file}; shift 2 ;;
    *) die "screens: unknown option \"$1\" (see ./tb help screens)" ;;
  esac
done
install_packages build browser
install_web_tools
(build_web)
if [ -z "$binary" ]; then
  build_preset dev tongban
  binary=build/dev/tongban
fi
status=0
TONGBAN_BINARY=$(realpath "$binary") bash tests/e2e/run.sh --screens || status=$?
diff <(cd docs/screens && ls -- *.png) <(grep -oE '[a-z0-9-]+\.png' docs/screens/README.md | sort -u) ||
  { say "docs/screens/README.md and the pictures differ"; status=1; }
exit $status
