//! Which language a report is in.

use whatlang::{Lang, detect};

use crate::{Segment, SegmentKind};

/// Bytes of running text that tell the language.
const SAMPLE_BYTES: usize = 4000;

/// Letters below which nothing is said: a headline of three names looks like any language.
const FEWEST_LETTERS: usize = 40;

/// The language tag that the input gives, else the one that the running text looks like, else `None`.
pub(crate) fn of(given: Option<&str>, text: &str, segments: &[Segment]) -> Option<String> {
    if let Some(given) = given {
        let tag = given.trim().replace('_', "-").to_lowercase();
        let looks_like_a_tag = tag.len() >= 2 && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        if looks_like_a_tag {
            return Some(if is_english(&tag) { "en".to_owned() } else { tag });
        }
    }
    let mut sample = String::new();
    for segment in segments.iter().filter(|segment| segment.kind == SegmentKind::Paragraph) {
        let words = segment.span.of(text);
        let cut =
            words.char_indices().map(|(at, _)| at).find(|at| *at >= SAMPLE_BYTES).unwrap_or(words.len());
        sample.push_str(&words[..cut]);
        sample.push('\n');
        if sample.len() >= SAMPLE_BYTES {
            break;
        }
    }
    guess(&sample)
}

/// True for "en" and its regions, "en-GB".
pub(crate) fn is_english(tag: &str) -> bool {
    tag == "en" || tag == "eng" || tag == "english" || tag.starts_with("en-")
}

/// The language of a sample, where it is plain. Common English words outweigh what letters look like: a report full of
/// foreign names is English still.
fn guess(sample: &str) -> Option<String> {
    let letters = sample.chars().filter(|c| c.is_alphabetic()).take(FEWEST_LETTERS).count();
    if letters < FEWEST_LETTERS {
        return None;
    }
    let mut words = 0_usize;
    let mut english = 0_usize;
    for word in sample.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        words += 1;
        english += usize::from(COMMON_ENGLISH.contains(&word.to_lowercase().as_str()));
    }
    if english >= 3 && english * 8 >= words {
        return Some("en".to_owned());
    }
    let info = detect(sample)?;
    // Letters that English has not are sure whatever they say.
    let other = sample.chars().filter(|c| c.is_alphabetic() && *c > '\u{24F}').count();
    let is_other = other * 2 > sample.chars().filter(|c| c.is_alphabetic()).count();
    if !is_other && !info.is_reliable() {
        return None;
    }
    Some(tag(info.lang()).to_owned())
}

/// Function words that English texts are full of and that other languages do not write.
const COMMON_ENGLISH: [&str; 30] = [
    "the", "of", "and", "to", "that", "was", "for", "with", "his", "her", "have", "has", "had", "from",
    "said", "were", "which", "their", "they", "would", "been", "this", "who", "are", "not", "by", "at", "it",
    "after", "about",
];

/// ISO 639-1 tag of the languages that news is most often in, else the three letters of ISO 639-3.
fn tag(language: Lang) -> &'static str {
    match language {
        Lang::Eng => "en",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Ita => "it",
        Lang::Por => "pt",
        Lang::Nld => "nl",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Tur => "tr",
        Lang::Ara => "ar",
        Lang::Pes => "fa",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Vie => "vi",
        Lang::Ind => "id",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Ell => "el",
        Lang::Ron => "ro",
        Lang::Hun => "hu",
        Lang::Bul => "bg",
        Lang::Srp => "sr",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_texts_are_told_apart() {
        let german = "Der Präsident sagte am Mittwoch, dass die Gespräche mit der Regierung noch nicht beendet seien und dass man weiter verhandle.";
        let russian =
            "Президент заявил в среду, что переговоры с правительством ещё не закончены и будут продолжены.";
        let english = "Kim Jong Un and Choe Son Hui met Vladimir Putin at the Vostochny Cosmodrome, the agency said after the talks.";
        assert_eq!(guess(german).as_deref(), Some("de"));
        assert_eq!(guess(russian).as_deref(), Some("ru"));
        assert_eq!(guess(english).as_deref(), Some("en"));
    }

    #[test]
    fn a_few_words_tell_nothing() {
        assert_eq!(guess("Kim Jong Un, Pak Jong Chon"), None);
        assert_eq!(guess("12 34 56"), None);
    }

    #[test]
    fn a_given_tag_is_kept() {
        assert_eq!(of(Some("en_GB"), "", &[]).as_deref(), Some("en"));
        assert_eq!(of(Some("fr-CA"), "", &[]).as_deref(), Some("fr-ca"));
    }
}
