#!/bin/bash
# Proves that a machine with nothing but a base Debian 12 and this checkout can build, test and run the platform: makes a
# minimal Debian in a folder, puts a clone of the current commit in it and runs commands there. Needs root and debootstrap.
#
#   tools/bare_machine.sh FOLDER [COMMAND...]     default command: ./tb test
#
# FOLDER/base is made once; FOLDER/machine is a fresh copy each time (KEEP=1: go on with the last one).
# MIRROR chooses the mirror; BARE_CA=FILE adds certificate authorities (for networks with a proxy that signs for others).
set -euo pipefail

folder=${1:?usage: tools/bare_machine.sh FOLDER [COMMAND...]}
shift
[ $# -gt 0 ] || set -- ./tb test
[ "$(id -u)" = 0 ] || { echo "needs root" >&2; exit 1; }
checkout=$(cd "$(dirname "$0")/.." && pwd)
base=$folder/base machine=$folder/machine

if [ ! -f "$base/etc/debian_version" ]; then
  mkdir -p "$folder"
  # shellcheck disable=SC2086
  debootstrap --variant=minbase bookworm "$base" ${MIRROR:-}
fi

leave() {
  local place
  for place in dev/shm dev/pts dev sys proc; do
    if mountpoint -q "$machine/$place"; then umount -l "$machine/$place"; fi
  done
}
trap leave EXIT
leave

if [ -z "${KEEP:-}" ] || [ ! -d "$machine" ]; then
  # Never delete through a mount that leave() could not take away.
  if grep -q " $(readlink -m "$machine")/" /proc/mounts; then echo "something is still mounted in $machine" >&2; exit 1; fi
  rm -rf "$machine"
  cp -a "$base" "$machine"
fi
mount -t proc proc "$machine/proc"
mount -t sysfs -o ro sysfs "$machine/sys"
mount -t tmpfs -o mode=0755 tmpfs "$machine/dev"
mkdir -p "$machine/dev/pts" "$machine/dev/shm"
for node in "null c 1 3" "zero c 1 5" "full c 1 7" "random c 1 8" "urandom c 1 9" "tty c 5 0"; do
  # shellcheck disable=SC2086
  mknod -m 666 "$machine/dev/"${node%% *} ${node#* }
done
ln -sfn /proc/self/fd "$machine/dev/fd"
ln -sfn fd/0 "$machine/dev/stdin"
ln -sfn fd/1 "$machine/dev/stdout"
ln -sfn fd/2 "$machine/dev/stderr"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$machine/dev/pts"
ln -sfn pts/ptmx "$machine/dev/ptmx"
mount -t tmpfs tmpfs "$machine/dev/shm"

cp /etc/resolv.conf "$machine/etc/resolv.conf"
environment=(PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 TERM=dumb)
if [ -n "${BARE_CA:-}" ]; then
  mkdir -p "$machine/usr/local/share/ca-certificates"
  cp "$BARE_CA" "$machine/usr/local/share/ca-certificates/bare.pem"
  environment+=(NODE_EXTRA_CA_CERTS=/usr/local/share/ca-certificates/bare.pem)
fi

rm -rf "$machine/opt/tongban.new"
git -c advice.detachedHead=false clone -q --no-hardlinks "$checkout" "$machine/opt/tongban.new"
rm -rf "$machine/opt/tongban.new/.git"   # git is not part of a base system
if [ -d "$machine/opt/tongban" ]; then
  # Going on: keep what was built, take the new sources.
  for kept in build web/node_modules run; do
    if [ -e "$machine/opt/tongban/$kept" ]; then mkdir -p "$machine/opt/tongban.new/$(dirname "$kept")"; mv "$machine/opt/tongban/$kept" "$machine/opt/tongban.new/$kept"; fi
  done
  rm -rf "$machine/opt/tongban"
fi
mv "$machine/opt/tongban.new" "$machine/opt/tongban"

echo "bare machine: $(chroot "$machine" dpkg-query -f '.\n' -W | wc -l) packages before; running: $*"
exec_status=0
env -i "${environment[@]}" chroot "$machine" bash -c 'cd /opt/tongban && exec "$@"' bash "$@" || exec_status=$?
echo "bare machine: $(chroot "$machine" dpkg-query -f '.\n' -W | wc -l) packages after; exit status $exec_status"
exit $exec_status
