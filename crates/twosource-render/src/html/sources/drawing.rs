//! The drawing of sources: origins on the left, whom it came by in the middle, reports on the right.
//!
//! Places follow from the evidence alone: reports stand in the story's order, the others level with the middle of what
//! they lead to.

use std::collections::BTreeMap;

use maud::{Markup, html};
use twosource_evidence::file::{DependenceKind, OriginKind};

use super::{Source, kind};
use crate::html::anchors::Anchors;
use crate::printable::brief_line;
use crate::view::StoryView;

/// Height of a row, of a box in it, and width of a box, in the drawing's units.
const ROW: f64 = 40.0;
const BOX: f64 = 30.0;
const WIDE: f64 = 290.0;
/// Left edges of the columns, and the width of all.
const ORIGINS: f64 = 1.0;
const WAYS: f64 = 390.0;
const REPORTS: f64 = 752.0;
const WIDTH: f64 = 1120.0;
/// Room for the headings.
const HEAD: f64 = 30.0;
/// Characters that fit a box.
const FITTING: usize = 34;

/// A box of a column.
struct Node {
    words: String,
    remark: Option<&'static str>,
    /// Middle of its height.
    y: f64,
}

/// A line from a box to a box of a column to the right.
#[derive(Default)]
struct Line {
    statements: usize,
    /// True where what it starts from leads to several reports.
    shared: bool,
}

/// Draws at most `most` reports.
pub(super) fn draw(story: &StoryView<'_>, anchors: &Anchors, sources: &[Source<'_>], most: usize) -> Markup {
    let drawn = story.reports.len().min(most);
    let mut straight: BTreeMap<(usize, usize), Line> = BTreeMap::new();
    let mut to_way: BTreeMap<(usize, usize), Line> = BTreeMap::new();
    let mut from_way: BTreeMap<(usize, usize), Line> = BTreeMap::new();
    let mut names: Vec<&str> = Vec::new();
    for (origin, source) in sources.iter().enumerate() {
        let shared = source.reports().len() > 1;
        for ((by, report), statements) in source.ways.iter().filter(|((_, report), _)| *report < drawn) {
            let known = by.as_deref().and_then(|by| match names.iter().position(|name| *name == by) {
                Some(place) => Some(place),
                None if names.len() < super::DRAWN => {
                    names.push(by);
                    Some(names.len() - 1)
                }
                None => None,
            });
            let add = |line: &mut Line| {
                line.statements += statements;
                line.shared |= shared;
            };
            match known {
                None => add(straight.entry((origin, *report)).or_default()),
                Some(way) => {
                    add(to_way.entry((origin, way)).or_default());
                    add(from_way.entry((way, *report)).or_default());
                }
            }
        }
    }

    let rows = drawn.max(sources.len()).max(names.len());
    let height = HEAD + rows as f64 * ROW + 8.0;
    let reports: Vec<f64> = spread(drawn, rows);
    let leads = |lines: &BTreeMap<(usize, usize), Line>, from: usize, to: &[f64]| -> Vec<f64> {
        lines
            .keys()
            .filter(|(start, _)| *start == from)
            .filter_map(|(_, end)| to.get(*end).copied())
            .collect()
    };
    let ways = arrange((0..names.len()).map(|way| leads(&from_way, way, &reports)).collect(), rows);
    let origins = (0..sources.len()).map(|origin| {
        let mut ends = leads(&straight, origin, &reports);
        ends.extend(leads(&to_way, origin, &ways));
        ends
    });
    let origins = arrange(origins.collect(), rows);
    let origin_nodes: Vec<Node> = (sources.iter().zip(&origins))
        .map(|(source, y)| Node {
            words: brief_line(
                &source.origin.name,
                if source.origin.kind == OriginKind::Outlet { FITTING } else { FITTING - 9 },
            ),
            // "Nordwire's own reporting" says what it is.
            remark: (source.origin.kind != OriginKind::Outlet).then(|| kind(source.origin.kind)),
            y: *y,
        })
        .collect();
    let way_nodes = names.iter().zip(&ways);
    html! {
        div.drawing tabindex="0" role="region" aria-label="Drawing of the sources" {
            svg.sources viewBox={ "0 0 " (WIDTH) " " (height) } width=(WIDTH) height=(height) role="group" aria-label="Lines lead from each origin, by way of whoever passed it on, to the reports that rest on it. The table below says the same in words." {
                g.columns {
                    text x=(ORIGINS) y="14" { "Origins" }
                    @if !names.is_empty() { text x=(WAYS) y="14" { "Came by" } }
                    text x=(REPORTS) y="14" { "Reports" }
                }
                g.lines {
                    @for ((from, to), line) in &straight { (curve((ORIGINS, origins[*from]), (REPORTS, reports[*to]), line)) }
                    @for ((from, to), line) in &to_way { (curve((ORIGINS, origins[*from]), (WAYS, ways[*to]), line)) }
                    @for ((from, to), line) in &from_way { (curve((WAYS, ways[*from]), (REPORTS, reports[*to]), line)) }
                    (leanings(story, &reports))
                }
                g.nodes {
                    @for node in &origin_nodes { (boxed(ORIGINS, node)) }
                    @for (name, y) in way_nodes { (boxed(WAYS, &Node { words: brief_line(name, FITTING), remark: None, y: *y })) }
                    @for (place, y) in reports.iter().enumerate() {
                        a href=(anchors.report_href(place)) {
                            (boxed(REPORTS, &Node { words: brief_line(&story.reports[place].label, FITTING), remark: None, y: *y }))
                        }
                    }
                }
            }
        }
        ul.legend aria-label="Lines" {
            li { span.stroke.shared {} " an origin of several reports" }
            li { span.stroke {} " an origin of one" }
            @if !story.record.dependence.is_empty() { li { span.stroke.lean {} " one report leans on another" } }
            @if drawn < story.reports.len() { li { (story.reports.len() - drawn) " more reports stand in the table" } }
        }
    }
}

/// The middles of `count` boxes spread over `rows` rows.
fn spread(count: usize, rows: usize) -> Vec<f64> {
    let step = if count == 0 { ROW } else { rows as f64 * ROW / count as f64 };
    (0..count).map(|place| HEAD + step * (place as f64 + 0.5)).collect()
}

/// The middles of boxes that lead to these heights: in the order of the mean height, spread over the rows.
fn arrange(ends: Vec<Vec<f64>>, rows: usize) -> Vec<f64> {
    let mean = |ends: &Vec<f64>| ends.iter().sum::<f64>() / ends.len().max(1) as f64;
    let mut order: Vec<usize> = (0..ends.len()).collect();
    order.sort_by(|a, b| mean(&ends[*a]).total_cmp(&mean(&ends[*b])).then(a.cmp(b)));
    let slots = spread(ends.len(), rows);
    let mut heights = vec![0.0; ends.len()];
    for (slot, place) in order.into_iter().enumerate() {
        heights[place] = slots[slot];
    }
    heights
}

fn curve(from: (f64, f64), to: (f64, f64), line: &Line) -> Markup {
    let (start, end) = (from.0 + WIDE, to.0);
    let bend = (end - start) / 2.0;
    let d = format!(
        "M{start} {:.1}C{:.1} {:.1} {:.1} {:.1} {end} {:.1}",
        from.1,
        start + bend,
        from.1,
        end - bend,
        to.1,
        to.1
    );
    let width = 1.0 + (line.statements as f64).log2().min(5.0);
    html! { path class=[line.shared.then_some("shared")] d=(d) fill="none" stroke-width=(format!("{width:.1}")) {} }
}

fn boxed(x: f64, node: &Node) -> Markup {
    html! {
        rect x=(x) y=(format!("{:.1}", node.y - BOX / 2.0)) width=(WIDE) height=(BOX) rx="4" {}
        text x=(x + 10.0) y=(format!("{:.1}", node.y + 4.5)) { (node.words) }
        @if let Some(remark) = node.remark {
            text.remark x=(x + WIDE - 10.0) y=(format!("{:.1}", node.y + 4.5)) text-anchor="end" { (remark) }
        }
    }
}

/// Reports that lean on each other, as bows at the right.
fn leanings(story: &StoryView<'_>, reports: &[f64]) -> Markup {
    let edge = REPORTS + WIDE;
    html! {
        @for dependence in story.record.dependence.iter().take(120) {
            @let ends = (story.place(&dependence.reports[0]), story.place(&dependence.reports[1]));
            @if let (Some(Some(one)), Some(Some(other))) = (ends.0.map(|place| reports.get(place)), ends.1.map(|place| reports.get(place))) {
                @let out = edge + 18.0 + ((one - other).abs() / 7.0).min(58.0);
                path.lean fill="none" stroke-width="1.5"
                    stroke-dasharray=[(dependence.kind == DependenceKind::Cites).then_some("2 3")]
                    d=(format!("M{edge} {one:.1}C{out:.1} {one:.1} {out:.1} {other:.1} {edge} {other:.1}")) {}
            }
        }
    }
}
