//! Drafts made into the entities that others see.

use super::draft::{Draft, FoundRole, Place};
use super::fold;
use super::page::Page;
use super::{Entity, EntityKind, Mention, MentionForm, Role};

/// The entities in order of first mention; a draft that nothing mentions is left out.
pub(crate) fn finish(page: &Page, mut drafts: Vec<Draft>) -> Vec<Entity> {
    drafts.retain(|draft| !draft.mentions.is_empty());
    for draft in &mut drafts {
        draft.mentions.sort_by_key(|mention| (mention.tokens.start, mention.tokens.end));
        draft.mentions.dedup_by(|later, earlier| later.tokens.start < earlier.tokens.end);
    }
    drafts.sort_by_key(|draft| (draft.first(), draft.kind));
    drafts.iter().map(|draft| entity(page, draft)).collect()
}

fn entity(page: &Page, draft: &Draft) -> Entity {
    let aliases = aliases(page, draft);
    let name = match draft.canonical {
        Some(canonical) if draft.kind == EntityKind::State => canonical.to_owned(),
        _ => aliases.first().cloned().unwrap_or_default(),
    };
    Entity {
        kind: draft.kind,
        name,
        aliases,
        roles: roles(page, draft),
        mentions: draft
            .mentions
            .iter()
            .map(|mention| Mention { span: page.doc.span_of(mention.tokens.clone()), form: mention.form })
            .collect(),
    }
}

/// The words of a mention in one line, without a leading article.
fn words(page: &Page, tokens: std::ops::Range<usize>) -> String {
    let words: Vec<&str> = page.words(tokens).split_whitespace().collect();
    let is_article = |word: &&str| matches!(word.to_ascii_lowercase().as_str(), "the" | "a" | "an");
    let skipped = usize::from(words.len() > 1 && words.first().is_some_and(is_article));
    words[skipped..].join(" ")
}

/// Every distinct name, then every distinct nominal; among names the one with most words first, then the most frequent,
/// then the first.
fn aliases(page: &Page, draft: &Draft) -> Vec<String> {
    struct Alias {
        text: String,
        key: String,
        form: MentionForm,
        count: usize,
    }
    let mut found: Vec<Alias> = Vec::new();
    let is_own = |mention: &&Place| {
        let starts_with_pronoun = page.doc.pos(mention.tokens.start) == "PRON";
        mention.form == MentionForm::Name || (mention.form == MentionForm::Nominal && !starts_with_pronoun)
    };
    for mention in draft.mentions.iter().filter(is_own) {
        let text = words(page, mention.tokens.clone());
        let key = text.to_lowercase();
        match found.iter_mut().find(|alias| alias.key == key && alias.form == mention.form) {
            Some(alias) => alias.count += 1,
            None => found.push(Alias { text, key, form: mention.form, count: 1 }),
        }
    }
    let fullness = |alias: &Alias| match draft.kind {
        EntityKind::State => 0,
        _ => fold::key(&alias.text).split(' ').count(),
    };
    found.sort_by_key(|alias| (alias.form, std::cmp::Reverse((fullness(alias), alias.count))));
    found.into_iter().map(|alias| alias.text).collect()
}

/// Roles in order of mention, each once.
fn roles(page: &Page, draft: &Draft) -> Vec<Role> {
    let mut kept: Vec<Role> = Vec::new();
    for FoundRole { tokens, .. } in draft.roles.iter().filter(|role| role.is_told) {
        let text = words(page, tokens.clone());
        let is_new = kept.iter().all(|role| role.text.to_lowercase() != text.to_lowercase());
        if is_new {
            kept.push(Role { text, span: page.doc.span_of(tokens.clone()) });
        }
    }
    kept
}
