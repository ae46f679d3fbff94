//! From bytes to characters.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};

use crate::ReadError;
use crate::error::Caution;

/// The first bytes of kinds of file that people hand over as reports, and their names.
const KNOWN_BINARIES: [(&[u8], &str); 10] = [
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"BZh", "bzip2-compressed"),
    (b"\xfd7zXZ\0", "xz-compressed"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "a rich-text document"),
];

/// Bytes beyond which a text has a blank.
const LONGEST_WORD: usize = 200;

/// How much of the input tells its encoding.
const DETECTION_BYTES: usize = 1 << 20;

/// Decoded characters, the byte-order mark left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    pub text: String,
    pub caution: Option<Caution>,
}

/// Decodes `bytes`: a byte-order mark decides, else UTF-8 where it fits, else what `declared` names (an HTML charset),
/// else what the bytes look like (windows-1252 for most old English text).
pub(crate) fn decode(bytes: &[u8], declared: Option<&str>) -> Result<Decoded, ReadError> {
    if let Some((_, name)) = KNOWN_BINARIES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(ReadError::NotText(name));
    }
    let marked = Encoding::for_bom(bytes);
    let (encoding, body) = match marked {
        Some((encoding, mark)) => (encoding, &bytes[mark..]),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => {
                refuse_control_characters(text)?;
                return Ok(Decoded { text: text.to_owned(), caution: None });
            }
            Err(_) => (undeclared(bytes, declared), bytes),
        },
    };
    let wide = encoding == UTF_16LE || encoding == UTF_16BE;
    if !wide && body.contains(&0) {
        return Err(ReadError::NotText("binary data"));
    }
    let (text, broken) = encoding.decode_without_bom_handling(body);
    refuse_control_characters(&text)?;
    let replaced = text.matches('\u{FFFD}').count();
    if replaced > 16 && replaced * 10 > text.chars().count() {
        return Err(ReadError::NotText("binary data, or in an unknown encoding"));
    }
    // Bytes that nobody names the encoding of have blanks between their words, at least, or are no text.
    let is_guess = marked.is_none() && declared.is_none() && encoding.is_single_byte();
    if is_guess && text.len() > LONGEST_WORD && !text.contains(char::is_whitespace) {
        return Err(ReadError::NotText("binary data, or in an unknown encoding"));
    }
    if wide && !is_wide_text(body, &text) {
        return Err(ReadError::NotText("marked as UTF-16, which it is not"));
    }
    let caution = broken.then(|| Caution::BrokenCharacters { encoding: encoding.name() });
    Ok(Decoded { text: text.into_owned(), caution })
}

/// Which of two names of an encoding tells more: what came with the bytes, else what they say themselves. A name of UTF-8
/// tells nothing, since the bytes show whether they are.
pub(crate) fn surer<'n>(came_with: Option<&'n str>, declared: Option<&'n str>) -> Option<&'n str> {
    let tells = |name: &&str| Encoding::for_label(name.trim().as_bytes()).is_some_and(|known| known != UTF_8);
    came_with.filter(tells).or(declared.filter(tells)).or(came_with).or(declared)
}

/// True where bytes behind a mark of UTF-16 are that. Any two bytes make a character of it, mostly a Chinese one; but one
/// in eight of random ones is half a character or one that nobody has defined, and in a text hardly any is. Text of single
/// bytes stays readable as such, which text of double bytes, with its blanks and line ends, does not.
fn is_wide_text(body: &[u8], text: &str) -> bool {
    let undefined = |c: char| matches!(c, '\u{FFFD}' | '\u{80}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FFFE}' | '\u{FFFF}');
    let strange = text.chars().filter(|c| undefined(*c)).count();
    let single_bytes = body.len() >= 16 && !body.contains(&0) && std::str::from_utf8(body).is_ok();
    // A file that was cut off may end in half a character.
    !single_bytes && (strange <= 1 || strange * 50 < text.chars().count())
}

/// The encoding of bytes without a mark that are no UTF-8 as a whole.
fn undeclared(bytes: &[u8], declared: Option<&str>) -> &'static Encoding {
    let declared = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    // A page that can name its encoding is none of double bytes: browsers take it for UTF-8. Encodings that browsers
    // refuse, and put one sign of replacement for the whole text, tell nothing either.
    // Text of double bytes has a NUL in every blank.
    let tells = |encoding: &&Encoding| {
        *encoding != REPLACEMENT && (![UTF_16BE, UTF_16LE].contains(encoding) || bytes.contains(&0))
    };
    let declared = declared.filter(tells);
    if let Some(encoding) = declared.filter(|encoding| *encoding != UTF_8) {
        return encoding;
    }
    if mostly_utf8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(DETECTION_BYTES)], true);
    detector.guess(None, Utf8Detection::Deny)
}

/// True where a few bytes are broken in what is UTF-8 otherwise: at least ten good characters beyond ASCII for a bad one.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= bad * 10
}

/// Text has line breaks and tabs, hardly ever another control character, and no NUL.
pub(crate) fn refuse_control_characters(text: &str) -> Result<(), ReadError> {
    let mut control = 0_usize;
    for byte in text.bytes() {
        match byte {
            0 => return Err(ReadError::NotText("binary data")),
            b'\n' | b'\r' | b'\t' | 0x0B | 0x0C => {}
            0x01..=0x1F | 0x7F => control += 1,
            _ => {}
        }
    }
    if control > 8 && control * 50 > text.len() {
        return Err(ReadError::NotText("binary data"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes, None).unwrap().text
    }

    #[test]
    fn byte_order_marks_decide_and_go() {
        assert_eq!(text(b"\xEF\xBB\xBFcaf\xC3\xA9"), "café");
        assert_eq!(text(b"\xFF\xFEa\0\xE9\0"), "aé");
        assert_eq!(text(b"\xFE\xFF\0a\0\xE9"), "aé");
    }

    #[test]
    fn old_western_text_is_windows_1252() {
        assert_eq!(
            text(b"\x93The caf\xe9 will re-open,\x94 she said \x96 soon."),
            "“The café will re-open,” she said – soon."
        );
    }

    #[test]
    fn a_charset_that_cannot_be_loses_no_text() {
        for named in
            ["iso-2022-kr", "hz-gb-2312", "iso-2022-cn", "replacement", "utf-16be", "utf-16le", "utf-16"]
        {
            let read = decode(b"The caf\xe9 on the quay burnt down on Monday.", Some(named)).unwrap();
            assert_eq!(read.text, "The café on the quay burnt down on Monday.", "{named}");
        }
    }

    #[test]
    fn a_declared_charset_counts_where_the_bytes_are_no_utf8() {
        assert_eq!(decode(b"\xcf\xf0\xe8\xe2\xe5\xf2", Some("windows-1251")).unwrap().text, "Привет");
        assert_eq!(decode("é".as_bytes(), Some("windows-1252")).unwrap().text, "é");
    }

    #[test]
    fn a_wrong_or_empty_name_does_not_hide_a_right_one() {
        assert_eq!(surer(Some("utf-8"), Some("windows-1251")), Some("windows-1251"));
        assert_eq!(surer(Some("nonsense"), Some("windows-1251")), Some("windows-1251"));
        assert_eq!(surer(Some("windows-1252"), Some("utf-8")), Some("windows-1252"));
        assert_eq!(decode("é".as_bytes(), surer(Some("latin1"), None)).unwrap().text, "é");
    }

    #[test]
    fn one_broken_byte_in_utf8_is_shown_and_said() {
        let mut bytes = "“a” – “b” – “c” – “d” – “e”".as_bytes().to_vec();
        bytes.push(0xFF);
        let decoded = decode(&bytes, None).unwrap();
        assert!(decoded.text.ends_with("“e”\u{FFFD}"));
        assert_eq!(decoded.caution, Some(Caution::BrokenCharacters { encoding: "UTF-8" }));
    }

    #[test]
    fn a_mark_of_utf16_before_something_else_is_no_text() {
        let marked = |body: &[u8]| [b"\xFF\xFE", body].concat();
        // As random as a compressed file, and the same in every run.
        let noise: Vec<u8> = (1_u32..400).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8 | 1).collect();
        let single = "The bridge was closed on Monday.".as_bytes();
        for body in [&noise[..], &noise[..60], single] {
            let refused = decode(&marked(body), None);
            assert!(matches!(refused, Err(ReadError::NotText(_))), "{refused:?}");
        }
        let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        for kept in [
            "The bridge was closed.",
            "大桥星期一关闭。警方说没有人受伤。",
            "Мост закрыт 🚧",
            "다리가 닫혔다",
        ] {
            assert_eq!(text(&marked(&wide(kept))), kept);
        }
        // Cut off in the middle of a character.
        let mut cut = marked(&wide("The bridge was closed."));
        cut.pop();
        let decoded = decode(&cut, None).unwrap();
        assert!(decoded.caution.is_some() && decoded.text.starts_with("The bridge was closed"));
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        for bytes in [&b"%PDF-1.7 ..."[..], b"PK\x03\x04abc", b"abc\0def", b"\x89PNG\r\n", &[1_u8; 400]] {
            assert!(matches!(decode(bytes, None), Err(ReadError::NotText(_))), "{bytes:?}");
        }
    }
}
