# What the commands of ./tb share: speaking, installing packages, building. Sourced by ./tb, never run by itself.

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }
die() { printf 'tb: %s\n' "$*" >&2; exit 1; }

# --- packages -----------------------------------------------------------------------------------------------------------

# Names in tools/packages/<list>.txt, without comments. `a|b`: either serves, `a` is installed where both are missing.
package_names() { local list; for list in "$@"; do sed -e 's/#.*//' "tools/packages/$list.txt"; done | awk 'NF { print $1 }'; }

package_missing() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" != installed ]; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else
    die "needs root to install packages: run as root once, or install sudo"
  fi
}

# Installs what the lists name and this machine lacks; asks the network nothing when nothing is missing.
install_packages() {
  local entry name missing=()
  for entry in $(package_names "$@"); do
    for name in ${entry//|/ }; do package_missing "$name" || continue 2; done
    missing+=("${entry%%|*}")
  done
  install_named "${missing[@]}"
}

install_named() {
  [ $# -gt 0 ] || return 0
  say "installing Debian packages: $*"
  case " $* " in *" postgresql-15 "*) keep_postgresql_quiet ;; esac
  apt_get update
  apt_get -y install --no-install-recommends "$@"
}

# Hundreds of lines that matter only when something goes wrong: they go to build/apt.log.
apt_get() {
  mkdir -p build
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0 "$@" >build/apt.log 2>&1 </dev/null ||
    { tail -n 30 build/apt.log >&2; die "apt-get $* failed"; }
}

# The tests start a PostgreSQL of their own; the package must not leave a system cluster and a service behind.
keep_postgresql_quiet() {
  package_missing postgresql-common || return 0
  as_root mkdir -p /etc/postgresql-common/createcluster.d
  printf 'create_main_cluster = false\n' | as_root tee /etc/postgresql-common/createcluster.d/tongban.conf >/dev/null
}

# Any Node of at least 18 that is already here serves; otherwise Debian's.
install_web_tools() {
  local major
  major=$({ node --version 2>/dev/null || true; } | sed -nE 's/^v([0-9]+).*/\1/p')
  if [ "${major:-0}" -ge 18 ] && command -v npm >/dev/null; then return 0; fi
  install_packages web
}

# --- building -----------------------------------------------------------------------------------------------------------

# Ninja rewrites one line on a terminal; in a log, every 25th step and everything that is not a step is enough.
show_progress() {
  if [ -t 2 ]; then cat >&2; else
    awk '/^\[[0-9]+\/[0-9]+\]/ { split(substr($1, 2), n, /[\/\]]/); if (n[1] % 25 && n[1] != n[2]) next } { print; fflush() }' >&2
  fi
}

configure_preset() {
  [ ! -f "build/$1/build.ninja" ] || return 0
  say "configuring build/$1"
  mkdir -p "build/$1"
  cmake --preset "$1" >"build/$1/configure.log" 2>&1 || { cat "build/$1/configure.log" >&2; die "cmake failed"; }
}

# build_preset PRESET TARGETS... builds the targets in build/PRESET.
build_preset() {
  local preset=$1 status=0
  shift
  configure_preset "$preset"
  say "building ($preset): ${*:-everything}"
  if [ -t 2 ]; then ninja -C "build/$preset" "$@" >&2 || status=$?
  else ninja -C "build/$preset" "$@" 2>&1 | show_progress || status=$?; fi
  [ $status = 0 ] || die "the build of $preset failed"
}

# The targets of build/PRESET whose names match an extended regular expression.
targets_matching() { ninja -C "build/$1" -t targets all | sed -nE "s/^($2): .*/\1/p" | sort -u; }

# Pages: `npm ci` when the lock file changed, `vite build` when a source changed. Result: web/dist.
build_web() {
  local lock sources
  [ -f web/package-lock.json ] || die "web/package-lock.json is missing"
  mkdir -p build/web
  lock=$(cat web/package.json web/package-lock.json | sha256sum)
  if [ ! -d web/node_modules ] || [ "$(cat build/web/lock.stamp 2>/dev/null)" != "$lock" ]; then
    say "installing the web packages (npm ci)"
    (cd web && npm ci --no-audit --no-fund --loglevel=error) >&2 || die "npm ci failed"
    printf '%s\n' "$lock" >build/web/lock.stamp
  fi
  if [ "${1:-}" = packages-only ]; then return 0; fi
  sources=$(find web -type d \( -name node_modules -o -name dist -o -name '.*' \) -prune -o -type f -print | LC_ALL=C sort | xargs sha256sum | sha256sum)
  if [ ! -f web/dist/index.html ] || [ "$(cat build/web/sources.stamp 2>/dev/null)" != "$sources" ]; then
    say "building the pages (vite)"
    (cd web && npm run --silent build) >build/web/build.log 2>&1 || { tail -n 40 build/web/build.log >&2; die "the build of the pages failed"; }
    printf '%s\n' "$sources" >build/web/sources.stamp
  fi
}

# --- servers ------------------------------------------------------------------------------------------------------------

port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() {
  local port=$1
  while port_taken "$port"; do port=$((port + 1)); done
  printf '%s\n' "$port"
}

# http_status PORT PATH prints the status code, by bash alone: a base system has no curl.
http_status() {
  local line
  exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
  printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$2" >&3
  IFS= read -r -t 5 line <&3 || true
  exec 3>&- 3<&-
  printf '%s\n' "$line" | awk '{ print $2 }'
}
