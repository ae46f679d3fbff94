//! Where each stretch of a cleaned text came from in its original.

use crate::Span;

/// One stretch of the cleaned text and the stretch of the original it was made from, both in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    cleaned: Span,
    original: Span,
}

/// Maps byte spans of a cleaned text to byte spans of the original it was cleaned from.
///
/// A text taken over unchanged is the [identity](Alignment::identity) and costs nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// Sorted by `cleaned`, without overlaps; `None` is the identity.
    runs: Option<Vec<Run>>,
}

impl Alignment {
    /// The cleaned text is the original.
    pub fn identity() -> Self {
        Alignment { runs: None }
    }

    /// The cleaned text is the stretch `original` of the original, unchanged.
    pub fn copy_of(original: Span) -> Self {
        Alignment { runs: Some(vec![Run { cleaned: Span::new(0, original.len()), original }]) }
    }

    /// True where the cleaned text is the original.
    pub fn is_identity(&self) -> bool {
        self.runs.is_none()
    }

    /// The stretch of the original that made `span`, `None` where nothing of it has a known place.
    ///
    /// Runs of equal length are copies, and map to the byte; others map as wholes.
    pub fn original(&self, span: Span) -> Option<Span> {
        let Some(runs) = &self.runs else { return Some(span) };
        let first = runs.partition_point(|run| run.cleaned.end <= span.start);
        let mut found: Option<Span> = None;
        for run in runs[first..].iter().take_while(|run| run.cleaned.start < span.end) {
            let Some(shared) = run.cleaned.intersection(span) else { continue };
            let place = if run.cleaned.len() == run.original.len() {
                let start = run.original.start + (shared.start - run.cleaned.start);
                Span::new(start, start + shared.len())
            } else {
                run.original
            };
            found = Some(found.map_or(place, |known| known.cover(place)));
        }
        found
    }
}

/// Builds a cleaned text piece by piece, keeping where each piece came from.
#[derive(Debug, Default)]
pub struct AlignmentBuilder {
    text: String,
    runs: Vec<Run>,
}

impl AlignmentBuilder {
    /// An empty text.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds `piece`, made from the bytes `original` of the original.
    pub fn push(&mut self, piece: &str, original: Span) {
        if piece.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(piece);
        let run = Run { cleaned: Span::new(start, self.text.len()), original };
        if let Some(last) = self.runs.last_mut() {
            let both_copies =
                last.cleaned.len() == last.original.len() && run.cleaned.len() == run.original.len();
            if both_copies && last.original.end == run.original.start && last.cleaned.end == run.cleaned.start
            {
                last.cleaned.end = run.cleaned.end;
                last.original.end = run.original.end;
                return;
            }
        }
        self.runs.push(run);
    }

    /// Adds text that stands nowhere in the original, such as a line break put between two blocks.
    pub fn insert(&mut self, piece: &str) {
        self.text.push_str(piece);
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The cleaned text and its alignment.
    pub fn finish(self) -> (String, Alignment) {
        (self.text, Alignment { runs: Some(self.runs) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_map_to_the_byte_and_replacements_as_wholes() {
        // original: "a&amp;b<i>cd</i>"
        let mut builder = AlignmentBuilder::new();
        builder.push("a", Span::new(0, 1));
        builder.push("&", Span::new(1, 6));
        builder.push("b", Span::new(6, 7));
        builder.push("cd", Span::new(10, 12));
        let (text, alignment) = builder.finish();
        assert_eq!(text, "a&bcd");
        assert_eq!(alignment.original(Span::new(0, 1)), Some(Span::new(0, 1)));
        assert_eq!(alignment.original(Span::new(1, 2)), Some(Span::new(1, 6)));
        assert_eq!(alignment.original(Span::new(4, 5)), Some(Span::new(11, 12)));
        assert_eq!(alignment.original(Span::new(0, 5)), Some(Span::new(0, 12)));
    }

    #[test]
    fn a_stretch_taken_over_is_moved() {
        let alignment = Alignment::copy_of(Span::new(10, 15));
        assert_eq!(alignment.original(Span::new(1, 3)), Some(Span::new(11, 13)));
        assert_eq!(alignment.original(Span::new(4, 9)), Some(Span::new(14, 15)));
        assert_eq!(alignment.original(Span::new(6, 9)), None);
    }

    #[test]
    fn inserted_text_has_no_place() {
        let mut builder = AlignmentBuilder::new();
        builder.push("a", Span::new(3, 4));
        builder.insert("\n\n");
        let (_, alignment) = builder.finish();
        assert_eq!(alignment.original(Span::new(1, 3)), None);
        assert_eq!(Alignment::identity().original(Span::new(1, 3)), Some(Span::new(1, 3)));
    }
}
