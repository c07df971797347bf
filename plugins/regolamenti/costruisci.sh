#!/bin/sh
# Builds the shipped regulations and turns them into components.
#
#   costruisci.sh [folder]      default: plugins/regolamenti/componenti
#
# Exit status 3: no compiler for wasm32 here (the reason is on standard error).
# A published component never changes: raise the version of the crate instead, so that last
# year's charges can be computed again with last year's bytes.
set -eu

qui=$(cd "$(dirname "$0")" && pwd)
destinazione=${1:-$qui/componenti}
radice=$(cd "$qui/../.." && pwd)
prodotti=$radice/target/regolamenti/wasm32-unknown-unknown/release

# The guests choose their own compiler: nothing of the caller's cargo may leak in.
unset RUSTFLAGS CARGO_ENCODED_RUSTFLAGS CARGO_BUILD_TARGET CARGO_TARGET_DIR RUSTC RUSTUP_TOOLCHAIN \
    RUSTC_WRAPPER RUSTC_WORKSPACE_WRAPPER 2>/dev/null || true

ha_rustup() {
    command -v rustup >/dev/null 2>&1 || return 1
    rustup target list --installed 2>/dev/null | grep -qx wasm32-unknown-unknown ||
        rustup target add wasm32-unknown-unknown >/dev/null 2>&1
}

# Debian's compiler carries the sources of its standard library:
# apt-get install rustc-web cargo-web rust-web-src lld-22
ha_debian() {
    [ -x /usr/bin/cargo ] && [ -x /usr/bin/rustc ] && [ -d /usr/lib/rustlib/src ] &&
        lld=$(command -v wasm-ld-22 || command -v wasm-ld)
}

# Panic messages name source files: no folder of this machine may go out with a component. The
# flags are parted by a character that no path has.
separatore=$(printf '\037')
registro=${CARGO_HOME:-$HOME/.cargo}/registry/src
senza_cartelle="--remap-path-prefix=$registro=crates"
senza_cartelle="$senza_cartelle$separatore--remap-path-prefix=$radice=campanella"
# Stack, constants and heap of a call fit in the memory that the host keeps ready between calls.
pila=-Clink-arg=-zstack-size=131072
opzioni=$senza_cartelle$separatore$pila

if ha_rustup; then
    (cd "$qui" && CARGO_ENCODED_RUSTFLAGS=$opzioni cargo build --release \
        --target wasm32-unknown-unknown)
elif ha_debian; then
    (cd "$qui" && PATH=/usr/bin:$PATH RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc \
        CARGO_ENCODED_RUSTFLAGS=$opzioni \
        CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$lld /usr/bin/cargo build --release \
        --target wasm32-unknown-unknown -Zbuild-std=std,panic_abort)
else
    echo "no wasm32-unknown-unknown toolchain: neither rustup's nor Debian's (rustc-web," \
        "cargo-web, rust-web-src, lld-22)" >&2
    exit 3
fi

mkdir -p "$destinazione"
for modulo in "$prodotti"/*.wasm; do
    nome=$(basename "$modulo" .wasm)
    versione=$(sed -n 's/^version = "\(.*\)"/\1/p' "$qui/$nome/Cargo.toml" | head -n 1)
    (cd "$qui" && cargo run --quiet --package componi -- "$modulo" \
        "$destinazione/$(echo "$nome" | tr _ -)-$versione.wasm")
done
