#!/usr/bin/env bash
# The server for assistants, spoken to by a client that others wrote: the official Python SDK, over standard input and output and
# over streamable HTTP, with and without a token, in the older and the newer form of the protocol.
#
#   run.sh [PROGRAM]
#
# PROGRAM is the twosource to speak to; without it the workspace's own is built. Needs Python 3.10 or later, and its package index
# for the first run. Environment: PYTHON, VENV (where the SDK is installed).
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
