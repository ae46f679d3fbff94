//! Lists of others, as rows of a user's own file.

mod csv;
mod wikidata;

use std::collections::{BTreeMap, HashSet};

use super::entry::{COLUMNS, OutletEntry, plain};
use super::name::{fold, is_no_name};
use super::register::{Register, RegisterError, rows};

/// Bytes of a list that are read.
const LARGEST: usize = 64 << 20;
/// Rows of a list that are taken.
const MOST_ROWS: usize = 200_000;
/// Letters of a cell that are kept.
const LONGEST_CELL: usize = 300;

/// The form of a list, told by its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A register of this program's own.
    Register,
    /// The Tow Center's list of partisan local networks: `title`, `domain`, `network`.
    TowCenter,
    /// MassMove's list: `domain`, `siteOperator`.
    MassMove,
    /// The result of a query of Wikidata, as CSV or JSON: `itemLabel`, `website`, `ownerLabel`, `countryCode`.
    Wikidata,
}

impl Form {
    /// The form in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Form::Register => "an outlet register",
            Form::TowCenter => "the Tow Center's list of partisan local networks",
            Form::MassMove => "MassMove's list of sites and their operators",
            Form::Wikidata => "the result of a Wikidata query",
        }
    }
}

/// A list as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// What it is.
    pub form: Form,
    /// Its outlets, by their names.
    pub entries: Vec<OutletEntry>,
    /// Rows that name no outlet: without a name and an address.
    pub passed_over: usize,
}

/// Why a list cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// It is no table that can be read.
    #[error("it is neither CSV nor JSON nor an outlet register: {0}")]
    Unreadable(String),
    /// Its columns are of no known list.
    #[error("its columns ({0}) are those of no list that is known; see the documentation of outlets")]
    UnknownForm(String),
    /// It is too large.
    #[error("it is larger than {} MB", LARGEST >> 20)]
    TooLarge,
    /// It has too many rows.
    #[error("it has more than {MOST_ROWS} rows")]
    TooManyRows,
    /// A register of the program's own form that is not sound.
    #[error(transparent)]
    Register(#[from] RegisterError),
}

/// One row of a list of whatever form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Given {
    name: String,
    also: Vec<String>,
    address: String,
    country: String,
    owner: String,
    network: String,
    checked: String,
}

/// Reads a list of others. Its form is told by its columns.
///
/// # Errors
/// Where it is of no known form, or too large.
pub fn import(text: &str) -> Result<Imported, ImportError> {
    if text.len() > LARGEST {
        return Err(ImportError::TooLarge);
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_start().starts_with(['{', '[']) {
        return Ok(gathered(Form::Wikidata, wikidata::of_json(text)?));
    }
    let first = text.lines().find(|line| !line.starts_with('#') && !line.trim().is_empty()).unwrap_or("");
    let cells: Vec<&str> = first.split('\t').map(str::trim).collect();
    if cells.contains(&"name") && cells.iter().all(|cell| COLUMNS.contains(cell)) {
        let entries = rows(text)?;
        return Ok(Imported { form: Form::Register, entries, passed_over: 0 });
    }
    let list = csv::rows(text, MOST_ROWS).ok_or(ImportError::TooManyRows)?;
    let Some((head, rows)) = list.split_first() else {
        return Err(ImportError::Unreadable("it is empty".to_owned()));
    };
    let place = |name: &str| head.iter().position(|column| column.trim() == name);
    let cell = |row: &[String], name: &str| {
        place(name).and_then(|place| row.get(place)).map(|cell| cell.trim().to_owned()).unwrap_or_default()
    };
    if place("title").is_some() && place("domain").is_some() && place("network").is_some() {
        let read = rows.iter().map(|row| {
            let network = match cell(row, "subnetwork") {
                part if part.is_empty() => cell(row, "network"),
                part => format!("{} ({part})", cell(row, "network")),
            };
            Given {
                name: cell(row, "title"),
                address: cell(row, "domain"),
                country: "US".to_owned(),
                network,
                checked: "Tow Center, partisan-local-news".to_owned(),
                ..Given::default()
            }
        });
        return Ok(gathered(Form::TowCenter, read.collect()));
    }
    if place("domain").is_some() && place("siteOperator").is_some() {
        let read = rows.iter().map(|row| Given {
            name: cell(row, "siteName"),
            address: cell(row, "domain"),
            network: cell(row, "siteOperator"),
            checked: "MassMove, AttackVectors".to_owned(),
            ..Given::default()
        });
        return Ok(gathered(Form::MassMove, read.collect()));
    }
    let columns: Vec<&str> = head.iter().map(|column| column.trim()).collect();
    if wikidata::is_result(&columns) {
        return Ok(gathered(
            Form::Wikidata,
            rows.iter().map(|row| wikidata::given(|name| cell(row, name))).collect(),
        ));
    }
    let shown: String = head.join(", ").chars().filter(|c| !c.is_control()).take(200).collect();
    Err(ImportError::UnknownForm(shown))
}

/// The outlets of a list's rows: rows of one name and one network are one outlet at several addresses; two of one name
/// that are not are told apart by their addresses, and so is one that the program's register has elsewhere.
fn gathered(form: Form, given: Vec<Given>) -> Imported {
    let mut passed_over = 0;
    let mut by_name: BTreeMap<String, OutletEntry> = BTreeMap::new();
    let mut seen: HashSet<String> = HashSet::new();
    for row in given {
        let address = plain(clean(&row.address).trim());
        let address = address.split(['?', '#']).next().unwrap_or("").trim_end_matches('/').to_owned();
        let is_address = super::Address::of(&address).is_some_and(|address| address.host.contains('.'));
        let name = clean(&row.name);
        let name = if is_no_name(&name) { address.clone() } else { name };
        if !is_address || fold(&name).is_empty() || !seen.insert(address.clone()) {
            passed_over += 1;
            continue;
        }
        let known = |value: &str| Some(clean(value)).filter(|value| !value.is_empty());
        let entry = OutletEntry {
            name: name.clone(),
            also: row.also.iter().map(|name| clean(name)).filter(|name| !is_no_name(name)).collect(),
            addresses: vec![address.clone()],
            country: known(&row.country).map(|code| code.to_uppercase()),
            owner: known(&row.owner),
            network: known(&row.network),
            checked: clean(&row.checked),
            is_users: true,
            ..OutletEntry::default()
        };
        add(&mut by_name, entry, address);
    }
    Imported { form, entries: by_name.into_values().collect(), passed_over }
}

fn add(by_name: &mut BTreeMap<String, OutletEntry>, mut entry: OutletEntry, address: String) {
    let key = fold(&entry.name);
    if let Some(known) = by_name.get_mut(&key)
        && known.network == entry.network
        && known.owner == entry.owner
    {
        known.addresses.push(address);
        known.addresses.sort();
        return;
    }
    let elsewhere =
        Register::shipped().by_name(&entry.name).is_some_and(|known| !known.addresses.contains(&address));
    let key = match elsewhere || by_name.contains_key(&key) {
        true => {
            entry.name = format!("{} ({address})", entry.name);
            fold(&entry.name)
        }
        false => key,
    };
    by_name.entry(key).or_insert(entry);
}

/// A cell without what would break a table.
fn clean(cell: &str) -> String {
    let plain: String =
        cell.chars().map(|c| if c.is_control() || c == ';' { ' ' } else { c }).take(LONGEST_CELL).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    plain.trim_start_matches('#').trim().to_owned()
}

/// A user's file with the entries of a list added, as it is written: sorted by name. A row that the file has already under
/// the name keeps what it says; addresses that are new are added to it.
///
/// # Errors
/// Where the file as it is now is no outlet register.
pub fn added(file: &str, imported: &Imported) -> Result<(String, usize), RegisterError> {
    let present = if file.trim().is_empty() { Vec::new() } else { rows(file)? };
    let mut by_name: BTreeMap<String, OutletEntry> = BTreeMap::new();
    let mut addresses: HashSet<String> = HashSet::new();
    for entry in present {
        addresses.extend(entry.addresses.iter().cloned());
        by_name.insert(fold(&entry.name), entry);
    }
    let mut new = 0;
    for entry in &imported.entries {
        let mut entry = entry.clone();
        entry.addresses.retain(|address| addresses.insert(address.clone()));
        match by_name.get_mut(&fold(&entry.name)) {
            Some(known) => known.addresses.append(&mut entry.addresses),
            None if entry.addresses.is_empty() && imported.form != Form::Register => {}
            None => {
                new += 1;
                by_name.insert(fold(&entry.name), entry);
            }
        }
    }
    let mut entries: Vec<OutletEntry> = by_name.into_values().collect();
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    let head = "# Outlets of one's own, beside the program's register: a row here wins over the row of the same name there.";
    let mut text = format!("{head}\n{}\n", COLUMNS.join("\t"));
    for entry in entries {
        text.push_str(&entry.line());
        text.push('\n');
    }
    Ok((text, new))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_told_by_their_columns() {
        let tow = "title,geolocation,domain,network,subnetwork\nIsle Post,Skye,islepost.example,Local Wire,North\n\"Isle, Post\",Skye,https://www.islepost2.example/,Local Wire,\nNowhere,,,,\n";
        let read = import(tow).unwrap();
        assert_eq!((read.form, read.entries.len(), read.passed_over), (Form::TowCenter, 2, 1));
        assert_eq!(read.entries[0].network.as_deref(), Some("Local Wire (North)"));
        assert_eq!(read.entries[1].name, "Isle, Post (islepost2.example)");

        let massmove = "awsOrigin,domain,siteName,siteOperator\n1.2.3.4,skyetoday.example,,Isle Media\n";
        let read = import(massmove).unwrap();
        assert_eq!((read.form, read.entries[0].name.as_str()), (Form::MassMove, "skyetoday.example"));
        assert_eq!(read.entries[0].network.as_deref(), Some("Isle Media"));

        let wikidata = "item,itemLabel,website,ownerLabel,parentLabel,countryCode\r\nhttp://www.wikidata.org/entity/Q1,Skye Herald,https://skyeherald.example/,Isle Trust,,GB\r\n";
        let read = import(wikidata).unwrap();
        assert_eq!((read.form, read.entries[0].owner.as_deref()), (Form::Wikidata, Some("Isle Trust")));
        assert_eq!(read.entries[0].checked, "Wikidata: Q1");

        let json = r#"{"head":{"vars":["item"]},"results":{"bindings":[{"itemLabel":{"value":"Skye Herald"},"website":{"value":"https://skyeherald.example"},"countryCode":{"value":"GB"}}]}}"#;
        assert_eq!(import(json).unwrap().entries[0].country.as_deref(), Some("GB"));
        assert!(matches!(import("a,b\n1,2\n"), Err(ImportError::UnknownForm(_))));
        assert!(matches!(import("{\"a\": 1}"), Err(ImportError::Unreadable(_))));
    }

    #[test]
    fn what_the_file_says_already_stays() {
        let list = import(
            "domain,siteOperator,siteName\nislepost.example,Wire,Isle Post\nnew.example,Wire,New Skye Star\n",
        )
        .unwrap();
        let (file, new) =
            added("name\taddresses\tnetwork\nIsle Post\tislepost.example\tMine\n", &list).unwrap();
        assert_eq!(new, 1);
        assert!(file.contains("Isle Post\t\t\tislepost.example\t\tsite\t\t\tMine"), "{file}");
        let (again, new) = added(&file, &list).unwrap();
        assert_eq!((again, new), (file, 0), "a second time changes nothing");
    }
}
