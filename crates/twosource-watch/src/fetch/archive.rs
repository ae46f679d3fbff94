//! Keeping what was fetched, byte for byte, as web archives (WARC 1.1): a record a gzip member, the same body once.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// The folder within a collection's in which what was fetched is kept.
pub const FOLDER: &str = "pages";

/// Bytes after which the next archive file is begun.
const LARGE: u64 = 1 << 30;

/// Bytes of a record that are read back at most.
const LARGEST_RECORD: u64 = 128 << 20;

/// A folder of web archives, each with a list beside it of what stands where.
#[derive(Debug)]
pub struct Archive {
    folder: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    open: Option<Open>,
    /// By digest: where and when a body was kept first. Read when the first record is written.
    known: Option<BTreeMap<String, (String, String)>>,
}

#[derive(Debug)]
struct Open {
    name: String,
    archive: File,
    list: File,
    length: u64,
}

/// What is kept of one fetch, as the list has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// SHA-256 of the body as it was sent, in lower-case hexadecimal.
    pub digest: String,
    /// The address that was fetched.
    pub address: String,
    /// When, in UTC to the second.
    pub date: String,
    /// The status of the answer.
    pub status: u16,
    /// Its media type; empty where it names none.
    pub media: String,
    /// The archive's file name.
    pub file: String,
    /// The record's first byte in it.
    pub offset: u64,
    /// Bytes of the record, compressed.
    pub length: u64,
    /// True where the record only says that the body is that of an earlier one.
    pub revisit: bool,
}

/// An answer to keep.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sent<'s> {
    pub address: &'s str,
    pub status: u16,
    /// The head's fields in their order.
    pub fields: &'s [(String, Vec<u8>)],
    /// The body as sent, still compressed where the head says so.
    pub body: &'s [u8],
    pub is_cut: bool,
}

impl Archive {
    /// The archive in a folder, which is made when the first page is kept.
    pub fn new(folder: &Path) -> Self {
        Archive { folder: folder.to_owned(), state: Mutex::default() }
    }

    /// Keeps an answer.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(crate) fn keep(&self, sent: &Sent) -> std::io::Result<()> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        fs::create_dir_all(&self.folder)?;
        if state.known.is_none() {
            let known = list(&self.folder)?.into_iter().filter(|kept| !kept.revisit);
            state.known = Some(known.map(|kept| (kept.digest, (kept.address, kept.date))).collect());
        }
        let date = Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let digest = hex(sent.body);
        let earlier = state.known.as_ref().and_then(|known| known.get(&digest)).cloned();
        let record = packed(&record(sent, &date, &digest, earlier.as_ref()))?;
        if state.open.as_ref().is_none_or(|open| open.length > LARGE) {
            state.open = Some(Open::begin(&self.folder, &date)?);
        }
        let Some(open) = &mut state.open else { return Ok(()) };
        let media = sent.fields.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        let media = media.map(|(_, value)| String::from_utf8_lossy(value).into_owned()).unwrap_or_default();
        let kept = Kept {
            digest: digest.clone(),
            address: sent.address.to_owned(),
            date: date.clone(),
            status: sent.status,
            media: media.split(';').next().unwrap_or("").trim().to_ascii_lowercase(),
            file: open.name.clone(),
            offset: open.length,
            length: record.len() as u64,
            revisit: earlier.is_some(),
        };
        open.archive.write_all(&record)?;
        open.archive.sync_data()?;
        open.length += record.len() as u64;
        open.list.write_all(kept.line().as_bytes())?;
        if let Some(known) = &mut state.known {
            known.entry(digest).or_insert_with(|| (sent.address.to_owned(), date));
        }
        Ok(())
    }
}

impl Open {
    fn begin(folder: &Path, date: &str) -> std::io::Result<Open> {
        let stamp: String = date.chars().filter(char::is_ascii_digit).collect();
        for number in 0..1_000 {
            let name = format!("pages-{stamp}-{}-{number}.warc.gz", std::process::id());
            let archive = match OpenOptions::new().write(true).create_new(true).open(folder.join(&name)) {
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => continue,
                opened => opened?,
            };
            let list =
                OpenOptions::new().append(true).create(true).open(folder.join(format!("{name}.tsv")))?;
            let mut open = Open { name: name.clone(), archive, list, length: 0 };
            let about = format!(
                "software: twosource/{}\r\nformat: WARC File Format 1.1\r\nconformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n",
                env!("CARGO_PKG_VERSION")
            );
            let head = format!(
                "WARC/1.1\r\nWARC-Type: warcinfo\r\nWARC-Date: {date}\r\nWARC-Filename: {name}\r\nWARC-Record-ID: {}\r\nContent-Type: application/warc-fields\r\nContent-Length: {}\r\n\r\n{about}\r\n\r\n",
                record_id(&[&name, date]),
                about.len()
            );
            let record = packed(head.as_bytes())?;
            open.archive.write_all(&record)?;
            open.length = record.len() as u64;
            return Ok(open);
        }
        Err(std::io::Error::other("no name is free for another web archive"))
    }
}

impl Kept {
    fn line(&self) -> String {
        let clean = |words: &str| -> String { words.chars().filter(|c| !c.is_control()).collect() };
        format!(
            "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n",
            self.digest,
            self.date,
            self.status,
            clean(&self.media),
            self.offset,
            self.length,
            if self.revisit { "revisit" } else { "response" },
            clean(&self.address),
        )
    }

    fn of_line(line: &str, file: &str) -> Option<Kept> {
        let parts: Vec<&str> = line.split('\t').collect();
        let [digest, date, status, media, offset, length, kind, address] = parts.as_slice() else {
            return None;
        };
        Some(Kept {
            digest: (*digest).to_owned(),
            address: (*address).to_owned(),
            date: (*date).to_owned(),
            status: status.parse().ok()?,
            media: (*media).to_owned(),
            file: file.to_owned(),
            offset: offset.parse().ok()?,
            length: length.parse().ok()?,
            revisit: *kind == "revisit",
        })
    }
}

/// What the archives of a folder hold, in the order of their names. A line that a crash cut is passed over.
///
/// # Errors
/// Where the folder cannot be read; one that is not there holds nothing.
pub fn list(folder: &Path) -> std::io::Result<Vec<Kept>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut lists: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".warc.gz.tsv"))
        .collect();
    lists.sort();
    let mut kept = Vec::new();
    for path in lists {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let file = name.trim_end_matches(".tsv");
        for line in BufReader::new(File::open(&path)?).lines() {
            kept.extend(Kept::of_line(&line?, file));
        }
    }
    Ok(kept)
}

/// The record of one fetch, still compressed.
///
/// # Errors
/// Where it cannot be read.
pub fn record_of(folder: &Path, kept: &Kept) -> std::io::Result<Vec<u8>> {
    // The list is a file like others: it does not say which other files are read.
    if kept.file.contains(['/', '\\']) || kept.length > LARGEST_RECORD {
        return Err(std::io::Error::other("the list beside a web archive is damaged"));
    }
    let mut file = File::open(folder.join(&kept.file))?;
    file.seek(SeekFrom::Start(kept.offset))?;
    let mut record = Vec::new();
    file.take(kept.length).read_to_end(&mut record)?;
    if record.len() as u64 != kept.length {
        return Err(std::io::Error::other("a web archive is shorter than the list beside it says"));
    }
    Ok(record)
}

/// A record, not yet compressed. A body that was kept before is named and not written again.
fn record(sent: &Sent, date: &str, digest: &str, earlier: Option<&(String, String)>) -> Vec<u8> {
    let mut block = format!("HTTP/1.1 {} \r\n", sent.status).into_bytes();
    for (name, value) in sent.fields {
        // The body's parts were put together; its length is what was sent.
        if name.eq_ignore_ascii_case("transfer-encoding") || name.eq_ignore_ascii_case("content-length") {
            continue;
        }
        block.extend_from_slice(name.as_bytes());
        block.extend_from_slice(b": ");
        block.extend(value.iter().filter(|byte| !matches!(byte, b'\r' | b'\n')));
        block.extend_from_slice(b"\r\n");
    }
    block.extend_from_slice(format!("Content-Length: {}\r\n\r\n", sent.body.len()).as_bytes());
    let mut head =
        format!("WARC/1.1\r\nWARC-Type: {}\r\n", if earlier.is_some() { "revisit" } else { "response" });
    let address: String = sent.address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    head.push_str(&format!("WARC-Target-URI: {address}\r\nWARC-Date: {date}\r\n"));
    head.push_str(&format!("WARC-Record-ID: {}\r\n", record_id(&[&address, date, digest])));
    head.push_str(&format!("WARC-Payload-Digest: sha256:{digest}\r\n"));
    if let Some((address, date)) = earlier {
        head.push_str("WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\r\n");
        head.push_str(&format!("WARC-Refers-To-Target-URI: {address}\r\nWARC-Refers-To-Date: {date}\r\n"));
    } else {
        block.extend_from_slice(sent.body);
    }
    if sent.is_cut {
        head.push_str("WARC-Truncated: length\r\n");
    }
    head.push_str(&format!(
        "Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
        block.len()
    ));
    let mut record = head.into_bytes();
    record.extend_from_slice(&block);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

fn packed(record: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(record)?;
    encoder.finish()
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A name for a record, made of what it holds.
fn record_id(parts: &[&str]) -> String {
    let hash = hex(parts.join("\0").as_bytes());
    format!(
        "<urn:uuid:{}-{}-8{}-8{}-{}>",
        &hash[..8],
        &hash[8..12],
        &hash[12..15],
        &hash[15..18],
        &hash[18..30]
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_kept_once_and_read_back_by_the_reader() {
        let folder = std::env::temp_dir().join(format!("twosource-archive-{}", std::process::id()));
        drop(fs::remove_dir_all(&folder));
        let words = "The ferry lay on the sand until the evening tide, the coastguard said. ".repeat(8);
        let body = format!(
            "<html><head><title>Ferry aground</title></head><body><article><h1>Ferry aground</h1><p>{words}</p></article></body></html>"
        );
        let fields = [
            ("content-type".to_owned(), b"text/html; charset=utf-8".to_vec()),
            ("transfer-encoding".to_owned(), b"chunked".to_vec()),
        ];
        let sent =
            |address| Sent { address, status: 200, fields: &fields, body: body.as_bytes(), is_cut: false };
        let archive = Archive::new(&folder);
        archive.keep(&sent("https://harbour.example/a")).unwrap();
        archive.keep(&sent("https://harbour.example/b")).unwrap();
        drop(archive);
        // Another process, later.
        Archive::new(&folder).keep(&sent("https://harbour.example/a")).unwrap();

        let kept = list(&folder).unwrap();
        let kinds: Vec<(&str, bool)> =
            kept.iter().map(|kept| (kept.address.as_str(), kept.revisit)).collect();
        assert_eq!(
            kinds,
            [
                ("https://harbour.example/a", false),
                ("https://harbour.example/b", true),
                ("https://harbour.example/a", true)
            ]
        );
        let reading =
            twosource_reader::read(&[folder.join(&kept[0].file)], &twosource_reader::Options::default());
        assert!(reading.failures.is_empty(), "{:?}", reading.failures);
        assert_eq!(reading.reports.len(), 1);
        assert_eq!(reading.reports[0].url.as_deref(), Some("https://harbour.example/a"));
        let record = record_of(&folder, &kept[0]).unwrap();
        let record = twosource_reader::gunzip(&record, 1 << 20).unwrap();
        assert!(record.windows(body.len()).any(|window| window == body.as_bytes()));
        drop(fs::remove_dir_all(&folder));
    }
}
