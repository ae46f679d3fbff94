//! Numbers in words and figures.

use super::lexicon::Class;
use super::text::Text;
use super::word::Form;

/// A number in hundredths; `None` where it is not told ("several", "two or three").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Count(pub Option<u64>);

impl Count {
    pub(crate) fn whole(number: u64) -> Count {
        Count(Some(number.saturating_mul(100)))
    }

    /// The number without its fraction.
    pub(crate) fn floor(self) -> Option<i64> {
        i64::try_from(self.0? / 100).ok()
    }
}

/// The longest number read, in words.
const LONGEST: usize = 8;

/// Reads the number at word `at`, and tells where it ends. "a" and "an" are no numbers here.
///
/// "two", "twenty-five", "a hundred", "5 1/2", "two and a half", "a couple of", "several", "two or three", "half a dozen".
pub(crate) fn read(text: &Text, at: usize) -> Option<(Count, usize)> {
    if let Some(found) = vague(text, at) {
        return Some(found);
    }
    let (count, end) = exact(text, at)?;
    // "two or three", "five to seven", "10-12"
    let hyphen = text.is(end, "-") && text.glued(end) && text.glued(end + 1);
    if (hyphen || text.is(end, "or") || text.is(end, "to"))
        && let Some((larger, end)) = exact(text, end + 1)
        && larger.0 > count.0
    {
        return Some((Count(None), end));
    }
    Some((count, end))
}

/// "several", "a few", "a couple of", "dozens of", "a number of"
fn vague(text: &Text, at: usize) -> Option<(Count, usize)> {
    let after_article = at + usize::from(text.is(at, "a") || text.is(at, "the"));
    let of = |end: usize| end + usize::from(text.is(end, "of"));
    if text.has(after_article, |class| matches!(class, Class::Vague)) {
        // "a several", "the many" are none.
        let fits = after_article == at || text.is(after_article, "few");
        return fits.then_some((Count(None), after_article + 1));
    }
    if after_article > at && text.is(after_article, "couple") {
        return Some((Count::whole(2), of(after_article + 1)));
    }
    if text.is(at, "couple") && text.is(at + 1, "of") {
        return Some((Count::whole(2), at + 2));
    }
    if after_article > at && (text.is(after_article, "number") || text.is(after_article, "handful")) {
        return text.is(after_article + 1, "of").then_some((Count(None), after_article + 2));
    }
    let plural =
        ["dozens", "hundreds", "thousands", "millions", "scores"].iter().any(|word| text.is(at, word));
    (plural && text.is(at + 1, "of")).then_some((Count(None), at + 2))
}

fn exact(text: &Text, at: usize) -> Option<(Count, usize)> {
    let (count, end) = match text.form(at)? {
        Form::Number { value, .. } => (u64::from(value) * 100, at + 1),
        Form::Fraction(hundredths) => (hundredths, at + 1),
        Form::Letters => return words(text, at),
        _ => return None,
    };
    if text.mark(end) == Some('½') && text.glued(end) {
        return Some((Count(Some(count + 50)), end + 1));
    }
    let half = [1, 2].map(|value| Some(Form::Number { value, digits: 1, grouped: false }));
    if text.form(end) == half[0] && text.is(end + 1, "/") && text.form(end + 2) == half[1] {
        return Some((Count(Some(count + 50)), end + 3));
    }
    let (count, end) = scaled(text, count, end);
    Some((Count(Some(count)), end))
}

/// "3.5 million"
fn scaled(text: &Text, count: u64, end: usize) -> (u64, usize) {
    let scale = text.class(end, |class| if let Class::Scale(value) = class { Some(value) } else { None });
    match scale {
        Some(scale) if scale > 12 => (count.saturating_mul(u64::from(scale)), end + 1),
        _ => (count, end),
    }
}

fn words(text: &Text, at: usize) -> Option<(Count, usize)> {
    if text.is(at, "half") && text.is(at + 1, "a") && text.is(at + 2, "dozen") {
        return Some((Count::whole(6), at + 3));
    }
    let mut end = at;
    let mut total: u64 = 0;
    let mut current: u64 = 0;
    let mut read = false;
    // "a dozen", "a hundred"
    let scale_at =
        |i: usize| text.class(i, |class| if let Class::Scale(value) = class { Some(value) } else { None });
    if text.is(at, "a") {
        scale_at(at + 1)?;
        current = 1;
        end = at + 1;
    }
    while end < at + LONGEST {
        let digit =
            text.class(end, |class| if let Class::Number(value) = class { Some(value) } else { None });
        let tens = text.class(end, |class| if let Class::Tens(value) = class { Some(value) } else { None });
        if let Some(digit) = digit {
            if read && !current.is_multiple_of(100) {
                break;
            }
            current += u64::from(digit);
            end += 1;
        } else if let Some(tens) = tens {
            if read && !current.is_multiple_of(100) {
                break;
            }
            current += u64::from(tens);
            end += 1;
            let linked = end + usize::from(text.is(end, "-"));
            let digit =
                text.class(linked, |class| if let Class::Number(value) = class { Some(value) } else { None });
            if let Some(digit @ 1..=9) = digit {
                current += u64::from(digit);
                end = linked + 1;
            }
        } else if let Some(scale) = scale_at(end).filter(|_| read || end > at) {
            current = current.max(1).saturating_mul(u64::from(scale));
            end += 1;
            if scale >= 1000 {
                total = total.saturating_add(current);
                current = 0;
            }
        } else {
            break;
        }
        read = true;
        // "a hundred and fifty", but not "two and three"
        let more = |i: usize| text.has(i, |class| matches!(class, Class::Number(_) | Class::Tens(_)));
        if text.is(end, "and") && more(end + 1) && current.is_multiple_of(100) && current + total >= 100 {
            end += 1;
        }
    }
    if !read {
        return None;
    }
    Some((Count::whole(total.saturating_add(current)), end))
}
