#!/usr/bin/env bash
# Makes a Debian package of a program that is built already, with man pages and completions: target/dist/*.deb
#
#     packaging/deb.sh PROGRAM [ARCHITECTURE]
#
# With dpkg-deb alone, so that it is the same here and in a workflow.
set -euo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "$1")
architecture=${2:-$(dpkg --print-architecture)}
version=$(sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"/\1/p' Cargo.toml)
# The first packing of that version.
debian_version=$version-1
maintainer="The Twosource developers <noreply@twosource.invalid>"
out=${CARGO_TARGET_DIR:-target}/dist
root=$out/deb
rm -rf "$root"
share=$root/usr/share
install -D -m 755 "$program" "$root/usr/bin/twosource"
strip --strip-unneeded --remove-section=.comment --remove-section=.note "$root/usr/bin/twosource"
install -d "$share/man/man1" "$share/bash-completion/completions" "$share/zsh/vendor-completions" "$share/fish/vendor_completions.d" "$share/doc/twosource" "$root/DEBIAN"
"$program" man --to "$share/man/man1"
gzip -n -9 "$share"/man/man1/*.1
"$program" completions bash > "$share/bash-completion/completions/twosource"
"$program" completions zsh > "$share/zsh/vendor-completions/_twosource"
"$program" completions fish > "$share/fish/vendor_completions.d/twosource.fish"
gzip -n -9 -c CHANGELOG.md > "$share/doc/twosource/changelog.gz"
# The time of the last commit, so that the same commit gives the same package.
time=$(git log -1 --format=%ct 2>/dev/null || echo 0)
printf 'twosource (%s) stable; urgency=medium\n\n  * Version %s: see changelog.gz.\n\n -- %s  %s\n' \
    "$debian_version" "$version" "$maintainer" "$(LC_ALL=C date -u -R -d "@$time")" |
    gzip -n -9 > "$share/doc/twosource/changelog.Debian.gz"
{
    printf 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: twosource\n\n'
    printf 'Files: *\nCopyright: The Twosource developers\nLicense: MIT or Apache-2.0\n\n'
    printf 'Files: models/*\nCopyright: ExplosionAI GmbH\nLicense: MIT\n\n'
    printf 'License: MIT\n'
    sed 's/^$/./; s/^/ /' LICENSE-MIT
    printf '\nLicense: Apache-2.0\n On Debian systems the text is in /usr/share/common-licenses/Apache-2.0.\n'
} > "$share/doc/twosource/copyright"
cp THIRD-PARTY.md models/LICENSES_SOURCES-en_core_web_sm "$share/doc/twosource/"
chmod -R u+w,go-w "$root"
find "$share" -type f -exec chmod 644 {} +
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) > "$root/DEBIAN/md5sums"
# The oldest C library that has all that the program calls.
libc=$(objdump -T "$root/usr/bin/twosource" | grep -o 'GLIBC_[0-9.]*' | sed 's/GLIBC_//' | sort -Vu | tail -1)
size=$(du -sk --apparent-size "$root/usr" | cut -f1)
cat > "$root/DEBIAN/control" <<CONTROL
Package: twosource
Version: $debian_version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $size
Depends: libc6 (>= $libc), libgcc-s1
Section: text
Priority: optional
Description: two-source rule of newsrooms as software
 Give it the reports of an event, from any number of outlets. It tells what
 independent sources confirm, what all outlets merely repeat from one, what
 only one says, and where they disagree. Every statement leads to the exact
 characters of the report that makes it. The English model is inside; nothing
 is fetched.
CONTROL
package=$out/twosource_${debian_version}_$architecture.deb
SOURCE_DATE_EPOCH=$time dpkg-deb --root-owner-group --build "$root" "$package"
rm -rf "$root"
dpkg-deb --info "$package"
