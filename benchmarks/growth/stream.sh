#!/usr/bin/env bash
# What grouping a new report into the stories of a collection costs as the collection grows: processor time of one thread over the
# last 1,000 reports at each size, memory of the stream, and the time to restore it. The reports are made up. Annotating them takes most of
# the time that this runs: about ten minutes of processor time for 100,000. Usage: benchmarks/growth/stream.sh [COUNT]
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo run --release --quiet -p twosource-evidence --example stream -- --grow "${1:-100000}"
