//! An origin's name, as a journalist would write it.

use twosource_evidence::file::OriginRecord;
use twosource_evidence::origin::Ground;

use crate::printable::brief_line;

/// Longest name of a source, in characters.
const NAME: usize = 60;
/// What the evidence file adds to a name to tell one origin from another.
const MARKS: [&str; 3] = [", as quoted", ", no source named", "'s own reporting"];

/// "Marta Lindqvist" for "Marta Lindqvist, as quoted"; "activists (not named)" for "activists, not named".
pub(crate) fn source_name(origin: &OriginRecord) -> String {
    bare(&origin.name)
}

/// True where somebody or something stands behind it by name.
pub(crate) fn is_named(origin: &OriginRecord) -> bool {
    origin.ground == Ground::Named
}

fn bare(name: &str) -> String {
    let mut rest = name.trim();
    while let Some(shorter) = MARKS.iter().find_map(|mark| rest.strip_suffix(mark)) {
        rest = shorter;
    }
    match rest.strip_suffix(", not named") {
        Some(who) => format!("{} (not named)", brief_line(who, NAME)),
        None => brief_line(rest, NAME),
    }
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn what_tells_origins_apart_is_no_part_of_a_name() {
        for (name, told) in [
            ("Marta Lindqvist, as quoted", "Marta Lindqvist"),
            ("activists, not named, as quoted", "activists (not named)"),
            ("Coast Radio's own reporting", "Coast Radio"),
            ("the coastguard", "the coastguard"),
        ] {
            assert_eq!(bare(name), told);
        }
    }
}
