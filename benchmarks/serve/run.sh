#!/usr/bin/env bash
# How quickly `twosource serve` answers, with ten thousand stories and while reports are taken in.
#
#   benchmarks/serve/run.sh [STORIES]     prints latencies; needs wrk (Debian's package of that name) and Python
#
# The server, the load and the intake share the machine; say how many cores it has beside the figures.
set -euo pipefail
cd "$(dirname "$0")/../.."
stories=${1:-10000}
program=${TWOSOURCE:-target/release/twosource}
[ -x "$program" ] || cargo build --release -p twosource
work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT

echo "== intake of $stories stories"
python3 benchmarks/serve/generate.py "$stories" >"$work/reports.jsonl"
time "$program" ingest "$work/reports.jsonl" --store "$work/store"

"$program" serve --store "$work/store" --listen 127.0.0.1:0 >"$work/address" 2>"$work/log" &
server=$!
until [ -s "$work/address" ]; do sleep 0.1; done
address=$(cat "$work/address")
address=${address%/}

# The first story has 30 reports. Weighing it is not what is measured.
large=$("$program" stories --store "$work/store" --at-least 20 --json | python3 -c 'import json,sys; print(json.loads(sys.stdin.readline())["id"])')
until curl -sf -o /dev/null "$address/stories/$large"; do sleep 1; done

paths=("/" "/?page=100" "/stories/$large" "/stories/$large/said" "/stories/$large/sources" "/search?q=bridge" "/api/v1/stories?limit=50" "/api/v1/stories/$large")
echo "== one reader"
for path in "${paths[@]}"; do
    curl -s -o "$work/page" -w "%{http_code} %{time_starttransfer} s %{size_download} bytes  $path\n" "$address$path"
    wrk -t1 -c1 -d2s --latency "$address$path" | grep -E '50%|99%|Requests/sec|Non-2xx' | tr -s ' \n' ' '
    echo
done

echo "== 32 readers while reports are taken in"
python3 benchmarks/serve/generate.py 2000 --from "$stories" >"$work/more.jsonl"
"$program" ingest "$work/more.jsonl" --store "$work/store" >"$work/ingest" 2>&1 &
intake=$!
for path in "${paths[@]}"; do
    echo "$path"
    wrk -t2 -c32 -d4s --latency "$address$path" | grep -E '50%|99%|Requests/sec|Non-2xx|Socket errors' | tr -s ' \n' ' '
    echo
done
kill -0 "$intake" 2>/dev/null && echo "the intake went on all the time" || echo "the intake ended before the load"
wait "$intake" || true
cat "$work/ingest"
grep -E 'VmHWM' "/proc/$server/status"
