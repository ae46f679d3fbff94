//! From when on something counts as new.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::StoreError;

/// From when on a report counts as new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// When the collection received it, or its newest version.
    Received(Timestamp),
    /// When it was published, as its outlet dates it. Undated reports are never new.
    Published(Timestamp),
}

impl Since {
    /// The moment.
    pub fn moment(self) -> Timestamp {
        match self {
            Since::Received(moment) | Since::Published(moment) => moment,
        }
    }
}

/// A moment as a person writes it: `2023-09-14` (its first moment, UTC), `2023-09-14T08:00:00Z`, `2023-09-14 08:00` (UTC).
///
/// # Errors
/// In words, where it is none of these.
pub fn moment(given: &str) -> Result<Timestamp, StoreError> {
    let given = given.trim();
    if let Ok(moment) = given.parse::<Timestamp>() {
        return Ok(moment);
    }
    let civil = given
        .parse::<jiff::civil::DateTime>()
        .or_else(|_| given.parse::<Date>().map(|date| date.to_datetime(jiff::civil::Time::midnight())));
    civil.and_then(|civil| civil.to_zoned(TimeZone::UTC)).map(|zoned| zoned.timestamp()).map_err(|_| {
        StoreError::Question(format!("{given:?} is no time; write 2023-09-14 or 2023-09-14T08:00:00Z"))
    })
}

/// A moment as dates of publication are written, to be compared with them letter by letter: the day alone at midnight.
pub(crate) fn day_or_moment(moment: Timestamp) -> String {
    let text = moment.to_string();
    text.strip_suffix("T00:00:00Z").map_or(text.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_write_moments_in_several_ways() {
        for given in ["2023-09-14", "2023-09-14T00:00:00Z", "2023-09-14 00:00", "2023-09-14T02:00:00+02:00"] {
            assert_eq!(moment(given).unwrap().to_string(), "2023-09-14T00:00:00Z", "{given}");
        }
        let error = moment("yesterday; DROP TABLE report").unwrap_err().to_string();
        assert!(error.contains("2023-09-14"), "{error}");
    }

    #[test]
    fn dates_of_publication_sort_against_moments() {
        let cut = day_or_moment(moment("2023-09-14").unwrap());
        assert!("2023-09-13T23:59:00Z" < cut.as_str() && "2023-09-14" >= cut.as_str());
        let cut = day_or_moment(moment("2023-09-14T08:00:00Z").unwrap());
        assert!("2023-09-14T07:00:00Z" < cut.as_str() && "2023-09-14T08:05:00Z" > cut.as_str());
    }
}
