//! Facts about a report: date, agencies, language.

pub(crate) mod agency;
pub(crate) mod date;
pub(crate) mod language;
