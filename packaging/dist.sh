#!/usr/bin/env bash
# Makes what a release has for one platform, in target/dist: an archive with the program, its man pages and completions, licences, a
# list of all it is made of (SBOM, CycloneDX), and a checksum.
#
#     packaging/dist.sh [TARGET]         # without it, this machine's own
#
# PROGRAM=… takes a program that is built already.
set -euo pipefail
cd "$(dirname "$0")/.."
host=$(rustc -vV | sed -n 's/^host: //p')
target=${1:-$host}
version=$(sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"/\1/p' Cargo.toml)
name=twosource-$version-$target
out=${CARGO_TARGET_DIR:-target}/dist
ending=
case $target in *windows*) ending=.exe ;; esac

program=${PROGRAM:-}
if [ -z "$program" ]; then
    cargo build --release --locked --bin twosource --target "$target"
    program=${CARGO_TARGET_DIR:-target}/$target/release/twosource$ending
fi

folder=$out/$name
rm -rf "$folder"
mkdir -p "$folder/completions" "$folder/man"
cp "$program" "$folder/twosource$ending"
cp README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE THIRD-PARTY.md models/LICENSE-en_core_web_sm models/LICENSES_SOURCES-en_core_web_sm "$folder"

# What the program says of itself: by itself where it runs here, else by this machine's own.
teller=$folder/twosource$ending
"$teller" --version >/dev/null 2>&1 || teller=${TELLER:?"$target does not run here: TELLER names a twosource that does"}
"$teller" man --to "$folder/man"
for shell in bash zsh fish; do
    "$teller" completions "$shell" > "$folder/completions/twosource.$shell"
done

python3 packaging/sbom.py "$target" > "$folder/sbom.cdx.json"

# The same input gives the same archive: names in order, no owner, the time of the last commit.
time=$(git log -1 --format=%ct 2>/dev/null || echo 0)
if [ -n "$ending" ]; then
    archive=$out/$name.zip
    rm -f "$archive"
    (cd "$out" && python3 -m zipfile -c "$name.zip" "$name")
else
    archive=$out/$name.tar.gz
    tar --sort=name --mtime="@$time" --owner=0 --group=0 --numeric-owner -C "$out" -cf - "$name" | gzip -n -9 > "$archive"
fi
(cd "$out" && if command -v sha256sum >/dev/null; then sha256sum "$(basename "$archive")"; else shasum -a 256 "$(basename "$archive")"; fi > "$(basename "$archive").sha256")
ls -l "$archive" "$archive.sha256"
