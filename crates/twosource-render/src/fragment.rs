//! A story's parts, to be laid on pages that link to each other.
//!
//! The same parts make the brief of [`html()`](crate::html()); here every link leads to a page below the story's address:
//! `reports/ID?mark=START-END#mark` for words of a report, `claims/ID` for a claim.

use std::collections::BTreeMap;

use maud::{Markup, html};
use twosource_evidence::Evidence;
use twosource_evidence::file::Standing;
use twosource_evidence::origin::Ground;

use crate::address::segment;
use crate::html::anchors::{Anchors, Links};
use crate::html::choice::Shown;
use crate::html::running::{self, Mark};
use crate::html::{
    alone, cast, claim, compare, heading, icon, matrix, page, passages, questions, quotations, reports,
    sources, summary, timeline,
};
use crate::printable::{brief_line, line};
use crate::standing::{ORDER, face};
use crate::summary::{Citation, Fact, Summary};
use crate::view::StoryView;

pub use crate::html::choice::Choice;
pub use crate::html::icon::{of_standing as shape, sprite};

/// The style of all parts.
pub const STYLE: &str = page::STYLE;

/// The style of a checked draft beside it.
pub const CHECK_STYLE: &str = crate::check::STYLE;

pub use crate::check::fragment as check;

/// Claims of a standing, and of one report alone, that a story's first page shows.
const FIRST: (usize, usize) = (12, 3);

/// A story whose parts are laid on pages.
pub struct Story<'e> {
    view: StoryView<'e>,
    anchors: Anchors,
}

/// A report of a story, as lists have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id, as it stands in the evidence: not fit to show, nor part of an address.
    pub id: String,
    /// Its address.
    pub href: String,
    /// Its outlet, with a number where that has several.
    pub label: String,
    /// Its headline, or its first words.
    pub headline: String,
    /// The day of publication, in words.
    pub day: Option<String>,
}

/// What a report changed in itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// The report's id.
    pub report: String,
    /// When the change came in, in words.
    pub when: String,
    /// What it said.
    pub before: String,
    /// What it says.
    pub after: String,
    /// True where nothing in the report tells of it.
    pub quiet: bool,
}

/// A member of the cast, as forms have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// "E1".
    pub id: String,
    /// Its fullest name.
    pub name: String,
    /// "person", "place", ….
    pub kind: String,
    /// The reports' entities it gathers: report's id, entity's id, report's label, name there.
    pub parts: Vec<(String, String, String, String)>,
}

/// Some claims of a story, and how many fit in all.
pub struct Page {
    /// The claims.
    pub markup: Markup,
    /// How many fit in all.
    pub total: usize,
    /// How many are shown.
    pub shown: usize,
}

impl<'e> Story<'e> {
    /// The story of `evidence` at a place (from 0), whose pages lie below `address` ("/stories/S12"). `None` where there is
    /// none.
    pub fn new(evidence: &'e Evidence, place: usize, address: &str) -> Option<Self> {
        let view = StoryView::at(evidence, place)?;
        let anchors = Anchors::new(&view, 1, 2, Links::Pages { story: address.to_owned() });
        Some(Story { view, anchors })
    }

    /// Puts words beside claims, by their ids: what a person decided.
    pub fn remark(&mut self, remarks: BTreeMap<String, String>) {
        self.view.remark(remarks);
        self.anchors.remarks = self.view.remarks.clone();
    }

    /// Keeps its title as it is: a person gave it.
    pub fn keep_title(&mut self) {
        self.view.titled = true;
    }

    /// Its title.
    pub fn title(&self) -> &str {
        &self.view.title
    }

    /// "8 reports from 7 outlets".
    pub fn size(&self) -> String {
        self.view.size()
    }

    /// The days of publication in words.
    pub fn dates(&self) -> Option<String> {
        self.view.dates()
    }

    /// How many claims stand how, in the order of a brief.
    pub fn counts(&self) -> [(Standing, usize); 5] {
        ORDER.map(|standing| (standing, self.view.of_standing(standing).len()))
    }

    /// Its reports, in order.
    pub fn reports(&self) -> Vec<Listed> {
        (self.view.reports.iter().enumerate())
            .map(|(place, report)| Listed {
                id: report.record.id.clone(),
                href: self.anchors.report_href(place),
                label: report.label.clone(),
                headline: report.headline(),
                day: report.day(),
            })
            .collect()
    }

    /// The names of its cast, those whom most reports name first.
    pub fn names(&self) -> Vec<String> {
        let mut members: Vec<_> = self.view.record.entities.iter().collect();
        members.sort_by_key(|member| usize::MAX - member.members.len());
        members.into_iter().map(|member| brief_line(&member.name, 80)).collect()
    }

    /// Which of its parts have something to show: quotations, cast, timeline, open questions.
    pub fn has(&self) -> [bool; 4] {
        let record = self.view.record;
        let times = !timeline::moments(&self.view).is_empty();
        [
            !self.view.quotations.is_empty(),
            !record.entities.is_empty(),
            times,
            !self.view.questions.is_empty(),
        ]
    }

    /// How many claims stand how, each leading to those claims.
    pub fn tally(&self) -> Markup {
        page::tally(&self.view, &self.anchors)
    }

    /// The first screen: what is solid, what is not, what changed, who depends on whom, what is open.
    /// `edits` are what reports changed in themselves.
    pub fn glance(&self, edits: &[Edited]) -> Markup {
        summary::section(&self.view, &self.anchors, &self.summary(), edits)
    }

    /// What the first screen is made of.
    pub fn summary(&self) -> Summary {
        Summary::of(&self.view)
    }

    /// Who the reports are.
    pub fn who(&self) -> Markup {
        reports::who(&self.view, &self.anchors)
    }

    /// The first claims of each standing: the matrix, and what each report alone says.
    pub fn first(&self) -> Markup {
        let shown = Shown::first(&self.view, FIRST.0, FIRST.1);
        html! { (matrix::section(&self.view, &self.anchors, &shown)) (alone::section(&self.view, &self.anchors, &shown)) }
    }

    /// The claims of a choice, `count` of them after the first `skipped`.
    pub fn chosen(&self, choice: &Choice, skipped: usize, count: usize) -> Page {
        let fitting = choice.of(&self.view);
        let these: Vec<usize> = fitting.iter().copied().skip(skipped).take(count).collect();
        let shown = Shown::these(&self.view, &these);
        let several = these.iter().any(|i| self.view.claims[*i].record.standing != Standing::SingleSource);
        let markup = html! {
            @if several || !shown.conflicts.is_empty() { (matrix::section(&self.view, &self.anchors, &shown)) }
            (alone::section(&self.view, &self.anchors, &shown))
        };
        Page { markup, total: fitting.len(), shown: these.len() }
    }

    /// One claim with all that stands behind it, and its words; `None` where there is no such claim.
    pub fn claim(&self, id: &str) -> Option<(String, Markup)> {
        let place = self.view.claim_place(id)?;
        let claim = &self.view.claims[place];
        let face = face(claim.record.standing);
        let conflicts = Shown::conflicts_of(&self.view, place);
        let histories = crate::summary::of_claim(&self.view, place);
        let fact = Fact::of(&self.view, place);
        let markup = html! {
            header.masthead.one-claim {
                p.kicker { span class={ "tag " (face.key) } { (icon::of_standing(claim.record.standing)) " " (face.word) } " " span.meaning { (face.meaning) } }
                h1.text { (claim::words(claim)) }
                p.by { (fact.told()) }
                (self.anchors.remark(place))
                (claim::twins(&self.view, &self.anchors, place))
            }
            section.passages-section {
                (heading::section(&self.anchors, html! { "The passages, side by side" }))
                (passages::panel(&self.view, &self.anchors, claim))
            }
            @if !histories.is_empty() {
                section.values {
                    (heading::section(&self.anchors, html! { "Who gave which value first, and whether it changed" }))
                    ul.histories { @for history in &histories {
                        li.history {
                            p { b { (history.question) } ": " (history.answer()) }
                            (summary::line(&self.anchors, history))
                        }
                    } }
                }
            }
            section.why-section {
                (heading::section(&self.anchors, html! { "Why it stands so" }))
                (claim::behind(&self.view, &self.anchors, place, claim))
            }
            @if !conflicts.conflicts.is_empty() {
                section { (heading::section(&self.anchors, html! { "The values side by side" })) (matrix::table(&self.view, &self.anchors, &conflicts)) }
            }
        };
        Some((brief_line(&claim.text, 120), markup))
    }

    /// A claim to be copied as a citation; `address` leads to it, `weighed` is when, in words.
    pub fn citation(&self, id: &str, address: &str, weighed: &str) -> Option<Citation> {
        let fact = Fact::of(&self.view, self.view.claim_place(id)?);
        Some(Citation::of(&fact, &self.summary(), Some(address), Some(weighed)))
    }

    /// Every claim of the story by its id and first words, for lists to choose from.
    pub fn claims(&self) -> Vec<(String, Standing, String)> {
        let claims = self.view.claims.iter();
        claims.map(|c| (c.record.id.clone(), c.record.standing, brief_line(&c.text, 100))).collect()
    }

    /// The statements of a claim: report's id, place, report's label, words.
    pub fn statements(&self, claim: &str) -> Vec<(String, (usize, usize), String, String)> {
        let Some(place) = self.view.claim_place(claim) else { return Vec::new() };
        (self.view.claims[place].statements.iter())
            .map(|s| {
                let report = &self.view.reports[s.report];
                let words = brief_line(&report.words(s.start, s.end), 200);
                (report.record.id.clone(), (s.start, s.end), report.label.clone(), words)
            })
            .collect()
    }

    /// Its sources, those of a claim where one is given: id and name of each. Outlets that name nobody are none.
    pub fn origins(&self, claim: Option<&str>) -> Vec<(String, String)> {
        let claim = claim.map(|id| self.view.claim_place(id).map(|place| &self.view.claims[place]));
        let named = self.view.record.origins.iter().filter(|origin| match claim {
            None => origin.ground != Ground::Silent,
            Some(claim) => claim.is_some_and(|claim| claim.record.origins.contains(&origin.id)),
        });
        named.map(|origin| (origin.id.clone(), crate::view::source_name(origin))).collect()
    }

    /// The conflicts that touch a claim: id, and the values that stand against each other.
    pub fn conflicts_of(&self, claim: &str) -> Vec<(String, Vec<String>)> {
        let touching = self.view.record.conflicts.iter();
        touching
            .filter(|conflict| conflict.claims.iter().any(|id| id == claim))
            .map(|conflict| {
                let mut values: Vec<String> = Vec::new();
                for value in conflict.values.iter().map(|value| brief_line(value, 60)) {
                    if !values.contains(&value) {
                        values.push(value);
                    }
                }
                (conflict.id.clone(), values)
            })
            .collect()
    }

    /// The report that shares most with this one: passages, or else claims.
    pub fn nearest(&self, report: &str) -> Option<String> {
        let own = self.view.place(report)?;
        let shared = |other: usize| {
            let leans = self.view.record.dependence.iter().filter(|d| {
                let places = d.reports.iter().map(|id| self.view.place(id));
                places.eq([Some(own), Some(other)])
                    || d.reports.iter().rev().map(|id| self.view.place(id)).eq([Some(own), Some(other)])
            });
            let passages: usize = leans.map(|d| d.spans.len()).sum();
            let claims = &self.view.claims;
            let both = claims.iter().filter(|c| c.by(own).next().is_some() && c.by(other).next().is_some());
            (passages, both.count())
        };
        let others = (0..self.view.reports.len()).filter(|other| *other != own);
        let best = others.max_by_key(|other| (shared(*other), usize::MAX - *other))?;
        Some(self.view.reports[best].record.id.clone())
    }

    /// The cast with what each gathers.
    pub fn members(&self) -> Vec<Member> {
        (self.view.record.entities.iter())
            .map(|member| Member {
                id: member.id.clone(),
                name: brief_line(&member.name, 80),
                kind: line(&member.kind),
                parts: (member.members.iter())
                    .filter_map(|part| {
                        let report = &self.view.reports[self.view.place(&part.report)?];
                        let name = brief_line(&report.entity(&part.entity)?.name, 80);
                        Some((part.report.clone(), part.entity.clone(), report.label.clone(), name))
                    })
                    .collect(),
            })
            .collect()
    }

    /// Who said what.
    pub fn said(&self) -> Markup {
        quotations::section(&self.view, &self.anchors)
    }

    /// The cast.
    pub fn cast(&self) -> Markup {
        cast::section(&self.view, &self.anchors)
    }

    /// The timeline.
    pub fn timeline(&self) -> Markup {
        timeline::section(&self.view, &self.anchors)
    }

    /// What no report answers.
    pub fn open_questions(&self) -> Markup {
        questions::section(&self.view, &self.anchors)
    }

    /// The drawing of its sources, and the same as a table.
    pub fn sources(&self) -> Markup {
        sources::page(&self.view, &self.anchors)
    }

    /// Which reports lean on which, with the passages that show it.
    pub fn leaning(&self) -> Markup {
        reports::leaning(&self.view, &self.anchors)
    }

    /// Two of its reports side by side, by id; `None` where it has no such reports.
    pub fn compare(&self, left: &str, right: &str) -> Option<Markup> {
        let (left, right) = (self.view.place(left)?, self.view.place(right)?);
        Some(compare::panel(&self.view, &self.anchors, left, right))
    }

    /// The text of a report with its statements marked, and what is asked for under the id "mark" (code points, end
    /// exclusive; passed over where they do not fit). `None` where it has no such report.
    pub fn report(&self, id: &str, asked: Option<(usize, usize)>) -> Option<Markup> {
        let place = self.view.place(id)?;
        let report = &self.view.reports[place];
        let mut marks = reports::marks(&self.view, &self.anchors, place);
        let asked = asked.and_then(|(start, end)| report.bytes(start, end));
        if let Some(span) = asked {
            let at = marks
                .partition_point(|m| (m.start, usize::MAX - m.end) <= (span.start, usize::MAX - span.end));
            let mark = Mark {
                start: span.start,
                end: span.end,
                id: Some("mark".to_owned()),
                class: Some("asked"),
                throughout: Some("on"),
                ..Mark::default()
            };
            marks.insert(at, mark);
        }
        Some(html! { (reports::facts(report)) div.body.alone-text { (running::text(report, &marks)) } })
    }

    /// The claims that a report makes: address, standing and words of each, in the story's order.
    pub fn claims_of(&self, report: &str) -> Vec<(String, Standing, String)> {
        let Some(place) = self.view.place(report) else { return Vec::new() };
        (self.view.claims.iter().enumerate())
            .filter(|(_, claim)| claim.by(place).next().is_some())
            .map(|(i, claim)| {
                (self.anchors.claim_href(i), claim.record.standing, brief_line(&claim.text, 160))
            })
            .collect()
    }

    /// What a report is called, `None` where it is not of this story.
    pub fn label(&self, report: &str) -> Option<&str> {
        self.view.place(report).map(|place| self.view.reports[place].label.as_str())
    }

    /// The address of its page of that name: "said", "claims/C3".
    pub fn address(&self, page: &str) -> String {
        let base = self.anchors.address().unwrap_or_default();
        let path: Vec<String> = page.split('/').map(segment).collect();
        format!("{base}/{}", path.join("/"))
    }

    /// What made the evidence: program and models.
    pub fn made_by(evidence: &Evidence) -> String {
        let models: Vec<String> =
            evidence.run.models.iter().map(|m| format!("{} {}", line(&m.name), line(&m.version))).collect();
        format!("Twosource {}, {}", line(&evidence.run.version), models.join(", "))
    }
}
