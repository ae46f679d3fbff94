//! Reads a paper, a mail and an agency's item of one event: `cargo run -p twosource --example intake`.

use twosource::{Desk, Quiet, reader};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/../twosource-reader/tests/samples");
    let paths = ["paper.pdf", "thread.eml", "item.xml"].map(|name| format!("{samples}/{name}"));
    let desk = Desk::with_default_model()?;
    let reading = desk.read(&paths, &reader::Options::default());
    for report in &reading.reports {
        let published = report.published.as_ref().map_or("undated", |published| published.value.as_str());
        println!("{} ({published})", report.outlet.as_deref().unwrap_or("no outlet"));
    }
    let evidence = desk.brief(reading.reports, &Quiet);
    print!("{}", twosource::render::text(&evidence, &twosource::render::TextOptions::default()));
    Ok(())
}
