#!/usr/bin/env bash
# authority.sh PROGRAM FOLDER REPORTS PYTHON: signs the evidence in FOLDER, has it stamped by an authority of its own, and
# checks that `verify` takes both and refuses what was changed.
set -euo pipefail
program=$1 folder=$2 reports=$3 python=$4
cd "$folder"
mkdir -p authority
cd authority
cat >ts.cnf <<'C'
[tsa]
default_tsa = one
[one]
serial = serial
crypto_device = builtin
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[ext]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
[ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[req]
distinguished_name = dn
[dn]
C
echo 01 >serial
for name in ca tsa; do openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$name.key" 2>/dev/null; done
openssl req -x509 -config ts.cnf -extensions ca -key ca.key -subj "/CN=Own root" -days 30 -out ca.pem
openssl req -new -config ts.cnf -key tsa.key -subj "/CN=Own time" -out tsa.csr
openssl x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 20 -extfile ts.cnf -extensions ext -out tsa.pem 2>/dev/null
cat >serve.py <<'P'
import http.server, pathlib, subprocess
class Authority(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        pathlib.Path("query").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
        subprocess.run(["openssl", "ts", "-reply", "-config", "ts.cnf", "-section", "one", "-queryfile", "query", "-out", "reply"], check=True, capture_output=True)
        reply = pathlib.Path("reply").read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)
    def log_message(self, *_):
        pass
server = http.server.HTTPServer(("127.0.0.1", 0), Authority)
pathlib.Path("port").write_text(str(server.server_port))
server.serve_forever()
P
"$python" serve.py &
server=$!
trap 'kill $server 2>/dev/null || true' EXIT
for _ in $(seq 100); do [ -s port ] && break; sleep 0.1; done
cd ..
"$program" --quiet sign evidence.json --key desk.pem --new-key --time-stamp "http://127.0.0.1:$(cat authority/port)/"
openssl pkey -in desk.pem -pubout -out desk.pub
openssl ts -verify -data evidence.json -in evidence.json.tsr -CAfile authority/ca.pem >/dev/null 2>&1
"$program" verify evidence.json "$reports" --quick --signer desk.pub --authority authority/ca.pem
cp evidence.json changed.json
cp evidence.json.sig changed.json.sig
cp evidence.json.tsr changed.json.tsr
printf ' ' >>changed.json
if "$program" verify changed.json "$reports" --quick --signer desk.pub --authority authority/ca.pem 2>refused; then
    echo "a changed file was taken for the signed one" >&2
    exit 1
fi
grep -q "signature is not of this file" refused
grep -q "time stamp is of another file" refused
