//! Peak memory of parsing texts: `cargo run --release -p twosource-language --example memory -- MODEL TEXT` (Linux).
use twosource_language::Pipeline;
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default().to_owned()
}
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let pipeline = Pipeline::from_bytes(&std::fs::read(arguments.next().ok_or("MODEL")?)?)?;
    let text = std::fs::read_to_string(arguments.next().ok_or("TEXT")?)?;
    println!("before: {}", peak());
    let start = std::time::Instant::now();
    let tokens: usize = match arguments.next() {
        Some(_) => pipeline.parse_pieces(&text).map(|(_, doc)| doc.len()).sum(),
        None => pipeline.parse(&text).len(),
    };
    println!("{} bytes, {tokens} tokens in {:.1} s: {}", text.len(), start.elapsed().as_secs_f64(), peak());
    Ok(())
}
