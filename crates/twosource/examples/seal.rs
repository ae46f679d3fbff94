//! Signs a file and checks it: `cargo run -p twosource --example seal`.

use twosource::seal::{Key, Signature};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let key = Key::read(&Key::generate()?)?;
    let file = br#"{"schema": "twosource/evidence/1", "run": {}, "reports": [], "stories": []}"#;
    let signature = Signature::of(file, &key);
    print!("{}", signature.file());
    signature.check(file, Some(&key.public()))?;
    assert!(signature.check(b"another file", None).is_err());
    Ok(())
}
