//! Renders an evidence file: `cargo run -p twosource-render --example brief -- evidence.json html > brief.html`.

use std::io::{Error, Write};

fn main() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1);
    let (path, format) = (arguments.next().unwrap_or_default(), arguments.next().unwrap_or_default());
    let evidence = serde_json::from_slice(&std::fs::read(path)?)?;
    let brief = match format.as_str() {
        "html" => twosource_render::html(&evidence),
        "md" => twosource_render::markdown(&evidence),
        "colour" => twosource_render::text(
            &evidence,
            &twosource_render::TextOptions { width: 100, colour: true, all: true },
        ),
        _ => twosource_render::text(&evidence, &twosource_render::TextOptions::default()),
    };
    std::io::stdout().write_all(brief.as_bytes())
}
