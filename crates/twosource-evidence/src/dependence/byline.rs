//! Two outlets print what one person wrote: "same byline".

use std::collections::BTreeMap;

use twosource_lexicon::english::WordList;
use twosource_reader::Report;

use super::outlet::Outlet;
use super::{Dependence, EARLIEST, name};
use crate::file::DependenceKind;

/// The persons whom a byline names; none for desks and agencies.
pub(crate) fn authors(report: &Report) -> Vec<String> {
    let Some(byline) = report.byline.as_deref() else { return Vec::new() };
    let bare = byline.trim();
    let bare = bare
        .strip_prefix("By ")
        .or_else(|| bare.strip_prefix("by "))
        .or_else(|| bare.strip_prefix("BY "))
        .unwrap_or(bare);
    let own = Outlet::of(report).map(|outlet| outlet.key().to_owned()).unwrap_or_default();
    let parts = bare.split([',', ';', '|', '&', '/']).flat_map(|part| part.split(" and "));
    let names = parts.map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    names
        .filter(|name| {
            let words: Vec<&str> = name.split(' ').collect();
            let folded: String =
                name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            (2..=4).contains(&words.len())
                && folded != own
                && words.iter().all(|word| word.starts_with(char::is_uppercase))
                && words.iter().any(|word| word.chars().any(char::is_lowercase))
                && !words.iter().any(|word| WordList::BylineDesk.holds(&word.to_lowercase()))
        })
        .take(8)
        .collect()
}

/// Example: "By Orla Finnerty" in the Kilmorra Champion and in the Midlands Argosy.
pub(super) fn find(reports: &[&Report]) -> Vec<Dependence> {
    let mut written: BTreeMap<String, (String, Vec<usize>)> = BTreeMap::new();
    for (place, report) in reports.iter().enumerate() {
        for author in authors(report) {
            written.entry(author.to_lowercase()).or_insert_with(|| (author, Vec::new())).1.push(place);
        }
    }
    let mut found = Vec::new();
    for (author, places) in written.into_values() {
        for (n, &later) in places.iter().enumerate() {
            for &earlier in places[..n].iter().take(EARLIEST) {
                let [one, two] = [earlier, later].map(|place| Outlet::of(reports[place]));
                let same = matches!((&one, &two), (Some(one), Some(two)) if one.is(two));
                if same || earlier == later {
                    continue;
                }
                let [a, b] = [earlier, later].map(|place| name(reports[place], place));
                found.push(Dependence {
                    reports: [earlier, later],
                    kind: DependenceKind::SameByline,
                    passages: Vec::new(),
                    citations: Vec::new(),
                    overlap: 0.0,
                    why: format!("{author} wrote the reports of both {a} and {b}"),
                });
            }
        }
    }
    found
}
