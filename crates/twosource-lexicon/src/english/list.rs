//! Short lists of words that one rule each asks for.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::Table;

const TABLE: &str = include_str!("../../data/en/lists.tsv");

static LISTS: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    Table::shipped(TABLE).rows().map(|row| (row.cell("list").to_owned(), row.list("words"))).collect()
});

/// A list of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordList {
    /// Words that may stand between a cue of citing and an outlet's name: "told *the news agency* Reuters".
    BeforeOutlet,
    /// Words of bylines that are nobody's name.
    BylineDesk,
    /// Small words whose initials an acronym leaves out.
    InitialsWithout,
    /// Numbers that are written in words or digits, from 0 on.
    Number,
    /// What an outlet "has" when it only reports: "has learned".
    OutletReporting,
    /// Verbs by which a party tells what it does.
    PartyDoing,
    /// Prepositions that lead to where something is.
    PlaceLed,
    /// Verbs by which a report tells what somebody has said.
    Relaying,
    /// Words that make one office another: "deputy minister".
    RoleApart,
    /// British endings that are "-iz…" elsewhere.
    SpellingIse,
    /// Whom a suspect or a witness tells something.
    ToldInCustody,
    /// Words by which a report says that it is a translation.
    Translated,
}

impl WordList {
    /// All of them, in the order of the table.
    pub const ALL: [WordList; 12] = [
        WordList::BeforeOutlet,
        WordList::BylineDesk,
        WordList::InitialsWithout,
        WordList::Number,
        WordList::OutletReporting,
        WordList::PartyDoing,
        WordList::PlaceLed,
        WordList::Relaying,
        WordList::RoleApart,
        WordList::SpellingIse,
        WordList::ToldInCustody,
        WordList::Translated,
    ];

    /// Its name in the table.
    pub fn name(self) -> &'static str {
        match self {
            WordList::BeforeOutlet => "before-outlet",
            WordList::BylineDesk => "byline-desk",
            WordList::InitialsWithout => "initials-without",
            WordList::Number => "number",
            WordList::OutletReporting => "outlet-reporting",
            WordList::PartyDoing => "party-doing",
            WordList::PlaceLed => "place-led",
            WordList::Relaying => "relaying",
            WordList::RoleApart => "role-apart",
            WordList::SpellingIse => "spelling-ise",
            WordList::ToldInCustody => "told-in-custody",
            WordList::Translated => "translated",
        }
    }

    /// Its words, in order.
    pub fn words(self) -> &'static [String] {
        LISTS.get(self.name()).map_or(&[], Vec::as_slice)
    }

    /// True where `word`, in lower case, is one of them.
    pub fn holds(self, word: &str) -> bool {
        self.words().iter().any(|known| known == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_there_and_no_word_stands_twice() {
        let table = Table::parse(TABLE).unwrap();
        assert_eq!(table.columns(), ["list", "what", "words"]);
        let names: Vec<&str> = table.rows().map(|row| row.cell("list")).collect();
        assert_eq!(names, WordList::ALL.map(WordList::name));
        for list in WordList::ALL {
            let mut words = list.words().to_vec();
            words.sort();
            words.dedup();
            assert_eq!(words.len(), list.words().len(), "{list:?}");
            assert!(!words.is_empty() && words.iter().all(|word| *word == word.to_lowercase()), "{list:?}");
        }
        assert!(WordList::BylineDesk.holds("newsroom") && !WordList::BylineDesk.holds("harbour"));
    }
}
