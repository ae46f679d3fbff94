#!/usr/bin/env bash
# archive.sh PROGRAM FOLDER VENV: watches a feed of its own and takes a page in by its address, and has what was kept of them
# read by others: warcio each record, the validator of WACZ the collection.
set -euo pipefail
program=$1 folder=$2 venv=$3
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder/site"
cd "$folder/site"
"$venv/bin/python" "$here/site.py" &
server=$!
trap 'kill $server 2>/dev/null || true' EXIT
for _ in $(seq 100); do [ -s port ] && break; sleep 0.1; done
base=http://127.0.0.1:$(cat port)
store=$folder/collection
"$program" --quiet watch --once --allow-private --delay 0s --store "$store" "$base/feed.xml"
# The same page again, by another process: it is known, and its bytes are not written twice.
"$program" --quiet ingest --allow-private --store "$store" "$base/a.html"
"$venv/bin/python" "$here/archive.py" "$store/pages" a.html "$base/a.html"

"$program" --quiet export --wacz S1 --store "$store" --output "$folder/story.wacz"
"$venv/bin/wacz" validate -f "$folder/story.wacz" >"$folder/validated" || { cat "$folder/validated" >&2; exit 1; }
"$venv/bin/python" -c "import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])" "$folder/story.wacz" "$folder/wacz"
"$venv/bin/python" "$here/archive.py" "$folder/wacz/archive" a.html "$base/a.html"
# The program takes the archives back, and finds one report in them: another collection, the same address. (In the second archive
# of the folder is only that the page was as before.)
kept=("$store"/pages/*.warc.gz)
for archive in "${kept[0]}" "$folder/wacz/archive/data.warc.gz"; do
    "$program" --quiet ingest --store "$folder/again" --json "$archive" >>"$folder/taken"
done
grep -c '"outcome":"new"' "$folder/taken" | grep -qx 1 || { cat "$folder/taken" >&2; exit 1; }
"$program" --quiet export --what reports --format jsonl --store "$folder/again" >"$folder/reports"
grep -q "$base/a.html" "$folder/reports"
# The evidence inside is the story's.
"$program" --quiet export --as coders "$folder/wacz/evidence/evidence.json" >/dev/null
echo "WACZ: valid; warcio reads each record, and the bytes are those that were sent"
