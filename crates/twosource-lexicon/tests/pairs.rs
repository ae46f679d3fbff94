//! Which addresses are one outlet: 200 pairs, hard ones among them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use twosource_lexicon::Table;
use twosource_lexicon::press::{Identity, Register};

fn outlet(given: &str) -> Identity<'static> {
    let register = Register::shipped();
    let (name, address) = match given.strip_suffix('>').and_then(|given| given.split_once(" <")) {
        Some((name, address)) => (Some(name), Some(address)),
        None if given.contains("://") => (None, Some(given)),
        None => (Some(given), None),
    };
    register.identify(name, address).unwrap_or_else(|| panic!("{given} tells of no outlet"))
}

#[test]
fn pairs_of_addresses_are_told_apart_and_together() {
    let table = Table::parse(include_str!("pairs.tsv")).unwrap();
    let mut wrong = Vec::new();
    let mut all = 0;
    for row in table.rows() {
        let (one, two) = (outlet(row.cell("one")), outlet(row.cell("two")));
        let are_one = one.key == two.key;
        all += 1;
        if are_one != (row.cell("verdict") == "same") {
            wrong.push(format!(
                "{}: {} ({}) and {} ({})",
                row.cell("verdict"),
                row.cell("one"),
                one.key,
                row.cell("two"),
                two.key
            ));
        }
    }
    assert!(all >= 200, "{all} pairs");
    assert!(wrong.is_empty(), "{} of {all} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}
