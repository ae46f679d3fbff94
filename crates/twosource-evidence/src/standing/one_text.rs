//! Two origins that are one for what they are said to say: one quotation or one sentence under two names, or the one telling what
//! the other said.
//!
//! Asked of the statements of two origins that by themselves may be two: where each statement of the one has nothing beyond the
//! other's words, there is one.

use twosource_lexicon::english::WordList;
use twosource_text::Span;

use crate::dependence::words;
use crate::quotation::marks;

/// The share of a statement's telling words between quotation marks from which it is a quotation.
const QUOTED: f64 = 0.5;

/// The share of the shorter one's words that stand in the other from which two quotations are one.
const SHARED: f64 = 0.6;

/// Words between quotation marks in a run, at least, that two statements share where one utterance is quoted in both.
const QUOTED_RUN: usize = 4;

/// Words of a sentence, at least, that stands in two reports alike, whoever is named for it.
const ALIKE: usize = 9;

/// The share of the shorter one that the run of words makes.
const NEARLY: f64 = 0.9;

/// Words of a statement that are compared.
const LONGEST: usize = 120;

/// Statements of an origin that are looked at.
const MOST: usize = 12;

/// Words before the name of whoever is cited, beside "according to".
const CITING: [&str; 3] = ["citing", "quoting", "cited"];

/// A statement as far as it shows whose words it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// Where it stands: its report and its first character.
    at: (usize, usize),
    words: Vec<String>,
    /// Those between quotation marks.
    quoted: Vec<String>,
    /// A sentence of a quotation that runs on has its marks in another.
    direct: bool,
}

impl Said {
    /// A statement at this place, with its text, in this segment; `direct` where a quotation holds it.
    pub fn of(at: (usize, usize), text: &str, span: Span, segment: Span, direct: bool) -> Said {
        let stretches = marks::quoted(text, segment, true);
        let parts = stretches.into_iter().filter_map(|stretch| stretch.intersection(span));
        let quoted: Vec<String> = parts.flat_map(|part| folded(text, part)).take(LONGEST).collect();
        Said { at, words: folded(text, span), quoted, direct }
    }

    fn is_quotation(&self) -> bool {
        !self.words.is_empty()
            && (self.direct || self.quoted.len() as f64 >= QUOTED * self.words.len() as f64)
    }

    /// The telling words of what is quoted.
    fn told(&self) -> Vec<&str> {
        let words = if self.quoted.is_empty() { &self.words } else { &self.quoted };
        words.iter().map(String::as_str).filter(|word| word.len() > 3).collect()
    }

    /// True where both quote one utterance.
    fn is_quotation_of(&self, other: &Said) -> bool {
        if run(&self.quoted, &other.quoted) >= QUOTED_RUN {
            return true;
        }
        if !self.is_quotation() || !other.is_quotation() {
            return false;
        }
        let (one, two) = (self.told(), other.told());
        let (short, long) = if one.len() <= two.len() { (&one, &two) } else { (&two, &one) };
        let shared = short.iter().filter(|word| long.contains(word)).count();
        !short.is_empty() && shared as f64 >= SHARED * short.len() as f64
    }

    /// True where nearly all of the one stands word for word in the other.
    fn is_alike(&self, other: &Said) -> bool {
        let shorter = self.words.len().min(other.words.len());
        let shared = run(&self.words, &other.words);
        shared >= ALIKE && shared as f64 >= NEARLY * shorter as f64
    }

    /// True where it tells what somebody of this name said: "the sheriff makes clear that".
    fn tells_of(&self, name: &str) -> bool {
        let bare = name.split([',', '(']).next().unwrap_or_default();
        let Some(last) = bare.split_whitespace().next_back().map(str::to_lowercase) else { return false };
        if last.len() < 4 {
            return false;
        }
        let is_person = bare.split_whitespace().count() > 1
            && bare.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
        let words = &self.words;
        words.iter().enumerate().any(|(place, word)| {
            let is_name = word.strip_suffix("'s").unwrap_or(word) == last;
            let behind = &words[place + 1..words.len().min(place + 4)];
            let pair = |one: &str, two: &str| {
                behind.windows(2).any(|pair| pair[0].starts_with(one) && pair[1] == two)
            };
            // "Police say that he told them": he has told it.
            let he_told = ["he", "she", "they"].contains(&word.as_str())
                && behind.first().is_some_and(|verb| verb == "told")
                && behind.get(1).is_some_and(|whom| WordList::ToldInCustody.holds(whom));
            if he_told && is_person {
                return true;
            }
            let makes_clear = pair("ma", "clear") || pair("put", "out");
            let says = behind.iter().take(2).any(|word| WordList::Relaying.holds(word)) || makes_clear;
            let before = &words[place.saturating_sub(3)..place];
            let cited = before.iter().any(|word| CITING.contains(&word.as_str()))
                || before.windows(2).any(|pair| pair[0] == "according" && pair[1] == "to");
            is_name && (says || cited)
        })
    }
}

/// Why two origins are one for what these statements say, in words: those of the one and of the other, each with its name.
pub(crate) fn doubt(a: (&[Said], &str), b: (&[Said], &str)) -> Option<&'static str> {
    let [one, two] = [a.0, b.0].map(|statements| &statements[..statements.len().min(MOST)]);
    let held = |these: &[Said], those: &[Said], is_one: &dyn Fn(&Said, &Said) -> bool| {
        let has = |this: &Said| those.iter().any(|that| this.at != that.at && is_one(this, that));
        !these.is_empty() && these.iter().all(has)
    };
    let either = |is_one: &dyn Fn(&Said, &Said) -> bool| held(one, two, is_one) || held(two, one, is_one);
    if either(&|this, that| this.is_quotation_of(that)) {
        return Some("what is quoted from them is one quotation");
    }
    if either(&|this, that| this.is_alike(that)) {
        return Some("they stand behind one and the same sentence");
    }
    // A sentence that names both has it from both.
    let relayed = |these: &[Said], those: &[Said], name: &str| {
        let is_both = |said: &&Said| !those.iter().any(|other| other.at == said.at);
        let mut own = these.iter().filter(is_both).peekable();
        own.peek().is_some() && own.all(|said| said.tells_of(name))
    };
    let apart = !shares_a_word(a.1, b.1);
    (apart && (relayed(one, two, b.1) || relayed(two, one, a.1)))
        .then_some("the one tells what the other said")
}

fn folded(text: &str, span: Span) -> Vec<String> {
    let words = words::split(span.of(text)).take(LONGEST);
    words.map(|word| word.shifted(span.start).of(text).to_lowercase().replace('’', "'")).collect()
}

/// Words of a longest common run.
fn run(a: &[String], b: &[String]) -> usize {
    let mut best = 0;
    let mut above = vec![0; b.len() + 1];
    for word in a {
        let mut diagonal = 0;
        for (j, other) in b.iter().enumerate() {
            let here: usize = if word == other { diagonal + 1 } else { 0 };
            diagonal = above[j + 1];
            above[j + 1] = here;
            best = best.max(here);
        }
    }
    best
}

fn shares_a_word(a: &str, b: &str) -> bool {
    let words = |name: &str| -> Vec<String> { name.split_whitespace().map(str::to_lowercase).collect() };
    let b = words(b);
    words(a).iter().any(|word| word.len() > 3 && b.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(report: usize, text: &str) -> Said {
        let whole = Span::new(0, text.len());
        Said::of((report, 0), text, whole, whole, false)
    }

    fn one(a: &str, of: &str, b: &str, other: &str) -> Option<&'static str> {
        doubt((&[said(0, a)], of), (&[said(1, b)], other))
    }

    #[test]
    fn one_utterance_has_one_speaker() {
        let a = "Ada Bloom said they had “burned every bridge they built”.";
        let b = "“We burned every bridge they built,” said Carl Lund.";
        assert!(one(a, "Ada Bloom", b, "Carl Lund").is_some());
        assert!(one("“We won,” said Bloom.", "Ada Bloom", "“We lost,” said Lund.", "Carl Lund").is_none());
    }

    #[test]
    fn who_tells_what_another_said_adds_nothing() {
        let a = "The fire began in the hold, the coroner found.";
        let b = "The coroner makes clear that the fire began in the hold, said Tom Okafor.";
        assert_eq!(one(a, "the coroner", b, "Tom Okafor"), Some("the one tells what the other said"));
        let c = "The fire began in the hold, said Tom Okafor, who saw it.";
        assert_eq!(one(a, "the coroner", c, "Tom Okafor"), None);
    }
}
