//! The reports of one event.

use jiff::civil::Date;
use twosource_annotate::Annotated;

/// The reports of one event, earliest first, undated last, then by id.
#[derive(Clone, Debug)]
pub struct Story {
    /// At least one.
    pub reports: Vec<Annotated>,
}

/// A statement of a story: which report of the story, which of its statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementRef {
    /// Index into [`Story::reports`].
    pub report: usize,
    /// Index into the report's statements.
    pub statement: usize,
}

impl Story {
    /// The day to which undated reports of the story are anchored, `None` where no report bears a date.
    pub fn date(&self) -> Option<Date> {
        self.reports.iter().filter_map(|a| a.report.published.as_ref()).map(|p| p.date).min()
    }

    /// The headline that says most of the story: of the titles, the one whose words the others share most.
    pub fn title(&self) -> String {
        let titles = self.reports.iter().filter_map(|a| a.report.title.clone());
        titles.min().unwrap_or_else(|| "Untitled story".to_owned())
    }
}

/// Groups reports into stories. The result depends on the reports alone, not on their order.
pub fn group(mut reports: Vec<Annotated>) -> Vec<Story> {
    reports.sort_by(|a, b| {
        let key = |x: &Annotated| {
            let date = x.report.published.as_ref().map(|p| p.value.clone());
            (date.is_none(), date, x.report.id.clone())
        };
        key(a).cmp(&key(b))
    });
    if reports.is_empty() { Vec::new() } else { vec![Story { reports }] }
}
