#!/usr/bin/env bash
# archive.sh PROGRAM FOLDER VENV: watches a feed of its own, and has the kept pages checked.
set -euo pipefail
program=$1 folder=$2 venv=$3
mkdir -p "$folder/site"
cd "$folder/site"
words=$(for _ in $(seq 12); do printf 'The ferry lay on the sand until the evening tide, the coastguard said. '; done)
page() { printf '<html><head><title>%s</title></head><body><article><h1>%s</h1><p>%s</p><p>%s</p></article></body></html>' "$1" "$1" "$words" "$2"; }
page "Ferry aground" "All forty people on board were taken ashore." >a.html
"$venv/bin/python" - <<'P' &
import functools, http.server, pathlib
class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
base = f"http://127.0.0.1:{server.server_port}"
pathlib.Path("feed.xml").write_text(f"<rss version='2.0'><channel><title>Harbour Post</title><link>{base}/</link><description>d</description><item><title>Ferry aground</title><link>{base}/a.html</link></item></channel></rss>")
pathlib.Path("port").write_text(str(server.server_port))
server.serve_forever()
P
server=$!
trap 'kill $server 2>/dev/null || true' EXIT
for _ in $(seq 100); do [ -s port ] && break; sleep 0.1; done
"$program" --quiet watch --once --allow-private --delay 0s --store "$folder/collection" "http://127.0.0.1:$(cat port)/feed.xml"
"$program" --quiet export --wacz S1 --store "$folder/collection" --output "$folder/story.wacz"
"$venv/bin/wacz" validate -f "$folder/story.wacz"
unzip -p "$folder/story.wacz" archive/data.warc.gz 2>/dev/null | gzip -dc | grep -q "until the evening tide" ||
    "$venv/bin/python" -c "import gzip,sys,zipfile; assert b'until the evening tide' in gzip.decompress(zipfile.ZipFile(sys.argv[1]).read('archive/data.warc.gz'))" "$folder/story.wacz"
# The reader takes its archive back.
"$venv/bin/python" -c "import sys,zipfile; open(sys.argv[2],'wb').write(zipfile.ZipFile(sys.argv[1]).read('archive/data.warc.gz'))" "$folder/story.wacz" "$folder/back.warc.gz"
"$program" --quiet ingest --store "$folder/again" "$folder/back.warc.gz"
