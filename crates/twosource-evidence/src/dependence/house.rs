//! Whose an outlet is: the state whose organ it is, the owner of the title.

use std::sync::LazyLock;

use twosource_reader::Report;

/// A title of an owner, or a state's organ.
struct Row {
    names: Vec<&'static str>,
    domains: Vec<&'static str>,
    state: &'static str,
    owner: &'static str,
}

static HOUSES: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let rows = include_str!("houses.tsv").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.filter_map(|row| {
        let columns: Vec<&str> = row.split('\t').collect();
        let [names, domains, state, owner] = columns.as_slice() else { return None };
        let list = |column: &'static str| column.split(';').filter(|item| !item.is_empty()).collect();
        Some(Row { names: list(names), domains: list(domains), state, owner })
    })
    .collect()
});

fn row(outlet: Option<&str>, url: Option<&str>) -> Option<&'static Row> {
    let fold = |name: &str| name.trim().to_lowercase().trim_start_matches("the ").to_owned();
    let host = url.and_then(|url| url.split_once("://")).map(|(_, rest)| {
        rest.split(['/', ':', '?', '#']).next().unwrap_or_default().trim_end_matches('.').to_lowercase()
    });
    let at = |row: &&Row, host: &str| {
        row.domains.iter().any(|domain| host == *domain || host.ends_with(&format!(".{domain}")))
    };
    // An address tells more than a name.
    if let Some(host) = &host {
        let by_host = HOUSES.iter().find(|row| at(row, host));
        if by_host.is_some() {
            return by_host;
        }
    }
    let name = fold(outlet?);
    HOUSES.iter().find(|row| row.names.iter().any(|known| *known == name))
}

/// The state whose organ published a report.
pub(crate) fn state_of(report: &Report) -> Option<&'static str> {
    state_at(report.outlet.as_deref(), report.url.as_deref())
}

/// The state whose organ goes by a name or address.
pub(crate) fn state_at(outlet: Option<&str>, url: Option<&str>) -> Option<&'static str> {
    row(outlet, url).map(|row| row.state).filter(|state| !state.is_empty())
}

/// The owner of the title that published a report.
pub(crate) fn owner_of(report: &Report) -> Option<&'static str> {
    row(report.outlet.as_deref(), report.url.as_deref())
        .map(|row| row.owner)
        .filter(|owner| !owner.is_empty())
}
