//! Writes pages of invented events to look at in a browser, and their evidence files:
//! `cargo run -p twosource-render --example invented_pages -- FOLDER`.

#[path = "../tests/fixture/mod.rs"]
mod fixture;

use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("which folder are they to be written to?")?);
    std::fs::create_dir_all(&folder)?;
    let mut two = fixture::ferry();
    two.stories.extend(fixture::crowd(3, 2).stories);
    two.reports.extend(fixture::crowd(3, 2).reports);
    for (name, evidence) in [("ferry", fixture::ferry()), ("crowd", fixture::crowd(30, 12)), ("two", two)] {
        std::fs::write(folder.join(format!("{name}.html")), twosource_render::html(&evidence))?;
        std::fs::write(folder.join(format!("{name}.json")), serde_json::to_vec(&evidence)?)?;
    }
    Ok(())
}
