//! Foreign text made fit to show.

/// The sign that stands for characters that must not act on the reader's screen.
const SIGN: char = '\u{fffd}';

/// The character to show for `c`: itself, or a visible sign for one that would act instead of being read.
///
/// Control characters (terminal escapes among them) become their pictures, directional overrides, embeddings and
/// isolates and invisible tag characters become `U+FFFD`. Line ends and tabs stay. One character always gives one.
pub(crate) fn shown(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or(SIGN),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' => SIGN,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => SIGN,
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => SIGN,
        _ => c,
    }
}

/// `text` with every character as [`shown`]; its lines stay.
pub fn block(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// `text` as one line: every character as [`shown`], runs of white space as one space, none at either end.
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().map(shown) {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// [`line()`], cut to at most `limit` characters between words where that is possible, with an ellipsis where it is cut.
pub fn brief_line(text: &str, limit: usize) -> String {
    let whole = line(text);
    let Some((cut, _)) = whole.char_indices().nth(limit) else { return whole };
    let head = &whole[..cut];
    let between_words = head.rfind(' ').filter(|&at| at > cut / 2).unwrap_or(cut);
    format!("{}…", head[..between_words].trim_end_matches([' ', ',', ';', ':']))
}

/// "1 report", "2 reports".
pub fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_overrides_become_visible() {
        assert_eq!(line("a\u{1b}[31mb\u{202e}c\u{7}"), "a\u{241b}[31mb\u{fffd}c\u{2407}");
        assert_eq!(line("\u{9b}31m"), "\u{fffd}31m");
    }

    #[test]
    fn lines_are_joined_and_trimmed() {
        assert_eq!(line("  a \n\n b\t"), "a b");
        assert_eq!(block("a\r\nb"), "a\n\nb");
    }

    #[test]
    fn long_lines_are_cut_between_words() {
        assert_eq!(brief_line("one two three four", 9), "one two…");
        assert_eq!(brief_line("one", 9), "one");
        assert_eq!(brief_line("漢字漢字漢字", 3), "漢字漢…");
    }
}
