//! Forms of a name that ignore how it happens to be spelled.

use any_ascii::any_ascii;

/// Lower-case ASCII words parted by single spaces: "Kim Jong-un" and "KIM JONG UN" are one.
pub fn key(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in any_ascii(name).chars() {
        match c {
            '\'' | '"' | '`' | '.' => {}
            c if c.is_ascii_alphanumeric() || c == '&' => folded.push(c.to_ascii_lowercase()),
            _ if folded.is_empty() || folded.ends_with(' ') => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// What transliterations of one word share: "Zelensky", "Zelenskyy" and "Zelenskiy" are one.
pub(crate) fn skeleton(word: &str) -> String {
    let mut plain = word.to_owned();
    for (from, to) in
        [("kh", "h"), ("ck", "k"), ("ph", "f"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("q", "k")]
    {
        plain = plain.replace(from, to);
    }
    let mut skeleton = String::with_capacity(plain.len());
    for c in plain.chars() {
        let c = match c {
            'y' | 'j' => 'i',
            'w' => 'v',
            c => c,
        };
        if !skeleton.ends_with(c) {
            skeleton.push(c);
        }
    }
    skeleton
}

/// True for two folded words that may be one word in two spellings. Short words must be equal: "Un" is not "Il".
pub(crate) fn spelled_alike(a: &str, b: &str) -> bool {
    const SHORTEST: usize = 5;
    a == b || (a.len() >= SHORTEST && b.len() >= SHORTEST && skeleton(a) == skeleton(b))
}

/// True where one letter put in, left out or changed makes one word of the other.
pub(crate) fn one_edit_apart(a: &str, b: &str) -> bool {
    let (a, b) = if a.len() <= b.len() { (a.as_bytes(), b.as_bytes()) } else { (b.as_bytes(), a.as_bytes()) };
    if b.len() - a.len() > 1 {
        return false;
    }
    let shared = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let rest_of_a = if a.len() == b.len() { (shared + 1).min(a.len()) } else { shared };
    a[rest_of_a..] == b[(shared + 1).min(b.len())..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_forgets_case_accents_and_hyphens() {
        assert_eq!(key("Kim Jong-un"), "kim jong un");
        assert_eq!(key("  Orbán   Viktor "), "orban viktor");
        assert_eq!(key("U.S."), "us");
        assert_eq!(key("People’s"), "peoples");
    }

    #[test]
    fn transliterations_are_alike_and_short_words_are_not() {
        assert!(spelled_alike("zelensky", "zelenskyy"));
        assert!(spelled_alike("sergei", "sergey"));
        assert!(!spelled_alike("un", "il"));
        assert!(!spelled_alike("johnson", "johnston"));
    }

    #[test]
    fn one_edit() {
        assert!(one_edit_apart("johnson", "johnston"));
        assert!(one_edit_apart("assad", "asad"));
        assert!(one_edit_apart("abc", "abd"));
        assert!(!one_edit_apart("abc", "acb"));
        assert!(one_edit_apart("", "a"));
    }
}
