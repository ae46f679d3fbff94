//! Signatures and time stamps against OpenSSL: keys that it makes, and a time stamping authority that it is.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::Command;

use twosource_seal::{Authority, Key, Signature, Stamped, public_key, query};

fn openssl(folder: &Path, arguments: &[&str]) -> bool {
    let output = Command::new("openssl").args(arguments).current_dir(folder).output();
    match output {
        Ok(output) if output.status.success() => true,
        Ok(output) => panic!("openssl {arguments:?}: {}", String::from_utf8_lossy(&output.stderr)),
        Err(_) => false,
    }
}

const CONFIG: &str = "[tsa]\ndefault_tsa = one\n[one]\nserial = serial\ncrypto_device = builtin\nsigner_cert = tsa.pem\nsigner_key = tsa.key\nsigner_digest = sha256\ndefault_policy = 1.2.3.4.1\ndigests = sha256\naccuracy = secs:1\ness_cert_id_chain = no\ness_cert_id_alg = sha256\n[ext]\nextendedKeyUsage = critical,timeStamping\nkeyUsage = critical,digitalSignature\n[ca]\nbasicConstraints = critical,CA:TRUE\nkeyUsage = critical,keyCertSign\n[req]\ndistinguished_name = dn\n[dn]\n";

/// An authority of its own in a folder; false where there is no OpenSSL.
fn authority(folder: &Path, kind: &[&str]) -> bool {
    fs::write(folder.join("ts.cnf"), CONFIG).unwrap();
    fs::write(folder.join("serial"), "01\n").unwrap();
    let new = |name: &str| {
        let file = format!("{name}.key");
        openssl(folder, &[&["genpkey", "-out", file.as_str()], kind].concat())
    };
    new("ca")
        && new("tsa")
        && openssl(
            folder,
            &[
                "req",
                "-x509",
                "-config",
                "ts.cnf",
                "-extensions",
                "ca",
                "-key",
                "ca.key",
                "-subj",
                "/CN=Own root",
                "-days",
                "30",
                "-out",
                "ca.pem",
            ],
        )
        && openssl(
            folder,
            &[
                "req",
                "-new",
                "-config",
                "ts.cnf",
                "-key",
                "tsa.key",
                "-subj",
                "/CN=Own time",
                "-out",
                "tsa.csr",
            ],
        )
        && openssl(
            folder,
            &[
                "x509",
                "-req",
                "-in",
                "tsa.csr",
                "-CA",
                "ca.pem",
                "-CAkey",
                "ca.key",
                "-CAcreateserial",
                "-days",
                "20",
                "-extfile",
                "ts.cnf",
                "-extensions",
                "ext",
                "-out",
                "tsa.pem",
            ],
        )
}

#[test]
fn an_authority_of_ones_own_stamps_and_is_checked() {
    for kind in [
        &["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"][..],
        &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
    ] {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        if !authority(folder, kind) {
            return;
        }
        let file = b"{\"schema\": \"twosource/evidence/1\"}";
        fs::write(folder.join("file"), file).unwrap();
        fs::write(folder.join("query.tsq"), query(file, 4711)).unwrap();
        openssl(
            folder,
            &[
                "ts",
                "-reply",
                "-config",
                "ts.cnf",
                "-section",
                "one",
                "-queryfile",
                "query.tsq",
                "-out",
                "file.tsr",
            ],
        );
        // OpenSSL itself takes it for a stamp of this file.
        openssl(folder, &["ts", "-verify", "-data", "file", "-in", "file.tsr", "-CAfile", "ca.pem"]);

        let answer = fs::read(folder.join("file.tsr")).unwrap();
        let own = Authority::read(&fs::read_to_string(folder.join("ca.pem")).unwrap()).unwrap();
        let stamped = Stamped::check(&answer, file, Some(&own)).unwrap();
        assert!(
            stamped.is_believed && stamped.time.ends_with('Z') && stamped.time.len() == 20,
            "{stamped:?}"
        );
        assert!(!Stamped::check(&answer, file, None).unwrap().is_believed);
        assert!(Stamped::check(&answer, b"another file", Some(&own)).is_err());

        // Another root, and one whose certificate is for something else.
        let other = tempfile::tempdir().unwrap();
        assert!(authority(other.path(), kind));
        let others = Authority::read(&fs::read_to_string(other.path().join("ca.pem")).unwrap()).unwrap();
        let refused = Stamped::check(&answer, file, Some(&others)).unwrap_err().to_string();
        assert!(refused.contains("not among those given"), "{refused}");

        // A changed byte anywhere that counts is seen, and none is too much.
        let mut holds = 0;
        for at in 0..answer.len() {
            let mut changed = answer.clone();
            changed[at] ^= 0x55;
            holds += usize::from(Stamped::check(&changed, file, Some(&own)).is_ok());
        }
        // The words of the status, which no signature covers, may be changed.
        assert!(holds < answer.len() / 10, "{holds} of {}", answer.len());
    }
}

#[test]
fn signatures_hold_for_their_file_and_openssl_agrees() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    if !openssl(folder, &["genpkey", "-algorithm", "ed25519", "-out", "key.pem"]) {
        return;
    }
    openssl(folder, &["pkey", "-in", "key.pem", "-pubout", "-out", "public.pem"]);
    let key = Key::read(&fs::read_to_string(folder.join("key.pem")).unwrap()).unwrap();
    let public = public_key(&fs::read_to_string(folder.join("public.pem")).unwrap()).unwrap();
    assert_eq!(public, key.public());
    let file = b"{\"schema\": \"twosource/evidence/1\"}";
    let signature = Signature::of(file, &key);
    let read = Signature::read(signature.file().as_bytes()).unwrap();
    assert_eq!(read, signature);
    read.check(file, Some(&public)).unwrap();
    assert!(read.check(b"another", None).is_err());
    assert!(Key::read("no key").is_err());

    // A key that the program made: OpenSSL reads it, has the same public half, and takes its signature.
    let made = Key::generate().unwrap();
    fs::write(folder.join("own.pem"), &made).unwrap();
    openssl(folder, &["pkey", "-in", "own.pem", "-pubout", "-out", "own.pub"]);
    let own = Key::read(&made).unwrap();
    assert_eq!(public_key(&fs::read_to_string(folder.join("own.pub")).unwrap()).unwrap(), own.public());
    assert!(read.check(file, Some(&own.public())).is_err());
    let signed = Signature::of(file, &own);
    assert!(signed.check(file, Some(&own.public())).is_ok());
    let words: serde_json::Value = serde_json::from_str(&signed.file()).unwrap();
    let digits = words["signature"].as_str().unwrap();
    let raw: Vec<u8> =
        (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect();
    fs::write(folder.join("file"), file).unwrap();
    fs::write(folder.join("raw"), raw).unwrap();
    openssl(
        folder,
        &["pkeyutl", "-verify", "-pubin", "-inkey", "own.pub", "-rawin", "-in", "file", "-sigfile", "raw"],
    );
}
