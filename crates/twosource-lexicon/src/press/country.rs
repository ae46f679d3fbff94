//! Countries by their codes.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::tables::COUNTRIES;

static NAMES: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| COUNTRIES.rows().map(|row| (row.cell("code"), row.cell("name"))).collect());

/// The short English name of a country by its two-letter code (ISO 3166): "CN" is China.
pub fn country_name(code: &str) -> Option<&'static str> {
    NAMES.get(code).copied()
}
