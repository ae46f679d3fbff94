#!/usr/bin/env bash
# The Python package: lints, types, tests with the program's bytes, every example of the documentation, tables in DuckDB, polars
# and PostgreSQL, Spark on two processors, and the notebook, from a fresh virtual environment with the built wheel.
#
#     bindings/python/ci.sh [PROGRAM]
#
# Without PROGRAM the one that the workspace's tests built. Installs what it needs into the target folder. TWOSOURCE_ALL_EVENTS=1 weighs
# all events that are at hand and not every seventh; TWOSOURCE_PYTHON_PROFILE=release builds the wheel as it is released.
set -euo pipefail
cd "$(dirname "$0")"
root=$(realpath ../..)
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target}
export TWOSOURCE=$(realpath "${1:-$CARGO_TARGET_DIR/debug/twosource}")
profile=${TWOSOURCE_PYTHON_PROFILE:-dev}

say() { printf '\n-- %s\n' "$*"; }

say "format and lints of the module"
cargo fmt --check
cargo clippy --quiet --profile "$profile" -- -D warnings

say "the wheel"
tools=$CARGO_TARGET_DIR/python-tools
[ -x "$tools/bin/maturin" ] || { python3 -m venv "$tools" && "$tools/bin/pip" install --quiet 'maturin>=1.9,<2'; }
cp ../../LICENSE-* ../../models/LICENSE-en_core_web_sm .
trap 'rm -f "$root"/bindings/python/LICENSE-*' EXIT
rm -rf "$CARGO_TARGET_DIR/wheels"
"$tools/bin/maturin" build --quiet --profile "$profile" --out "$CARGO_TARGET_DIR/wheels"
wheel=$(ls "$CARGO_TARGET_DIR"/wheels/*.whl)
ls -l "$wheel"

say "a fresh virtual environment"
venv=$CARGO_TARGET_DIR/python
rm -rf "$venv"
python3 -m venv "$venv"
"$venv/bin/pip" install --quiet "$wheel" pytest mypy tqdm pyarrow pandas polars duckdb nbclient nbformat ipykernel
if command -v java >/dev/null; then
    # 400 MB.
    "$venv/bin/pip" install --quiet "${TWOSOURCE_PYSPARK:-pyspark>=4,<5}"
else
    echo "there is no Java here: nothing is tried on Spark"
fi

# PostgreSQL, where this machine may have it.
if [ ! -d /usr/lib/postgresql ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    install() { apt-get install -y --no-install-recommends postgresql >/dev/null 2>&1; }
    # A new machine has no list of packages yet.
    install || { apt-get update >/dev/null 2>&1 && install; } || echo "PostgreSQL could not be installed here"
fi

say "types"
# Those of the package as it was installed.
(cd tests && "$venv/bin/mypy" --strict --no-warn-return-any --ignore-missing-imports -p twosource)

say "tests"
# From outside the sources, so that it is the installed package that is tested.
site=$("$venv/bin/python" -c 'import twosource, pathlib; print(pathlib.Path(twosource.__file__).parent)')
TWOSOURCE_PACKAGE=$site "$venv/bin/python" -m pytest tests -rs --durations=5

say "the notebook"
"$venv/bin/python" tools/run_notebook.py "$root/examples/outlets.ipynb"
