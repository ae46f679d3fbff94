//! Something that no report tells, ready to show.

use twosource_evidence::file::OpenQuestion;

use super::StoryView;
use crate::printable::brief_line;

/// Characters of what is not known, and of a sentence that says so.
const WORDS: usize = 300;

/// A place where a report says so.
#[derive(Debug)]
pub(crate) struct AdmissionView {
    /// Its place in the story's reports.
    pub report: usize,
    /// Code points of the sentence.
    pub start: usize,
    pub end: usize,
    /// The sentence.
    pub words: String,
}

/// A question with the places that leave it open.
#[derive(Debug)]
pub(crate) struct QuestionView {
    pub words: String,
    pub admissions: Vec<AdmissionView>,
}

impl QuestionView {
    /// `None` where nothing of it can be shown.
    pub fn new(story: &StoryView<'_>, question: &OpenQuestion) -> Option<Self> {
        let words = brief_line(&question.text, WORDS);
        let admissions: Vec<AdmissionView> = (question.statements.iter())
            .filter_map(|place| {
                let report = story.place(&place.report)?;
                let (start, end) = (place.start, place.end);
                story.reports[report].bytes(start, end)?;
                let words = brief_line(&story.reports[report].words(start, end), WORDS);
                Some(AdmissionView { report, start, end, words })
            })
            .collect();
        (!words.is_empty()).then_some(QuestionView { words, admissions })
    }
}
