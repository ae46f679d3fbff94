//! The page itself: its head, its bar, and each story in the order of a brief.

use std::collections::BTreeSet;

use base64::{Engine, engine::general_purpose::STANDARD};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};
use twosource_evidence::{Evidence, limits};

use super::anchors::{Anchors, Links};
use super::choice::Shown;
use super::{alone, cast, heading, icon, matrix, questions, quotations, reports, summary, timeline};
use crate::address::with_query;
use crate::notice::Notice;
use crate::printable::{brief_line, line};
use crate::standing::{ORDER, face};
use crate::summary::Summary;
use crate::view::{StoryView, plural};

pub(crate) const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// The brief of each story as one HTML page that needs nothing else.
///
/// It loads nothing from anywhere, works without its script, and shows every word of the reports escaped.
pub fn html(evidence: &Evidence) -> String {
    html_with_notice(evidence, None)
}

/// The page of [`html()`], with a notice before its stories.
pub fn html_with_notice(evidence: &Evidence, notice: Option<&Notice>) -> String {
    let stories = StoryView::all(evidence);
    let title = match stories.as_slice() {
        [story] => brief_line(&story.title, 120),
        _ => count_stories(stories.len()),
    };
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                meta name="generator" content={ "twosource " (line(&evidence.run.version)) };
                title { (title) " · Twosource" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (icon::sprite())
                a.skip href="#brief" { "Skip to the brief" }
                (bar(&stories))
                main #brief tabindex="-1" {
                    @if let Some(notice) = notice { (told(notice)) }
                    @if stories.len() != 1 { (contents(&stories)) }
                    @if stories.len() > 1 { (filter(&stories)) }
                    @for (i, story) in stories.iter().enumerate() { (story_article(story, i + 1, stories.len() == 1)) }
                }
                (colophon(evidence))
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string()
}

/// What the reader is to know first.
fn told(notice: &Notice) -> Markup {
    html! {
        section.notice aria-labelledby="notice" {
            h2.h-section #notice { (line(&notice.heading)) }
            @for (heading, lines) in &notice.parts {
                h3 { (line(heading)) }
                ul { @for text in lines { li { (line(text)) } } }
            }
        }
    }
}

/// What the page may load and run: its own style and script, by their hashes.
fn policy() -> String {
    let hash = |content: &str| STANDARD.encode(Sha256::digest(content.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

fn count_stories(count: usize) -> String {
    match count {
        0 => "No story found".to_owned(),
        1 => "1 story".to_owned(),
        _ => format!("{count} stories"),
    }
}

/// The filter of claims, which the script brings to life.
fn filter(stories: &[StoryView<'_>]) -> Markup {
    let mut known: BTreeSet<&str> = BTreeSet::new();
    let labels = stories.iter().flat_map(|story| &story.reports).map(|report| report.label.as_str());
    let labels: Vec<&str> = labels.filter(|label| known.insert(label)).collect();
    html! {
        div.filter role="search" aria-label="Filter claims" hidden {
            label { span.quiet { "Find" } input.find type="search" autocomplete="off" placeholder="Find in claims"; }
            label { span.quiet { "Report" }
                select.who {
                    option value="" { "All reports" }
                    @for label in &labels { option value=(label) { (label) } }
                }
            }
            fieldset.which {
                legend.quiet { "Standing" }
                @for standing in ORDER {
                    @let face = face(standing);
                    label title=(face.word) {
                        input type="checkbox" value=(face.key) checked;
                        (icon::of_standing(standing)) span.quiet { (face.word) }
                    }
                }
            }
            p.found role="status" {}
        }
    }
}

/// The bar that stays on the screen: where things are.
fn bar(stories: &[StoryView<'_>]) -> Markup {
    html! {
        header.bar {
            div.bar-inner {
                p.brand { a href="#brief" { "Two" span { "source" } } }
                nav.sections aria-label="Sections" {
                    @if let [story] = stories { (section_links(story, 1)) }
                    @else { a href="#contents" { "Contents" } }
                }
            }
        }
    }
}

fn section_links(story: &StoryView<'_>, number: usize) -> Markup {
    let has_alone = !story.alone().is_empty();
    let has_timeline = !timeline::moments(story).is_empty();
    let sections = [
        ("claims", "Claims", true),
        ("one", "Alone", has_alone),
        ("said", "Who said what", !story.quotations.is_empty()),
        ("cast", "Cast", !story.record.entities.is_empty()),
        ("time", "Timeline", has_timeline),
        ("open", "Unanswered", !story.questions.is_empty()),
        ("decided", "Decided", !story.decisions.is_empty()),
        ("reports", "Reports", true),
    ];
    html! {
        @for (section, word, _) in sections.iter().filter(|(_, _, there)| *there) {
            a href={ "#s" (number) "-" (section) } { (word) } " "
        }
    }
}

/// The stories of the page, each with what is solid in it.
fn contents(stories: &[StoryView<'_>]) -> Markup {
    html! {
        nav.contents #contents aria-labelledby="contents-title" {
            h1 #contents-title { (count_stories(stories.len())) }
            ol {
                @for (i, story) in stories.iter().enumerate() {
                    li {
                        a href={ "#s" (i + 1) } { (story.title) }
                        p.meta {
                            (story.size()) @if let Some(dates) = story.dates() { " · " (dates) }
                            span.counts {
                                @for standing in ORDER {
                                    @let face = face(standing);
                                    " " span.count title=(face.word) {
                                        (icon::of_standing(standing)) (story.of_standing(standing).len())
                                        span.quiet { " " (face.counted) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn story_article(story: &StoryView<'_>, number: usize, only: bool) -> Markup {
    let anchors = Anchors::new(story, number, if only { 2 } else { 3 }, Links::Here);
    let shown = Shown::all(story);
    let title_id = anchors.section_id("title");
    let first = Summary::of(story);
    html! {
        article.story id={ "s" (number) } aria-labelledby=(title_id) {
            header.masthead {
                p.kicker { (first.size()) }
                @if only { h1 id=(title_id) { (first.title) } }
                @else { h2.title id=(title_id) { (first.title) } nav.sections aria-label={ "Sections of story " (number) } { (section_links(story, number)) } }
            }
            (summary::section(story, &anchors, &first, &[]))
            (tally(story, &anchors))
            (reports::who(story, &anchors))
            @if only { (filter(std::slice::from_ref(story))) }
            (matrix::section(story, &anchors, &shown))
            (alone::section(story, &anchors, &shown))
            (quotations::section(story, &anchors))
            (cast::section(story, &anchors))
            (timeline::section(story, &anchors))
            (questions::section(story, &anchors))
            (decisions(story, &anchors))
            (reports::section(story, &anchors))
        }
    }
}

/// What people decided otherwise than the program, with their reasons.
fn decisions(story: &StoryView<'_>, anchors: &Anchors) -> Markup {
    html! {
        @if !story.decisions.is_empty() {
            section.decisions id=(anchors.section_id("decided")) {
                (heading::section(anchors, html! { "Decided by people" }))
                ul {
                    @for decision in &story.decisions {
                        li {
                            p { (decision.what) }
                            @for words in &decision.about { blockquote { p { (words) } } }
                            p { (decision.note) }
                            p.meta { (decision.meta) }
                        }
                    }
                }
            }
        }
    }
}

/// How many claims stand how: the ten seconds.
pub(crate) fn tally(story: &StoryView<'_>, anchors: &Anchors) -> Markup {
    let whole = |standing| match anchors.address() {
        None => format!("#{}", anchors.section_id(face(standing).key)),
        Some(address) => with_query(address, &[("standing", face(standing).value)]),
    };
    html! {
        ul.tally {
            @for standing in ORDER {
                @let face = face(standing);
                @let count = story.of_standing(standing).len();
                li class=(face.key) {
                    @let body = html! {
                        span.number { (icon::of_standing(standing)) (count) }
                        span.word { (face.word) }
                        span.meaning { (face.meaning) }
                    };
                    @if count == 0 { div { (body) } }
                    @else { a href=(whole(standing)) { (body) } }
                }
            }
        }
    }
}

fn colophon(evidence: &Evidence) -> Markup {
    let models: Vec<String> = evidence
        .run
        .models
        .iter()
        .map(|model| format!("{} {}", line(&model.name), line(&model.version)))
        .collect();
    html! {
        footer.colophon {
            p {
                "Made by Twosource " (line(&evidence.run.version)) " from "
                (plural(evidence.reports.len(), "report"))
                @if !models.is_empty() { ", with " (models.join(", ")) }
                ". A standing tells how many independent origins carry a claim, not whether it is true."
                @for told in limits::in_words(&evidence.run) { " " (line(&told)) "." }
            }
        }
    }
}
