//! One report's entity as the rules for joining see it.

use twosource_annotate::{Entity, MentionForm};

use crate::story::Story;

/// One report's entity, with its names and nominals apart.
#[derive(Debug)]
pub(super) struct Found<'s> {
    /// (report, entity) indices into the story.
    pub member: (usize, usize),
    pub entity: &'s Entity,
    /// Distinct names, the fullest first; empty for an entity that is never named.
    pub names: Vec<&'s str>,
    /// Distinct nominals.
    pub nominals: Vec<&'s str>,
}

/// Every entity of every report, in order.
pub(super) fn read(story: &Story) -> Vec<Found<'_>> {
    let mut found = Vec::new();
    for (report, annotated) in story.reports.iter().enumerate() {
        let text = &annotated.report.text;
        for (index, entity) in annotated.entities.iter().enumerate() {
            let of_form = |form: MentionForm| -> Vec<&str> {
                let mentions = entity.mentions.iter().filter(|mention| mention.form == form);
                let mut words: Vec<&str> = Vec::new();
                for said in mentions.map(|mention| mention.span.of(text)) {
                    if !words.contains(&said) {
                        words.push(said);
                    }
                }
                words
            };
            let mut names = of_form(MentionForm::Name);
            names.sort_by_key(|name| std::cmp::Reverse(name.split_whitespace().count()));
            // A nominal that leans on a pronoun ("his wife") names nobody elsewhere: it is no alias.
            let is_alias = |said: &&str| {
                let plain = without_article(said);
                entity.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(&plain))
            };
            let nominals = of_form(MentionForm::Nominal).into_iter().filter(is_alias).collect();
            found.push(Found { member: (report, index), entity, names, nominals });
        }
    }
    found
}

/// The words in one line, without a leading article.
pub(super) fn without_article(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let is_article =
        |word: &&str| ["the", "a", "an"].iter().any(|article| word.eq_ignore_ascii_case(article));
    let skipped = usize::from(words.len() > 1 && words.first().is_some_and(is_article));
    words[skipped..].join(" ")
}
