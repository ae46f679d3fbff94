//! How the names of persons are built, and which of them can be one person's.

use twosource_lexicon::english::WordList;

use super::facts::{Gender, given_name, is_family_first};
use super::fold;

/// A person's name as folded words: particles and suffixes left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName {
    /// Folded, in order.
    pub(crate) words: Vec<String>,
}

/// How surely a short name is part of a full one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Neither first nor last.
    Middle,
    /// The given name.
    Given,
    /// The family name.
    Surname,
}

impl PersonName {
    /// Reads a name without its title.
    pub fn new(name: &str) -> Self {
        let folded = fold::key(name);
        let all: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let kept = |(i, word): &(usize, &&str)| {
            let is_last = i + 1 == all.len();
            let is_particle =
                !is_last && WordList::SurnameParticle.holds(word) && !(*i == 0 && given_name(word).is_some());
            let is_suffix = *i > 0 && WordList::SurnameSuffix.holds(word);
            !is_particle && !is_suffix
        };
        PersonName {
            words: all.iter().enumerate().filter(kept).map(|(_, word)| (*word).to_owned()).collect(),
        }
    }

    /// The folded words: particles and suffixes left out.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// True for more than one word.
    pub fn is_full(&self) -> bool {
        self.words.len() > 1
    }

    /// True where the family name may stand first, as in Korean, Chinese and Vietnamese.
    pub(crate) fn may_be_family_first(&self) -> bool {
        const LONGEST_SYLLABLES: usize = 8;
        let Some((first, rest)) = self.words.split_first() else { return false };
        (1..=2).contains(&rest.len())
            && is_family_first(first)
            && rest.iter().all(|word| word.len() <= LONGEST_SYLLABLES && given_name(word).is_none())
    }

    /// The gender its given name tells.
    pub(crate) fn gender(&self) -> Option<Gender> {
        if !self.is_full() || self.may_be_family_first() {
            return None;
        }
        given_name(self.words.first()?)?.gender
    }

    /// What part of this name the single word `short` is.
    pub fn part(&self, short: &str) -> Option<Part> {
        let position = self.words.iter().position(|word| fold::spelled_alike(word, short))?;
        // In "Mohammed bin Salman" Salman is the father.
        if position > 0 && matches!(self.words[position - 1].as_str(), "bin" | "ibn" | "bint") {
            return None;
        }
        let is_last = position + 1 == self.words.len()
            || self.words.last().is_some_and(|last| fold::spelled_alike(last, short));
        Some(match position {
            _ if is_last => Part::Surname,
            0 if self.may_be_family_first() => Part::Surname,
            0 => Part::Given,
            _ => Part::Middle,
        })
    }

    /// True where two full names can be one person's. Two with different given names never are.
    pub fn is_compatible(&self, other: &PersonName) -> bool {
        let (short, long) = if self.words.len() <= other.words.len() {
            (&self.words, &other.words)
        } else {
            (&other.words, &self.words)
        };
        if short.is_empty() {
            return false;
        }
        if short.len() == long.len() {
            return same_words(short, long) || same_in_other_order(short, long);
        }
        // "George Bush" and "George W. Bush"; "García Márquez" and "Gabriel García Márquez".
        let surnames_agree = fold::spelled_alike(&short[short.len() - 1], &long[long.len() - 1]);
        let is_end_of_long = long[long.len() - short.len()..].iter().zip(short).all(|(a, b)| a == b);
        let given_names_agree = same_given(&short[0], &long[0]);
        let middle_in_order = is_subsequence(&short[1..], &long[1..]);
        short.len() > 1 && surnames_agree && (is_end_of_long || (given_names_agree && middle_in_order))
    }
}

fn same_words(a: &[String], b: &[String]) -> bool {
    let Some((last, given)) = a.split_last() else { return false };
    let pairs = given.iter().zip(b);
    let given_alike = pairs.clone().all(|(x, y)| same_given(x, y));
    let surname_alike = fold::spelled_alike(last, &b[b.len() - 1]);
    if given_alike && surname_alike {
        return true;
    }
    // One slip of the pen in a long name.
    const SHORTEST_FOR_A_SLIP: usize = 6;
    let slipped = a.iter().zip(b).filter(|(x, y)| !fold::spelled_alike(x, y));
    let differing: Vec<_> = slipped.take(2).collect();
    a.len() > 1
        && differing.len() == 1
        && differing.iter().all(|(x, y)| {
            x.len().min(y.len()) >= SHORTEST_FOR_A_SLIP && fold::one_edit_apart(x, y) && x[..1] == y[..1]
        })
}

/// "Orbán Viktor" and "Viktor Orbán".
fn same_in_other_order(a: &[String], b: &[String]) -> bool {
    let (mut a, mut b) = (a.to_vec(), b.to_vec());
    a.sort_unstable();
    b.sort_unstable();
    a.len() > 1 && a == b
}

/// "Joe" and "Joseph", "J" and "Joseph", "Sergei" and "Sergey".
fn same_given(a: &str, b: &str) -> bool {
    let formal =
        |name: &str| given_name(name).map(|known| known.formal).filter(|f| !f.is_empty()).map(str::to_owned);
    let is_initial = |short: &str, long: &str| short.len() == 1 && long.starts_with(short);
    fold::spelled_alike(a, b)
        || is_initial(a, b)
        || is_initial(b, a)
        || is_pet_form(a, b)
        || is_pet_form(b, a)
        || formal(a).unwrap_or_else(|| a.to_owned()) == formal(b).unwrap_or_else(|| b.to_owned())
}

/// "Bernie" and "Bernard", "Jerry" and "Jerrold": the first letters of the full name with a small ending.
fn is_pet_form(short: &str, full: &str) -> bool {
    const SHORTEST_STEM: usize = 3;
    let stem = short.strip_suffix("ie").or_else(|| short.strip_suffix('y'));
    stem.is_some_and(|stem| {
        stem.len() >= SHORTEST_STEM
            && full.len() > stem.len() + 1
            && full.starts_with(stem)
            && !full.ends_with(['y', 'e'])
    })
}

fn is_subsequence(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| {
        rest.any(|other| {
            fold::spelled_alike(word, other) || other.starts_with(word.as_str()) && word.len() == 1
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compatible(a: &str, b: &str) -> bool {
        let (a, b) = (PersonName::new(a), PersonName::new(b));
        assert_eq!(a.is_compatible(&b), b.is_compatible(&a));
        a.is_compatible(&b)
    }

    #[test]
    fn one_person_under_several_spellings() {
        assert!(compatible("Kim Jong Un", "Kim Jong-un"));
        assert!(compatible("George Bush", "George W. Bush"));
        assert!(compatible("Joe Biden", "Joseph R. Biden Jr."));
        assert!(compatible("Bernie Holm", "Bernard Holm"));
        assert!(compatible("Jerry Holm", "Jerrold Holm"));
        assert!(compatible("Viktor Orbán", "Orban Viktor"));
        assert!(compatible("Volodymyr Zelensky", "Volodymyr Zelenskyy"));
        assert!(compatible("García Márquez", "Gabriel García Márquez"));
        assert!(compatible("Bashar al-Assad", "Bashar Assad"));
        assert!(compatible("Mohammed bin Salman", "Mohamed bin Salman"));
    }

    #[test]
    fn two_persons_with_one_surname_stay_apart() {
        assert!(!compatible("Pak Jong Chon", "Pak Thae Song"));
        assert!(!compatible("Kim Jong Un", "Kim Jong Il"));
        assert!(!compatible("Mary Cheney", "Liz Cheney"));
        assert!(!compatible("Mary Holm", "Marianne Holm"));
        assert!(!compatible("George W. Bush", "Laura Bush"));
        assert!(!compatible("Bill Clinton", "Hillary Clinton"));
    }

    #[test]
    fn short_forms_know_their_place() {
        assert_eq!(PersonName::new("Kim Jong Un").part("kim"), Some(Part::Surname));
        assert_eq!(PersonName::new("Vladimir Putin").part("putin"), Some(Part::Surname));
        assert_eq!(PersonName::new("Hillary Clinton").part("hillary"), Some(Part::Given));
        assert_eq!(PersonName::new("Pedro Sánchez Castejón").part("sanchez"), Some(Part::Middle));
        assert_eq!(PersonName::new("Ursula von der Leyen").part("leyen"), Some(Part::Surname));
        assert_eq!(PersonName::new("Kim Kardashian").part("kim"), Some(Part::Given));
    }
}
