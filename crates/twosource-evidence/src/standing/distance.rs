//! Reports whose dates are far from those of the other reports of their story.
//!
//! No clock is asked: a date from the future, or of another century, shows by the reports beside it.

use jiff::civil::Date;

use crate::story::Story;

/// Days are counted from here.
const EPOCH: Date = Date::constant(1970, 1, 1);

/// Days from the middle of a story's dates from which a report is of another time.
const FAR: i64 = 730;

/// For each report, how many years its date is from the middle of the story's, where that is far.
pub(super) fn years(story: &Story) -> Vec<Option<i64>> {
    let days = |report: usize| -> Option<i64> {
        let date = story.reports[report].report.published.as_ref()?.date;
        Some(i64::from(EPOCH.until(date).ok()?.get_days()))
    };
    let mut known: Vec<i64> = (0..story.reports.len()).filter_map(days).collect();
    known.sort_unstable();
    // Of two, the earlier one.
    let middle = known.get(known.len().saturating_sub(1) / 2).copied();
    (0..story.reports.len())
        .map(|report| {
            let apart = (days(report)? - middle?).abs();
            (apart > FAR).then_some((apart + 182) / 365)
        })
        .collect()
}
