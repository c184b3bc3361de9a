# build [dev|release|asan|tsan]
# Builds the server (default: release) and the pages, installing what that needs.

case ${1:-release} in dev | release | asan | tsan) ;; *) die "build: unknown preset $1" ;; esac
install_packages build
install_web_tools
build_web
build_preset "${1:-release}" tongban
