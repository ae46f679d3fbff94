#!/usr/bin/env bash
# Runs every scorer over the public data and prints what they print.
#
# usage: benchmarks/run.sh [DATA]     (DATA: the folder that holds bench/ and reports/, by default ../shared)
set -euo pipefail
cd "$(dirname "$0")/.."
data=${1:-../shared}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

cargo build --release --quiet
twosource=${CARGO_TARGET_DIR:-target}/release/twosource
bench=$data/bench

echo "commit $(git rev-parse --short HEAD)"

echo; echo "## attributions (polnear-dev)"
$twosource --quiet annotate "$bench/attributions/polnear-dev.jsonl" > "$out/attributions.jsonl"
python3 "$bench/score_attributions.py" "$bench/attributions/polnear-dev.jsonl" "$out/attributions.jsonl"

echo; echo "## times (aquaint)"
$twosource --quiet annotate "$bench/times/aquaint.jsonl" > "$out/times.jsonl"
python3 "$bench/score_times.py" "$bench/times/aquaint.jsonl" "$out/times.jsonl"

echo; echo "## claims, conflicts, copies (nine events)"
mkdir -p "$out/claims"
for event in "$bench"/claims/*.jsonl; do
    $twosource --quiet brief --format json "$event" > "$out/claims/$(basename "${event%.jsonl}").json"
done
python3 "$bench/score_claims.py" "$bench/claims" "$out/claims"

echo; echo "## stories (ecbplus-1-35)"
$twosource --quiet brief --format json "$bench/stories/ecbplus-1-35.jsonl" --output "$out/stories.json"
python3 - "$out/stories.json" > "$out/stories.jsonl" <<'PYTHON'
import json, sys
for story in json.load(open(sys.argv[1], encoding="utf-8"))["stories"]:
    for report in story["reports"]:
        print(json.dumps({"id": report, "story": story["id"]}))
PYTHON
python3 "$bench/score_stories.py" "$bench/stories/ecbplus-1-35.jsonl" "$out/stories.jsonl"

echo; echo "## time and memory of a brief of two reports, warm"
python3 - "$twosource" "$data/reports/summit" <<'PYTHON'
import resource, subprocess, sys, time
command = [sys.argv[1], "--quiet", "brief", "--format", "json", sys.argv[2]]
times = []
for _ in range(11):
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    times.append(time.perf_counter() - start)
times = sorted(times[1:])
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(f"median {times[len(times) // 2] * 1000:.0f} ms of {len(times)} runs, slowest {times[-1] * 1000:.0f} ms, peak memory {peak:.0f} MB")
PYTHON
