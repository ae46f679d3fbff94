//! The story that a page is about: one of the collection, or one of a brief made of dropped reports.

use std::sync::Arc;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use twosource_evidence::Evidence;
use twosource_evidence::correction::{Correction, Decided, Decision, Effect, apply};
use twosource_evidence::file::StoryRecord;
use twosource_render::Notice;
use twosource_render::address::segment;
use twosource_render::fragment::Story;
use twosource_render::printable::block;
use twosource_store::{StoreError, StoryId};

use super::deciding;
use super::frame::{Frame, Section};
use super::switch::{self, View};
use crate::{BriefId, BriefState, House, Trouble};

/// The story that a page is about.
pub(crate) struct Tale {
    pub house: Arc<House>,
    /// The evidence that pages show: the program's own, or the story as people decided.
    pub evidence: Arc<Evidence>,
    /// The program's own.
    pub weighed: Arc<Evidence>,
    /// Which of the two is asked for.
    pub view: View,
    /// Its place in the evidence.
    place: usize,
    /// The address of this page.
    path: String,
    /// The address of this server, as the browser asked for it: "http://localhost:8080".
    pub origin: String,
    /// The address that its pages lie below.
    pub base: String,
    /// Its number, where it is one of the collection.
    pub id: Option<StoryId>,
    /// What people decided on it.
    pub corrections: Vec<Correction>,
    /// The rest of the path: the report or claim asked for.
    pub part: Option<String>,
}

/// A report's id as a form's field has it: as it is, or, where a character of it would act, as in an address.
pub(crate) fn field(id: &str) -> String {
    if block(id) == id { id.to_owned() } else { segment(id) }
}

/// Why there is no story: it has moved, or there is a trouble.
pub(crate) enum NoTale {
    /// Its reports are in another story now: the same page of that.
    Moved(String),
    /// Something else.
    Trouble(Trouble),
}

impl IntoResponse for NoTale {
    fn into_response(self) -> Response {
        match self {
            NoTale::Moved(address) => Redirect::to(&address).into_response(),
            NoTale::Trouble(trouble) => trouble.into_response(),
        }
    }
}

impl From<Trouble> for NoTale {
    fn from(trouble: Trouble) -> Self {
        NoTale::Trouble(trouble)
    }
}

impl FromRequestParts<Arc<House>> for Tale {
    type Rejection = NoTale;

    async fn from_request_parts(parts: &mut Parts, house: &Arc<House>) -> Result<Self, NoTale> {
        let params = RawPathParams::from_request_parts(parts, house).await;
        let params = params.map_err(|_| Trouble::NotFound("There is no page at this address.".to_owned()))?;
        let value =
            |name: &str| params.iter().find(|(known, _)| *known == name).map(|(_, value)| value.to_owned());
        let part = value("part");
        let house = Arc::clone(house);
        let host = parts.headers.get("host").and_then(|host| host.to_str().ok()).unwrap_or_default();
        let scheme = parts.headers.get("x-forwarded-proto").and_then(|scheme| scheme.to_str().ok());
        let scheme = if scheme == Some("https") { "https" } else { "http" };
        // The guard has looked at the host before.
        let origin = if host.is_empty() { String::new() } else { format!("{scheme}://{host}") };
        if let Some(brief) = value("brief") {
            return Ok(Tale { origin, ..of_brief(house, &brief, value("number").as_deref(), part)? });
        }
        let asked = value("story").unwrap_or_default();
        let mut tale = of_collection(house, &asked, part).await?;
        tale.origin = origin;
        tale.path = parts.uri.path_and_query().map_or_else(String::new, |path| path.as_str().to_owned());
        tale.show_as(View::of(parts.uri.query(), &parts.headers));
        let path = parts.uri.path();
        // A story has one address, whatever number it was asked by.
        match path.strip_prefix("/stories/").map(|rest| rest.split_once('/').unwrap_or((rest, ""))) {
            Some((number, rest)) if format!("/stories/{number}") != tale.base => {
                let rest = if rest.is_empty() { String::new() } else { format!("/{rest}") };
                let query = parts.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
                Err(NoTale::Moved(format!("{}{rest}{query}", tale.base)))
            }
            _ => Ok(tale),
        }
    }
}

async fn of_collection(house: Arc<House>, asked: &str, part: Option<String>) -> Result<Tale, Trouble> {
    let asked: StoryId = asked.parse()?;
    let evidence = house.evidence(asked).await?;
    let (id, corrections) = house
        .ask(move |store, _| -> Result<_, StoreError> {
            Ok((store.story_now(asked)?, store.corrections(asked)?))
        })
        .await?;
    Ok(Tale {
        house,
        weighed: Arc::clone(&evidence),
        evidence,
        view: View::Weighed,
        place: 0,
        path: String::new(),
        origin: String::new(),
        base: format!("/stories/{id}"),
        id: Some(id),
        corrections,
        part,
    })
}

fn of_brief(
    house: Arc<House>,
    brief: &str,
    number: Option<&str>,
    part: Option<String>,
) -> Result<Tale, Trouble> {
    let id: BriefId = brief.parse()?;
    let place =
        number.and_then(|number| number.parse::<usize>().ok()).and_then(|number| number.checked_sub(1));
    let none = || Trouble::NotFound("The brief has no such story.".to_owned());
    let BriefState::Done(made) = house.brief_state(&id)? else {
        return Err(Trouble::NotFound("The brief is not made yet.".to_owned()));
    };
    let place = place.filter(|place| *place < made.evidence.stories.len()).ok_or_else(none)?;
    let base = format!("/briefs/{id}/{}", place + 1);
    Ok(Tale {
        house,
        weighed: Arc::clone(&made.evidence),
        evidence: made.evidence,
        view: View::Weighed,
        place,
        path: String::new(),
        origin: String::new(),
        base,
        id: None,
        corrections: Vec::new(),
        part,
    })
}

impl Tale {
    /// Shows the story so: pages, counts, lists and exports follow.
    fn show_as(&mut self, view: View) {
        if view == View::Decided
            && let Some(decided) = self.decided()
        {
            self.evidence = Arc::new(self.as_decided(&decided));
            self.view = View::Decided;
        }
    }

    /// The switch between the two ways to show the story; nothing where nobody decided anything.
    fn switch(&self) -> Markup {
        html! { @if self.corrections.iter().any(|correction| correction.withdrawn.is_none()) { (switch::show(self.view, &self.path)) } }
    }

    /// What stands beside claims that people decided on.
    pub fn remarks(&self, decided: &Decided) -> std::collections::BTreeMap<String, String> {
        match self.view {
            View::Weighed => twosource_render::decision::remarks(decided),
            View::Decided => twosource_render::decision::remarks_as_decided(decided),
        }
    }

    /// The id of the report that a form's field means; the field itself where there is none.
    pub fn report_of(&self, given: &str) -> String {
        let found =
            self.evidence.reports.iter().find(|report| report.id == given || field(&report.id) == given);
        found.map_or_else(|| given.to_owned(), |report| report.id.clone())
    }

    /// The story with its parts.
    ///
    /// # Errors
    /// Where the evidence holds none.
    pub fn story(&self) -> Result<Story<'_>, Trouble> {
        let story = Story::new(&self.evidence, self.place, &self.base);
        let mut story = story.ok_or_else(|| Trouble::NotFound("This story has no reports.".to_owned()))?;
        if self.is_titled() {
            story.keep_title();
        }
        Ok(story)
    }

    /// The story as the program weighed it.
    ///
    /// # Errors
    /// Where the evidence holds none.
    pub fn story_as_weighed(&self) -> Result<Story<'_>, Trouble> {
        let story = Story::new(&self.weighed, self.place, &self.base);
        story.ok_or_else(|| Trouble::NotFound("This story has no reports.".to_owned()))
    }

    /// True where the title that is shown is a person's.
    fn is_titled(&self) -> bool {
        let titles = |correction: &Correction| {
            correction.withdrawn.is_none() && matches!(correction.decision, Decision::SetTitle { .. })
        };
        self.view == View::Decided && self.corrections.iter().any(titles)
    }

    /// The evidence of this story alone: of a brief's stories, this one with its reports.
    pub fn alone(&self) -> Evidence {
        let mut evidence = Evidence::clone(&self.weighed);
        let stories = std::mem::take(&mut evidence.stories);
        evidence.stories = stories.into_iter().skip(self.place).take(1).collect();
        let reports = evidence.stories.first().map(|story| story.reports.clone()).unwrap_or_default();
        evidence.reports.retain(|report| reports.contains(&report.id));
        for story in &mut evidence.stories {
            story.corrections.clone_from(&self.corrections);
        }
        evidence
    }

    /// What an export for a reader holds: the story as decided where that is chosen, else as [`Tale::alone`].
    pub fn shown(&self) -> Evidence {
        let mut evidence = self.alone();
        if self.view == View::Decided
            && let Some(decided) = self.decided()
        {
            // A report that is of another event goes with it.
            evidence.reports.retain(|report| decided.story.reports.contains(&report.id));
            evidence.stories = vec![StoryRecord { corrections: Vec::new(), ..decided.story }];
        }
        evidence
    }

    /// What stands before an export of the story as decided: the decisions that make it so.
    pub fn notice(&self) -> Option<Notice> {
        let decided = self.decided().filter(|_| self.view == View::Decided)?;
        let in_force = |id: &str| {
            decided
                .corrections
                .iter()
                .any(|outcome| outcome.correction == id && outcome.effect == Effect::InForce)
        };
        let lines = (self.corrections.iter().filter(|correction| in_force(&correction.id)))
            .map(|correction| {
                let by = correction.by.as_deref().unwrap_or("somebody who gave no name");
                format!(
                    "{}. {} ({by}, {})",
                    correction.decision,
                    correction.note,
                    super::when::moment(&correction.made)
                )
            })
            .collect();
        let heading = "As people decided, and not as weighed".to_owned();
        Some(Notice { heading, parts: vec![("Decisions in force".to_owned(), lines)] })
    }

    /// Evidence of this story as people decided it, in place of the program's own.
    pub fn as_decided(&self, decided: &Decided) -> Evidence {
        let story = StoryRecord { corrections: Vec::new(), ..decided.story.clone() };
        let mut evidence = Evidence { stories: vec![story], ..Evidence::clone(&self.weighed) };
        evidence.reports.retain(|report| decided.story.reports.contains(&report.id));
        evidence
    }

    /// The story as it stands with what people decided; `None` where nobody decided anything.
    pub fn decided(&self) -> Option<Decided> {
        if self.corrections.is_empty() {
            return None;
        }
        let story = self.weighed.stories.get(self.place)?;
        apply(&self.weighed, &story.id, &self.corrections)
    }

    /// A page of this story, under its title and its tabs.
    pub fn page(&self, story: &Story<'_>, tab: &str, content: Markup) -> Response {
        let words = TABS.iter().find(|(known, _)| *known == tab).map_or("", |(_, words)| *words);
        let title =
            if tab.is_empty() { story.title().to_owned() } else { format!("{words}: {}", story.title()) };
        let feed = self.id.is_some().then(|| format!("{}/feed.atom", self.base));
        let frame = Frame { feed, ..Frame::new(Section::Stories, &title) };
        frame.around(html! {
            article.story {
                header.masthead {
                    @let first = tab.is_empty().then(|| story.summary());
                    p.kicker { a href=(self.base) { @if let Some(first) = &first { (first.size()) } @else { (story.size()) } } @if let (None, Some(dates)) = (&first, story.dates()) { " · " (dates) } }
                    @if let Some(first) = &first { h1 { (first.title) } } @else { h1.title { a href=(self.base) { (story.title()) } } }
                    @if let Some(first) = &first { (deciding::on_title(self, &first.title)) }
                    (self.switch())
                    (self.tabs(story, tab))
                }
                (content)
            }
        })
    }

    /// A page of a part of this story: a claim, a report.
    pub fn part_page(&self, story: &Story<'_>, title: &str, content: Markup) -> Response {
        let frame = Frame::new(Section::Stories, &format!("{title}: {}", story.title()));
        frame.around(html! {
            nav.up aria-label="Up" { a href=(self.base) { "← " (story.title()) } (self.switch()) }
            (content)
        })
    }

    fn tabs(&self, story: &Story<'_>, tab: &str) -> Markup {
        let [said, cast, time, _] = story.has();
        let several = story.reports().len() > 1;
        html! {
            nav.tabs aria-label="Views of this story" {
                @for (path, words) in TABS {
                    @let there = match path {
                        "said" => said,
                        "cast" => cast,
                        "timeline" => time,
                        "compare" => several,
                        "changes" | "history" | "decisions" => self.id.is_some(),
                        _ => true,
                    };
                    @if there {
                        a href={ (self.base) @if !path.is_empty() { "/" (path) } } aria-current=[(path == tab).then_some("page")] {
                            (words) @if path == "decisions" && !self.corrections.is_empty() { " (" (self.corrections.len()) ")" }
                        }
                    }
                }
            }
        }
    }
}

/// The views of a story: path and words.
const TABS: [(&str, &str); 9] = [
    ("", "Claims"),
    ("said", "Who said what"),
    ("cast", "Cast"),
    ("timeline", "Timeline"),
    ("sources", "Sources"),
    ("compare", "Side by side"),
    ("changes", "What is new"),
    ("history", "History"),
    ("decisions", "Decisions"),
];
