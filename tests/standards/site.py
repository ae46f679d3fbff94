"""A site with a feed and a page, in the folder where it is started; writes its port into the file "port"."""

import gzip
import http.server
import pathlib

WORDS = "The ferry lay on the sand until the evening tide, the coastguard said. " * 12
PAGE = (
    "<html><head><title>Ferry aground</title></head><body><article><h1>Ferry aground</h1>"
    f"<p>{WORDS}</p><p>All forty people on board were taken ashore.</p></article></body></html>"
)
# As it goes over the wire: what is kept has to be this, byte for byte.
SENT = gzip.compress(PAGE.encode(), mtime=0)
FEED = (
    "<rss version='2.0'><channel><title>Harbour Post</title><link>/</link><description>d</description>"
    "<item><title>Ferry aground</title><link>/a.html</link></item></channel></rss>"
)


class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        answers = {
            "/a.html": ("text/html; charset=utf-8", SENT, "gzip"),
            "/feed.xml": ("application/rss+xml", FEED.encode(), None),
        }
        kind, body, coding = answers.get(self.path, (None, b"", None))
        self.send_response(200 if kind else 404)
        if kind:
            self.send_header("Content-Type", kind)
        if coding:
            self.send_header("Content-Encoding", coding)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


pathlib.Path("a.html").write_bytes(SENT)
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
pathlib.Path("port").write_text(str(server.server_port))
server.serve_forever()
