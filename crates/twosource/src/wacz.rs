//! The pages of a story as they were fetched, with its evidence, in one file that web archive viewers open (WACZ).

use std::collections::BTreeMap;
use std::io::{Cursor, Error, Write};
use std::path::Path;

use serde_json::json;
use sha2::{Digest, Sha256};
use twosource_evidence::Evidence;
use twosource_watch::archive::{self, Kept};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A web archive collection.
#[derive(Debug)]
pub struct Wacz {
    /// The file.
    pub bytes: Vec<u8>,
    /// Pages in it.
    pub pages: usize,
    /// Ids of reports whose page was not kept.
    pub without: Vec<String>,
}

/// The kept pages of the evidence's reports, from the folder that holds the archives. Of a page that was fetched several
/// times all are in it. The same folder and evidence give the same bytes.
///
/// # Errors
/// Where the archives cannot be read.
pub fn wacz(evidence: &Evidence, folder: &Path) -> std::io::Result<Wacz> {
    let kept = archive::list(folder)?;
    let mut by_address: BTreeMap<&str, Vec<&Kept>> = BTreeMap::new();
    let mut first_of: BTreeMap<&str, &Kept> = BTreeMap::new();
    for one in &kept {
        by_address.entry(one.address.as_str()).or_default().push(one);
        if !one.revisit {
            first_of.entry(one.digest.as_str()).or_insert(one);
        }
    }
    let mut chosen: Vec<&Kept> = Vec::new();
    let mut pages =
        vec![json!({ "format": "json-pages-1.0", "id": "pages", "title": "Reports" }).to_string()];
    let mut without = Vec::new();
    let mut count = 0;
    for report in &evidence.reports {
        let found = report.url.as_deref().and_then(|url| by_address.get(url));
        let Some(found) = found else {
            without.push(report.id.clone());
            continue;
        };
        count += 1;
        for &one in found {
            chosen.push(one);
            // What only says that it is as before needs what it was before.
            chosen.extend(first_of.get(one.digest.as_str()).filter(|_| one.revisit));
        }
        if let Some(last) = found.last() {
            let title = report.title.as_deref().unwrap_or(&last.address);
            pages.push(
                json!({ "id": report.id, "url": last.address, "ts": last.date, "title": title }).to_string(),
            );
        }
    }
    chosen.sort_by_key(|one| (&one.file, one.offset));
    chosen.dedup_by_key(|one| (&one.file, one.offset));

    let mut archived = Vec::new();
    let mut index: Vec<String> = Vec::new();
    for one in &chosen {
        let record = archive::record_of(folder, one)?;
        let stamp: String = one.date.chars().filter(char::is_ascii_digit).collect();
        let media = if one.revisit { "warc/revisit" } else { one.media.as_str() };
        let about = json!({
            "url": one.address, "mime": media, "status": one.status.to_string(), "digest": format!("sha256:{}", one.digest),
            "length": record.len().to_string(), "offset": archived.len().to_string(), "filename": "data.warc.gz",
        });
        index.push(format!("{} {stamp} {about}\n", sort_key(&one.address)));
        archived.extend(record);
    }
    index.sort();
    let made = chosen.iter().map(|one| one.date.as_str()).max().unwrap_or("1970-01-01T00:00:00Z");
    let evidence_json = serde_json::to_vec(evidence).map_err(Error::other)?;
    let parts = [
        ("archive/data.warc.gz", archived),
        ("indexes/index.cdx", index.concat().into_bytes()),
        ("pages/pages.jsonl", (pages.join("\n") + "\n").into_bytes()),
        ("evidence/evidence.json", evidence_json),
    ];
    let resources: Vec<serde_json::Value> = parts
        .iter()
        .map(|(path, bytes)| {
            let name = path.rsplit('/').next().unwrap_or(path);
            json!({ "name": name, "path": path, "hash": format!("sha256:{}", hex(bytes)), "bytes": bytes.len() })
        })
        .collect();
    let title = evidence.stories.first().map_or("Twosource", |story| story.title.as_str());
    let package = json!({
        "profile": "data-package", "wacz_version": "1.1.1", "title": title, "created": made,
        "software": format!("twosource/{}", env!("CARGO_PKG_VERSION")), "resources": resources,
    });
    let package = format!("{package:#}\n").into_bytes();
    let digest = json!({ "path": "datapackage.json", "hash": format!("sha256:{}", hex(&package)) });
    let digest = format!("{digest:#}\n").into_bytes();

    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let all = parts.into_iter().chain([("datapackage.json", package), ("datapackage-digest.json", digest)]);
    for (path, bytes) in all {
        // Viewers read the archive and its index in the middle of the file: they are not compressed again.
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let is_read_inside = path.starts_with("archive/") || path.starts_with("indexes/");
        zip.start_file(path, if is_read_inside { stored } else { packed }).map_err(Error::other)?;
        zip.write_all(&bytes)?;
    }
    let bytes = zip.finish().map_err(Error::other)?.into_inner();
    Ok(Wacz { bytes, pages: count, without })
}

/// An address in the order in which archives sort: "https://www.harbour.example/a" as "example,harbour)/a".
fn sort_key(address: &str) -> String {
    let lower = address.to_ascii_lowercase();
    let rest = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let (host, path) = rest.find(['/', '?', '#']).map_or((rest, "/"), |at| rest.split_at(at));
    let host = host.strip_prefix("www.").unwrap_or(host);
    let (name, port) = host.split_once(':').map_or((host, ""), |(name, port)| (name, port));
    // A number of a machine is not turned round.
    let is_number = name.parse::<std::net::IpAddr>().is_ok();
    let joined = if is_number { name.to_owned() } else { name.rsplit('.').collect::<Vec<_>>().join(",") };
    let port = if port.is_empty() { String::new() } else { format!(":{port}") };
    let path = path.split('#').next().unwrap_or(path);
    format!("{joined}{port}){}", if path.is_empty() { "/" } else { path })
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_sort_by_their_hosts() {
        assert_eq!(sort_key("https://www.Harbour.example/A?b=1#c"), "example,harbour)/a?b=1");
        assert_eq!(sort_key("http://127.0.0.1:8000"), "127.0.0.1:8000)/");
    }
}
