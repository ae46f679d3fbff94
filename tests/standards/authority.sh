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
sign() { "$program" --quiet sign "$@"; }
# Holds: verify says so, with these flags.
holds() { "$program" verify "$@" "$reports" --quick --signer desk.pub --authority authority/ca.pem >told 2>&1; }
# Refuses: verify fails and says these words.
refuses() {
    local words=$1
    shift
    if "$program" verify "$@" "$reports" --quick >told 2>&1; then
        echo "was taken, and should not have been: $words" >&2
        exit 1
    fi
    grep -q "$words" told || { cat told >&2; exit 1; }
}
stamp=http://127.0.0.1:$(cat authority/port)/
sign evidence.json --key desk.pem --new-key --time-stamp "$stamp"

# OpenSSL reads the key that was made, and takes the stamp and the signature for good.
openssl pkey -in desk.pem -pubout -out desk.pub
openssl ts -verify -data evidence.json -in evidence.json.tsr -CAfile authority/ca.pem >verified 2>&1 || { cat verified >&2; exit 1; }
"$python" -c 'import json; open("signature", "wb").write(bytes.fromhex(json.load(open("evidence.json.sig"))["signature"]))'
openssl pkeyutl -verify -pubin -inkey desk.pub -rawin -in evidence.json -sigfile signature >/dev/null
holds evidence.json || { cat told >&2; exit 1; }
grep -q "^signed by " told && grep -q "an authority that is believed" told
# And a key that OpenSSL made signs here.
openssl genpkey -algorithm ed25519 -out other.pem 2>/dev/null
openssl pkey -in other.pem -pubout -out other.pub

both="--signer desk.pub --authority authority/ca.pem"
# A changed file.
for ending in "" .sig .tsr; do cp "evidence.json$ending" "changed.json$ending"; done
printf ' ' >>changed.json
refuses "signature is not of this file" changed.json $both
grep -q "time stamp is of another file" told
# A foreign key: by whom it is asked, and by whom it is signed.
refuses "signature is by" evidence.json --signer other.pub --authority authority/ca.pem
cp evidence.json foreign.json
sign foreign.json --key other.pem
refuses "signature is by" foreign.json --signer desk.pub
"$program" verify foreign.json "$reports" --quick --signer other.pub >/dev/null
# A stamp of other bytes, and one by an authority that is not believed.
"$program" --quiet export --as coders evidence.json --output numbers.csv
openssl ts -query -data numbers.csv -sha256 -cert -out query.tsq 2>/dev/null
(cd authority && openssl ts -reply -config ts.cnf -section one -queryfile ../query.tsq -out ../foreign.json.tsr 2>/dev/null)
refuses "time stamp is of another file" foreign.json --signer other.pub --authority authority/ca.pem
openssl req -x509 -config authority/ts.cnf -extensions ca -newkey rsa:2048 -nodes -keyout other.key -subj "/CN=Own root" -days 30 -out other-ca.pem 2>/dev/null
refuses "is not among those given" evidence.json --signer desk.pub --authority other-ca.pem
# None at all where one is asked for.
cp evidence.json bare.json
refuses "signature is missing" bare.json $both
grep -q "time stamp is missing" told
echo "signature and time stamp: OpenSSL takes both; what was changed or is another's is refused"
