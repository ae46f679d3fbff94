//! The running text of a report, paragraph by paragraph, with stretches of it marked.

use maud::{Markup, html};

use crate::printable::block;
use crate::view::ReportView;

/// A marked stretch of a report.
#[derive(Default)]
pub(crate) struct Mark {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// The id of its first words.
    pub id: Option<String>,
    /// How it looks; without one it is there to be led to. Of two over the same words the inner one counts.
    pub class: Option<&'static str>,
    /// A class that all its words have, whatever lies over them.
    pub throughout: Option<&'static str>,
    /// What the page's script knows it by.
    pub data: Vec<String>,
    /// Links that stand after it.
    pub after: Vec<Markup>,
}

/// A stretch of a report that stands as a block of its own.
struct Part {
    start: usize,
    end: usize,
    class: &'static str,
}

/// The text of `report` with `marks`, which come in order of their starts, the longer first.
pub(crate) fn text(report: &ReportView<'_>, marks: &[Mark]) -> Markup {
    let parts = parts(report);
    let marked = by_part(&parts, marks);
    html! { @for (part, marked) in parts.iter().zip(&marked) { (paragraph(&report.record.text, marked, part)) } }
}

/// The paragraphs of `report` that hold one of `marks`.
pub(crate) fn around(report: &ReportView<'_>, marks: &[Mark]) -> Markup {
    let parts = parts(report);
    let marked = by_part(&parts, marks);
    let held = || parts.iter().zip(&marked).filter(|(_, marked)| !marked.is_empty());
    html! { @for (part, marked) in held() { (paragraph(&report.record.text, marked, part)) } }
}

/// For each part the marks that lie on it, in their order. Parts and marks come in order of their starts, so that each is looked
/// at where it may lie and nowhere else.
fn by_part<'m>(parts: &[Part], marks: &'m [Mark]) -> Vec<Vec<&'m Mark>> {
    let mut open: Vec<&Mark> = Vec::new();
    let mut coming = marks.iter().peekable();
    let of_part = |part: &Part| {
        while let Some(mark) = coming.next_if(|mark| mark.start < part.end) {
            open.push(mark);
        }
        open.retain(|mark| part.start < mark.end);
        open.clone()
    };
    parts.iter().map(of_part).collect()
}

/// The segments of a report in order, without overlaps, and whatever text lies between them.
fn parts(report: &ReportView<'_>) -> Vec<Part> {
    let text = report.record.text.as_str();
    let mut segments: Vec<(usize, usize, &str)> = report
        .record
        .segments
        .iter()
        .filter_map(|s| report.bytes(s.start, s.end).map(|span| (span.start, span.end, s.kind.as_str())))
        .collect();
    segments.sort_unstable();
    let mut parts = Vec::new();
    let mut at = 0;
    for (start, end, kind) in segments {
        plain(text, at, start, &mut parts);
        let start = start.max(at);
        if start < end {
            parts.push(Part { start, end, class: class(kind) });
            at = end;
        }
    }
    plain(text, at, text.len(), &mut parts);
    parts
}

/// Paragraphs of text that no segment covers.
fn plain(text: &str, start: usize, end: usize, parts: &mut Vec<Part>) {
    let Some(between) = text.get(start..end) else { return };
    let mut at = start;
    for paragraph in between.split_inclusive("\n\n") {
        if !paragraph.trim().is_empty() {
            parts.push(Part { start: at, end: at + paragraph.len(), class: "" });
        }
        at += paragraph.len();
    }
}

fn class(kind: &str) -> &'static str {
    match kind {
        "title" => "title",
        "heading" => "heading",
        "caption" | "credit" => "caption",
        "dateline" | "byline" | "date" => "line",
        "promotion" | "note" | "comment" => "promotion",
        _ => "",
    }
}

fn paragraph(text: &str, marked: &[&Mark], part: &Part) -> Markup {
    let mut edges: Vec<usize> = marked.iter().flat_map(|m| [m.start, m.end]).collect();
    edges.extend([part.start, part.end]);
    edges.retain(|edge| (part.start..=part.end).contains(edge));
    edges.sort_unstable();
    edges.dedup();
    let mut covering: Vec<&Mark> = Vec::new();
    let mut coming = marked.iter().copied().peekable();
    // Between two edges no mark begins or ends.
    let mut under = |start: usize| {
        while let Some(mark) = coming.next_if(|mark| mark.start <= start) {
            covering.push(mark);
        }
        covering.retain(|mark| start < mark.end);
        covering.clone()
    };
    html! {
        p class=[Some(part.class).filter(|class| !class.is_empty())] {
            @for pair in edges.windows(2) {
                (piece(text, (pair[0], pair[1]), &under(pair[0])))
            }
        }
    }
}

/// A run of text under the same marks, with the anchors of those that start at it and the links of those that end.
fn piece(text: &str, (start, end): (usize, usize), covering: &[&Mark]) -> Markup {
    let words = block(text.get(start..end).unwrap_or(""));
    let mut starting: Vec<&String> =
        covering.iter().filter(|m| m.start == start).filter_map(|m| m.id.as_ref()).collect();
    let own_id = starting.pop();
    // The innermost gives the colour: it is the most exact.
    let mut classes: Vec<&str> = covering.iter().rev().find_map(|m| m.class).into_iter().collect();
    let is_mark = !classes.is_empty();
    classes.extend(covering.iter().filter_map(|m| m.throughout));
    classes.dedup();
    let data: Vec<&str> = covering.iter().rev().flat_map(|m| &m.data).map(String::as_str).collect();
    let data = Some(data.join(" ")).filter(|data| !data.is_empty());
    html! {
        @for id in &starting { span.at id=(id) {} }
        @if is_mark {
            mark class=(classes.join(" ")) id=[own_id] data-c=[data] { (words) }
        } @else if own_id.is_some() || !classes.is_empty() {
            span.at id=[own_id] { (words) }
        } @else { (words) }
        @for link in covering.iter().filter(|m| m.end == end).flat_map(|m| &m.after) { (link) }
    }
}
