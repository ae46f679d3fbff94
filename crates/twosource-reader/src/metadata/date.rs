//! Dates of publication, in the forms that outlets write.

use jiff::civil::Date;
use regex::Captures;
use twosource_text::Span;

use crate::pattern::Pattern;
use crate::{Provenance, Published};

/// A date found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundDate {
    /// The date and its time, without a label before them.
    pub span: Span,
    /// As the evidence file shows it.
    pub value: String,
    pub date: Date,
}

/// A month's name or short form.
macro_rules! month_name {
    () => {
        r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
    };
}

pub(crate) use month_name;

/// A day of the week, and a comma.
macro_rules! weekday {
    () => {
        r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
    };
}

/// A whole date, with the parts named that tell the day.
static WRITTEN: Pattern = Pattern::new(concat!(
    r"(?i)^",
    weekday!(),
    r"(?:(?P<y1>\d{4})-(?P<n1>\d\d)-(?P<d1>\d\d)(?:(?:T|\s)(?P<hms>\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s?(?P<zone>Z\b|[+-]\d\d:?\d\d)?)?",
    r"|(?P<d2>\d{1,2})(?:st|nd|rd|th)?\s+(?P<m2>",
    month_name!(),
    r"),?\s+(?P<y2>\d{4})|(?P<m3>",
    month_name!(),
    r")\s+(?P<d3>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y3>\d{4})",
    r"|(?P<n4>\d{1,2})\s*[/.]\s*(?P<d4>\d{1,2})\s*[/.]\s*(?P<y4>\d{4})",
    r"|(?P<y5>\d{4})\s*[/.]\s*(?P<n5>\d{1,2})\s*[/.]\s*(?P<d5>\d{1,2}))",
));

/// A time of day after a date: "10:04 AM EDT", "at 9.44pm", "/ 14:39 GMT". Tokenised texts have "10: 04".
static CLOCK: Pattern = Pattern::new(
    r"(?i)^\s*(?:[,/|]|\s-)?\s*(?:at\s+)?(?P<hour>[01]?\d|2[0-3])\s*[:.]\s*(?P<minute>[0-5]\d)(?:\s*:\s*(?P<second>[0-5]\d))?(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?(?:\s*(?P<offset>[+-]\d\d:?\d\d)\b|\s*\(?\b(?P<zone>UTC|GMT|BST|I?ST|CES?T|[ECMP][SD]?T|A[EW][SD]T|[JK]ST)\b\)?)?",
);

/// The date that `text` opens with, and a time of day after it. Years before 1800 or after 2199 are none.
pub(crate) fn at_start(text: &str) -> Option<FoundDate> {
    let parts = WRITTEN.captures(text)?;
    let whole = parts.get(0)?;
    let number = |name: &str| parts.name(name)?.as_str().parse::<i16>().ok();
    let month_name = |name: &str| month(parts.name(name)?.as_str());
    let (year, month, day) = if let Some(year) = number("y1") {
        (year, number("n1")?, number("d1")?)
    } else if let Some(year) = number("y2") {
        (year, month_name("m2")?, number("d2")?)
    } else if let Some(year) = number("y3") {
        (year, month_name("m3")?, number("d3")?)
    } else if let Some(year) = number("y5") {
        (year, number("n5")?, number("d5")?)
    } else {
        // 7/28/2004 and 28/7/2004 can be read in one way only, 4/5/2004 in two.
        let (first, second) = (number("n4")?, number("d4")?);
        match (first > 12, second > 12) {
            (false, true) => (number("y4")?, first, second),
            (true, false) => (number("y4")?, second, first),
            _ if first == second => (number("y4")?, first, second),
            _ => return None,
        }
    };
    if !(1800..2200).contains(&year) {
        return None;
    }
    let date = Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    let mut end = whole.end();
    // "2023-09-134" and "13 September 20231" are no dates.
    if text[end..].starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let mut value = date.to_string();
    if let Some(time) = parts.name("hms") {
        value.push('T');
        value.push_str(time.as_str());
        if time.len() == 5 {
            value.push_str(":00");
        }
        value.push_str(parts.name("zone").map_or("", |zone| zone.as_str()).to_uppercase().as_str());
    } else if let Some(time) = CLOCK.captures(&text[end..]) {
        value.push_str(&time_of_day(&time).unwrap_or_default());
        end += time.get(0).map_or(0, |whole| whole.end());
    }
    Some(FoundDate { span: Span::new(0, end), value, date })
}

/// "T10:04:00-04:00" for "10:04 AM EDT". Short forms that several zones share ("IST", "ET") tell no offset.
fn time_of_day(clock: &Captures) -> Option<String> {
    let hour: u8 = clock.name("hour")?.as_str().parse().ok()?;
    let half = clock.name("half").map(|half| half.as_str().to_ascii_lowercase());
    let hour = match half.as_deref() {
        Some(_) if hour > 12 || hour == 0 => return None,
        Some("p") => hour % 12 + 12,
        Some(_) => hour % 12,
        None => hour,
    };
    let minute = clock.name("minute")?.as_str();
    let second = clock.name("second").map_or("00", |second| second.as_str());
    let offset = match (clock.name("offset"), clock.name("zone")) {
        (Some(offset), _) => {
            let digits = offset.as_str().replace(':', "");
            format!("{}:{}", digits.get(..3)?, digits.get(3..)?)
        }
        (None, Some(zone)) => offset_of(&zone.as_str().to_ascii_uppercase()).unwrap_or("").to_owned(),
        (None, None) => String::new(),
    };
    Some(format!("T{hour:02}:{minute}:{second}{offset}"))
}

/// How far a zone is from Greenwich, where its short form is one zone's alone.
fn offset_of(zone: &str) -> Option<&'static str> {
    Some(match zone {
        "UTC" | "GMT" => "Z",
        "BST" | "CET" => "+01:00",
        "CEST" => "+02:00",
        "EST" => "-05:00",
        "EDT" => "-04:00",
        "CDT" => "-05:00",
        "MDT" => "-06:00",
        "PST" => "-08:00",
        "PDT" => "-07:00",
        "JST" | "KST" => "+09:00",
        "AEST" => "+10:00",
        "AEDT" => "+11:00",
        "AWST" => "+08:00",
        _ => return None,
    })
}

/// Reads a date of publication that the input gives: the value as shown, and the day.
pub(crate) fn given(value: &str) -> Option<(String, Date)> {
    let found = at_start(value.trim())?;
    Some((found.value, found.date))
}

/// A day in the path of an address: "/2023/09/13/", "/2023-09-13-", "/20230913/", "/2023/sep/13/".
static IN_PATH: Pattern = Pattern::new(
    r"(?i)/(?:[a-z-]{1,30}[-_])?(?P<y1>(?:19|20)\d\d)(?:/(?P<n1>\d{1,2})/(?P<d1>\d{1,2})|-(?P<n2>\d\d)-(?P<d2>\d\d)|(?P<n3>\d\d)(?P<d3>\d\d)|/(?P<m4>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}/(?P<d4>\d{1,2}))(?:[/._-]|$)",
);

/// The date of publication that the address of a page tells, where nothing better is known.
pub(crate) fn of_address(url: &str) -> Option<Published> {
    let rest = url.split_once("://")?.1;
    let path = rest.get(rest.find('/')?..)?.split(['?', '#']).next()?;
    let parts = IN_PATH.captures(path)?;
    let number =
        |names: [&str; 3]| names.iter().find_map(|name| parts.name(name)?.as_str().parse::<i8>().ok());
    let month = match parts.name("m4") {
        Some(name) => i8::try_from(month(name.as_str())?).ok()?,
        None => number(["n1", "n2", "n3"])?,
    };
    let day = number(["d1", "d2", "d3"]).or_else(|| parts.name("d4")?.as_str().parse().ok())?;
    let date = Date::new(parts.name("y1")?.as_str().parse().ok()?, month, day).ok()?;
    Some(Published { value: date.to_string(), date, provenance: Provenance::Address })
}

/// A day within running words, with or without its year: "July 10", "10 July 2018".
static DAY: Pattern = Pattern::new(concat!(
    r"(?i)\b(?:(?P<m1>",
    month_name!(),
    r")\s(?P<d1>\d{1,2})(?:st|nd|rd|th)?(?:,?\s(?P<y1>\d{4}))?|(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?:\sof)?\s(?P<m2>",
    month_name!(),
    r")(?:,?\s(?P<y2>\d{4}))?)\b",
));

/// A day that a text names, perhaps without its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NamedDay {
    /// In bytes of the words it was looked for in.
    pub span: Span,
    /// Where it is named.
    pub year: Option<i16>,
    /// From 1.
    pub month: i8,
    /// From 1.
    pub day: i8,
}

impl NamedDay {
    /// The first day that `words` name.
    pub fn first(words: &str) -> Option<NamedDay> {
        let parts = DAY.captures(words)?;
        let whole = parts.get(0)?;
        let either = |a: &str, b: &str| parts.name(a).or_else(|| parts.name(b));
        Some(NamedDay {
            span: Span::new(whole.start(), whole.end()),
            year: either("y1", "y2").and_then(|year| year.as_str().parse().ok()),
            month: month(either("m1", "m2")?.as_str()).and_then(|month| month.try_into().ok())?,
            day: either("d1", "d2")?.as_str().parse().ok()?,
        })
    }

    /// The day itself: in its year, else the first such day that is not before `other`.
    pub fn on_or_after(self, other: Option<Date>) -> Option<Date> {
        if let Some(year) = self.year {
            return Date::new(year, self.month, self.day).ok();
        }
        let other = other?;
        let in_year = |year: i16| Date::new(year, self.month, self.day).ok().filter(|day| *day >= other);
        in_year(other.year()).or_else(|| in_year(other.year().saturating_add(1)))
    }
}

/// The number of a month's name or short form.
fn month(name: &str) -> Option<i16> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = name.get(..3)?.to_lowercase();
    MONTHS.iter().position(|month| *month == start).and_then(|i| i16::try_from(i + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<String> {
        at_start(text).map(|found| found.value)
    }

    #[test]
    fn dates_are_read_in_the_forms_that_outlets_write() {
        for (text, day) in [
            ("2023-09-13", "2023-09-13"),
            ("13 September 2023", "2023-09-13"),
            ("13th Sept. 2023", "2023-09-13"),
            ("Sept. 13, 2023 / 10:04 AM", "2023-09-13T10:04:00"),
            ("Sept. 13, 2023 / 12:04 am EDT", "2023-09-13T00:04:00-04:00"),
            ("13 September 2023 at 9.44pm", "2023-09-13T21:44:00"),
            ("Wed, 13 Sep 2023 10:04:05 +0900", "2023-09-13T10:04:05+09:00"),
            ("September 13, 2023", "2023-09-13"),
            ("Wednesday, 13 September 2023", "2023-09-13"),
            ("Wed, 13 Sep 2023 10:04:05 GMT", "2023-09-13T10:04:05Z"),
            ("WEDNESDAY, MAY 2, 2013, 1: 32 PM", "2013-05-02T13:32:00"),
            ("7/28/2004", "2004-07-28"),
            ("28/7/2004", "2004-07-28"),
            ("2012/04/04", "2012-04-04"),
            ("4/4/2004", "2004-04-04"),
        ] {
            assert_eq!(value(text).as_deref(), Some(day), "{text}");
        }
        assert_eq!(value("2023-09-13T08:05:00Z").as_deref(), Some("2023-09-13T08:05:00Z"));
        assert_eq!(value("2023-09-13T08:05+09:00").as_deref(), Some("2023-09-13T08:05:00+09:00"));
    }

    #[test]
    fn what_is_no_full_date_or_can_be_read_in_two_ways_is_none() {
        for text in [
            "4/5/2004",
            "13 September",
            "2023-13-01",
            "2023-02-30",
            "May 2023",
            "1234-01-01",
            "2023-09-134",
            "",
        ] {
            assert_eq!(value(text), None, "{text}");
        }
    }

    #[test]
    fn the_path_of_an_address_may_hold_the_day() {
        for url in [
            "https://post.example/2023/09/13/tugs-sold",
            "https://post.example/news/2023/9/13/tugs",
            "https://post.example/world/2023/sep/13/tugs-sold",
            "https://post.example/tugs/2023-09-13/",
            "https://post.example/news/tugs-20230913.html",
            "http://post.example/20230913/tugs?page=2",
        ] {
            let found = of_address(url).unwrap();
            assert_eq!(
                (found.value.as_str(), found.provenance),
                ("2023-09-13", Provenance::Address),
                "{url}"
            );
        }
        for url in [
            "https://post.example/2023/09/tugs",
            "https://post.example/20239913/tugs",
            "https://post.example/id/202309134",
            "https://2023-09-13.example/tugs",
            "https://post.example/tugs?on=/2023/09/13/",
            "2023/09/13",
        ] {
            assert_eq!(of_address(url), None, "{url}");
        }
    }

    #[test]
    fn a_day_without_its_year_comes_after_the_report() {
        let published = Date::new(2018, 12, 8).ok();
        let day = |words| {
            NamedDay::first(words).and_then(|day| day.on_or_after(published)).map(|day| day.to_string())
        };
        assert_eq!(day("This story was updated on Dec. 10.").as_deref(), Some("2018-12-10"));
        assert_eq!(day("updated on 2 January").as_deref(), Some("2019-01-02"));
        assert_eq!(day("updated on 2 January 2020").as_deref(), Some("2020-01-02"));
        assert_eq!(day("updated on Tuesday"), None);
    }

    #[test]
    fn the_span_holds_the_time_of_day() {
        let text = "Sept. 13, 2023 / 10:04 AM EDT and more";
        assert_eq!(at_start(text).unwrap().span.of(text), "Sept. 13, 2023 / 10:04 AM EDT");
    }
}
