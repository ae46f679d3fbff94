//! Pronouns outside quotations: "he" and "she" by salience, "it" and "its" by the nearest subject.
//!
//! Precision goes first: where two persons are nearly as likely, the pronoun is left alone.

mod binding;
mod person;
mod thing;

use super::join::Roster;
use super::page::Page;
use super::{EntityKind, MentionForm};
use twosource_reader::SegmentKind;

/// One mention as the rules for pronouns see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heard {
    /// Its first token, and the token that heads it.
    start: usize,
    end: usize,
    head: usize,
    entity: usize,
}

/// Gives pronouns to whom they mean, sentence by sentence, so that each can lean on those before it.
pub(crate) fn resolve(page: &Page, roster: &mut Roster) {
    let mut heard = mentions_by_sentence(page, roster);
    // The sentences that a pronoun can look back on: its paragraph's and the paragraphs' before.
    let mut before: Vec<usize> = Vec::new();
    for (sentence, read) in page.read() {
        let is_running = matches!(read.kind, SegmentKind::Paragraph);
        if matches!(read.kind, SegmentKind::Heading | SegmentKind::Title) {
            continue;
        }
        let reachable: &[usize] = if is_running { &before } else { &[] };
        for i in read.tokens.clone() {
            if page.is_quoted(i) || page.doc.pos(i) != "PRON" {
                continue;
            }
            let found = person::find(page, roster, &heard, sentence, reachable, i)
                .or_else(|| thing::find(page, roster, &heard, sentence, i));
            let Some(entity) = found else { continue };
            roster.drafts[entity].mention(i..i + 1, MentionForm::Pronoun);
            heard[sentence].push(Heard { start: i, end: i + 1, head: i, entity });
            their_country(page, roster, entity, i);
        }
        if is_running {
            before.push(sentence);
        }
    }
}

/// Names and nominals by sentence, in order.
fn mentions_by_sentence(page: &Page, roster: &Roster) -> Vec<Vec<Heard>> {
    let mut heard = vec![Vec::new(); page.sentences.len()];
    for (entity, draft) in roster.drafts.iter().enumerate() {
        for mention in &draft.mentions {
            let list: Option<&mut Vec<Heard>> = heard.get_mut(page.sentence_of(mention.tokens.start));
            if let Some(list) = list {
                let head = page.head_of(&mention.tokens);
                list.push(Heard { start: mention.tokens.start, end: mention.tokens.end, head, entity });
            }
        }
    }
    for list in &mut heard {
        list.sort_by_key(|mention| (mention.start, mention.end, mention.entity));
    }
    heard
}

/// "his country" is the state that the person leads or serves.
fn their_country(page: &Page, roster: &mut Roster, person: usize, pronoun: usize) {
    let noun = pronoun + 1;
    let is_country = noun < page.doc.len() && matches!(page.doc.lower(noun), "country" | "nation");
    let owns =
        is_country && page.doc.head(pronoun) == noun && roster.drafts[person].kind == EntityKind::Person;
    let Some(state) = roster.drafts[person].state.filter(|_| owns) else { return };
    let entity =
        roster.drafts.iter().position(|draft| draft.kind == EntityKind::State && draft.state == Some(state));
    if let Some(entity) = entity {
        roster.drafts[entity].mention(pronoun..noun + 1, MentionForm::Nominal);
    }
}
