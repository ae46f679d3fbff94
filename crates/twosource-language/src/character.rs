//! Classes of characters as Python's `str` methods have them, which the models were trained with.

use unicode_general_category::{GeneralCategory, get_general_category};

/// Digits that are no decimal digits: superscripts, circled digits and the like (`Numeric_Type=Digit`).
const OTHER_DIGITS: [(u32, u32); 20] = [
    (0xb2, 0xb3),
    (0xb9, 0xb9),
    (0x1369, 0x1371),
    (0x19da, 0x19da),
    (0x2070, 0x2070),
    (0x2074, 0x2079),
    (0x2080, 0x2089),
    (0x2460, 0x2468),
    (0x2474, 0x247c),
    (0x2488, 0x2490),
    (0x24ea, 0x24ea),
    (0x24f5, 0x24fd),
    (0x24ff, 0x24ff),
    (0x2776, 0x277e),
    (0x2780, 0x2788),
    (0x278a, 0x2792),
    (0x10a40, 0x10a43),
    (0x10e60, 0x10e68),
    (0x11052, 0x1105a),
    (0x1f100, 0x1f10a),
];

/// `str.isspace` of one character: Unicode's white space and the four information separators.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// `str.isalpha` of one character: the letter categories, without marks and letter numbers.
pub(crate) fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    matches!(
        get_general_category(c),
        GeneralCategory::UppercaseLetter
            | GeneralCategory::LowercaseLetter
            | GeneralCategory::TitlecaseLetter
            | GeneralCategory::ModifierLetter
            | GeneralCategory::OtherLetter
    )
}

/// `str.isdigit` of one character.
pub(crate) fn is_digit(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    let code = u32::from(c);
    get_general_category(c) == GeneralCategory::DecimalNumber
        || OTHER_DIGITS.iter().any(|&(first, last)| (first..=last).contains(&code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_follow_python() {
        assert!(is_space('\u{1f}') && is_space('\u{85}') && is_space('\u{a0}') && !is_space('\u{200b}'));
        assert!(
            is_letter('é') && is_letter('漢') && is_letter('ª') && !is_letter('Ⅷ') && !is_letter('\u{301}')
        );
        assert!(is_digit('7') && is_digit('٣') && is_digit('²') && is_digit('①') && !is_digit('½'));
    }
}
