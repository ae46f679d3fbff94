//! What the statements of a claim share: the details that two of them give, and which of them bear the claim's own words.

use std::collections::BTreeSet;

use twosource_annotate::{Certainty, Class, Link};
use twosource_text::Span;

use super::align::{Alignment, Saying, is_real};
use super::likeness::Links;
use super::profile::Profiles;
use crate::detail::{self, Detail, Finding, Pair, Slot};
use crate::story::{StatementRef, Story};

/// Pairs of one claim that are looked at, at most, so that a claim of hundreds of statements stays cheap.
const MOST_PAIRS: usize = 600;

/// Members that are tried for the claim's words, at most.
const MOST_CORES: usize = 6;

/// Statements whose part in a claim's words is shown, at most.
const MOST_SHOWN: usize = 60;

/// How likely a statement and the claim's own words must say the same for it to bear them.
const LIKELY: f64 = super::join::THRESHOLD;

/// Shares of the weight of two statements that the other has, of the more and of the less covered one, from which what is left over
/// counts for little.
const MOSTLY: f64 = 0.7;
const PARTLY: f64 = 0.4;

/// The details that two statements of a claim give.
pub(crate) fn details(profiles: &Profiles, members: &[usize]) -> Vec<Detail> {
    let mut findings: Vec<([StatementRef; 2], Finding)> = Vec::new();
    let mut pairs: Vec<(usize, usize, Alignment)> = Vec::new();
    for (place, &left) in members.iter().enumerate() {
        for &right in &members[place + 1..] {
            if profiles.report(left) == profiles.report(right) || pairs.len() >= MOST_PAIRS {
                continue;
            }
            let (a, b) = (&profiles.statements[left], &profiles.statements[right]);
            let alignment = Alignment::of(&a.saying, &b.saying, &profiles.numbered);
            let pair = Pair::of(&a.saying, &b.saying, &alignment, &profiles.numbered);
            findings.extend(detail::compare(&pair).into_iter().map(|finding| ([a.at, b.at], finding)));
            pairs.push((left, right, alignment));
        }
    }
    // Where two differ from a third, they may yet say the same as each other.
    let differing: BTreeSet<(Slot, StatementRef, Span)> = (findings.iter())
        .filter(|(_, finding)| !finding.agreed)
        .flat_map(|(at, finding)| [0, 1].map(|side| (finding.on, at[side], finding.spans[side])))
        .collect();
    for (left, right, alignment) in &pairs {
        let (a, b) = (&profiles.statements[*left], &profiles.statements[*right]);
        for (i, found) in alignment.left.iter().enumerate() {
            let Some((j, _)) = found.filter(|&(_, near)| near >= detail::SURELY) else { continue };
            let spans = [a.saying.words[i].span, b.saying.words[j].span];
            for on in [Slot::Actor, Slot::Place, Slot::Object, Slot::Deed] {
                if differing.contains(&(on, a.at, spans[0])) && differing.contains(&(on, b.at, spans[1])) {
                    findings.push(([a.at, b.at], Finding::same(on, spans)));
                }
            }
        }
    }
    detail::of_claim(&findings)
}

/// Of the members that say it best the one whose words most reports bear, and the statements that bear them.
pub(crate) fn best_borne(
    profiles: &Profiles,
    links: &Links,
    members: &[usize],
    ranked: &[usize],
    details: &[Detail],
) -> (usize, Vec<StatementRef>) {
    let mut best: Option<(usize, usize, Vec<StatementRef>)> = None;
    for &core in ranked.iter().take(MOST_CORES) {
        let borne = supporters(profiles, links, members, core, details);
        let reports: BTreeSet<usize> = borne.iter().map(|at| at.report).collect();
        if best.as_ref().is_none_or(|(most, ..)| reports.len() > *most) {
            best = Some((reports.len(), core, borne));
        }
    }
    best.map_or((0, Vec::new()), |(_, core, borne)| (core, borne))
}

/// The statements that bear the words of `core`: surely the same, with no detail between them, and as real.
pub(crate) fn supporters(
    profiles: &Profiles,
    links: &Links,
    members: &[usize],
    core: usize,
    details: &[Detail],
) -> Vec<StatementRef> {
    let own = &profiles.statements[core];
    let separated: BTreeSet<StatementRef> =
        details.iter().flat_map(|detail| detail.separated_from(own.at)).collect();
    let bears = |&member: &usize| {
        if member == core {
            return true;
        }
        let other = &profiles.statements[member];
        if separated.contains(&other.at) {
            return false;
        }
        if !as_real(&own.saying, &other.saying) {
            return false;
        }
        if profiles.report(member) == profiles.report(core) {
            return true;
        }
        if links.likeness(core, member) < LIKELY {
            return false;
        }
        let alignment = Alignment::of(&own.saying, &other.saying, &profiles.numbered);
        let (left, right) =
            (left_over(&own.saying, &alignment.left), left_over(&other.saying, &alignment.right));
        // Where each tells something that the other does not, it is not known that they tell the same, unless that is little.
        left.classes.iter().all(|class| !right.classes.contains(class))
            || left.told.max(right.told) >= MOSTLY && left.told.min(right.told) >= PARTLY
            || left.told >= BORNE && tells_deed(profiles, core, member, &alignment)
    };
    members.iter().filter(|member| bears(member)).map(|&member| profiles.statements[member].at).collect()
}

/// How likely a statement and the claim's own words must say the same for it to confirm them: of the corroborated claims of 772 reports, read
/// one by one, none below held.
const SURE: f64 = 0.7;

/// Of the supporters of a claim those that surely tell the core's deed of the same participants: what confirms it. The others carry it.
pub(crate) fn confirming(
    profiles: &Profiles,
    links: &Links,
    members: &[usize],
    core: usize,
    supporters: &[StatementRef],
) -> Vec<StatementRef> {
    let confirms = |&member: &usize| {
        let at = profiles.statements[member].at;
        let sure = || {
            let one_report = profiles.report(member) == profiles.report(core);
            (one_report || links.likeness(core, member) >= SURE) && is_of_one_deed(profiles, core, member)
        };
        supporters.contains(&at) && (member == core || sure())
    };
    members.iter().filter(|member| confirms(member)).map(|&member| profiles.statements[member].at).collect()
}

/// True where the other statement has a deed of the core's main clause, with somebody or something that takes part in it, and names
/// whoever the core names as doing or undergoing something; and where it names nobody else as taking part in that deed. A
/// core that tells of nothing but who said something is told by who names him too.
fn is_of_one_deed(profiles: &Profiles, core: usize, member: usize) -> bool {
    let (own, other) = (&profiles.statements[core].saying, &profiles.statements[member].saying);
    let alignment = Alignment::of(own, other, &profiles.numbered);
    let pair = Pair::of(own, other, &alignment, &profiles.numbered);
    // Where nothing is told but who said something, who said it is what is told.
    let bare = !own.words.iter().any(|word| {
        !word.frame
            && (word.head.is_none() || matches!(word.link, Link::Top | Link::Clause | Link::Complement))
    });
    let party = |saying: &Saying, at: usize| {
        let word = &saying.words[at];
        word.class == Class::Name
            && (!word.frame || bare)
            && !saying.measures(at)
            && matches!(word.link, Link::Doer | Link::Undergoer)
    };
    // A name is met by any word of it: "Bramwell Preserves", "the Bramwell jam".
    let parts = |saying: &Saying, at: usize| -> Vec<usize> {
        let mut parts = saying.hanging(at, |word| word.class == Class::Name && word.link == Link::Modifier);
        parts.push(at);
        parts
    };
    let named = (0..own.words.len())
        .all(|at| !party(own, at) || parts(own, at).into_iter().any(|part| pair.has_left(part)));
    let theirs = (0..other.words.len()).all(|at| {
        !party(other, at)
            || parts(other, at).into_iter().any(|part| pair.has_right(part))
            || !detail::in_shared_deed(&pair, at)
    });
    let told = || {
        let (left, right) = (left_over(own, &alignment.left), left_over(other, &alignment.right));
        left.told.min(right.told) >= MOSTLY
    };
    named && theirs && (!bare && !detail::has_deed(own) || detail::shares_deed(&pair) || told())
}

/// Share of the weight of a claim's words from which a statement that tells more beside them bears them.
const BORNE: f64 = 0.6;

/// True where the other statement has a deed of the core's main clause with somebody who takes part in it, every name, and every
/// number that the core gives.
fn tells_deed(profiles: &Profiles, core: usize, member: usize, alignment: &Alignment) -> bool {
    let (own, other) = (&profiles.statements[core].saying, &profiles.statements[member].saying);
    let pair = Pair::of(own, other, alignment, &profiles.numbered);
    let names =
        |word: &super::align::Word| word.class == Class::Name && !word.frame && word.link != Link::Modifier;
    let named = (0..own.words.len())
        .filter(|&at| names(&own.words[at]) && !own.measures(at))
        .all(|at| pair.has_left(at));
    let counted = own.told_numbers().all(|x| other.told_numbers().any(|y| super::align::agree(x, y)));
    named && counted && detail::shares_deed(&pair)
}

/// What the other statement has not of one.
struct LeftOver {
    /// Of what sort: deeds, things, names.
    classes: BTreeSet<Class>,
    /// The share of its weight that the other has.
    told: f64,
}

/// Reads what is left over. What only describes another word, and who says it, is left out.
fn left_over(saying: &Saying, best: &[Option<(usize, f64)>]) -> LeftOver {
    let (mut classes, mut all, mut held) = (BTreeSet::new(), 0.0, 0.0);
    for (word, found) in saying.words.iter().zip(best) {
        let telling = matches!(word.class, Class::Deed | Class::Thing | Class::Name);
        if !telling || word.frame || word.link == Link::Modifier {
            continue;
        }
        all += word.weight;
        if found.is_some_and(|(_, near)| near >= detail::SAME) {
            held += word.weight;
        } else {
            classes.insert(word.class);
        }
    }
    LeftOver { classes, told: if all > 0.0 { held / all } else { 1.0 } }
}

/// True where both are put forward as so, or both in the same other way.
fn as_real(a: &Saying, b: &Saying) -> bool {
    // What will be is told as what is ("cuts 240 jobs by Christmas"). Whether it is so or not is a detail of its own, but for what
    // somebody is said to deny.
    let told = |certainty: Certainty| certainty == Certainty::Planned || is_real(certainty);
    a.disowned == b.disowned && (a.certainty == b.certainty || told(a.certainty) && told(b.certainty))
}

/// True for a slot whose values make a conflict where they cannot both hold.
pub(crate) fn is_contested(detail: &Detail) -> bool {
    !detail.agreed && detail.hard && !matches!(detail.on, Slot::Object | Slot::Deed | Slot::Reality)
}

/// Cuts the words of `core` into parts, each with the members that say it too: the core itself always, another statement where
/// it has the part's words, or a number that agrees.
pub(crate) fn of_text(
    story: &Story,
    profiles: &Profiles,
    members: &[usize],
    core: usize,
    supporters: &[StatementRef],
) -> Vec<(Span, Vec<StatementRef>)> {
    let own = &profiles.statements[core];
    let whole = story.reports[own.at.report].statements[own.at.statement].span;
    let mut marks: Vec<(Span, Vec<StatementRef>)> =
        own.saying.words.iter().map(|word| (word.span, vec![own.at])).collect();
    let words = marks.len();
    marks.extend(own.saying.quantities.iter().map(|quantity| (quantity.span, vec![own.at])));
    let bearing = members.iter().filter(|&&member| member != core);
    let bearing =
        bearing.map(|&member| &profiles.statements[member]).filter(|other| supporters.contains(&other.at));
    for other in bearing.take(MOST_SHOWN) {
        let alignment = Alignment::of(&own.saying, &other.saying, &profiles.numbered);
        for (found, mark) in alignment.left.iter().zip(&mut marks) {
            if found.is_some_and(|(_, near)| near >= detail::SAME) {
                mark.1.push(other.at);
            }
        }
        for (quantity, mark) in own.saying.quantities.iter().zip(&mut marks[words..]) {
            if other.saying.quantities.iter().any(|found| super::align::agree(quantity, found)) {
                mark.1.push(other.at);
            }
        }
    }
    marks.sort_by_key(|(span, _)| *span);
    // What stands between two marks belongs to the first of them.
    let mut parts: Vec<(Span, Vec<StatementRef>)> = Vec::new();
    for (span, mut bearers) in marks {
        bearers.sort_unstable();
        bearers.dedup();
        let start = span.start.max(whole.start);
        if start >= whole.end || parts.last().is_some_and(|(last, _)| last.start == start) {
            continue;
        }
        match parts.last_mut() {
            Some((_, known)) if *known == bearers => {}
            Some((last, _)) => {
                last.end = start;
                parts.push((Span::new(start, whole.end), bearers));
            }
            None => parts.push((Span::new(whole.start, whole.end), bearers)),
        }
    }
    if parts.is_empty() {
        parts.push((whole, vec![own.at]));
    }
    parts
}
