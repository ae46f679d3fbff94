//! The register: entries, and the ways to them.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use super::address::Address;
use super::entry::{COLUMNS, OutletEntry};
use super::name::{fold, without_edition};
use super::tables::OUTLETS;
use crate::{Table, TableError};

/// Rows of a user's file that are read.
const MOST_ROWS: usize = 200_000;

static SHIPPED: LazyLock<Register> =
    LazyLock::new(|| Register::of(OUTLETS.rows().filter_map(|row| OutletEntry::of(row, false)).collect()));

/// The register of this process where a user's own file stands beside the shipped one.
static CURRENT: OnceLock<Register> = OnceLock::new();

/// Outlets by their names and addresses.
#[derive(Clone, Debug, Default)]
pub struct Register {
    entries: Vec<OutletEntry>,
    /// From an address without its scheme to the entry.
    by_address: HashMap<String, usize>,
    /// From a folded name to the entry; `None` where several outlets go by it and it is the usual name of none.
    by_name: HashMap<String, Option<usize>>,
}

/// Why a user's file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegisterError {
    /// It is no table.
    #[error(transparent)]
    Table(#[from] TableError),
    /// It has a column that no register has.
    #[error("it has the column '{0}', which no outlet register has; the columns are {columns}", columns = COLUMNS.join(", "))]
    UnknownColumn(String),
    /// It has no column of names.
    #[error("it has no column 'name'")]
    NoNames,
    /// A row that gives no outlet.
    #[error(
        "line {line}: a row needs a name, and a kind that is agency, broadcaster, magazine, paper, releases, satire, site or nothing"
    )]
    Row {
        /// From 1.
        line: usize,
    },
    /// More rows than can be used.
    #[error("it has more than {MOST_ROWS} rows")]
    TooManyRows,
    /// A second file in one run.
    #[error("another register is in use already")]
    InUse,
}

impl Register {
    /// The register that ships with the program.
    pub fn shipped() -> &'static Register {
        &SHIPPED
    }

    /// The register in use: the shipped one, with a user's file beside it where one was put to use.
    pub fn current() -> &'static Register {
        CURRENT.get().unwrap_or(&SHIPPED)
    }

    /// Puts a register to use for the rest of the process. Once, and before anything is weighed, so that everything is
    /// weighed by one register.
    ///
    /// # Errors
    /// Where another is in use.
    pub fn put_to_use(self) -> Result<(), RegisterError> {
        CURRENT.set(self).map_err(|_| RegisterError::InUse)
    }

    /// The shipped register with the rows of a user's file beside it. A user's row takes the place of the row of the same
    /// name, and its names and addresses lead to it and to nobody else.
    ///
    /// # Errors
    /// Where the file is no such table; the error names the line.
    pub fn with(users: &str) -> Result<Register, RegisterError> {
        let users = rows(users)?;
        let names: Vec<String> = users.iter().map(|entry| fold(&entry.name)).collect();
        let theirs: std::collections::HashSet<&str> = names.iter().map(String::as_str).collect();
        let shipped = SHIPPED.entries.iter().filter(|entry| !theirs.contains(fold(&entry.name).as_str()));
        let shipped: Vec<OutletEntry> = shipped.cloned().collect();
        Ok(Register::of(users.into_iter().chain(shipped).collect()))
    }

    /// A register of these entries. Those before have precedence over those after: a user's over the shipped.
    fn of(entries: Vec<OutletEntry>) -> Register {
        let mut register = Register { entries, ..Register::default() };
        for (place, entry) in register.entries.iter().enumerate() {
            for address in &entry.addresses {
                register.by_address.entry(address.clone()).or_insert(place);
            }
            register.by_name.entry(fold(&entry.name)).or_insert(Some(place));
        }
        let mut others: HashMap<String, Option<usize>> = HashMap::new();
        for (place, entry) in register.entries.iter().enumerate() {
            for name in entry.also.iter().chain(&entry.editions) {
                let claimed = others.entry(fold(name)).or_insert(Some(place));
                let by_users =
                    claimed.is_some_and(|first| register.entries[first].is_users) && !entry.is_users;
                if *claimed != Some(place) && !by_users {
                    *claimed = None;
                }
            }
        }
        for (place, entry) in register.entries.iter().enumerate().filter(|(_, entry)| entry.is_users) {
            // A user's other name wins over a shipped usual one.
            for name in entry.also.iter().chain(&entry.editions).map(|name| fold(name)) {
                let held = register.by_name.get(&name).copied().flatten();
                if held.is_some_and(|held| !register.entries[held].is_users) {
                    register.by_name.insert(name, Some(place));
                }
            }
        }
        let mut others: Vec<(String, Option<usize>)> = others.into_iter().collect();
        others.sort();
        for (name, place) in others {
            register.by_name.entry(name).or_insert(place);
        }
        register
    }

    /// All entries, a user's first.
    pub fn entries(&self) -> &[OutletEntry] {
        &self.entries
    }

    /// The entry that goes by a name, an edition's among them: "BBC", "BBC Scotland", "Reuters UK".
    pub fn by_name(&self, name: &str) -> Option<&OutletEntry> {
        let whole = self.by_name.get(&fold(name));
        let place = match whole {
            Some(place) => *place,
            None => {
                without_edition(name).iter().find_map(|name| self.by_name.get(&fold(name)).copied()).flatten()
            }
        };
        self.entries.get(place?)
    }

    /// The entry whose address this is or lies under, the longest address first.
    pub fn by_address(&self, address: &Address) -> Option<&OutletEntry> {
        const DEEPEST: usize = 3;
        let parts: Vec<&str> =
            address.path.split('/').filter(|part| !part.is_empty()).take(DEEPEST).collect();
        let mut host = address.host.as_str();
        loop {
            for depth in (0..=parts.len()).rev() {
                let key = match depth {
                    0 => host.to_owned(),
                    _ => format!("{host}/{}", parts[..depth].join("/").to_lowercase()),
                };
                if let Some(&place) = self.by_address.get(&key) {
                    return self.entries.get(place);
                }
            }
            // Not beyond the site: what stands on a host of many is not the host's own.
            let site_host = address.site.split('/').next().unwrap_or("");
            let (_, rest) = host.split_once('.')?;
            if host == site_host || !rest.ends_with(site_host) {
                return None;
            }
            host = rest;
        }
    }
}

/// The rows of a user's file.
pub(super) fn rows(users: &str) -> Result<Vec<OutletEntry>, RegisterError> {
    let table = Table::parse(users)?;
    if let Some(unknown) = table.columns().iter().find(|column| !COLUMNS.contains(&column.as_str())) {
        return Err(RegisterError::UnknownColumn(unknown.clone()));
    }
    if !table.columns().iter().any(|column| column == "name") {
        return Err(RegisterError::NoNames);
    }
    if table.rows().count() > MOST_ROWS {
        return Err(RegisterError::TooManyRows);
    }
    table.rows().map(|row| OutletEntry::of(row, true).ok_or(RegisterError::Row { line: row.line })).collect()
}
