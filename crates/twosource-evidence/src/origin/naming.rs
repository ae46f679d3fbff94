//! Names as words: folded, initials, spellings.

use twosource_lexicon::english::WordList;

/// The longest name compared letter by letter.
const LONGEST: usize = 40;

/// Folded words of a name or phrase: letters and digits in lower case, without "the" in front and without 's.
pub(super) fn words_of(phrase: &str) -> Vec<String> {
    let words = phrase.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '.'));
    let folded = words.map(|word| {
        let bare = word.trim_matches(['\'', '’', '.']);
        let bare = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare);
        bare.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .map(plain)
            .collect::<String>()
    });
    folded.filter(|word| !word.is_empty() && word != "the").collect()
}

/// A letter without its mark.
fn plain(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        'ł' => 'l',
        other => other,
    }
}

/// True where `word` is made of the initials of `name`: "ofr" of "observatory for rights", "nypd" of "new york police
/// department", "mod" of "ministry of defence"; also the beginning of these ("ny police").
pub(super) fn is_acronym_of(word: &str, name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').filter(|word| !word.is_empty()).collect();
    if word.len() < 2 || word.len() > 8 || words.len() < 2 {
        return false;
    }
    let all: String = words.iter().filter_map(|word| word.chars().next()).collect();
    let is_small = |word: &&&str| WordList::InitialsWithout.holds(word);
    let telling: String =
        words.iter().filter(|word| !is_small(word)).filter_map(|word| word.chars().next()).collect();
    let fits = |initials: &str| word == initials || (initials.len() >= 3 && word.starts_with(initials));
    fits(&all) || fits(&telling)
}

/// True where two names may be one in two spellings or lengths: the last words are alike, and nothing before them tells
/// them apart but given names, which differ by nickname and spelling.
pub(super) fn is_spelling_of(a: &str, b: &str) -> bool {
    if a.len() > LONGEST * 2 || b.len() > LONGEST * 2 {
        return a == b;
    }
    let last = |name: &str| name.rsplit(' ').next().unwrap_or_default().to_owned();
    let (one, two) = (last(a), last(b));
    if one.len() < 3 || two.len() < 3 {
        return false;
    }
    one == two || is_near(&one, &two)
}

/// True for words that differ by a letter, or in long ones by a few.
fn is_near(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) =
        (a.chars().take(LONGEST).collect(), b.chars().take(LONGEST).collect());
    let allowed = match a.len().min(b.len()) {
        ..5 => return false,
        5..7 => 1,
        7..10 => 2,
        _ => 3,
    };
    a.first() == b.first() && distance(&a, &b) <= allowed
}

fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = (diagonal + usize::from(x != y)).min(above + 1).min(row[j] + 1);
            diagonal = above;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_and_spellings_are_one_name() {
        assert!(is_acronym_of("ofr", "observatory for rights") && is_acronym_of("nypd", "new york police"));
        assert!(!is_acronym_of("un", "harbour"));
        assert!(is_spelling_of("narong osatanakorn", "narong osotthanakorn"));
        assert!(is_spelling_of("bernard sandover", "bernie sandover"));
        assert!(!is_spelling_of("ana reyes", "tom okafor"));
        assert_eq!(words_of("The Vaxon’s U.S. branch"), ["vaxon", "us", "branch"]);
    }
}
