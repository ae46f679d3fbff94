#!/usr/bin/env bash
# How the processor time to weigh one story grows with its reports, phase by phase, on one thread. The reports are invented and made
# as they are needed. Usage: benchmarks/growth/run.sh [REPORTS…]
set -euo pipefail
cd "$(dirname "$0")/../.."
export RAYON_NUM_THREADS=1
if [ $# -eq 0 ]; then set -- 10 30 100 300 1000; fi
cargo run --release --quiet -p twosource-evidence --example growth -- "$@"
