#!/usr/bin/env bash
# Installs the .deb in a fresh Debian 11 (bullseye) and uses it there. Needs root, debootstrap and a Debian mirror.
#
#   packaging/try.sh [DIR]      DIR is where packaging/build.sh has put the packages (target/packages)
set -euo pipefail
cd "$(dirname "$0")/.."
packages=${1:-target/packages}
cache=${ALIERR_PACKAGING_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/alierr-packaging}
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
base=$cache/bullseye
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

if [ ! -e "$base/etc/debian_version" ]; then
    mkdir -p "$cache"
    rm -rf "$base.new"
    debootstrap --variant=minbase --include=man-db,bash-completion bullseye "$base.new" "$mirror"
    mv "$base.new" "$base"
fi
cp -a "$base/." "$root"
cp "$packages"/alierr_*_amd64.deb "$root/alierr.deb"
mkdir "$root/tarball"
tar -C "$root/tarball" --strip-components=1 -xf "$(ls "$packages"/alierr-*.tar.gz)"

inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 "$@"; }
holds() { printf '%-60s ' "$1"; grep -q -- "$2" && echo ok || { echo "is without: $2"; exit 1; }; }

inside getconf GNU_LIBC_VERSION
inside dpkg -i /alierr.deb
inside alierr --version | holds "the program runs" '^alierr '
inside alierr explain InvalidVpcId.NotFound | holds "a code is explained" 'InvalidVpcId.NotFound'
inside /tarball/alierr explain Throttling | holds "the tarball's program runs" 'Throttling'
inside env MANPAGER=cat man alierr | holds "the manual page is found" 'Alibaba Cloud'
inside bash -c '
    source /usr/share/bash-completion/bash_completion
    _completion_loader alierr; complete -p alierr' | holds "bash loads the completion" '_alierr'
inside sh -c 'alierr run -- sh -c "exit 7"; echo $?' | holds "run keeps the exit status" '^7$'
inside sh -c 'alierr mcp </dev/null && echo ended' | holds "mcp is built in" '^ended$'
inside dpkg -r alierr
if inside sh -c 'command -v alierr'; then exit 1; fi
