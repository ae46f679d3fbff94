//! Both reports credit one agency for their text, or are marked as one outlet's: "same agency". Picture credits do not
//! count.

use std::collections::BTreeMap;

use twosource_reader::Report;
use twosource_text::Span;

use super::outlet::Outlet;
use super::{Dependence, EARLIEST, links, name};
use crate::file::DependenceKind;

/// An agency's hand in one report.
struct Credit {
    report: usize,
    span: Option<Span>,
    /// The agency itself published the report.
    own: bool,
    /// A mark outside the text says so, not a credit.
    marked: bool,
}

impl Credit {
    /// What the report says of its text.
    fn says(&self, agency: &str) -> String {
        match self.marked {
            true => format!("is marked as syndicated from {agency}"),
            false => format!("credits {agency} for its text"),
        }
    }
}

/// Example: two outlets whose datelines read "PORT HALE (Reuters) -".
pub(super) fn find(reports: &[&Report]) -> Vec<Dependence> {
    let mut credits: BTreeMap<String, (String, Vec<Credit>)> = BTreeMap::new();
    for (i, report) in reports.iter().enumerate() {
        let mut credit = |agency: Outlet, span: Option<Span>, own: bool, marked: bool| {
            let (_, list) =
                credits.entry(agency.key().to_owned()).or_insert_with(|| (agency.name.clone(), Vec::new()));
            if list.last().is_none_or(|last| last.report != i) {
                list.push(Credit { report: i, span, own, marked });
            }
        };
        for agency in report.agencies.iter().filter(|agency| agency.for_text) {
            credit(Outlet::named(&agency.name), agency.span, false, false);
        }
        if let Some(source) = links::taken_from(reports, i) {
            credit(source, None, false, true);
        }
        if let Some(outlet) = Outlet::of(report) {
            credit(outlet, None, true, false);
        }
    }
    let mut found = Vec::new();
    for (agency, list) in credits.into_values() {
        for (n, later) in list.iter().enumerate() {
            for earlier in list[..n].iter().take(EARLIEST) {
                // Two reports that the agency published itself, or an outlet by chance named twice.
                if earlier.own && later.own {
                    continue;
                }
                found.push(dependence(&agency, reports, earlier, later));
            }
        }
    }
    found
}

fn dependence(agency: &str, reports: &[&Report], earlier: &Credit, later: &Credit) -> Dependence {
    let [a, b] = [earlier, later].map(|credit| name(reports[credit.report], credit.report));
    let why = match (earlier.own, later.own) {
        (true, _) => format!("{b} {}, and {a} is {agency}'s own", later.says(agency)),
        (_, true) => format!("{a} {}, and {b} is {agency}'s own", earlier.says(agency)),
        _ if earlier.marked || later.marked => {
            format!("{a} {}, and {b} {}", earlier.says(agency), later.says(agency))
        }
        _ => format!("{a} and {b} both credit {agency} for their text"),
    };
    let citations =
        [earlier, later].iter().filter_map(|credit| Some((credit.report, credit.span?))).collect();
    Dependence {
        reports: [earlier.report, later.report],
        kind: DependenceKind::SameAgency,
        passages: Vec::new(),
        citations,
        overlap: 0.0,
        why,
    }
}
