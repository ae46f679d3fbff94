//! A report's page leads to another report of the story, or two pages to one common page: "links".

use std::collections::{BTreeMap, BTreeSet};

use twosource_reader::Report;

use super::outlet::Outlet;
use super::{Dependence, EARLIEST, name};
use crate::file::DependenceKind;

/// Beginnings of a host that lead to the same page: "www.", "m.", "amp.".
const FACES: [&str; 4] = ["www.", "m.", "amp.", "mobile."];

/// Hosts of pages by which a page is passed on, and which are nobody's report.
const SHARED_BY: [&str; 8] = [
    "facebook.com/sharer",
    "facebook.com/share",
    "twitter.com/intent",
    "twitter.com/share",
    "x.com/intent",
    "linkedin.com/share",
    "wa.me/",
    "t.me/share",
];

/// What links show.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Links {
    /// A report and another of the story that its page leads to.
    pub to_reports: Vec<[usize; 2]>,
    /// Reports of several outlets whose pages lead to one page, which is no report of the story, and its address.
    pub to_pages: Vec<(String, Vec<usize>)>,
}

/// An address as pages are compared by it: without scheme, query and the like; `None` for a front page.
pub(crate) fn page_of(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let rest = rest.split(['?', '#']).next()?.trim_end_matches('/');
    let (host, path) = rest.split_once('/')?;
    let host = host.to_lowercase();
    let mut bare = host.as_str();
    while let Some(after) = FACES.iter().find_map(|face| bare.strip_prefix(face)) {
        bare = after;
    }
    (!path.is_empty()).then(|| format!("{bare}/{path}"))
}

/// Reads the links between the reports, and to pages that several of them lead to.
pub(crate) fn of(reports: &[&Report]) -> Links {
    let mut pages: BTreeMap<String, usize> = BTreeMap::new();
    for (place, report) in reports.iter().enumerate() {
        if let Some(page) = report.url.as_deref().and_then(page_of) {
            pages.entry(page).or_insert(place);
        }
    }
    let keys: Vec<Option<Outlet>> = reports.iter().map(|report| Outlet::of(report)).collect();
    let differ = |a: usize, b: usize| match (&keys[a], &keys[b]) {
        (Some(a), Some(b)) => !a.is(b),
        _ => a != b,
    };
    let mut links = Links::default();
    let mut common: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, report) in reports.iter().enumerate() {
        let targets: BTreeSet<String> = report.links.iter().filter_map(|url| page_of(url)).collect();
        for page in targets {
            match pages.get(&page) {
                Some(&other) if differ(place, other) => links.to_reports.push([place, other]),
                Some(_) => {}
                None if SHARED_BY.iter().any(|host| page.starts_with(host)) => {}
                None => common.entry(page).or_default().push(place),
            }
        }
    }
    links.to_reports.sort_unstable();
    links.to_reports.dedup();
    let several = |places: &[usize]| places.iter().any(|&place| differ(places[0], place));
    links.to_pages = common.into_iter().filter(|(_, places)| several(places)).collect();
    links
}

/// True where the page of one report leads to the other.
pub(crate) fn of_pair(reports: &[&Report], from: usize, to: usize) -> bool {
    let page = reports[to].url.as_deref().and_then(page_of);
    page.is_some() && reports[from].links.iter().any(|url| page_of(url) == page)
}

/// Example: "The Courier [link to its report] had the papers" in the Evening Post.
pub(super) fn find(reports: &[&Report]) -> Vec<Dependence> {
    let links = of(reports);
    let dependence = |reports: [usize; 2], why: String| Dependence {
        reports,
        kind: DependenceKind::Links,
        passages: Vec::new(),
        citations: Vec::new(),
        overlap: 0.0,
        why,
    };
    let called = |place: usize| name(reports[place], place);
    let mut found: Vec<Dependence> = Vec::new();
    for [from, to] in links.to_reports {
        let why = format!("the page of {} links to the report of {}", called(from), called(to));
        found.push(dependence([from, to], why));
    }
    for (page, places) in links.to_pages {
        for (n, &later) in places.iter().enumerate() {
            for &earlier in places[..n].iter().take(EARLIEST) {
                let why = format!(
                    "the pages of {} and {} link to one page: {page}",
                    called(earlier),
                    called(later)
                );
                found.push(dependence([earlier, later], why));
            }
        }
    }
    found
}

/// The outlet whose text a report is, by a mark outside the text: the outlet of the report of the story that the mark leads
/// to, else the one that it names.
pub(crate) fn taken_from(reports: &[&Report], place: usize) -> Option<Outlet> {
    let report = reports[place];
    let named = Outlet::syndicated(report)?;
    let page = report.syndicated_from.as_ref()?.url.as_deref().and_then(page_of);
    let stands_at = |other: &&&Report| page.is_some() && other.url.as_deref().and_then(page_of) == page;
    let there = reports.iter().find(stands_at).and_then(|other| Outlet::of(other));
    let own = Outlet::of(report);
    match there {
        Some(there) if own.as_ref().is_none_or(|own| !own.is(&there)) => Some(there),
        Some(_) => None,
        None => Some(named),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented::report;

    fn page(id: &str, outlet: &str, url: &str, links: &[&str]) -> Report {
        let url = Some(url.to_owned());
        Report { url, links: links.iter().map(|&to| to.to_owned()).collect(), ..report(id, outlet, "One.") }
    }

    #[test]
    fn a_link_to_a_report_of_the_story_and_to_one_page_are_seen() {
        let a = page("a", "Harbour Courier", "https://www.courier.example/news/a?x=1", &[]);
        let to_a = [
            "http://m.courier.example/news/a/#top",
            "https://board.example/report.pdf",
            "https://post.example/",
        ];
        let b = page("b", "Evening Post", "https://post.example/b", &to_a);
        let c = page("c", "Morning Star", "https://star.example/c", &["https://board.example/report.pdf"]);
        let links = of(&[&a, &b, &c]);
        assert_eq!(links.to_reports, [[1, 0]]);
        assert_eq!(links.to_pages, [("board.example/report.pdf".to_owned(), vec![1, 2])]);
        let kinds: Vec<_> = find(&[&a, &b, &c]).iter().map(|d| d.reports).collect();
        assert_eq!(kinds, [[1, 0], [1, 2]]);
    }

    #[test]
    fn links_within_one_outlet_and_buttons_show_nothing() {
        let a = page("a", "Harbour Courier", "https://courier.example/a", &["https://x.com/intent/post?u=1"]);
        let b = page(
            "b",
            "The Harbour Courier",
            "https://courier.example/b",
            &["https://courier.example/a", "https://x.com/intent/post"],
        );
        let c = page("c", "Morning Star", "https://star.example/c", &["https://x.com/intent/post?v=2"]);
        assert_eq!(of(&[&a, &b, &c]), Links::default());
    }
}
