//! A text that a party puts out itself: a release on its own page. It speaks for itself, so that it is the source of what it
//! tells, which an outlet that only reports is not.

use std::collections::BTreeSet;
use twosource_lexicon::english::WordList;

use twosource_annotate::SourceKind;
use twosource_reader::{Report, SegmentKind};

use super::ground::{identify, is_medium};
use super::likeness::{Likeness, Sort};
use super::naming::words_of;
use super::root::Root;
use crate::dependence::outlet::Outlet;
use crate::file::OriginKind;

/// Paragraphs at the beginning in which a party names itself.
const FIRST: usize = 4;

/// The voice of a report whose outlet is a party: a body that opens a sentence with its own name and tells what it does. No
/// outlet that the register has, and none that is called like a paper or a station.
pub(super) fn voice(report: &Report, outlet: &Outlet) -> Option<Root> {
    let name = outlet.name.as_str();
    let is_name = name.len() >= 4 && !name.contains(['.', '/']) && name.starts_with(char::is_uppercase);
    if !is_name || outlet.is_known() || is_medium(name) {
        return None;
    }
    let paragraphs =
        report.segments.iter().filter(|segment| segment.kind == SegmentKind::Paragraph).take(FIRST);
    let speaks = paragraphs.into_iter().any(|segment| {
        let words = segment.span.of(&report.text);
        words.match_indices(name).any(|(at, _)| {
            let opens = words[..at].trim_end().is_empty()
                || words[..at].trim_end().ends_with(['.', '!', '?', '”', '"']);
            let mut behind = words[at + name.len()..].split_whitespace();
            let verb = behind.next().is_some_and(|verb| WordList::PartyDoing.holds(verb));
            let reports = behind.next().is_some_and(|next| WordList::OutletReporting.holds(next));
            opens && verb && !reports && words[at + name.len()..].starts_with(' ')
        })
    });
    speaks.then(|| {
        let places = BTreeSet::new();
        let words: BTreeSet<String> = words_of(name).into_iter().collect();
        Root {
            key: format!("party:{}", outlet.key()),
            kind: OriginKind::Speaker,
            name: name.to_owned(),
            likeness: Likeness { sort: Sort::Body, words, ..Likeness::default() },
            identity: identify(SourceKind::Organisation, &[name], None, BTreeSet::new(), &places),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented::report;
    use crate::origin::Ground;

    fn is_party(outlet: &str, text: &str) -> bool {
        let report = report("a", outlet, text);
        let outlet = Outlet::of(&report).unwrap();
        voice(&report, &outlet).is_some_and(|root| root.identity.ground == Ground::Named)
    }

    #[test]
    fn who_tells_of_itself_is_a_party() {
        assert!(is_party("Norline Ferries", "Norline Ferries has cancelled every sailing until Friday."));
        assert!(!is_party("Norline Ferries", "Boats lie at the quay. The harbour is shut."));
        assert!(!is_party("Harbour Courier", "Harbour Courier is sorry that its page was down."));
        assert!(!is_party("Kelda Nine", "Kelda Nine has learned that the bridge is shut."));
        assert!(!is_party("Reuters", "Reuters said it would close its office."));
    }
}
