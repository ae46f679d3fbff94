//! What somebody saw for himself, and who reports: "a Courier reporter at the scene saw", "she counted 41 pairs".

use serde::{Deserialize, Serialize};
use twosource_language::Doc;
use twosource_lexicon::english::WordList;
use twosource_text::Span;

use crate::{Attribution, Sentence, Statement};

/// Who observed something, as far as the words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Observer {
    /// A reporter: of the outlet that the words beside it name, or of the report's own.
    Reporter,
    /// "we"
    We,
    /// A pronoun, behind the word for a reporter: "When our reporter walked along the fence, she saw …".
    ReporterAgain,
    /// Whoever the words mean.
    Other,
}

/// A sentence that tells who saw, counted or checked something, in the report's own voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// Index of the sentence.
    pub sentence: usize,
    /// Who it was.
    pub observer: Observer,
    /// The words that name the observer, in bytes.
    pub named: Span,
    /// The word that these hang on, in bytes.
    pub head: Span,
}

/// A single person whose work is to report, as a noun of the text: "a Reuters correspondent".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReporterNoun {
    /// The noun, in bytes.
    pub noun: Span,
    /// With all that hangs on it.
    pub phrase: Span,
    /// The word that it hangs on, if any.
    pub above: Option<Span>,
}

impl ReporterNoun {
    /// True where a stretch of text is built around the noun.
    pub fn heads(&self, stretch: Span) -> bool {
        let is_top = self.above.is_none_or(|above| !stretch.overlaps(above));
        stretch.contains(self.noun) && is_top && self.phrase.start <= stretch.start
    }
}

/// The sentences of statements that tell who saw something, in order.
pub(crate) fn find(
    doc: &Doc,
    sentences: &[Sentence],
    statements: &[Statement],
    attributions: &[Attribution],
) -> Vec<Observation> {
    let said = Said::of(attributions);
    let mut told: Vec<usize> = statements.iter().map(|statement| statement.sentence).collect();
    told.dedup();
    let mut found = Vec::new();
    for sentence in told {
        let tokens = sentences[sentence].tokens.clone();
        for verb in tokens.clone() {
            let seen = WordList::Seeing.holds(doc.lemma(verb)) && ["VBD", "VBN"].contains(&doc.tag(verb));
            if !seen {
                continue;
            }
            // "has seen what is broken" tells of a life, not of the day.
            let passive = |child: usize| {
                matches!(doc.dep(child), "auxpass" | "neg") || matches!(doc.lower(child), "has" | "have")
            };
            if doc.children(verb).any(passive) || said.holds(doc.span(verb)) {
                continue;
            }
            let Some(subject) = doc.child(verb, &["nsubj"]) else { continue };
            found.push(Observation {
                sentence,
                observer: observer(doc, subject, tokens.start),
                named: doc.span_of(doc.subtree(subject)),
                head: doc.span(subject),
            });
        }
    }
    found
}

/// What others than the report say.
struct Said {
    /// Where each content starts, in order, and the furthest end of it and of all before it.
    contents: Vec<(usize, usize)>,
}

impl Said {
    fn of(attributions: &[Attribution]) -> Self {
        let contents = attributions.iter().flat_map(|attribution| &attribution.content);
        let mut contents: Vec<(usize, usize)> =
            contents.map(|content| (content.start, content.end)).collect();
        contents.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut contents {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Said { contents }
    }

    /// True where one content holds all of `span`.
    fn holds(&self, span: Span) -> bool {
        let before = self.contents.partition_point(|&(start, _)| start <= span.start);
        before.checked_sub(1).is_some_and(|last| self.contents[last].1 >= span.end)
    }
}

/// Who the subject of an observation is; `first` is the sentence's first token.
fn observer(doc: &Doc, subject: usize, first: usize) -> Observer {
    let is_reporter = |token: usize| WordList::Reporter.holds(doc.lower(token));
    match doc.lower(subject) {
        _ if is_reporter(subject) => Observer::Reporter,
        "we" => Observer::We,
        "he" | "she" | "they" if (first..subject).any(is_reporter) => Observer::ReporterAgain,
        _ => Observer::Other,
    }
}

/// The nouns for a single reporter. Several of them are a crowd: "reporters at the scene said" names no outlet.
pub(crate) fn reporters(doc: &Doc) -> Vec<ReporterNoun> {
    // "the Lindon Reporter" is a paper.
    let nouns = (0..doc.len()).filter(|&token| {
        WordList::Reporter.holds(doc.lower(token))
            && doc.tag(token) != "NNS"
            && !doc.word(token).starts_with(char::is_uppercase)
    });
    let noun = |token: usize| {
        let above = doc.head(token);
        ReporterNoun {
            noun: doc.span(token),
            phrase: doc.span_of(doc.subtree(token)),
            above: (above != token).then(|| doc.span(above)),
        }
    };
    nouns.map(noun).collect()
}
