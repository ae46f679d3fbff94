//! A check as one self-contained page: the draft, and beside each sentence what the reports have.

use base64::{Engine, engine::general_purpose::STANDARD};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};
use twosource_evidence::check::{Check, Passage, QuotationCheck, SentenceCheck, StatementCheck, Verdict};

use super::face::{face, slot};
use super::view::{self, PASSAGES, Words};
use crate::html::page::STYLE as BRIEF;
use crate::printable::{block, brief_line, line};

pub(crate) const STYLE: &str = include_str!("style.css");

/// A check as one HTML page that needs nothing else and runs no script. Every word of the draft and of the reports is escaped.
pub fn check_html(check: &Check) -> String {
    let style = format!("{BRIEF}\n{STYLE}");
    let hash = STANDARD.encode(Sha256::digest(style.as_bytes()));
    let policy =
        format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'");
    let title = brief_line(check.draft.title.as_deref().unwrap_or("A draft checked"), 120);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                meta name="generator" content={ "twosource " (line(&check.run.version)) };
                title { (title) " · Twosource" }
                style { (PreEscaped(&style)) }
            }
            body {
                a.skip href="#draft" { "Skip to the draft" }
                main #draft tabindex="-1" { (body(check, &title)) }
                footer.colophon {
                    p { "Made by Twosource " (line(&check.run.version)) ". A mark tells what these reports carry, not whether it is true." }
                }
            }
        }
    };
    page.into_string()
}

/// A check without the page around it, for pages that have a frame of their own.
pub fn fragment(check: &Check) -> Markup {
    body(check, &brief_line(check.draft.title.as_deref().unwrap_or("A draft checked"), 120))
}

fn body(check: &Check, title: &str) -> Markup {
    let words = Words::of(check);
    html! {
        article.story.check {
            header.masthead {
                p.kicker { "A draft " (view::against(check)) }
                h1 { (title) }
                p.lede { (view::tally(check)) "." }
            }
            (key(check))
            section.draft aria-label="The draft, sentence by sentence" {
                @for sentence in &check.sentences { (sentence_row(check, &words, sentence)) }
            }
            @if !check.names.is_empty() {
                section { h2.h-section { "Names spelled otherwise" }
                    ul.plain { @for name in &check.names { li {
                        b { (line(&name.text)) } " — "
                        @for (i, spelt) in name.spelt.iter().enumerate() {
                            @if i > 0 { "; " }
                            b { (line(&spelt.name)) } " in " (spelt.reports.iter().map(|r| line(r)).collect::<Vec<_>>().join(", "))
                        }
                    } } }
                }
            }
            section { h2.h-section { "The reports" }
                ol.sources { @for report in &check.reports { li {
                    span.src { (line(&report.name)) }
                    span.headline { (report.title.as_deref().map(line).unwrap_or_default()) }
                    span.meta { (report.published.as_deref().map(line).unwrap_or_default()) }
                } } }
            }
        }
    }
}

/// The verdicts that this page has, with their shapes.
fn key(check: &Check) -> Markup {
    let mut seen: Vec<Verdict> = Vec::new();
    for statement in check.sentences.iter().flat_map(|sentence| &sentence.statements) {
        seen.push(statement.verdict);
        seen.extend(statement.details.iter().map(|detail| detail.verdict));
    }
    seen.sort_unstable();
    seen.dedup();
    html! {
        ul.legend aria-label="Marks" {
            @for verdict in seen {
                @let face = face(verdict);
                li { span class={ "v " (face.key) } aria-hidden="true" { (face.shape) } " " (face.word) }
            }
        }
    }
}

fn sentence_row(check: &Check, words: &Words, sentence: &SentenceCheck) -> Markup {
    let within = |start: usize| start >= sentence.start && start < sentence.end;
    let quotations: Vec<&QuotationCheck> =
        check.quotations.iter().filter(|quotation| within(quotation.start)).collect();
    let worst =
        sentence.statements.iter().map(|statement| statement.verdict).max_by_key(|verdict| weight(*verdict));
    let key = worst.map_or("not", |verdict| face(verdict).key);
    html! {
        div class={ "row " (key) } {
            p.said { (marked(words, sentence)) }
            div.margin {
                @if sentence.statements.is_empty() { p.meta { "not checked: " (line(&sentence.kind)) } }
                @for statement in &sentence.statements { (note(statement)) }
                @for quotation in &quotations {
                    @let face = face(quotation.verdict);
                    p.quote { span class={ "v " (face.key) } aria-hidden="true" { (face.shape) } " quotation: "
                        (view::quotation(quotation).join("; ")) }
                }
            }
        }
    }
}

/// A sentence with its details marked. Of marks that overlap the weightiest stands.
fn marked(words: &Words, sentence: &SentenceCheck) -> Markup {
    let mut marks: Vec<(usize, usize, Verdict)> = sentence
        .statements
        .iter()
        .flat_map(|statement| &statement.details)
        .map(|detail| (detail.start, detail.end, detail.verdict))
        .filter(|mark| mark.0 >= sentence.start && mark.1 <= sentence.end && mark.0 < mark.1)
        .collect();
    marks.sort_by_key(|mark| (std::cmp::Reverse(weight(mark.2)), mark.0));
    let mut kept: Vec<(usize, usize, Verdict)> = Vec::new();
    for mark in marks {
        if !kept.iter().any(|known| mark.0 < known.1 && known.0 < mark.1) {
            kept.push(mark);
        }
    }
    kept.sort_by_key(|mark| mark.0);
    let mut at = sentence.start;
    let mut parts: Vec<(String, Option<Verdict>)> = Vec::new();
    for (start, end, verdict) in kept {
        parts.push((words.raw(at, start), None));
        parts.push((words.raw(start, end), Some(verdict)));
        at = end;
    }
    parts.push((words.raw(at, sentence.end), None));
    html! {
        @for (text, verdict) in &parts {
            @match verdict {
                Some(verdict) => mark class={ "m " (face(*verdict).key) } title=(face(*verdict).word) { (block(text)) },
                None => (block(text)),
            }
        }
    }
}

/// What a reader has to see first.
fn weight(verdict: Verdict) -> u8 {
    match verdict {
        _ if verdict.contradicts() => 3,
        _ if verdict.is_flagged() => 2,
        Verdict::Partly => 1,
        _ => 0,
    }
}

fn note(statement: &StatementCheck) -> Markup {
    let told = face(statement.verdict);
    let passages: Vec<&Passage> = statement.passages.iter().chain(&statement.near).take(PASSAGES).collect();
    html! {
        p.verdict-line { span class={ "v " (told.key) } aria-hidden="true" { (told.shape) } " " b { (told.word) }
            @if !statement.origins.is_empty() {
                " — " (statement.origins.iter().map(|origin| brief_line(&origin.name, 60)).collect::<Vec<_>>().join("; "))
            }
        }
        ul.details {
            @for detail in &statement.details {
                @let told = face(detail.verdict);
                @let remark = view::remark(detail);
                li { span class={ "v " (told.key) } aria-hidden="true" { (told.shape) } " "
                    (slot(detail.on)) " “" (line(&detail.text)) "”: " (told.word)
                    @if !remark.is_empty() { ". " (remark) }
                }
            }
            @if let Some(source) = view::source(statement) { li { (source) } }
        }
        details.why {
            summary { "Why, and the passages" }
            p { (line(&statement.why)) }
            @for passage in &passages {
                blockquote { p { (view::words(passage)) } }
                p.meta { (view::whose(passage)) }
            }
        }
    }
}
