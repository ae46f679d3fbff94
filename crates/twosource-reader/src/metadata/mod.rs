//! Facts about a report: date, agencies, language, kind, and what it says became of it.

pub(crate) mod agency;
pub(crate) mod amendment;
pub(crate) mod date;
pub(crate) mod genre;
pub(crate) mod language;
