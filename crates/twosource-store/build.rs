//! Hashes what makes evidence of reports: the sources and tables of this crate and of those beside it; and by themselves those
//! that read a report. What another build has weighed or read is not taken for this one's.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// Crates that only show evidence or bring reports: what they do changes none.
const WITHOUT: [&str; 5] =
    ["twosource", "twosource-render", "twosource-server", "twosource-table", "twosource-watch"];

/// Crates that read one report.
const READING: [&str; 5] =
    ["twosource-text", "twosource-lexicon", "twosource-reader", "twosource-language", "twosource-annotate"];

fn main() -> Result<(), Box<dyn Error>> {
    let here = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let beside = here.parent().ok_or("a crate lies in a folder")?;
    let mut files = Vec::new();
    for entry in fs::read_dir(beside)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if !name.starts_with("twosource") || WITHOUT.contains(&name.as_str()) {
            continue;
        }
        for part in ["src", "data"].map(|part| path.join(part)).into_iter().filter(|part| part.is_dir()) {
            println!("cargo::rerun-if-changed={}", part.display());
            collect(&part, &mut files)?;
        }
    }
    // The versions of all that is built from elsewhere.
    let lock = beside.with_file_name("Cargo.lock");
    if lock.is_file() {
        println!("cargo::rerun-if-changed={}", lock.display());
        files.push(lock);
    }
    files.sort();
    let (mut hash, mut reading) = (Hash::new(), Hash::new());
    for file in files {
        let name = file.strip_prefix(beside).unwrap_or(Path::new("Cargo.lock"));
        let reads =
            READING.iter().any(|crate_name| name.starts_with(crate_name)) || name == Path::new("Cargo.lock");
        let (name, content) = (name.to_string_lossy().replace('\\', "/"), fs::read(&file)?);
        for hash in [Some(&mut hash), reads.then_some(&mut reading)].into_iter().flatten() {
            hash.add(name.as_bytes());
            hash.add(&content);
        }
    }
    println!("cargo::rustc-env=TWOSOURCE_BUILD={:032x}", hash.0);
    println!("cargo::rustc-env=TWOSOURCE_READING={:032x}", reading.0);
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// FNV-1a of 128 bits: it tells builds apart, and keeps no one from making two alike.
struct Hash(u128);

impl Hash {
    fn new() -> Self {
        Hash(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes.iter().chain(&(bytes.len() as u64).to_le_bytes()) {
            self.0 = (self.0 ^ u128::from(*byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }
}
