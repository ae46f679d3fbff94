//! `twosource sign`: who made an evidence file, and when it was there; and the check of both.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use twosource::seal::{self, Authority, ENDINGS, Key, SealError, Signature, Stamped};

use super::args::{Sign, Verify};
use super::output::{self, Pending};
use super::terminal::Terminal;
use super::{Outcome, input};

/// Signs, stamps, or both.
pub fn run(args: &Sign, terminal: &Terminal) -> anyhow::Result<Outcome> {
    // What is no evidence file is not sealed as one.
    input::evidence_file(&args.evidence)?;
    let bytes =
        fs::read(&args.evidence).with_context(|| format!("cannot read {}", args.evidence.display()))?;
    if let Some(path) = &args.key {
        if args.new_key {
            make_key(path)?;
        }
        let file = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let key = Key::read(&file).with_context(|| path.display().to_string())?;
        write(&beside(&args.evidence, ENDINGS[0]), Signature::of(&bytes, &key).file().as_bytes())?;
        terminal.summary(&format!("signed by {}", key.public()));
    }
    if let Some(address) = &args.time_stamp {
        let answer = seal::ask_for(&bytes, address)?;
        let stamped = Stamped::check(&answer, &bytes, None)?;
        write(&beside(&args.evidence, ENDINGS[1]), &answer)?;
        terminal.summary(&format!("stamped at {}", stamped.time));
    }
    Ok(Outcome::Done)
}

/// Checks the signature and the time stamp beside an evidence file; true where both hold, or are not there and were not
/// asked for.
pub fn check(args: &Verify, terminal: &Terminal) -> anyhow::Result<bool> {
    let bytes =
        fs::read(&args.evidence).with_context(|| format!("cannot read {}", args.evidence.display()))?;
    let mut holds = true;
    let mut tell = |told: Result<String, SealError>| match told {
        Ok(words) => output::print(&format!("{words}\n")),
        Err(error) => {
            holds = false;
            terminal.error(&format!("{}: {error}", args.evidence.display()));
            Ok(())
        }
    };
    match (read(&beside(&args.evidence, ENDINGS[0]))?, &args.signer) {
        (Some(file), signer) => {
            let signer = signer.as_deref().map(key_of).transpose()?;
            let found = Signature::read(&file);
            let checked = found.and_then(|found| found.check(&bytes, signer.as_deref()).map(|()| found));
            tell(checked.map(|found| format!("signed by {}", found.public_key)))?;
        }
        (None, Some(_)) => tell(Err(SealError::Signature("is missing".to_owned())))?,
        (None, None) => {}
    }
    match (read(&beside(&args.evidence, ENDINGS[1]))?, &args.authority) {
        (Some(answer), authority) => {
            let authority = authority.as_deref().map(authority_of).transpose()?;
            let stamped = Stamped::check(&answer, &bytes, authority.as_ref());
            tell(stamped.map(|stamped| format!("time stamp: {stamped}")))?;
        }
        (None, Some(_)) => tell(Err(SealError::TimeStamp("is missing".to_owned())))?,
        (None, None) => {}
    }
    Ok(holds)
}

/// A public key, as it is or in a file.
fn key_of(given: &str) -> anyhow::Result<String> {
    let file = Path::new(given);
    let text = if file.is_file() { fs::read_to_string(file)? } else { given.to_owned() };
    Ok(seal::public_key(&text)?)
}

fn authority_of(path: &Path) -> anyhow::Result<Authority> {
    let file = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Authority::read(&file).with_context(|| path.display().to_string())
}

/// "evidence.json.sig" beside "evidence.json".
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

fn read(path: &Path) -> anyhow::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let mut out = Pending::begin(path)?;
    out.write_all(bytes)?;
    out.finish()
}

/// Makes a key that only its owner may read.
fn make_key(path: &Path) -> anyhow::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            anyhow!("{} is there already; leave --new-key out to sign with it", path.display())
        }
        _ => anyhow!("cannot make {}: {error}", path.display()),
    })?;
    file.write_all(Key::generate()?.as_bytes())?;
    Ok(())
}
