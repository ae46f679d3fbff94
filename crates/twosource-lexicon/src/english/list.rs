//! Short lists of words that one rule each asks for.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::Table;

const TABLE: &str = include_str!("../../data/en/lists.tsv");

/// The words of each list, in the order of [`WordList::ALL`].
static LISTS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let table = Table::shipped(TABLE);
    let mut rows: HashMap<&str, Vec<String>> =
        table.rows().map(|row| (row.cell("list"), row.list("words"))).collect();
    WordList::ALL.iter().map(|list| rows.remove(list.name()).unwrap_or_default()).collect()
});

/// Declares the lists with the names of their rows.
macro_rules! lists {
    ($($(#[$doc:meta])* $list:ident = $name:literal,)*) => {
        /// A list of the table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum WordList {
            $($(#[$doc])* $list,)*
        }

        impl WordList {
            /// All of them, in the order of the table.
            pub const ALL: &[WordList] = &[$(WordList::$list),*];

            /// Its name in the table.
            pub fn name(self) -> &'static str {
                match self {
                    $(WordList::$list => $name,)*
                }
            }
        }
    };
}

lists! {
    /// What states do, and towns do not: "Moscow denied", "Ankara recalled its envoy".
    ActOfState = "act-of-state",
    /// Nouns that a politician's surname stands before: "the Lee administration".
    AfterPolitician = "after-politician",
    /// Nouns that stand for whatever is meant: "the stuff", "the case".
    AnyThing = "any-thing",
    /// Nouns for persons of any sort.
    Anyone = "anyone",
    /// What a news report is asked for: the cause of the fire, the number of victims.
    AskedFor = "asked-for",
    /// Those who listen, watch or read.
    Audience = "audience",
    /// Articles and owners before an office: "the mayor", "its head".
    BeforeOffice = "before-office",
    /// Words that may stand between a cue of citing and an outlet's name: "told *the news agency* Reuters".
    BeforeOutlet = "before-outlet",
    /// Words for numbers below twenty, from 0 on.
    BelowTwenty = "below-twenty",
    /// Words for media beside an outlet's name.
    BesideOutlet = "beside-outlet",
    /// Nouns that a capital's name before them makes a body of the state: "the Beijing government".
    BodyOfCapital = "body-of-capital",
    /// Words of bylines that are nobody's name.
    BylineDesk = "byline-desk",
    /// What media do with another's words.
    Carrying = "carrying",
    /// What is told without more words: "the cause was not known".
    ClearAlone = "clear-alone",
    /// Bodies that stand before their own names: "the company Alm Power".
    Collective = "collective",
    /// Verbs that tell that something is not so or does not come about: what they deny is what they are of. With
    /// their particles.
    Denying = "denying",
    /// Verbs whose subject is a person, as good as always.
    DoneByPerson = "done-by-person",
    /// Verbs whose object is a place: one visits a town, and accuses a state.
    DoneToPlace = "done-to-place",
    /// Words that tell of less: a verb that the number hangs on, or a word beside it; base forms.
    Down = "down",
    /// Words at which the head of a phrase for a source ends.
    EndsHead = "ends-head",
    /// What a minister is minister of: "the foreign minister".
    FieldOfOffice = "field-of-office",
    /// Words that lead to what a value was before, or is compared with.
    Former = "former",
    /// What is open where somebody does not do it: "gave no details".
    GivingAway = "giving-away",
    /// Verbs and nouns whose "to" leads to somebody.
    GivingTo = "giving-to",
    /// Verbs that set a term: "until Friday" after them is yet to come.
    Granting = "granting",
    /// Adverbs that hand a clause to somebody who is not named.
    Hearsay = "hearsay",
    /// Words for those who asked not to be named.
    Hidden = "hidden",
    /// Prepositions that lead to a place.
    InPlace = "in-place",
    /// Words that open a phrase for somebody not told: "a spokesman", "several officials".
    Indefinite = "indefinite",
    /// Small words whose initials an acronym leaves out.
    InitialsWithout = "initials-without",
    /// Words inside a name that are no proper nouns.
    InsideName = "inside-name",
    /// Verbs that bring out a statement, letter or advertisement.
    Issuing = "issuing",
    /// Prepositions whose phrase goes with a content, unless it names a day or a setting.
    JoiningContent = "joining-content",
    /// Who does one of these does not tell: "declined to say".
    KeepingBack = "keeping-back",
    /// Verbs that only carry the noun of a saying: "made a promise".
    LightVerb = "light-verb",
    /// Nouns for media: whom they have it from is not told.
    MediumNoun = "medium-noun",
    /// Words inside the names of media.
    MediumPart = "medium-part",
    /// Short months that are names of people or things, too.
    MonthAndName = "month-and-name",
    /// Verbs that bring an event to another day: "moved to Friday".
    MovingDay = "moving-day",
    /// Words that open a phrase and are no name.
    NoName = "no-name",
    /// Somebody who is nobody: "no one claimed responsibility".
    Nobody = "nobody",
    /// Numbers that are written in words or digits, from 0 on.
    Number = "number",
    /// Whoever an age is told of by "of": "a man of 71".
    OfAge = "of-age",
    /// Words that make a text one of a court.
    OfCourt = "of-court",
    /// Words of a time that tell when on a day, and not which day.
    OfDay = "of-day",
    /// What belongs to a person: "Lee's wife".
    OfPerson = "of-person",
    /// Words for a study and for those who write one.
    OfStudy = "of-study",
    /// Whose "of" leads to a town or country.
    OfTown = "of-town",
    /// Prepositions that tell which of two is which: "from" and "to".
    OneWay = "one-way",
    /// What is open where it is denied: "not clear".
    OpenWhereDenied = "open-where-denied",
    /// Words that open a question within a sentence.
    OpeningQuestion = "opening-question",
    /// Words that open a source at the end of a sentence.
    OpensSource = "opens-source",
    /// Words that open what is told of somebody behind the name.
    OpensTold = "opens-told",
    /// Ordinals from the first on.
    Ordinal = "ordinal",
    /// What an outlet "has" when it only reports: "has learned".
    OutletReporting = "outlet-reporting",
    /// Words that are the text or outlet itself.
    OwnText = "own-text",
    /// Last words of the names of papers and stations.
    PaperName = "paper-name",
    /// Verbs by which a party tells what it does.
    PartyDoing = "party-doing",
    /// Nouns for people of any sort: what is counted may be called by either.
    People = "people",
    /// Prepositions that lead to where something is.
    PlaceLed = "place-led",
    /// Words that only say that a noun is meant.
    Plain = "plain",
    /// Nouns whose infinitive is yet to come: "a plan to meet".
    Plan = "plan",
    /// Verbs whose time is that of what they plan, by lemma: "scheduled for Friday". ("Agreed in April" is no such
    /// verb: the agreement was in April.)
    Planning = "planning",
    /// What asks many and finds what they think: "in a poll".
    Poll = "poll",
    /// Pronouns for somebody told before.
    Pronoun = "pronoun",
    /// Verbs and nouns whose "from" comes from somebody.
    ReceivingFrom = "receiving-from",
    /// Nouns for relatives, before a name.
    Relative = "relative",
    /// Verbs by which a report tells what somebody has said.
    Relaying = "relaying",
    /// Verbs that relay another's words.
    RelayingWords = "relaying-words",
    /// Nouns for a text that somebody puts out about himself.
    Release = "release",
    /// Those whose work is to report.
    Reporter = "reporter",
    /// Words with which a report says of itself that it is another outlet's.
    Retold = "retold",
    /// Words that make one office another: "deputy minister".
    RoleApart = "role-apart",
    /// Verbs of saying that end a sentence.
    SayingAtEnd = "saying-at-end",
    /// Words of saying before the name of who says it: ", said Ruth Akenside, who drives the bus".
    SayingBefore = "saying-before",
    /// Verbs of saying, which stand in the present tense in headlines and captions.
    SayingInPresent = "saying-in-present",
    /// Words that say nothing about who a source is.
    SaysNotWho = "says-not-who",
    /// Verbs of those who learn something with their own eyes, ears or instruments.
    Seeing = "seeing",
    /// Whoever does one of these does not know yet.
    Seeking = "seeking",
    /// What "is on Friday" when it is still to come.
    SetAhead = "set-ahead",
    /// Whoever has not done one of these does not know either: "have not determined the cause".
    Settling = "settling",
    /// Words before a number that make it some of a group.
    SomeOfGroup = "some-of-group",
    /// Those who speak for themselves alone: "I do not know whom to vote for".
    SpeakingOfThemselves = "speaking-of-themselves",
    /// British endings that are "-iz…" elsewhere.
    SpellingIse = "spelling-ise",
    /// Verbs of which a person is the speaker.
    SpokenByPerson = "spoken-by-person",
    /// Words before the given name of a storm.
    Storm = "storm",
    /// Verbs whose object is a person, as good as always, in the passive.
    SufferedByPerson = "suffered-by-person",
    /// Words before a surname that belong to it and are left out when names are compared.
    SurnameParticle = "surname-particle",
    /// Words after a surname that are no part of it.
    SurnameSuffix = "surname-suffix",
    /// Verbs of telling: who does not do one of these leaves it open.
    Telling = "telling",
    /// Words for tens, from twenty on.
    Tens = "tens",
    /// Prepositions that lead to a place as often as to a person.
    ToPlace = "to-place",
    /// Whom a suspect or a witness tells something.
    ToldInCustody = "told-in-custody",
    /// Nouns that tell a capital's name is a place: "Moscow is a city".
    Town = "town",
    /// Words by which a report says that it is a translation.
    Translated = "translated",
    /// Verbs under which one seeks: "are trying to establish".
    Trying = "trying",
    /// What is unclear by itself.
    Unclear = "unclear",
    /// Verbs and nouns that undo what hangs on them.
    Undoing = "undoing",
    /// Words that tell of more: a verb that the number hangs on, or a word beside it; base forms.
    Up = "up",
    /// What bears a name that might be a person's.
    Vessel = "vessel",
    /// Words of a role that make a person the voice of a body.
    Voice = "voice",
    /// Nouns that all people of a deed are counted by.
    WholePeople = "whole-people",
    /// Words before a noun that change whom it means.
    WhomItMeans = "whom-it-means",
}

impl WordList {
    /// Its words, in order.
    pub fn words(self) -> &'static [String] {
        LISTS.get(self as usize).map_or(&[], Vec::as_slice)
    }

    /// True where `word`, in lower case, is one of them.
    pub fn holds(self, word: &str) -> bool {
        self.place(word).is_some()
    }

    /// Where in the list `word`, in lower case, stands, from 0 on.
    pub fn place(self, word: &str) -> Option<usize> {
        self.words().iter().position(|known| known == word)
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
        let lists: Vec<&str> = WordList::ALL.iter().map(|list| list.name()).collect();
        assert_eq!(names, lists);
        for &list in WordList::ALL {
            let mut words = list.words().to_vec();
            words.sort();
            words.dedup();
            assert_eq!(words.len(), list.words().len(), "{list:?}");
            assert!(!words.is_empty() && words.iter().all(|word| *word == word.to_lowercase()), "{list:?}");
        }
        assert!(WordList::BylineDesk.holds("newsroom") && !WordList::BylineDesk.holds("harbour"));
    }
}
