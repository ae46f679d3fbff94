#!/usr/bin/env bash
# The interface against its own OpenAPI description, by schemathesis: thousands of requests, fitting and unfitting ones,
# to the real program on a collection of the example's reports. Fails on any finding.
#
#   run.sh [PROGRAM]
#
# PROGRAM is the twosource to serve; without it the workspace's own is built. Needs Python 3.10 or later, and its package
# index for the first run. Environment: PYTHON, VENV (where schemathesis is installed), SECONDS_OF_FUZZING.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}

# Pinned: another release finds other things, and a change of ours is not to be blamed for it.
version=4.32.5
venv=${VENV:-$target/schemathesis-$version}
if [ ! -x "$venv/bin/schemathesis" ]; then
    "${PYTHON:-python3}" -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check "schemathesis==$version"
fi

program=${1:-}
if [ -z "$program" ]; then
    cargo build --manifest-path "$root/Cargo.toml" --quiet -p twosource
    program=$target/debug/twosource
fi

work=$(mktemp -d)
server=
cleanup() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    [ -z "$server" ] || wait "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT

"$program" --quiet ingest --store "$work/collection" "$root/examples/ferry"
"$program" --quiet serve --store "$work/collection" --listen 127.0.0.1:0 >"$work/address" 2>"$work/log" &
server=$!
for _ in $(seq 300); do
    [ -s "$work/address" ] && break
    kill -0 "$server" 2>/dev/null || { cat "$work/log" >&2; exit 1; }
    sleep 0.1
done
address=$(head -n 1 "$work/address")
echo "serving $address"

cd "$work"
status=0
PYTHONPATH=$here PYTHONDONTWRITEBYTECODE=1 SCHEMATHESIS_HOOKS=hooks "$venv/bin/schemathesis" --config-file "$here/schemathesis.toml" run "${address}api/v1/openapi.json" \
    --max-time "${SECONDS_OF_FUZZING:-120}" || status=$?

# Whatever was asked, it still answers, and holds what it held.
kill -0 "$server" || { echo "the server has ended" >&2; cat "$work/log" >&2; exit 1; }
"$program" --quiet stories --store "$work/collection" --json >/dev/null
if [ -s "$work/log" ]; then
    echo "the server said:" >&2
    cat "$work/log" >&2
fi
exit "$status"
