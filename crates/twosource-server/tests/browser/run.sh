#!/usr/bin/env bash
# The pages in a real browser: run.sh [FOLDER] leaves pictures in FOLDER. TWOSOURCE names the program (built where unset).
# Installs what a new machine lacks: Chromium by apt where that may be, and two packages of npm's.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../.." && pwd)
pictures=${1:-$(mktemp -d)}
mkdir -p "$pictures"
pictures=$(cd "$pictures" && pwd)

if [ -z "${CHROMIUM:-}" ]; then
    CHROMIUM=$(command -v chromium || command -v chromium-browser || true)
    if [ -z "$CHROMIUM" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core fonts-liberation >/dev/null
        CHROMIUM=$(command -v chromium)
    fi
fi
if [ -z "$CHROMIUM" ] || ! command -v npm >/dev/null; then
    echo "Chromium and Node.js are needed; install them, or name the browser in CHROMIUM" >&2
    exit 1
fi
export CHROMIUM

if [ -z "${TWOSOURCE:-}" ]; then
    (cd "$root" && cargo build --release --quiet -p twosource)
    TWOSOURCE=$(cd "$root" && cargo metadata --format-version 1 --no-deps | node -p 'JSON.parse(require("fs").readFileSync(0, "utf8")).target_directory')/release/twosource
fi
export TWOSOURCE

cd "$here"
npm install --silent --no-audit --no-fund --no-package-lock
node check.js "$root" "$pictures"
