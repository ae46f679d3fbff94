//! Prints what each statement of a text says, word by word, as comparing sees it:
//! `echo "A fire killed 9." | cargo run --release -p twosource-annotate --example matter`

use std::error::Error;
use std::io::Read;

use twosource_annotate::annotate;
use twosource_language::Pipeline;
use twosource_reader::Options;

fn main() -> Result<(), Box<dyn Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let file = tempfile::Builder::new().suffix(".txt").tempfile()?;
    std::fs::write(file.path(), &text)?;
    let pipeline = Pipeline::from_bytes(twosource_model_en::CONTAINER)?;
    let reading = twosource_reader::read(&[file.path()], &Options::default());
    for report in reading.reports {
        let annotated = annotate(report, &pipeline);
        let text = &annotated.report.text;
        for (statement, matter) in annotated.statements.iter().zip(&annotated.matters) {
            println!("{}\n  {:?}", statement.span.of(text), statement.certainty);
            for (index, item) in matter.items.iter().enumerate() {
                let meant = item.entity.map_or(String::new(), |entity| {
                    format!(" means {:?} {:?}", annotated.entities[entity].kind, item.entity)
                });
                println!(
                    "  {index:3} {:<14} {:?} {:?}->{:?} {:?} neg {} frame {} {:?}{meant}",
                    item.form,
                    item.class,
                    item.link,
                    item.head,
                    item.preposition,
                    item.negated,
                    item.frame,
                    item.certainty
                );
            }
            for quantity in &matter.quantities {
                println!("  # {} {quantity:?}", quantity.span.of(text));
            }
            for moment in &matter.times {
                println!("  @ {} {moment:?}", annotated.times[moment.time].span.of(text));
            }
        }
    }
    Ok(())
}
