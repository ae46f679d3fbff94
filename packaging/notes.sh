#!/usr/bin/env bash
# Prints what the changelog says of a version; fails where it says nothing.
#
#     packaging/notes.sh 0.2.0
set -euo pipefail
cd "$(dirname "$0")/.."
awk -v version="$1" '
    /^## / { inside = $2 == version; found = found || inside }
    inside { print }
    END { exit !found }
' CHANGELOG.md || { echo "CHANGELOG.md has no entry for $1" >&2; exit 1; }
