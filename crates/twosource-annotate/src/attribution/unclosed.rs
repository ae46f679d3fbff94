//! Quotations whose closing mark was lost: `"We are ready, the mayor said.`
//!
//! Without the mark the quotation runs to the end of its paragraph; it is cut where a saying follows a comma at the end
//! of its sentence. A paragraph that is followed by one that opens with a mark again is a long quotation and stays.

use twosource_language::Doc;
use twosource_reader::Report;
use twosource_text::Span;

use super::lexicon::{CueClass, verb_cue};
use super::quotation::Quotation;

/// The saying has at most this many tokens.
const LONGEST_SAYING: usize = 14;

/// Cuts the quotations that were never closed.
pub(super) fn cut(report: &Report, doc: &Doc, quotations: &mut [Quotation]) {
    for quotation in quotations.iter_mut().filter(|quotation| !quotation.closed) {
        let next =
            report.segments.get(quotation.segment + 1).map_or("", |segment| segment.span.of(&report.text));
        if next.trim_start().starts_with(['"', '“', '«', '\'', '‘', '„']) {
            continue;
        }
        if let Some(end) = before_saying(doc, quotation.inner) {
            quotation.inner.end = end;
            quotation.span.end = end;
        }
    }
}

/// The end of the comma before the first ", X said." in `inner`.
fn before_saying(doc: &Doc, inner: Span) -> Option<usize> {
    let tokens = doc.tokens_in(inner);
    for comma in tokens.clone() {
        if !matches!(doc.word(comma), "," | "?" | "!") {
            continue;
        }
        let reach = comma + 1..tokens.end.min(comma + 1 + LONGEST_SAYING);
        let nominal = |token: usize| {
            matches!(
                doc.pos(token),
                "DET" | "ADJ" | "NOUN" | "PROPN" | "PRON" | "NUM" | "ADP" | "PART" | "ADV" | "AUX"
            )
        };
        let verb = reach.clone().find(|&token| !nominal(token));
        let says = verb.filter(|&verb| {
            let cue = verb_cue(doc, verb).filter(|cue| cue.quote && cue.class == CueClass::Say);
            matches!(doc.tag(verb), "VBD" | "VBZ") && cue.is_some()
        });
        let Some(verb) = says else { continue };
        let ends = (verb + 1..reach.end).any(|token| doc.word(token) == ".") || reach.end == tokens.end;
        if ends {
            return Some(doc.span(comma).end);
        }
    }
    None
}
