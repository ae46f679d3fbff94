//! Prints which outlet each page is read as: `cargo run --release --example outlets -- ../shared/bench/pages/pages-en.jsonl`.
//!
//! Each line of the file is a page as an object of `html` and `url`. A column a reading: the page as a server sent it, and
//! the page as a saved file, of which only what the page itself says of its address is known.

use serde_json::Value;
use twosource_reader::{Delivery, Options, read_bytes, read_page};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("give the file of pages")?;
    for line in std::fs::read_to_string(path)?.lines() {
        let page: Value = serde_json::from_str(line)?;
        let (html, url) = (page["html"].as_str().unwrap_or(""), page["url"].as_str().unwrap_or(""));
        let delivery = Delivery { address: Some(url), media: Some("text/html"), ..Delivery::default() };
        let sent = read_page(html.as_bytes(), delivery, &Options::default()).map(|(report, _)| report.outlet);
        let saved = read_bytes(Some("page.html"), html.as_bytes(), &Options::default());
        let saved = saved.reports.into_iter().next().and_then(|report| report.outlet);
        println!("{url}\t{}\t{}", sent.ok().flatten().unwrap_or_default(), saved.unwrap_or_default());
    }
    Ok(())
}
