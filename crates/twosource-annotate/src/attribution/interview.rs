//! Interviews as questions and answers.
//!
//! Ann Lee has run the port for years.
//! Q: Who will pay?
//! A: The county will pay.            Ann Lee, the one person named before the first question
//!
//! The questions are the report's own.

use twosource_reader::SegmentKind;
use twosource_text::Span;

use super::draft::{Context, Draft, Family};
use super::lexicon::CueClass;
use crate::{Entity, EntityKind, MentionForm};

/// Finds the answers, where the report names one person before the first question.
pub(super) fn find(cx: &Context, entities: &[Entity], drafts: &mut Vec<Draft>) {
    let text = |span: Span| span.of(cx.text());
    let paragraphs =
        || cx.report.segments.iter().filter(|segment| segment.kind == SegmentKind::Paragraph).copied();
    let first = paragraphs().find(|segment| after_label(text(segment.span), QUESTION).is_some());
    let Some(first) = first else { return };
    let Some((head, name)) = only_person(cx, entities, first.span.start) else { return };
    for segment in paragraphs().filter(|segment| segment.span.start > first.span.start) {
        let Some(at) = after_label(text(segment.span), ANSWER) else { continue };
        let content = Span::new(segment.span.start + at, segment.span.end).trimmed(cx.text());
        if content.is_empty() {
            continue;
        }
        drafts.push(Draft {
            family: Family::Colon,
            class: CueClass::Say,
            cue_head: head,
            cue: None,
            source: Some((head, name)),
            content: vec![content],
            content_head: None,
            effect: None,
            via: None,
        });
    }
}

const QUESTION: &[&str] = &["Q", "Question"];
const ANSWER: &[&str] = &["A", "Answer"];

/// Where the words begin after one of `labels` and its mark.
fn after_label(text: &str, labels: &[&str]) -> Option<usize> {
    labels.iter().find_map(|label| {
        let rest = text.strip_prefix(label)?;
        let said = rest.strip_prefix([':', '.', ')'])?;
        said.starts_with(char::is_whitespace).then(|| text.len() - said.trim_start().len())
    })
}

/// The head and the fullest name of the only person named before `until`.
fn only_person(cx: &Context, entities: &[Entity], until: usize) -> Option<(usize, Span)> {
    let named = |entity: &Entity| {
        let names = entity.mentions.iter().filter(|mention| mention.form == MentionForm::Name);
        names.map(|mention| mention.span).filter(|span| span.end <= until).max_by_key(|span| span.len())
    };
    let mut persons = entities.iter().filter(|entity| entity.kind == EntityKind::Person).filter_map(named);
    let (person, other) = (persons.next()?, persons.next());
    let head = cx.doc.tokens_in(person).last()?;
    other.is_none().then_some((head, person))
}
