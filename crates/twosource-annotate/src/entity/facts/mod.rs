//! Facts of language and the world that the rules look up. Each table is a file in `data/`, with its origin at its head.

mod body;
mod given_name;
mod no_person;
mod organisation;
mod place;
mod state;
mod title;

pub(crate) use body::{Family, body};
pub(crate) use given_name::{given_name, is_family_first};
pub(crate) use no_person::{ends_thing, is_furniture, makes_thing};
pub(crate) use organisation::{Organisation, organisation};
pub(crate) use place::{ends_place, is_place, is_us_place};
pub(crate) use state::{StateForm, state, state_name};
pub(crate) use title::{LONGEST as LONGEST_TITLE, Title, Use, title};

/// Whether "he" or "she" stands for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// "he"
    Male,
    /// "she"
    Female,
}

impl Gender {
    fn of(cell: &str) -> Option<Gender> {
        match cell {
            "m" => Some(Gender::Male),
            "f" => Some(Gender::Female),
            _ => None,
        }
    }
}

/// The rows of a table: lines that are no comment, their cells parted by tabs; a missing cell is empty.
fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let mut cells = line.split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or(""))
    })
}

/// The parts of a cell that holds several things.
fn several(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split(';').map(str::trim).filter(|part| !part.is_empty())
}

/// Words as the tables are looked up: lower case, ASCII, single spaces, hyphens and full stops kept.
fn look_up_key(words: &str) -> String {
    let mut key = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&any_ascii::any_ascii(word).to_ascii_lowercase());
    }
    key
}
