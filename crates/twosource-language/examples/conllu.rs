//! Prints parses: `cargo run --release -p twosource-language --example conllu -- MODEL PATH…`.
//!
//! A path is a text, or JSON lines (`.jsonl`) with `id` and `text`. Each document is preceded by `# newdoc id = …`.

use twosource_language::{Pipeline, conllu};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let model = arguments.next().ok_or("usage: conllu MODEL PATH…")?;
    let start = std::time::Instant::now();
    let pipeline = Pipeline::from_bytes(&std::fs::read(model)?)?;
    eprintln!("loaded in {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
    let (mut tokens, mut seconds) = (0, 0.0);
    for path in arguments {
        let content = std::fs::read_to_string(&path)?;
        let mut texts = Vec::new();
        if path.ends_with(".jsonl") {
            for line in content.lines().filter(|line| !line.trim().is_empty()) {
                let record: serde_json::Value = serde_json::from_str(line)?;
                let text = |key: &str| record[key].as_str().unwrap_or_default().to_owned();
                texts.push((text("id"), text("text")));
            }
        } else {
            texts.push((path.clone(), content));
        }
        for (id, text) in texts {
            let start = std::time::Instant::now();
            let doc = pipeline.parse(&text);
            seconds += start.elapsed().as_secs_f64();
            tokens += doc.len();
            print!("# newdoc id = {id}\n{}", conllu(&doc));
        }
    }
    eprintln!("{tokens} tokens in {seconds:.3} s: {:.0} a second", f64::from(tokens as u32) / seconds);
    Ok(())
}
