#!/usr/bin/env bash
# What `twosource export --as …` writes, against programs and vocabularies that others made: FollowTheMoney, PROV, PyLD with
# the W3C's vocabularies and IIIF's model of annotations, schema.org's vocabulary, Universal Dependencies' validator, WACZ'
# validator and warcio, OpenSSL and its time stamping authority; and the samples of NewsML-G2 against the IPTC's library.
#
#   run.sh [PROGRAM]
#
# PROGRAM is the twosource to ask; without it the workspace's own is built. Needs Python 3.10 or later, OpenSSL, npm, and the
# package indices for the first run; what it installs stays in the target folder. Environment: PYTHON, STANDARDS (the folder to
# install into).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
tools=${STANDARDS:-$target/standards}
for needed in openssl npm "${PYTHON:-python3}"; do
    command -v "$needed" >/dev/null || { echo "$needed is needed" >&2; exit 1; }
done
mkdir -p "$tools"
tools=$(cd "$tools" && pwd)

venv=$tools/venv
if ! cmp -s "$here/requirements.txt" "$tools/installed.txt"; then
    echo "installing what others made of the standards"
    rm -f "$tools/installed.txt"
    "${PYTHON:-python3}" -m venv "$venv"
    # Compiling all of it takes longer than what is used of it.
    "$venv/bin/pip" install --quiet --no-compile --disable-pip-version-check -r "$here/requirements.txt"
    # The vocabularies of the W3C, as data.
    npm install --prefix "$tools" --silent --no-audit --no-fund --no-package-lock --no-save --legacy-peer-deps \
        @vocabulary/{oa,as,dc11,foaf,rdf,rdfs}@1.0.6
    cp "$here/requirements.txt" "$tools/installed.txt"
fi

program=${1:-}
if [ -z "$program" ]; then
    cargo build --manifest-path "$root/Cargo.toml" --quiet -p twosource
    program=$target/debug/twosource
fi
program=$(realpath "$program")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PYTHONDONTWRITEBYTECODE=1

"$program" --quiet brief "$root/examples/ferry" --output "$work/evidence.json"
for standard in web-annotation prov schema-org follow-the-money plover coders conllu; do
    "$program" --quiet export --as "$standard" "$work/evidence.json" --output "$work/$standard"
done
"$venv/bin/python" -W error::UserWarning "$here/check.py" "$work" "$tools/node_modules/@vocabulary" \
    "$root/crates/twosource-reader/tests/samples"
"$venv/bin/udvalidate" --quiet --no-warnings --lang en --level 1 "$work/conllu"
echo "CoNLL-U: level 1, $(grep -c '^# sent_id' "$work/conllu") sentences"
"$here/authority.sh" "$program" "$work" "$root/examples/ferry" "$venv/bin/python"
"$here/archive.sh" "$program" "$work" "$venv"
echo "all standards hold"
