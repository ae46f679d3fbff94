//! One row of the outlet register.

use crate::Row;

/// The columns of an outlet register, the program's own and a user's.
pub const COLUMNS: [&str; 12] = [
    "name",
    "also",
    "editions",
    "addresses",
    "country",
    "kind",
    "state",
    "owner",
    "network",
    "prints",
    "checked",
    "date",
];

/// What an outlet is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OutletKind {
    /// It writes for other outlets.
    Agency,
    /// Radio or television.
    Broadcaster,
    /// A magazine.
    Magazine,
    /// A newspaper.
    Paper,
    /// It passes on releases of whoever pays.
    Releases,
    /// It invents what it tells, and says so.
    Satire,
    /// A site on the web.
    #[default]
    Site,
}

impl OutletKind {
    /// Its word in the table.
    pub fn word(self) -> &'static str {
        match self {
            OutletKind::Agency => "agency",
            OutletKind::Broadcaster => "broadcaster",
            OutletKind::Magazine => "magazine",
            OutletKind::Paper => "paper",
            OutletKind::Releases => "releases",
            OutletKind::Satire => "satire",
            OutletKind::Site => "site",
        }
    }

    /// The kind of this word; `None` where it is none.
    pub fn of(word: &str) -> Option<OutletKind> {
        use OutletKind::{Agency, Broadcaster, Magazine, Paper, Releases, Satire, Site};
        [Agency, Broadcaster, Magazine, Paper, Releases, Satire, Site]
            .into_iter()
            .find(|kind| kind.word() == word)
    }
}

/// What the register knows of one outlet. What is not known is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutletEntry {
    /// Its usual name, which no other entry has.
    pub name: String,
    /// Other names of it.
    pub also: Vec<String>,
    /// Titles that are editions of it, and no second outlet.
    pub editions: Vec<String>,
    /// Its addresses: domains, hosts, or hosts with the beginning of a path, without a scheme.
    pub addresses: Vec<String>,
    /// The country it is published in, by its two-letter code.
    pub country: Option<String>,
    /// What it is.
    pub kind: OutletKind,
    /// The state whose organ it is, by its two-letter code: one that a government or a ruling party owns and directs.
    /// Public broadcasters with editors of their own are none.
    pub state: Option<String>,
    /// Who owns it.
    pub owner: Option<String>,
    /// The network of outlets that it shares its reporting with.
    pub network: Option<String>,
    /// Agencies whose text it prints.
    pub prints: Vec<String>,
    /// Where its facts can be checked.
    pub checked: String,
    /// When they were, by year and month.
    pub date: String,
    /// True where the row is a user's own.
    pub is_users: bool,
}

impl OutletEntry {
    /// The entry of a row; `None` where it has no name, or a kind that is none.
    pub(super) fn of(row: Row, is_users: bool) -> Option<OutletEntry> {
        let kind = match row.cell("kind") {
            "" => OutletKind::default(),
            word => OutletKind::of(word)?,
        };
        Some(OutletEntry {
            name: row.known("name")?,
            also: row.list("also"),
            editions: row.list("editions"),
            addresses: row.list("addresses").iter().map(|address| plain(address)).collect(),
            country: row.known("country").map(|code| code.to_uppercase()),
            kind,
            state: row.known("state").map(|code| code.to_uppercase()),
            owner: row.known("owner"),
            network: row.known("network"),
            prints: row.list("prints"),
            checked: row.cell("checked").to_owned(),
            date: row.cell("date").to_owned(),
            is_users,
        })
    }

    /// All names it goes by, its usual one first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.also).chain(&self.editions).map(String::as_str)
    }

    /// Its cells in the order of [`COLUMNS`], as a line of a table.
    pub fn line(&self) -> String {
        let list = |values: &[String]| values.join(";");
        let known = |value: &Option<String>| value.clone().unwrap_or_default();
        let cells = [
            self.name.clone(),
            list(&self.also),
            list(&self.editions),
            list(&self.addresses),
            known(&self.country),
            self.kind.word().to_owned(),
            known(&self.state),
            known(&self.owner),
            known(&self.network),
            list(&self.prints),
            self.checked.clone(),
            self.date.clone(),
        ];
        cells.join("\t").trim_end().to_owned()
    }
}

/// An address as the register keeps it: no scheme, no `www.`, lower case, no slash at its end.
pub(super) fn plain(address: &str) -> String {
    let address = address.split_once("://").map_or(address, |(_, rest)| rest).to_lowercase();
    address.strip_prefix("www.").unwrap_or(&address).trim_end_matches(['/', '.']).to_owned()
}
