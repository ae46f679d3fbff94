//! The end of a statement's chain: who it comes from in the end.

use std::collections::BTreeSet;

use twosource_annotate::{Annotated, EntityKind, MentionForm, Source, SourceKind};
use twosource_lexicon::english::WordList;
use twosource_text::Span;

use super::ground;
use super::identity::{Ground, Identity};
use super::likeness::{self, Likeness, Sort};
use super::observed;
use crate::cast::Cast;
use crate::dependence::outlet::{Outlet, Outlets};
use crate::dependence::words;
use crate::file::OriginKind;

/// Who something comes from in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Root {
    /// Equal keys, one origin.
    pub key: String,
    /// What sort of origin it makes.
    pub kind: OriginKind,
    /// Its name, in words.
    pub name: String,
    /// What it is like.
    pub likeness: Likeness,
    /// Who it is.
    pub identity: Identity,
}

impl Root {
    /// An outlet or agency by its name, `name` in words.
    pub fn outlet(outlet: &Outlet, kind: OriginKind, ground: Ground, name: String) -> Root {
        Root::text(format!("outlet:{}", outlet.key()), kind, ground, name)
    }

    /// A text, by what tells it from others.
    pub fn text(key: String, kind: OriginKind, ground: Ground, name: String) -> Root {
        Root { key, kind, name, likeness: Likeness::default(), identity: Identity::grounded(ground) }
    }

    /// An outlet whose reporter saw it.
    pub fn observer(outlet: &str, key: &str) -> Root {
        Root {
            key: format!("observer:{key}"),
            kind: OriginKind::Outlet,
            name: format!("{outlet}'s own reporter"),
            likeness: Likeness::default(),
            identity: Identity::observer(outlet),
        }
    }

    /// Nobody is named.
    pub fn nobody() -> Root {
        Root {
            key: "nobody".to_owned(),
            kind: OriginKind::Speaker,
            name: "somebody not named".to_owned(),
            likeness: Likeness { sort: Sort::Nobody, ..Likeness::default() },
            identity: Identity::grounded(Ground::Silent),
        }
    }

    /// The root that a source is. `None` where the report names itself.
    ///
    /// `outlets` are those of the story: "the newspaper The Hill" is the report of theirs.
    pub fn of(
        report: usize,
        annotated: &Annotated,
        source: &Source,
        cast: &Cast,
        outlets: &Outlets,
        places: &BTreeSet<String>,
    ) -> Option<Root> {
        let settled = settled(report, annotated, source, cast);
        let source = &settled;
        let likeness = likeness(report, annotated, source, cast);
        let identity = ground::of_source(report, annotated, source, cast, places);
        if let Some(outlet) = whole_outlet(annotated, source, outlets) {
            let name = outlet.name.clone();
            return Some(Root::outlet(&outlet, OriginKind::Outlet, Ground::Relayed, name));
        }
        if let Some(seen) = observed::reporter(annotated, source) {
            return Some(seen);
        }
        if identity.ground == Ground::Silent {
            return Some(Root::nobody());
        }
        let in_cast = source.entity.and_then(|entity| cast.of.get(&(report, entity)).copied());
        // "the warden, Lionel Peake": the name beside the office, as one of the cast where it is.
        let beside =
            source.ranges.first().and_then(|range| ground::appositive(range.of(&annotated.report.text)));
        let beside = beside.filter(|_| matches!(source.kind, SourceKind::RoleHolder | SourceKind::Person));
        let by_name = beside.and_then(|name| member_named(report, annotated, name, cast));
        let in_cast = in_cast.or(by_name).or_else(|| only_person(report, annotated, source, cast));
        let given = beside.map_or_else(|| words_of(annotated, source), str::to_owned);
        let mut identity = identity;
        if let Some(member) = in_cast.filter(|_| source.entity.is_none()) {
            let known = Source { entity: entity_of(report, member, cast), ..source.clone() };
            identity = ground::of_source(report, annotated, &known, cast, places);
        }
        let name = || in_cast.map_or_else(|| given.clone(), |member| cast.entities[member].name.clone());
        let key_of_words = |sort: &str| format!("{sort}:{:?}:{:?}", likeness.states, likeness.words);
        let (key, kind, name) = match source.kind {
            SourceKind::Report => return None,
            SourceKind::Outlet | SourceKind::NewsAgency => {
                let outlet =
                    named_outlet(annotated, source, outlets).unwrap_or_else(|| Outlet::named(&name()));
                let kind = match source.kind {
                    SourceKind::Outlet => OriginKind::Outlet,
                    _ => OriginKind::Agency,
                };
                let name = outlet.name.clone();
                return Some(Root::outlet(&outlet, kind, Ground::Relayed, name));
            }
            SourceKind::StateMedia if !likeness.states.is_empty() => {
                (format!("state media:{:?}", likeness.states), OriginKind::Document, given)
            }
            SourceKind::StateMedia | SourceKind::Document => {
                (key_of_words("document"), OriginKind::Document, given)
            }
            SourceKind::Anonymous if !likeness.classes.is_empty() => (
                // "Prosecutors" are a body; "an official" is nobody's name. The one does not lend the other its ground.
                format!("anonymous:{:?}:{:?}:{:?}", likeness.classes, likeness.states, identity.ground),
                OriginKind::Speaker,
                format!("{given}, not named"),
            ),
            SourceKind::Anonymous => {
                (key_of_words("anonymous"), OriginKind::Speaker, format!("{given}, not named"))
            }
            _ => match in_cast {
                Some(member) => (format!("cast:{member}"), OriginKind::Speaker, name()),
                // A pronoun that leads nowhere is no name.
                None if likeness.words.is_empty() && likeness.states.is_empty() => {
                    return Some(Root::nobody());
                }
                None if beside.is_some() => {
                    (format!("person:{}", given.to_lowercase()), OriginKind::Speaker, given)
                }
                None => (key_of_words("speaker"), OriginKind::Speaker, given),
            },
        };
        Some(Root { key, kind, name, likeness, identity })
    }
}

/// What stands before the names of ships.
const SHIPS: [&str; 9] = ["MV", "MS", "MT", "SS", "RMS", "HMS", "USS", "INS", "MY"];

/// A source with its kind as its words show it, and a pronoun that leads nowhere as the one person whom its paragraph names.
fn settled(report: usize, annotated: &Annotated, source: &Source, cast: &Cast) -> Source {
    let text = &annotated.report.text;
    let Some(&range) = source.ranges.first() else { return source.clone() };
    let is_state =
        |&(_, kind, span): &(usize, EntityKind, Span)| kind == EntityKind::State && range.contains(span);
    let has_state =
        source.kind == SourceKind::Anonymous && mentions(report, annotated, cast).any(|m| is_state(&m));
    let kind = ground::settled(source.kind, text, range, has_state);
    let mut settled = Source { kind, ..source.clone() };
    let is_ship = |entity: usize| {
        let name = annotated.entities.get(entity).map(|entity| entity.name.as_str()).unwrap_or_default();
        name.split_once(' ').is_some_and(|(first, _)| SHIPS.contains(&first))
    };
    settled.entity =
        settled.entity.filter(|&entity| !is_ship(entity) || !is_pronoun(&range.of(text).to_lowercase()));
    if settled.entity.is_none() && ["he", "she"].contains(&range.of(text).to_lowercase().as_str()) {
        settled.entity = named_in_paragraph(annotated, range.start).filter(|&entity| !is_ship(entity));
        settled.kind = if settled.entity.is_some() { SourceKind::Person } else { kind };
    }
    settled
}

/// The one person whom a paragraph names before the sentence at `at`; where it names none, the one named in that sentence before.
fn named_in_paragraph(annotated: &Annotated, at: usize) -> Option<usize> {
    let start = annotated.report.segment_at(at)?.span.start;
    let sentence =
        annotated.sentences.iter().find(|sentence| sentence.span.covers(at))?.span.start.max(start);
    let named = |within: Span| -> Vec<usize> {
        let persons = annotated.entities.iter().enumerate().filter(|(_, entity)| {
            entity.kind == EntityKind::Person
                && entity.mentions.iter().any(|m| m.form == MentionForm::Name && within.contains(m.span))
        });
        persons.map(|(place, _)| place).take(2).collect()
    };
    match named(Span::new(start, sentence)).as_slice() {
        [] => <[usize; 1]>::try_from(named(Span::new(sentence, at))).ok().map(|[one]| one),
        [one] => Some(*one),
        _ => None,
    }
}

/// The member of the cast that a report calls by a name.
fn member_named(report: usize, annotated: &Annotated, name: &str, cast: &Cast) -> Option<usize> {
    let entity = annotated.entities.iter().position(|entity| {
        entity.kind == EntityKind::Person
            && (entity.name == name || entity.aliases.iter().any(|alias| alias == name))
    })?;
    cast.of.get(&(report, entity)).copied()
}

fn entity_of(report: usize, member: usize, cast: &Cast) -> Option<usize> {
    cast.entities[member].members.iter().find(|(of, _)| *of == report).map(|(_, entity)| *entity)
}

/// "the cyclist", in a report that has named one person before and no other: that person. Not so for the heads of bodies,
/// and for those who speak for one: they need not be whom the report is about.
fn only_person(report: usize, annotated: &Annotated, source: &Source, cast: &Cast) -> Option<usize> {
    let range =
        source.ranges.first().filter(|_| source.kind == SourceKind::RoleHolder && source.entity.is_none())?;
    let words = range.of(&annotated.report.text).to_lowercase();
    let bare = words.strip_prefix("the ")?;
    if bare.split_whitespace().count() > 2 || !super::identity::is_calling(bare) {
        return None;
    }
    let mut persons = annotated.entities.iter().enumerate().filter(|(_, entity)| {
        entity.kind == EntityKind::Person
            && entity.name.split_whitespace().count() > 1
            && entity.mentions.iter().any(|mention| mention.form == MentionForm::Name)
    });
    let (entity, person) = persons.next()?;
    let before = person.mentions.first().is_some_and(|mention| mention.span.start < range.start);
    (before && persons.next().is_none()).then(|| cast.of.get(&(report, entity)).copied()).flatten()
}

/// The outlet of the story that the source is, whatever its kind was taken for: "the newspaper Harbour Courier".
fn whole_outlet(annotated: &Annotated, source: &Source, outlets: &Outlets) -> Option<Outlet> {
    let text = &annotated.report.text;
    let head = head(annotated, source);
    let is_whole = |named: Span| {
        telling_words(text, head, &[named]).iter().all(|word| WordList::BesideOutlet.holds(word))
    };
    let named = outlets.named_in(text, head).into_iter().filter(|(_, named)| is_whole(*named));
    named.map(|(outlet, _)| outlet).min().and_then(|outlet| outlets.get(outlet)).cloned()
}

/// The source's first range up to its first comma, without what is set beside it.
fn head(annotated: &Annotated, source: &Source) -> Span {
    source.ranges.first().map_or(Span::default(), |range| {
        let text = range.of(&annotated.report.text);
        Span::new(range.start, range.start + text.find(", ").unwrap_or(text.len()))
    })
}

/// The outlet of the story that the source's words name.
fn named_outlet(annotated: &Annotated, source: &Source, outlets: &Outlets) -> Option<Outlet> {
    let text = &annotated.report.text;
    let named = source.ranges.iter().flat_map(|&range| outlets.named_in(text, range));
    named.map(|(outlet, _)| outlet).min().and_then(|outlet| outlets.get(outlet)).cloned()
}

/// The source's words up to its first comma, on one line.
pub(super) fn words_of(annotated: &Annotated, source: &Source) -> String {
    let head = head(annotated, source);
    let words: Vec<&str> = head.of(&annotated.report.text).split_whitespace().collect();
    // "but the survey said": the joint is not part of it.
    let joint = words.len() > 1 && words.first().is_some_and(|word| ["but", "and", "while"].contains(word));
    words[usize::from(joint)..].join(" ")
}

fn likeness(report: usize, annotated: &Annotated, source: &Source, cast: &Cast) -> Likeness {
    let sort = match source.kind {
        SourceKind::Person | SourceKind::RoleHolder => Sort::Person,
        SourceKind::Anonymous => Sort::Anonymous,
        SourceKind::Organisation | SourceKind::StateBody => Sort::Body,
        SourceKind::StateMedia => Sort::StateMedia,
        SourceKind::Document => Sort::Document,
        SourceKind::NewsAgency | SourceKind::Outlet | SourceKind::Report => Sort::Text,
    };
    let (mut states, mut named) = (BTreeSet::new(), BTreeSet::new());
    let mut spoken_of = Vec::new();
    for (member, kind, span) in mentions(report, annotated, cast) {
        if source.ranges.iter().any(|range| range.contains(span)) {
            match kind {
                EntityKind::State => {
                    states.insert(member);
                    spoken_of.push(span);
                }
                _ => {
                    named.insert(member);
                }
            }
        }
    }
    let in_cast = source.entity.and_then(|entity| cast.of.get(&(report, entity)).copied());
    if let Some(member) = in_cast {
        match cast.entities[member].kind {
            EntityKind::State => states.insert(member),
            _ => named.insert(member),
        };
    }
    let head = head(annotated, source);
    let is_state = in_cast.is_some_and(|member| cast.entities[member].kind == EntityKind::State);
    let words =
        if is_state { BTreeSet::new() } else { telling_words(&annotated.report.text, head, &spoken_of) };
    let classes = likeness::classes(words.iter().map(String::as_str));
    let speaks_for = speaks_for(report, annotated, source, cast);
    Likeness { sort, states, named, words, classes, speaks_for }
}

/// Every mention of the cast in a report by name or nominal: the member, its kind, the bytes.
fn mentions<'a>(
    report: usize,
    annotated: &'a Annotated,
    cast: &'a Cast,
) -> impl Iterator<Item = (usize, EntityKind, Span)> + 'a {
    annotated.entities.iter().enumerate().flat_map(move |(i, entity)| {
        let member = cast.of.get(&(report, i)).copied();
        let named = entity.mentions.iter().filter(|mention| mention.form != MentionForm::Pronoun);
        named.filter_map(move |mention| Some((member?, entity.kind, mention.span)))
    })
}

/// Folded words of a stretch, without those that say nothing and those of the states it names.
pub(super) fn telling_words(text: &str, stretch: Span, states: &[Span]) -> BTreeSet<String> {
    let words = words::split(stretch.of(text)).map(|word| word.shifted(stretch.start));
    let words = words.filter(|word| !states.iter().any(|state| state.overlaps(*word)));
    let folded = words.map(|word| {
        let lower = word.of(text).to_lowercase().replace('’', "'");
        lower.strip_suffix("'s").unwrap_or(&lower).to_owned()
    });
    folded.filter(|word| !WordList::SaysNotWho.holds(word) && !is_pronoun(word)).collect()
}

fn is_pronoun(word: &str) -> bool {
    WordList::Pronoun.holds(word)
}

/// The body in whose name a person speaks, from the roles the report gives: "Kremlin spokesperson", "police lieutenant".
fn speaks_for(
    report: usize,
    annotated: &Annotated,
    source: &Source,
    cast: &Cast,
) -> Option<(BTreeSet<usize>, BTreeSet<String>)> {
    let text = &annotated.report.text;
    let roles = source.entity.and_then(|entity| annotated.entities.get(entity)).map(|entity| &entity.roles);
    let in_source = source.ranges.iter().copied().filter(|_| source.kind == SourceKind::RoleHolder);
    let spans = roles.into_iter().flatten().map(|role| role.span).chain(in_source);
    for span in spans {
        let states: Vec<(usize, Span)> = mentions(report, annotated, cast)
            .filter(|&(_, kind, mention)| kind == EntityKind::State && span.contains(mention))
            .map(|(member, _, mention)| (member, mention))
            .collect();
        let covered: Vec<Span> = states.iter().map(|&(_, mention)| mention).collect();
        let words = telling_words(text, span, &covered);
        let members: BTreeSet<usize> = states.iter().map(|&(member, _)| member).collect();
        if words.contains("police") {
            return Some((members, BTreeSet::from(["police".to_owned()])));
        }
        let is_voice = words.iter().any(|word| word.starts_with("spokes"))
            || (words.contains("press") && words.contains("secretary"));
        let body: BTreeSet<String> = words.into_iter().filter(|word| !WordList::Voice.holds(word)).collect();
        if is_voice && !body.is_empty() {
            return Some((members, body));
        }
    }
    None
}
