"""Reads web archives with warcio: archive.py FOLDER SENT ADDRESS. Each record's digest holds, and the address has its bytes as
they were sent, once: where it was fetched again, a record says only that."""

import pathlib
import sys

from warcio.archiveiterator import ArchiveIterator

folder, sent, address = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).read_bytes(), sys.argv[3]
kinds = []
for path in sorted(folder.glob("*.warc.gz")):
    with path.open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            headers = record.rec_headers
            if headers.get_header("WARC-Target-URI") != address:
                record.content_stream().read()
                continue
            kinds.append(record.rec_type)
            body = record.raw_stream.read()
            if record.rec_type == "response":
                assert body == sent, f"{path}: {len(body)} bytes in place of {len(sent)}"
                assert record.http_headers.get_statuscode() == "200"
            else:
                assert record.rec_type == "revisit" and body == b"", record.rec_type
                assert headers.get_header("WARC-Refers-To-Target-URI") == address
assert kinds.count("response") == 1, kinds
assert len(kinds) > 1, f"it was fetched twice: {kinds}"
