# bench [NAME]
# Builds the release benchmarks (*_bench.cpp) and runs them, or those whose name contains NAME.

install_packages build test
configure_preset release
benches=$(targets_matching release 'tongban_[a-z_]*_bench' | grep -F -- "${1:-}" || true)
[ -n "$benches" ] || die "no benchmark matches \"${1:-}\""
# shellcheck disable=SC2086
build_preset release $benches
for bench in $benches; do say "$bench"; "build/release/$bench"; done
