//! Checks a sentence against the ferry reports: `cargo run -p twosource --example check`.

use twosource::evidence::check::Verdict;
use twosource::{Desk, Quiet, reader};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let desk = Desk::with_default_model()?;
    let options = reader::Options::default();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/ferry");
    let reports = desk.read(&[folder], &options).reports;
    let draft = "The Solveig was carrying 186 passengers and 22 crew. It struck the breakwater on Wednesday.";
    let mut drafts = reader::read_bytes(None, draft.as_bytes(), &options).reports;
    let check = desk.check(drafts.remove(0), reports, &Quiet);
    for statement in check.sentences.iter().flat_map(|sentence| &sentence.statements) {
        println!("{}: {}", statement.verdict.in_words(), statement.why);
        for detail in &statement.details {
            println!("  {} – {}", detail.text, detail.verdict.in_words());
            for passage in detail.against.iter().filter(|_| detail.verdict == Verdict::Contradicted) {
                println!("    {}: {}", passage.name, passage.text);
            }
        }
    }
    // Or as a page with marks in the margin:
    let page = twosource::render::check_html(&check);
    println!("{} bytes of HTML", page.len());
    Ok(())
}
