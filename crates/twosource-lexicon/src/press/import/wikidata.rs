//! Results of a query of Wikidata's: CSV, the JSON of its query service (SPARQL 1.1 results), or the plain list of objects
//! that its page saves.

use serde_json::Value;

use super::{Given, ImportError, MOST_ROWS};

/// True for the columns of a result that can be used: a name, and a website.
pub(super) fn is_result(columns: &[&str]) -> bool {
    columns.contains(&"website") && (columns.contains(&"itemLabel") || columns.contains(&"item"))
}

/// One outlet of a result.
pub(super) fn given(cell: impl Fn(&str) -> String) -> Given {
    let item = cell("item");
    let item = item.rsplit('/').next().unwrap_or("");
    let label = cell("itemLabel");
    // An item without a label in the language asked for has its number for one.
    let name = if label == item { String::new() } else { label };
    let owner = match cell("ownerLabel") {
        owner if owner.is_empty() => cell("parentLabel"),
        owner => owner,
    };
    let checked = if item.is_empty() { "Wikidata".to_owned() } else { format!("Wikidata: {item}") };
    Given {
        name,
        also: cell("altLabel").split('|').map(str::to_owned).collect(),
        address: cell("website"),
        country: Some(cell("countryCode")).filter(|code| code.len() == 2).unwrap_or_default(),
        owner,
        network: String::new(),
        checked,
    }
}

pub(super) fn of_json(text: &str) -> Result<Vec<Given>, ImportError> {
    let value: Value =
        serde_json::from_str(text).map_err(|error| ImportError::Unreadable(error.to_string()))?;
    let rows = value.pointer("/results/bindings").or(Some(&value)).and_then(Value::as_array);
    let Some(rows) = rows else {
        return Err(ImportError::Unreadable("its JSON is no result of a query".to_owned()));
    };
    if rows.len() > MOST_ROWS {
        return Err(ImportError::TooManyRows);
    }
    let read = rows.iter().map(|row| {
        given(|name| {
            let cell = row.get(name);
            let value = cell.and_then(|cell| cell.get("value").or(Some(cell)));
            value.and_then(Value::as_str).unwrap_or("").trim().to_owned()
        })
    });
    Ok(read.collect())
}
