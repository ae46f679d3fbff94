//! What is left when a source is taken away, in words.

use twosource_evidence::file::{Evidence, Standing};
use twosource_evidence::without::{Fate, Without};

use crate::Notice;
use crate::printable::{brief_line, plural};
use crate::standing::face;

/// Claims named of each fate.
const NAMED: usize = 40;

/// How a claim stood and stands.
type Turned = (Standing, Option<Standing>);

/// What stands before the brief of what is left.
pub fn notice(whole: &Evidence, left: &Without) -> Notice {
    let name = |id: &String| {
        let record = whole.reports.iter().find(|record| record.id == *id);
        record.map_or_else(
            || brief_line(id, 60),
            |record| match (&record.outlet, &record.title) {
                (Some(outlet), Some(title)) => {
                    format!("{}: {}", brief_line(outlet, 40), brief_line(title, 100))
                }
                (Some(only), None) | (None, Some(only)) => brief_line(only, 100),
                (None, None) => brief_line(&record.text, 60),
            },
        )
    };
    let mut parts = vec![("How the claims stand, before and after".to_owned(), counted(left))];
    if !left.reports.is_empty() {
        let lines = left.reports.iter().take(NAMED).map(name).collect();
        parts.push((format!("{} with it", gone(left.reports.len(), "report")), lines));
    }
    for (heading, fates) in sorted(left) {
        let lines = fates.iter().take(NAMED).map(|fate| brief_line(&fate.text, 200)).collect();
        parts.push((heading, lines));
    }
    Notice { heading: heading(left), parts }
}

/// "Without Nordwire".
pub fn heading(left: &Without) -> String {
    let names: Vec<String> = left.sources.iter().map(|name| brief_line(name, 60)).collect();
    format!("Without {}", names.join(" and "))
}

/// "3 reports go": how many go.
pub fn gone(count: usize, noun: &str) -> String {
    format!("{} {}", plural(count, noun), if count == 1 { "goes" } else { "go" })
}

/// "corroborated: 7, and 3 without it".
pub fn counted(left: &Without) -> Vec<String> {
    let changed = left.counts.iter().filter(|(_, before, after)| before + after > 0);
    changed
        .map(|(standing, before, after)| {
            format!("{}: {before}, and {after} without it", face(*standing).word)
        })
        .collect()
}

/// The fates of claims under headings: those that fall first, each as it stood and stands.
pub fn sorted(left: &Without) -> Vec<(String, Vec<&Fate>)> {
    let mut groups: Vec<(Turned, Vec<&Fate>)> = Vec::new();
    for fate in &left.fates {
        match groups.iter_mut().find(|(kind, _)| *kind == (fate.was, fate.now)) {
            Some((_, group)) => group.push(fate),
            None => groups.push(((fate.was, fate.now), vec![fate])),
        }
    }
    let told = |(was, now): Turned, count: usize| match now {
        None => format!("{}, and nobody else says so ({count})", face(was).word),
        Some(now) => format!("{}, and {} without it ({count})", face(was).word, face(now).value),
    };
    groups.into_iter().map(|(kind, group)| (told(kind, group.len()), group)).collect()
}
