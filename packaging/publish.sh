#!/usr/bin/env bash
# Tries, or with --really does, the publishing of the crates that others would use by themselves.
#
#     packaging/publish.sh            # packs them and builds what is packed; sends nothing
#     packaging/publish.sh --really
#
# Where cargo-semver-checks is installed and a version is on the registry, it is held against that first.
set -euo pipefail
cd "$(dirname "$0")/.."
crates=(-p twosource-text -p twosource-language)
if cargo semver-checks --version >/dev/null 2>&1; then
    # The first version has nothing to be held against.
    if cargo info --registry crates-io twosource-language >/dev/null 2>&1; then
        cargo semver-checks "${crates[@]}"
    fi
else
    echo "cargo-semver-checks is not installed: not checked"
fi
if [ "${1:-}" = --really ]; then
    cargo publish --locked "${crates[@]}"
else
    cargo publish --locked --dry-run --allow-dirty ${PUBLISH_OPTIONS:-} "${crates[@]}"
fi
