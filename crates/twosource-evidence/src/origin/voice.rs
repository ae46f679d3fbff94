//! Who wrote a stretch of a report: the outlet, an agency it credits, or whoever wrote what it shares with others.

use std::collections::{BTreeMap, BTreeSet};

use twosource_lexicon::english::WordList;
use twosource_reader::{AgencyKind, Report, agency_named};
use twosource_text::Span;

use super::identity::Ground;
use super::party;
use super::root::Root;
use crate::dependence::outlet::Outlet;
use crate::dependence::{self, Dependence, byline, links};
use crate::file::{DependenceKind, OriginKind};
use crate::story::Story;

/// A stretch of a report that stands in others too.
#[derive(Debug)]
struct Shared {
    report: usize,
    span: Span,
    /// Which text it is part of: an index into [`Voices::texts`].
    text: usize,
}

/// Who wrote what in the reports of a story.
#[derive(Debug)]
pub(super) struct Voices {
    /// Each report's own voice.
    own: Vec<Root>,
    /// Why it is that, in words.
    own_why: Vec<String>,
    /// Stretches that stand in several reports, by report and place.
    shared: Vec<Shared>,
    /// Who wrote each shared text, and why, in words.
    texts: Vec<(Root, String)>,
}

impl Voices {
    /// Reads the story's credits and shared passages.
    pub fn new(story: &Story, dependence: &[Dependence]) -> Self {
        let reports: Vec<&Report> = story.reports.iter().map(|annotated| &annotated.report).collect();
        let (mut own, mut own_why): (Vec<Root>, Vec<String>) =
            (0..reports.len()).map(|place| own_voice(&reports, place)).unzip();
        for (report, root, why) in one_hand(&reports) {
            if own[report].identity.ground == Ground::Silent {
                own[report] = root;
                own_why[report] = why;
            }
        }
        for (report, of, credit) in retold(&reports, dependence) {
            own_why[report] =
                format!("{} says of itself: “{credit}”", dependence::name(reports[report], report));
            // Whoever is retold is the source that is named.
            own[report] = own[of].clone();
            if own[report].identity.ground == Ground::Silent {
                own[report].identity.ground = Ground::Relayed;
            }
        }
        lean(&reports, dependence, &mut own, &mut own_why);
        let (shared, count) = shared_texts(dependence);
        let mut voices = Voices { own, own_why, shared, texts: Vec::new() };
        let mut holders: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); count];
        for stretch in &voices.shared {
            holders[stretch.text].insert(stretch.report);
        }
        voices.texts = holders.iter().map(|holders| voices.author(&reports, holders, dependence)).collect();
        voices
    }

    /// Who wrote the words of `span` in a report, and why one may think so.
    pub fn of(&self, report: usize, span: Span) -> (&Root, &str) {
        match self.text_at(report, span) {
            Some(text) => (&self.texts[text].0, &self.texts[text].1),
            None => (&self.own[report], &self.own_why[report]),
        }
    }

    /// A report's own voice.
    pub fn own(&self, report: usize) -> &Root {
        &self.own[report]
    }

    /// The shared text that holds at least half of `span`.
    pub fn text_at(&self, report: usize, span: Span) -> Option<usize> {
        let first = self.shared.partition_point(|stretch| stretch.report < report);
        let of_report = self.shared[first..].iter().take_while(|stretch| stretch.report == report);
        let held = |stretch: &&Shared| stretch.span.intersection(span).map_or(0, Span::len);
        let best = of_report.max_by_key(|stretch| (held(stretch), std::cmp::Reverse(stretch.text)))?;
        (held(&best) * 2 >= span.len() && held(&best) > 0).then_some(best.text)
    }

    /// Who wrote a text that several reports carry.
    fn author(
        &self,
        reports: &[&Report],
        holders: &BTreeSet<usize>,
        dependence: &[Dependence],
    ) -> (Root, String) {
        let names = in_words(holders.iter().map(|&holder| dependence::name(reports[holder], holder)));
        if let Some(&credited) = holders.iter().find(|&&holder| self.own[holder].kind == OriginKind::Agency) {
            let root = self.own[credited].clone();
            let why = format!(
                "{names} carry the same words, and {} credits {} for its text",
                dependence::name(reports[credited], credited),
                root.name
            );
            return (root, why);
        }
        let Some(&first) = holders.first() else { return (Root::nobody(), String::new()) };
        if let Some(&party) =
            holders.iter().find(|&&holder| self.own[holder].identity.ground == Ground::Named)
        {
            let why = format!("{names} carry the same words, and {}", self.own_why[party]);
            return (self.own[party].clone(), why);
        }
        let marked = holders.iter().find(|&&holder| links::taken_from(reports, holder).is_some());
        if let Some(&marked) = marked.filter(|_| holders.len() > 1) {
            let why = format!("{names} carry the same words, and {}", self.own_why[marked]);
            return (self.own[marked].clone(), why);
        }
        if holders.iter().all(|&holder| self.own[holder].key == self.own[first].key) {
            return (self.own[first].clone(), self.own_why[first].clone());
        }
        let cited = dependence.iter().find(|d| {
            d.kind == DependenceKind::Cites
                && d.citations.len() == 1
                && d.reports.iter().all(|r| holders.contains(r))
        });
        if let Some(citation) = cited {
            let [citing, cited] = citation.reports.map(|report| dependence::name(reports[report], report));
            let why = format!("{names} carry the same words, and {citing} cites {cited}");
            return (self.own[citation.reports[1]].clone(), why);
        }
        if let Some(earliest) = earliest(reports, holders) {
            let name = dependence::name(reports[earliest], earliest);
            return (
                self.own[earliest].clone(),
                format!("{names} carry the same words, and {name} had them first"),
            );
        }
        let name = format!("a text that {names} share");
        let root = Root::text(format!("text:{first}:{names}"), OriginKind::Release, Ground::Relayed, name);
        (
            root,
            format!("{names} carry the same words and credit nobody for them: a release or an agency's copy"),
        )
    }
}

/// The reports that say of themselves that they are another report's text: which, of which, in what words.
fn retold<'r>(reports: &[&'r Report], dependence: &[Dependence]) -> Vec<(usize, usize, &'r str)> {
    let citing = dependence.iter().filter(|d| d.kind == DependenceKind::Cites && d.citations.len() == 1);
    let retold = citing.filter_map(|d| {
        let [report, of] = d.reports;
        let words = d.citations[0].1.of(&reports[report].text);
        let lower = words.to_lowercase();
        let says = |credit: &String| lower.starts_with(credit.as_str()) || lower.ends_with(credit.as_str());
        WordList::Retold.words().iter().any(says).then_some((report, of, words))
    });
    retold.collect()
}

/// Reports of different outlets that one hand wrote: organs of one state, or one byline. Which, whose, and why.
fn one_hand(reports: &[&Report]) -> Vec<(usize, Root, String)> {
    let mut hands: BTreeMap<String, Vec<(usize, Root, String)>> = BTreeMap::new();
    for (place, report) in reports.iter().enumerate() {
        let name = dependence::name(report, place);
        if let Some(state) = Outlet::of(report).and_then(|outlet| outlet.state_name()) {
            let key = format!("state:{}", state.to_lowercase());
            let root = Root::text(
                key.clone(),
                OriginKind::Outlet,
                Ground::Relayed,
                format!("{state}'s state media"),
            );
            hands.entry(key).or_default().push((
                place,
                root,
                format!("{name} is an organ of one state: {state}"),
            ));
            continue;
        }
        for author in byline::authors(report) {
            let key = format!("byline:{}", author.to_lowercase());
            let root = Root::text(
                key.clone(),
                OriginKind::Outlet,
                Ground::Relayed,
                format!("what {author} reports"),
            );
            hands.entry(key).or_default().push((place, root, format!("{author} wrote the report of {name}")));
        }
    }
    let outlets = |list: &[(usize, Root, String)]| {
        let keys = list.iter().map(|(place, ..)| Outlet::of(reports[*place]).map(|o| o.key().to_owned()));
        keys.collect::<BTreeSet<_>>().len()
    };
    hands.into_values().filter(|list| outlets(list) > 1).flatten().collect()
}

/// Reports that name nobody and whose page leads to another report of the story, or that tell what another tells and nothing
/// else: whoever wrote that one is the source. Pages that lead to one common page have it as theirs.
fn lean(reports: &[&Report], dependence: &[Dependence], own: &mut [Root], own_why: &mut [String]) {
    for d in dependence.iter().filter(|d| matches!(d.kind, DependenceKind::Links | DependenceKind::Rewrite)) {
        let [report, of] = d.reports;
        let is_to_report = d.kind == DependenceKind::Rewrite || links::of_pair(reports, report, of);
        if !is_to_report || own[report].identity.ground != Ground::Silent || own[report].key == own[of].key {
            continue;
        }
        own[report] = own[of].clone();
        own[report].identity.ground = own[of].identity.ground.max(Ground::Relayed);
        own_why[report].clone_from(&d.why);
    }
    for (page, places) in links::of(reports).to_pages {
        for place in places {
            if own[place].identity.ground != Ground::Silent {
                continue;
            }
            let name = format!("the page {page}");
            own[place] = Root::text(format!("page:{page}"), OriginKind::Release, Ground::Relayed, name);
            own_why[place] =
                format!("the page of {} links to {page}", dependence::name(reports[place], place));
        }
    }
}

/// A report's own voice: the agency it credits for its text, else the outlet that it is syndicated from, else its own
/// outlet, else the report.
fn own_voice(reports: &[&Report], place: usize) -> (Root, String) {
    let report = reports[place];
    let name = dependence::name(report, place);
    let outlet = Outlet::of(report);
    let credited =
        report.agencies.iter().find(|agency| agency.for_text).map(|agency| Outlet::named(&agency.name));
    if let Some(agency) = credited {
        let why = match &outlet {
            Some(outlet) if outlet.is(&agency) => format!("{name} is the agency itself"),
            _ => format!("{name} credits {} for its text", agency.name),
        };
        let name = format!("{} copy", agency.name);
        return (Root::outlet(&agency, OriginKind::Agency, Ground::Relayed, name), why);
    }
    if let (Some(source), Some(mark)) = (links::taken_from(reports, place), &report.syndicated_from) {
        let why = format!("{name} has its text from {}, as {} says", source.name, mark.mark.in_words());
        let is_agency = agency_named(&source.name).is_some_and(|known| known.kind == AgencyKind::Text);
        let (kind, own) = match is_agency {
            true => (OriginKind::Agency, format!("{} copy", source.name)),
            false => (OriginKind::Outlet, source.name.clone()),
        };
        return (Root::outlet(&source, kind, Ground::Relayed, own), why);
    }
    if let Some(root) = outlet.as_ref().and_then(|outlet| party::voice(report, outlet)) {
        return (root, format!("{name} speaks for itself"));
    }
    let why = format!("{name} says it in its own words and names no source");
    match outlet {
        Some(outlet) => (Root::outlet(&outlet, OriginKind::Outlet, Ground::Silent, outlet.name.clone()), why),
        None => {
            let key = format!("report:{}", report.id);
            (Root::text(key, OriginKind::Outlet, Ground::Silent, name), why)
        }
    }
}

/// The report that was published before all others, where every one bears a date.
fn earliest(reports: &[&Report], holders: &BTreeSet<usize>) -> Option<usize> {
    let mut dated: Vec<(String, usize)> = Vec::new();
    for &holder in holders {
        dated.push((reports[holder].published.as_ref()?.date.to_string(), holder));
    }
    dated.sort();
    match dated.as_slice() {
        [first, second, ..] if first.0 < second.0 => Some(first.1),
        _ => None,
    }
}

/// Joins the passages of all dependences to texts: stretches, in the order of report and place, and the number of texts.
fn shared_texts(dependence: &[Dependence]) -> (Vec<Shared>, usize) {
    let mut stretches: Vec<Shared> = Vec::new();
    for d in dependence {
        for &(a, b) in &d.passages {
            let text = stretches.len();
            stretches.push(Shared { report: d.reports[0], span: a, text });
            stretches.push(Shared { report: d.reports[1], span: b, text });
        }
    }
    // A stretch's text for now is the place of its pair's first stretch, so that pairs are joined already.
    let mut joined: Vec<usize> = (0..stretches.len()).collect();
    let mut order: Vec<usize> = (0..stretches.len()).collect();
    order.sort_by_key(|&i| (stretches[i].report, stretches[i].span));
    // The stretch of the report at hand that reaches furthest: what overlaps any earlier one overlaps this.
    let mut reaching: Option<usize> = None;
    for &next in &order {
        let b = &stretches[next];
        if let Some(a) = reaching.map(|reaching| &stretches[reaching]).filter(|a| a.report == b.report) {
            let held = a.span.intersection(b.span).map_or(0, Span::len);
            if held * 2 >= a.span.len().min(b.span.len()) && held > 0 {
                let (a, b) = (root(&joined, a.text), root(&joined, b.text));
                joined[a.max(b)] = a.min(b);
            }
            if a.span.end >= b.span.end {
                continue;
            }
        }
        reaching = Some(next);
    }
    let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
    for &i in &order {
        let text = root(&joined, stretches[i].text);
        let next = numbers.len();
        numbers.entry(text).or_insert(next);
    }
    for stretch in &mut stretches {
        stretch.text = numbers[&root(&joined, stretch.text)];
    }
    stretches.sort_by_key(|stretch| (stretch.report, stretch.span, stretch.text));
    (stretches, numbers.len())
}

fn root(joined: &[usize], mut text: usize) -> usize {
    while joined[text] != text {
        text = joined[text];
    }
    text
}

/// Names given in a row; a story of hundreds of reports has hundreds.
const NAMED: usize = 12;

/// "A", "A and B", "A, B and C": each once, in order; of very many the first and how many more there are.
pub(crate) fn in_words(names: impl Iterator<Item = String>) -> String {
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut distinct: Vec<String> = names.filter(|name| known.insert(name.clone())).collect();
    let more = distinct.len().saturating_sub(NAMED);
    if more > 1 {
        distinct.truncate(NAMED);
        distinct.push(format!("{more} more"));
    }
    match distinct.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}
