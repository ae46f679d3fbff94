//! Reports and origins by their ids, and the names under which others find them.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use twosource_evidence::Evidence;
use twosource_evidence::file::{CastMember, ClaimRecord, OriginRecord, ReportRecord, StoryRecord};

/// Longest name of a claim.
const LONGEST_NAME: usize = 200;

/// What the parts of an evidence file refer to.
pub(crate) struct Index<'e> {
    reports: BTreeMap<&'e str, &'e ReportRecord>,
}

impl<'e> Index<'e> {
    pub fn new(evidence: &'e Evidence) -> Self {
        Index { reports: evidence.reports.iter().map(|report| (report.id.as_str(), report)).collect() }
    }

    pub fn report(&self, id: &str) -> Option<&'e ReportRecord> {
        self.reports.get(id).copied()
    }

    /// The outlets of the reports that state a claim, each once, in the order of its statements.
    pub fn outlets(&self, claim: &ClaimRecord) -> Vec<&'e str> {
        let mut outlets: Vec<&str> = Vec::new();
        for statement in &claim.statements {
            let Some(report) = self.report(&statement.report) else { continue };
            let outlet = report.outlet.as_deref().unwrap_or(&report.id);
            if !outlets.contains(&outlet) {
                outlets.push(outlet);
            }
        }
        outlets
    }

    /// The words of a report between two code points.
    pub fn words(&self, report: &str, start: usize, end: usize) -> String {
        let Some(report) = self.report(report) else { return String::new() };
        report.text.chars().skip(start).take(end.saturating_sub(start)).collect()
    }
}

/// Where a report can be found: its address, else a name made of its hash.
pub(crate) fn address(report: &ReportRecord) -> String {
    match report.url.as_deref().map(str::trim).filter(|url| is_address(url)) {
        Some(url) => url.to_owned(),
        None => format!("urn:sha256:{}", report.sha256),
    }
}

/// True for an address of the web without characters that no address has.
pub(crate) fn is_address(url: &str) -> bool {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    is_web && !url.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c))
}

/// The lasting name of a claim.
pub(crate) fn claim_name(story: &StoryRecord, claim: &ClaimRecord) -> String {
    format!("urn:twosource:claim:{}", local(&format!("{}:{}", story.id, claim.id)))
}

/// A name of letters, digits, "-" and "." that two different ids never share: others allow no more.
pub(crate) fn local(id: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    let clean: String = id.chars().map(|c| if plain(c) { c } else { '-' }).take(60).collect();
    if clean == id && clean.starts_with(|c: char| c.is_ascii_alphanumeric()) && !clean.ends_with('.') {
        return clean;
    }
    let hash: String =
        Sha256::digest(id.as_bytes()).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let clean = clean.trim_matches(|c: char| c == '-' || c == '.');
    if clean.is_empty() { format!("x{hash}") } else { format!("{clean}-{hash}") }
}

/// The origins of a claim by name.
pub(crate) fn origins<'s>(story: &'s StoryRecord, ids: &[String]) -> Vec<&'s OriginRecord> {
    story.origins.iter().filter(|origin| ids.contains(&origin.id)).collect()
}

/// The cast of a claim.
pub(crate) fn cast<'s>(story: &'s StoryRecord, claim: &ClaimRecord) -> Vec<&'s CastMember> {
    story.entities.iter().filter(|member| claim.about.contains(&member.id)).collect()
}

/// The day of a TIMEX3 value or a date of publication, or the month or year where no more is known: "2026-03-05",
/// "2026-03".
pub(crate) fn day(value: &str) -> Option<String> {
    let value = value.split('T').next().unwrap_or(value);
    let parts: Vec<&str> = value.split('-').collect();
    let digits =
        |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    let fits = match parts.as_slice() {
        [year] => digits(year, 4),
        [year, month] => digits(year, 4) && digits(month, 2),
        [year, month, day] => digits(year, 4) && digits(month, 2) && digits(day, 2),
        _ => false,
    };
    fits.then(|| value.to_owned())
}

/// White space collapsed, and no longer than a name is.
pub(crate) fn short(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= LONGEST_NAME {
        return words;
    }
    let cut: String = words.chars().take(LONGEST_NAME - 1).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_clean_and_stay_different() {
        assert_eq!(local("c-7f3a"), "c-7f3a");
        assert_ne!(local("a b"), local("a-b"));
        assert_ne!(local("a/b"), local("a:b"));
        assert!(local("/").starts_with('x'));
        assert!(local("å <x>").bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
    }

    #[test]
    fn days_are_days() {
        assert_eq!(day("2026-03-05T10:00:00Z").as_deref(), Some("2026-03-05"));
        assert_eq!(day("2026-03").as_deref(), Some("2026-03"));
        for none in ["2026-W10", "P3D", "XXXX-WXX-3", "PRESENT_REF", ""] {
            assert_eq!(day(none), None, "{none}");
        }
    }
}
