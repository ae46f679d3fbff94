//! Converts a spaCy model: `cargo run --release -p twosource-language --example convert_model -- WHEEL OUTPUT`.

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [wheel, output] = arguments.as_slice() else {
        return Err("usage: convert_model WHEEL_OR_FOLDER OUTPUT".into());
    };
    let container = twosource_language::convert(Path::new(wheel))?;
    std::fs::write(output, &container)?;
    eprintln!("{output}: {} bytes", container.len());
    Ok(())
}
