//! "he", "she": the person most in mind, as subjects, nearness and gender tell.

use twosource_lexicon::english::WordList;

use super::{Heard, binding};
use crate::entity::EntityKind;
use crate::entity::facts::Gender;
use crate::entity::join::Roster;
use crate::entity::page::Page;

/// So many sentences back a pronoun reaches.
const REACH: usize = 2;
/// What nearness counts: the same sentence, the one before, the one before that.
const NEAR: [i32; REACH + 1] = [10, 6, 2];
/// What being a subject counts, and the main one.
const SUBJECT: i32 = 4;
const MAIN_SUBJECT: i32 = 2;
/// What a subject counts for a pronoun that is one as well.
const PARALLEL: i32 = 1;
/// What having spoken counts for a pronoun that speaks.
const SPEAKER: i32 = 3;
/// As many appositions may hang on one another.
const MOST_APPOSITIONS: usize = 3;
/// What owning something counts.
const OWNER: i32 = 2;
/// What a known gender counts against an unknown one.
const KNOWN_GENDER: i32 = 2;
/// By how much the likeliest must lead.
const LEAD: i32 = 3;

/// The person that pronoun `i` means.
pub(super) fn find(
    page: &Page,
    roster: &mut Roster,
    heard: &[Vec<Heard>],
    sentence: usize,
    before: &[usize],
    i: usize,
) -> Option<usize> {
    let gender = gender(page.doc.lower(i))?;
    let excluded = binding::excluded(page, heard, sentence, i);
    let mut scores: Vec<(usize, i32)> = Vec::new();
    let reachable = std::iter::once(&sentence).chain(before.iter().rev().take(REACH));
    for (distance, &at) in reachable.enumerate() {
        for mention in heard[at].iter().filter(|mention| mention.end <= i) {
            let draft = &roster.drafts[mention.entity];
            let is_other =
                draft.kind != EntityKind::Person || draft.gender.is_some_and(|known| known != gender);
            if is_other || excluded.contains(&mention.entity) {
                continue;
            }
            let gender_known = if draft.gender.is_some() { KNOWN_GENDER } else { 0 };
            let score = NEAR[distance] + salience(page, mention, i) + gender_known;
            match scores.iter_mut().find(|(entity, _)| *entity == mention.entity) {
                Some((_, best)) => *best = score.max(*best),
                None => scores.push((mention.entity, score)),
            }
        }
    }
    scores.sort_by_key(|&(entity, score)| (std::cmp::Reverse(score), entity));
    let (entity, best) = *scores.first()?;
    let lead = scores.get(1).map_or(i32::MAX, |(_, second)| best - second);
    if lead < LEAD {
        return None;
    }
    // Called "he" once, he stays so.
    roster.drafts[entity].gender.get_or_insert(gender);
    Some(entity)
}

fn gender(pronoun: &str) -> Option<Gender> {
    match pronoun {
        "he" | "him" | "his" | "himself" => Some(Gender::Male),
        "she" | "her" | "hers" | "herself" => Some(Gender::Female),
        _ => None,
    }
}

fn salience(page: &Page, mention: &Heard, pronoun: usize) -> i32 {
    let doc = page.doc;
    // "The panel's chairman, Ann Lee, said": the name stands where its noun does.
    let mut head = mention.head;
    for _ in 0..MOST_APPOSITIONS {
        if doc.dep(head) != "appos"
            || doc.dep(doc.head(head)) != "nsubj" && doc.dep(doc.head(head)) != "appos"
        {
            break;
        }
        head = doc.head(head);
    }
    match doc.dep(head) {
        "nsubj" | "nsubjpass" => {
            let verb = doc.head(head);
            let speaks = |subject: usize| {
                doc.dep(subject) == "nsubj" && WordList::SpokenByPerson.holds(doc.lemma(doc.head(subject)))
            };
            let speaker = if speaks(head) && speaks(pronoun) { SPEAKER } else { 0 };
            let is_main = doc.head(verb) == verb;
            let both_subjects = is_main && matches!(doc.dep(pronoun), "nsubj" | "nsubjpass");
            let main = if is_main { MAIN_SUBJECT } else { 0 };
            SUBJECT + main + speaker + if both_subjects { PARALLEL } else { 0 }
        }
        "poss" => OWNER,
        "dobj" | "pobj" | "dative" | "appos" => 1,
        _ => 0,
    }
}
