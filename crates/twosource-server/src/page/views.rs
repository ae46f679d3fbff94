//! Views of a story: who said what, cast, timeline, sources, reports side by side, one report, one claim.

use axum::extract::Query;
use axum::response::Response;
use maud::html;
use serde::Deserialize;
use twosource_evidence::correction::Decided;
use twosource_render::fragment::{Story, shape};
use twosource_render::printable::brief_line;
use twosource_render::standing::face;

use super::deciding;
use super::tale::{Tale, field};
use crate::Trouble;

/// Claims listed beside a report; its text leads to the others.
const CLAIMS: usize = 150;

/// Who said what.
pub(crate) async fn said(tale: Tale) -> Result<Response, Trouble> {
    let story = tale.story()?;
    let content = html! {
        @if !story.has()[0] { p.none { "These reports quote nobody." } }
        (story.said())
    };
    Ok(tale.page(&story, "said", content))
}

/// Which member of the cast is to be told apart.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Split {
    split: String,
}

/// The cast.
pub(crate) async fn cast(tale: Tale, Query(asked): Query<Split>) -> Result<Response, Trouble> {
    let story = tale.story()?;
    let content = html! {
        @if !story.has()[1] { p.none { "These reports name nobody." } }
        (story.cast())
        @if tale.id.is_some() && story.has()[1] { (deciding::on_cast(&tale, &story, &asked.split)) }
    };
    Ok(tale.page(&story, "cast", content))
}

/// The timeline.
pub(crate) async fn timeline(tale: Tale) -> Result<Response, Trouble> {
    let story = tale.story()?;
    let content = html! {
        @if !story.has()[2] { p.none { "No claim of these reports tells of a time that could be worked out." } }
        (story.timeline())
    };
    Ok(tale.page(&story, "timeline", content))
}

/// Where the reports have it from.
pub(crate) async fn sources(tale: Tale) -> Result<Response, Trouble> {
    let story = tale.story()?;
    let content = html! {
        section {
            h2.h-section { "Where it comes from" }
            p.lede { "Each line leads from an origin to a report that rests on it. What several reports have from one origin counts once." }
            (story.leaning())
        }
        (story.sources())
        @if tale.id.is_some() && story.reports().len() > 1 {
            section { h2.h-section { "Without one of them" } (super::without::form(&tale, &story, "")) }
        }
        (deciding::on_sources(&tale, &story))
    };
    Ok(tale.page(&story, "sources", content))
}

/// The two reports to stand side by side, by id.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Pair {
    left: String,
    right: String,
}

/// Two reports side by side.
pub(crate) async fn compare(tale: Tale, Query(pair): Query<Pair>) -> Result<Response, Trouble> {
    let story = tale.story()?;
    let reports = story.reports();
    let Some(first) = reports.first() else {
        return Err(Trouble::NotFound("This story has no reports.".to_owned()));
    };
    let left = if pair.left.is_empty() { first.id.clone() } else { tale.report_of(&pair.left) };
    let other = || reports.iter().find(|report| report.id != left).unwrap_or(first).id.clone();
    let right = if pair.right.is_empty() {
        story.nearest(&left).unwrap_or_else(other)
    } else {
        tale.report_of(&pair.right)
    };
    let known = |id: &String| reports.iter().any(|report| report.id == *id);
    if !known(&left) || !known(&right) {
        let told = "One of the two reports is not in this story; choose from the lists.";
        return Err(Trouble::NotFound(told.to_owned()));
    }
    let choice = |name: &'static str, words: &'static str, chosen: &String| {
        html! {
            label.field { span { (words) }
                select name=(name) {
                    @for report in &reports {
                        option value=(field(&report.id)) selected[report.id == *chosen] { (report.label) " — " (brief_line(&report.headline, 60)) }
                    }
                }
            }
        }
    };
    let content = html! {
        section {
            h2.h-section { "Side by side" }
            form.pair action={ (tale.base) "/compare" } {
                (choice("left", "Left", &left)) (choice("right", "Right", &right))
                p.act { button type="submit" { "Compare" } }
                label.tick.script hidden { input type="checkbox" checked data-together; " Scroll together" }
            }
            @if left == right { p.none { "These are the same report; choose another for one side." } }
            @else if let Some(panel) = story.compare(&left, &right) { (panel) }
        }
    };
    Ok(tale.page(&story, "compare", content))
}

/// What of a report is asked for: code points, "12-34".
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Place {
    mark: String,
}

impl Place {
    fn range(&self) -> Option<(usize, usize)> {
        let (start, end) = self.mark.split_once('-')?;
        Some((start.parse().ok()?, end.parse().ok()?)).filter(|(start, end)| start < end)
    }
}

/// One report of the story, its statements marked.
pub(crate) async fn report(tale: Tale, Query(place): Query<Place>) -> Result<Response, Trouble> {
    let mut story = tale.story()?;
    let id = tale.part.clone().unwrap_or_default();
    // As people decided it may be of another event: then it is shown as weighed, and that is said.
    let left_out = !story.reports().iter().any(|report| report.id == id);
    if left_out {
        story = tale.story_as_weighed()?;
    }
    let reports = story.reports();
    let found = reports.iter().find(|report| report.id == id).zip(story.report(&id, place.range()));
    let Some((report, text)) = found else {
        return Err(Trouble::NotFound("This story has no such report.".to_owned()));
    };
    let claims = story.claims_of(&id);
    let content = html! {
        article.one-report {
            div.text-column {
                header.masthead {
                    p.kicker { (report.label) @if let Some(day) = &report.day { " · " (day) } }
                    h1 { (report.headline) }
                    @if left_out { p.decided { "This report is of another event, as people decided; the story is told without it." } }
                }
                (text)
            }
            div.side {
                @if tale.id.is_some() { p { a href={ "/reports/" (twosource_render::address::segment(&id)) } { "Versions of this report" } } }
                @if !left_out && reports.len() > 1 { (deciding::on_report(&tale, report)) }
                @if reports.len() > 1 { p { a href=(twosource_render::address::with_query(&format!("{}/compare", tale.base), &[("left", &id)])) { "Beside another report" } } }
                h2 { "Its claims" }
                @if claims.is_empty() { p.none { "It makes none that could be made out." } }
                ul.claim-links {
                    @for (href, standing, words) in claims.iter().take(CLAIMS) {
                        li { (shape(*standing)) span.quiet { (face(*standing).word) ": " } a href=(href) { (words) } }
                    }
                }
            }
        }
    };
    Ok(tale.part_page(&story, &report.label, content))
}

/// One claim with all that stands behind it.
pub(crate) async fn claim(tale: Tale) -> Result<Response, Trouble> {
    let decided = tale.decided();
    let mut story = tale.story()?;
    if let Some(decided) = &decided {
        story.remark(tale.remarks(decided));
    }
    let asked = tale.part.clone().unwrap_or_default();
    // An older id leads to the claim that holds the statement it was named after.
    let alone = tale.alone();
    let called = alone.stories.first().and_then(|story| story.claim_called(&alone.reports, &asked));
    let id = called.map_or_else(|| asked.clone(), |claim| claim.id.clone());
    let Some((words, content)) = story.claim(&id) else {
        if let Some(page) = decided.as_ref().and_then(|decided| as_decided(&tale, decided, &id)) {
            return Ok(page);
        }
        return Err(Trouble::NotFound(
            "This story has no such claim. Its statements may stand in another claim since reports came; look for their words in the story.".to_owned(),
        ));
    };
    let content = html! {
        article.story.claim-page {
            @if id != asked && asked.starts_with("c-") {
                p.notice { "This was claim " (brief_line(&asked, 12)) ". Since then reports came; its statement stands in this claim now." }
            }
            (content)
            (cite(&tale, &story, &id))
            (neighbours(&story, &id))
            @if tale.id.is_some() { (deciding::on_claim(&tale, &story, &id, decided.as_ref())) }
        }
    };
    Ok(tale.part_page(&story, &words, content))
}

/// The claim to be copied, in three forms.
fn cite(tale: &Tale, story: &Story<'_>, id: &str) -> maud::Markup {
    let address = format!("{}{}", tale.origin, story.address(&format!("claims/{id}")));
    let Some(cited) = story.citation(id, &address, &super::when::now()) else { return html! {} };
    html! {
        section.cite {
            h2.h-section { "Cite it" }
            p.meta { "Its lasting address: " a href=(story.address(&format!("claims/{id}"))) { (brief_line(&address, 200)) } " " button.script.print type="button" hidden data-print { "Print" } }
            @for (name, words) in [("Text", &cited.text), ("Markdown", &cited.markdown), ("HTML", &cited.html)] {
                label.field.cited { span { (name) }
                    textarea readonly rows="3" { (words) }
                    button.script type="button" hidden data-copy { "Copy" }
                }
            }
        }
    }
}

/// A claim that a decision made, as it stands then.
fn as_decided(tale: &Tale, decided: &Decided, id: &str) -> Option<Response> {
    let evidence = tale.as_decided(decided);
    let story = Story::new(&evidence, 0, &tale.base)?;
    let (words, content) = story.claim(id)?;
    let content = html! {
        article.story.claim-page {
            p.decided { "This claim is as people decided; the evidence itself has no claim " (brief_line(id, 12)) "." }
            (content)
            p.ways { a href={ (tale.base) "/decisions" } { "All decisions" } }
        }
    };
    Some(tale.part_page(&story, &words, content))
}

/// The claims before and after this one.
fn neighbours(story: &Story<'_>, id: &str) -> maud::Markup {
    let claims = story.claims();
    let at = claims.iter().position(|(known, ..)| known == id);
    let before = at.and_then(|at| at.checked_sub(1)).and_then(|at| claims.get(at));
    let after = at.and_then(|at| claims.get(at + 1));
    html! {
        nav.pages aria-label="Claims" {
            @if let Some((id, ..)) = before { a rel="prev" href=(story.address(&format!("claims/{id}"))) { "← The claim before" } } @else { span {} }
            @if let Some((id, ..)) = after { a rel="next" href=(story.address(&format!("claims/{id}"))) { "The next claim →" } } @else { span {} }
        }
    }
}
