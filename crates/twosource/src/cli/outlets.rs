//! `twosource outlets`: which address is which outlet, whose, and what a desk has added.

use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde_json::json;
use twosource::lexicon::press::{self, Address, Identity, OutletEntry, Register, Why};

use super::args::{Outlets, OutletsCommand};
use super::output::{self, printable};
use super::terminal::Terminal;
use super::{Outcome, input};

/// Bytes of a list that are read.
const LARGEST: u64 = 64 << 20;

/// Shows, checks or imports.
pub fn run(args: &Outlets, terminal: &Terminal) -> anyhow::Result<Outcome> {
    match &args.command {
        OutletsCommand::Show { asked, json } => show(asked, *json, terminal),
        OutletsCommand::Check { inputs, json } => check(inputs, *json, terminal),
        OutletsCommand::Import { file, to } => import(file, to, terminal),
    }
}

fn show(asked: &[String], as_json: bool, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let register = Register::current();
    if asked.is_empty() {
        output::print(&format!("{}\n", summary(register)))?;
        return Ok(Outcome::Done);
    }
    let mut outcome = Outcome::Done;
    for (place, asked) in asked.iter().enumerate() {
        let found = register.identify(Some(asked), None);
        let Some((found, entry)) = found.and_then(|found| found.entry.map(|entry| (found, entry))) else {
            terminal.error(&format!("the register has no outlet '{}'", printable(asked)));
            outcome = Outcome::Incomplete;
            continue;
        };
        let text = match as_json {
            true => format!("{}\n", entry_json(entry)),
            false => format!("{}{}", if place > 0 { "\n" } else { "" }, entry_text(entry, &found)),
        };
        output::print(&text)?;
    }
    Ok(outcome)
}

fn summary(register: &Register) -> String {
    let entries = register.entries();
    let own = entries.iter().filter(|entry| entry.is_users).count();
    let addresses: usize = entries.iter().map(|entry| entry.addresses.len()).sum();
    let organs: Vec<&str> = entries.iter().filter_map(|entry| entry.state.as_deref()).collect();
    let mut states = organs.clone();
    states.sort_unstable();
    states.dedup();
    let of_own = if own > 0 { format!(", {own} of them your own") } else { String::new() };
    format!(
        "{} outlets{of_own}, at {addresses} addresses; {} are organs of {} states",
        entries.len(),
        organs.len(),
        states.len()
    )
}

fn entry_json(entry: &OutletEntry) -> serde_json::Value {
    json!({
        "name": entry.name, "also": entry.also, "editions": entry.editions, "addresses": entry.addresses,
        "country": entry.country, "kind": entry.kind.word(), "state": entry.state, "owner": entry.owner,
        "network": entry.network, "prints": entry.prints, "checked": entry.checked, "date": entry.date,
        "own": entry.is_users,
    })
}

fn entry_text(entry: &OutletEntry, found: &Identity) -> String {
    let mut text = format!("{} ({})\n", entry.name, entry.kind.word());
    let mut line = |label: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(text, "  {label:<12}{}", printable(value));
        }
    };
    let country = |code: &Option<String>| {
        code.as_deref().map(|code| press::country_name(code).unwrap_or(code)).unwrap_or_default().to_owned()
    };
    line("also", &entry.also.join(", "));
    line("editions", &entry.editions.join(", "));
    line("addresses", &entry.addresses.join(", "));
    line("country", &country(&entry.country));
    line("organ of", &country(&entry.state));
    line("owner", entry.owner.as_deref().unwrap_or("unknown"));
    line("network", entry.network.as_deref().unwrap_or_default());
    line("prints", &entry.prints.join(", "));
    line("copied by", found.copied_by.as_deref().unwrap_or_default());
    let by = if entry.is_users { "your own file" } else { "" };
    let checked = [entry.checked.as_str(), entry.date.as_str(), by];
    line("checked", &checked.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "));
    text
}

fn check(inputs: &[String], as_json: bool, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::Done;
    let mut paths: Vec<PathBuf> = Vec::new();
    for asked in inputs {
        // A file of that name comes before an address: "report.html" could be either.
        let is_path = asked == "-" || Path::new(asked).exists() || asked.contains('*');
        match Address::of(asked).filter(|_| !is_path) {
            Some(_) => checked(asked, None, Some(asked), as_json)?,
            None => paths.push(PathBuf::from(asked)),
        }
    }
    if !paths.is_empty() {
        let (reports, read) = input::reports(&paths, terminal);
        outcome = read;
        for report in reports {
            let place = report.path.as_deref().unwrap_or("standard input");
            let place = match report.line {
                Some(line) => format!("{place}:{line}"),
                None => place.to_owned(),
            };
            checked(&place, report.outlet.as_deref(), report.url.as_deref(), as_json)?;
        }
    }
    Ok(outcome)
}

fn checked(place: &str, name: Option<&str>, url: Option<&str>, as_json: bool) -> anyhow::Result<()> {
    let found = Register::current().identify(name, url);
    let text = if as_json {
        let found = found.as_ref();
        json!({
            "input": place, "name": name, "url": url, "outlet": found.map(|found| &found.name),
            "known": found.is_some_and(|found| found.entry.is_some()), "copied_by": found.and_then(|found| found.copied_by.as_ref()),
            "why": found.map_or_else(|| "neither a name nor an address tells".to_owned(), in_words),
        })
        .to_string()
    } else {
        match &found {
            Some(found) => {
                format!("{}: {} ({})", printable(place), printable(&found.name), printable(&in_words(found)))
            }
            None => format!("{}: unknown (neither a name nor an address tells)", printable(place)),
        }
    };
    output::print(&format!("{text}\n"))
}

/// Why it is this outlet.
fn in_words(found: &Identity) -> String {
    let own = if found.entry.is_some_and(|entry| entry.is_users) { "your own file" } else { "the register" };
    let mut words = match &found.why {
        Why::Address => format!("{own} has its address"),
        Why::Name => format!("{own} has its name, and no address speaks against it"),
        Why::Given => "the name given; the register does not have it".to_owned(),
        Why::Host => "its host; the register does not have it, and no name is given".to_owned(),
        Why::HostAgainstName { claimed } => {
            format!("it calls itself {claimed}, but that outlet is at other addresses")
        }
        Why::Imitates { address } => format!("its letters imitate {address}"),
    };
    if let Some(by) = &found.copied_by {
        let _ = write!(words, "; a copy at {by}");
    }
    words
}

fn import(file: &Path, to: &Path, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let list = read(file)?;
    let imported = press::import(&list).with_context(|| format!("cannot take {}", file.display()))?;
    let present = if to.exists() { read(to)? } else { String::new() };
    let (text, new) = press::added(&present, &imported)
        .with_context(|| format!("{} is no outlet register", to.display()))?;
    // Whole or not at all: the file may hold what a desk wrote by hand.
    let draft = to.with_extension("tsv.part");
    fs::write(&draft, text).with_context(|| format!("cannot write {}", draft.display()))?;
    fs::rename(&draft, to).with_context(|| format!("cannot write {}", to.display()))?;
    let passed = match imported.passed_over {
        0 => String::new(),
        count => format!("; {count} rows name no outlet or repeat one"),
    };
    terminal.summary(&format!(
        "{} is {}: {} outlets, {new} of them new in {}{passed}",
        file.display(),
        imported.form.in_words(),
        imported.entries.len(),
        to.display()
    ));
    Ok(Outcome::Done)
}

fn read(path: &Path) -> anyhow::Result<String> {
    let name = path.display();
    let file = fs::File::open(path).with_context(|| format!("cannot read {name}"))?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes).with_context(|| format!("cannot read {name}"))?;
    if bytes.len() as u64 > LARGEST {
        bail!("{name} is larger than {} MB", LARGEST >> 20);
    }
    String::from_utf8(bytes).with_context(|| format!("{name} is no text in UTF-8"))
}
