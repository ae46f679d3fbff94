//! Where a text stands between quotation marks.

use twosource_text::Span;

/// The marks that can end a quotation, by the mark that began it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    /// `"…"`, `“…”`, `„…“`, ` ``…'' `: writers mix them, so any of them ends any other.
    Double,
    /// `‘…’` and `'…'`.
    Single,
    /// `«…»`.
    Guillemets,
    /// `»…«`.
    InwardGuillemets,
    /// `「…」`.
    Corners,
    /// `『…』`.
    DoubleCorners,
}

/// The stretches between quotation marks in one paragraph of `text`, in bytes, without the marks, in order.
///
/// A quotation that runs on into the next paragraph has no closing mark at the end of this one; it counts where
/// `goes_on` says that the next paragraph opens with a mark. A lone mark (inches, a slip) makes no quotation.
/// Quotations within a quotation are part of the outer one.
pub(crate) fn quoted(text: &str, paragraph: Span, goes_on: bool) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(Family, usize)> = None;
    let mut marks = Marks::new(text, paragraph);
    while let Some(mark) = marks.next() {
        match open {
            None => {
                let Some(family) = mark.opens() else { continue };
                if family == Family::Single && !marks.single_closes(mark.end) {
                    continue;
                }
                open = Some((family, mark.end));
            }
            Some((family, start)) if mark.closes(family) => {
                found.push(Span::new(start, mark.start));
                open = None;
            }
            // A second opening mark of the same family: the first was a slip.
            Some((Family::Double, _)) if mark.sign == '“' && mark.opens().is_some() => {
                open = Some((Family::Double, mark.end));
            }
            Some(_) => {}
        }
    }
    if let Some((Family::Double, start)) = open
        && goes_on
    {
        found.push(Span::new(start, paragraph.end));
    }
    found.retain(|span| !span.trimmed(text).is_empty());
    found
}

/// True where a paragraph opens with a double quotation mark.
pub(crate) fn opens_with_mark(text: &str, paragraph: Span) -> bool {
    let start = paragraph.of(text).trim_start();
    start.starts_with(['"', '“', '„', '«', '＂']) || start.starts_with("``")
}

/// A mark with its neighbours.
struct Mark {
    sign: char,
    before: Option<char>,
    after: Option<char>,
    start: usize,
    end: usize,
}

impl Mark {
    fn opens(&self) -> Option<Family> {
        let glued = self.before.is_some_and(char::is_alphanumeric);
        let leads = self.after.is_some_and(|c| !c.is_whitespace());
        match self.sign {
            '“' | '„' | '‟' | '`' => Some(Family::Double),
            // After a digit it counts inches or seconds.
            '"' | '＂' => (!glued && leads).then_some(Family::Double),
            '‘' | '\'' => {
                let word_follows = self.after.is_some_and(|c| c.is_alphanumeric() || c == '[' || c == '…');
                (!glued && word_follows).then_some(Family::Single)
            }
            '«' => Some(Family::Guillemets),
            '»' => leads.then_some(Family::InwardGuillemets),
            '「' => Some(Family::Corners),
            '『' => Some(Family::DoubleCorners),
            _ => None,
        }
    }

    fn closes(&self, family: Family) -> bool {
        match family {
            Family::Double => match self.sign {
                '”' | '"' | '＂' => true,
                '\'' => self.end - self.start == 2,
                '“' => self.after.is_none_or(|c| !c.is_alphanumeric()),
                _ => false,
            },
            Family::Single => matches!(self.sign, '’' | '\'') && self.ends_word(),
            Family::Guillemets => self.sign == '»',
            Family::InwardGuillemets => self.sign == '«',
            Family::Corners => self.sign == '」',
            Family::DoubleCorners => self.sign == '』',
        }
    }

    /// True where a word or a sentence ends before the mark and none goes on after it: no apostrophe.
    fn ends_word(&self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace()) && self.after.is_none_or(|c| !c.is_alphanumeric())
    }
}

/// The quotation marks of a paragraph, and apostrophes that might be.
struct Marks<'t> {
    text: &'t str,
    position: usize,
    end: usize,
    /// Whether a mark that closes a single quotation lies ahead, once looked up: where the last one starts.
    last_single: Option<Option<usize>>,
}

impl<'t> Marks<'t> {
    fn new(text: &'t str, paragraph: Span) -> Self {
        Marks { text, position: paragraph.start, end: paragraph.end, last_single: None }
    }

    fn next(&mut self) -> Option<Mark> {
        let rest = Span::new(self.position, self.end).of(self.text);
        let is_mark = |c: char| "\"“”„‟＂`'‘’«»「」『』".contains(c);
        let (offset, sign) = rest.char_indices().find(|&(_, c)| is_mark(c))?;
        let start = self.position + offset;
        let mut end = start + sign.len_utf8();
        // Typewriter quotation marks of two signs each.
        if matches!(sign, '`' | '\'') && self.text[end..self.end].starts_with(sign) {
            end += 1;
        }
        self.position = end;
        let before = self.text[..start].chars().next_back();
        let after = self.text[end..self.end].chars().next();
        Some(Mark { sign, before, after, start, end })
    }

    /// True where a single mark that can close stands after byte `from` of the paragraph.
    fn single_closes(&mut self, from: usize) -> bool {
        let text = self.text;
        let end = self.end;
        let last = *self.last_single.get_or_insert_with(|| {
            let mut last = None;
            let mut ahead = Marks { text, position: from, end, last_single: None };
            while let Some(mark) = ahead.next() {
                if mark.closes(Family::Single) {
                    last = Some(mark.start);
                }
            }
            last
        });
        last.is_some_and(|last| last > from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_text(text: &str) -> Vec<&str> {
        quoted(text, Span::new(0, text.len()), false).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn every_kind_of_mark_is_known() {
        assert_eq!(in_text("He said \"we came\" and “we saw”."), ["we came", "we saw"]);
        assert_eq!(
            in_text("« Nous verrons », „wir sehen“, ``we see''."),
            [" Nous verrons ", "wir sehen", "we see"]
        );
        assert_eq!(
            in_text("Kim offers 'full' support for Russia's 'sacred fight'"),
            ["full", "sacred fight"]
        );
        assert_eq!(in_text("‘It’s over,’ she said."), ["It’s over,"]);
        assert_eq!(in_text("“For the record,\" she wrote."), ["For the record,"]);
    }

    #[test]
    fn apostrophes_and_inches_are_no_marks() {
        assert!(in_text("The dogs' owners don't mind; it's the '90s.").is_empty());
        assert!(in_text("A 5\" pipe and a 6\" pipe burst.").is_empty());
        assert!(in_text("A stray \" mark").is_empty());
    }

    #[test]
    fn a_quotation_may_run_on_into_the_next_paragraph() {
        let text = "She wrote: “For the record, I love my sister.";
        assert!(in_text(text).is_empty());
        let found = quoted(text, Span::new(0, text.len()), true);
        assert_eq!(found[0].of(text), "For the record, I love my sister.");
    }

    #[test]
    fn a_quotation_within_a_quotation_belongs_to_the_outer_one() {
        assert_eq!(in_text("“He said ‘no’ to me,” she said."), ["He said ‘no’ to me,"]);
    }
}
