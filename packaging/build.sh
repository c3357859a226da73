#!/usr/bin/env bash
# Makes the released packages for x86_64 Linux from a checkout: a tarball, a .deb, checksums, and what package managers
# are told. The binary runs wherever there is glibc 2.17 or newer.
#
#   packaging/build.sh [--url URL] [--out DIR]
#
# URL is the folder that the tarball will be downloaded from; without it no package manager's file is written.
# Tools are fetched once, into $ALIERR_PACKAGING_CACHE (~/.cache/alierr-packaging): needed are cargo and python3.
set -euo pipefail
cd "$(dirname "$0")/.."

GLIBC=2.17
TARGET=x86_64-unknown-linux-gnu
ZIG=0.17.1
ZIGBUILD=0.24.1
CARGO_DEB=3.8.0

url='' out=target/packages
while [ $# -gt 0 ]; do
    case $1 in
        --url) url=$2; shift 2 ;;
        --out) out=$2; shift 2 ;;
        *) echo "packaging/build.sh [--url URL] [--out DIR]" >&2; exit 2 ;;
    esac
done
cache=${ALIERR_PACKAGING_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/alierr-packaging}
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -1)
name=alierr-$version-$TARGET
mkdir -p "$cache" "$out"
out=$(cd "$out" && pwd)
step() { printf '\n== %s\n' "$*"; "$@"; }

tools() {
    if [ ! -x "$cache/zig-$ZIG-$ZIGBUILD/bin/cargo-zigbuild" ]; then
        python3 -m venv "$cache/zig-$ZIG-$ZIGBUILD"
        "$cache/zig-$ZIG-$ZIGBUILD/bin/pip" install --quiet "ziglang==$ZIG" "cargo-zigbuild==$ZIGBUILD"
    fi
    if [ ! -x "$cache/cargo-deb-$CARGO_DEB/bin/cargo-deb" ]; then
        cargo install --quiet --locked --root "$cache/cargo-deb-$CARGO_DEB" --version "$CARGO_DEB" cargo-deb
    fi
}

# Inside the folder of the tools, zigbuild finds the zig of PyPI.
build() {
    PATH="$cache/zig-$ZIG-$ZIGBUILD/bin:$PATH" cargo zigbuild --locked --release --features mcp --target "$TARGET.$GLIBC"
}

# No symbol may be of a glibc that is newer than promised.
prove() {
    local newest
    newest=$(objdump -T "$1" | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -1)
    echo "the newest symbol is of $newest"
    [ "$(printf '%s\n' "GLIBC_$GLIBC" "$newest" | sort -V | tail -1)" = "GLIBC_$GLIBC" ]
}

# What the program prints of itself.
papers() {
    local to=target/papers
    mkdir -p "$to"
    "$1" --lang en man >"$to/alierr.1"
    "$1" --lang zh man >"$to/alierr.zh_CN.1"
    "$1" completions bash >"$to/alierr.bash"
    "$1" completions zsh >"$to/_alierr"
    "$1" completions fish >"$to/alierr.fish"
}

tarball() {
    local stage=target/stage/$name
    rm -rf "$stage"
    mkdir -p "$stage/completions" "$stage/man"
    cp "$1" LICENSE-APACHE LICENSE-MIT README.md README.zh-CN.md "$stage"
    cp target/papers/alierr.1 target/papers/alierr.zh_CN.1 "$stage/man"
    cp target/papers/alierr.bash target/papers/_alierr target/papers/alierr.fish "$stage/completions"
    tar -C target/stage --sort=name --owner=0 --group=0 --numeric-owner --mtime="@${SOURCE_DATE_EPOCH:-0}" \
        -cf - "$name" | gzip -9n >"$out/$name.tar.gz"
}

deb() {
    "$cache/cargo-deb-$CARGO_DEB/bin/cargo-deb" --no-build --no-strip --target "$TARGET" \
        --output "$out/alierr_${version}_amd64.deb"
}

# Templates with the address and the checksum of the tarball.
managers() {
    local sum file
    sum=$(sha256sum "$out/$name.tar.gz" | cut -d' ' -f1)
    for file in alierr.rb PKGBUILD; do
        sed -e "s|@URL@|${url%/}|g" -e "s|@VERSION@|$version|g" -e "s|@SHA256@|$sum|g" \
            -e "s|@NAME@|$name|g" "packaging/$file.in" >"$out/$file"
    done
    if command -v ruby >/dev/null; then ruby -c "$out/alierr.rb"; fi
    bash -n "$out/PKGBUILD"
    if command -v makepkg >/dev/null; then make_arch_package; fi
}

# From the tarball that lies here; makepkg refuses to work for root. On other systems there is no pacman to ask.
make_arch_package() {
    local room as=()
    room=$(mktemp -d)
    cp "$out/PKGBUILD" "$out/$name.tar.gz" "$room"
    if [ "$(id -u)" = 0 ]; then
        chown -R nobody "$room"
        as=(setpriv --reuid=nobody --clear-groups)
    fi
    command -v pacman >/dev/null || export PACMAN=true
    (cd "$room" && "${as[@]}" env HOME="$room" PKGEXT=.pkg.tar.gz makepkg --nodeps)
    tar -tf "$room"/alierr-bin-*.pkg.tar.gz | grep '^usr/bin/alierr$'
    rm -rf "$room"
}

step tools
step build
binary=${CARGO_TARGET_DIR:-target}/$TARGET/release/alierr
step prove "$binary"
step papers "$binary"
step tarball "$binary"
step deb
[ -z "$url" ] || step managers
(cd "$out" && sha256sum -- *.tar.gz *.deb >SHA256SUMS && cat SHA256SUMS)
