//! Tables of evidence: what they hold, and that every format holds the same.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::collections::BTreeSet;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int64Type};
use twosource_evidence::Evidence;
use twosource_table::{Cell, ColumnKind, Format, Row, Table, batch, load_sql, rows, write};

/// A story of three invented reports, written down by hand.
fn evidence() -> Evidence {
    serde_json::from_str(include_str!("evidence.json")).unwrap()
}

fn cell<'r>(table: Table, row: &'r Row, name: &str) -> &'r Cell {
    let place = table.columns().iter().position(|column| column.name == name).unwrap();
    &row[place]
}

#[test]
fn every_row_has_a_cell_a_column_of_its_kind_and_keys_are_keys() {
    let evidence = evidence();
    for table in Table::ALL {
        let rows = rows(&evidence, table);
        assert!(!rows.is_empty(), "{table}: the invented story has one of everything");
        let mut keys = BTreeSet::new();
        for row in &rows {
            assert_eq!(row.len(), table.columns().len(), "{table}");
            for (cell, column) in row.iter().zip(table.columns()) {
                let fits = match (cell, column.kind) {
                    (Cell::Empty, _) => true,
                    (Cell::Text(_), kind) => kind == ColumnKind::Text,
                    (Cell::TextList(_), kind) => kind == ColumnKind::TextList,
                    (Cell::Integer(_), kind) => kind == ColumnKind::Integer,
                    (Cell::IntegerList(_), kind) => kind == ColumnKind::IntegerList,
                    (Cell::Real(_), kind) => kind == ColumnKind::Real,
                    (Cell::Truth(_), kind) => kind == ColumnKind::Truth,
                    (Cell::Day(_), kind) => kind == ColumnKind::Day,
                    (Cell::Moment(_), kind) => kind == ColumnKind::Moment,
                };
                assert!(fits, "{table}.{}: {cell:?}", column.name);
            }
            let key: Vec<_> = table.key().iter().map(|name| cell(table, row, name).text().unwrap()).collect();
            assert!(key.is_empty() || keys.insert(key), "{table}");
        }
    }
}

/// Words that SQL:2023, PostgreSQL 17 or DuckDB keep for themselves and that a table might want.
const RESERVED: &str = "all analyse analyze and any array as asc asymmetric at authorization between both by case cast check \
    collate collation column concurrently constraint create cross current_date current_time current_timestamp default \
    deferrable desc distinct do else end except false fetch for foreign freeze from full grant group having ilike in \
    initially inner intersect interval into is isnull join language lateral leading left like limit localtime natural not \
    notnull null offset on only or order outer overlaps partition placing position primary references returning right \
    select session_user similar some symmetric table tablesample then time timestamp to trailing true union unique update \
    user using value values variadic verbose when where window with";

#[test]
fn no_name_of_a_table_or_column_needs_quotation_marks() {
    let reserved: BTreeSet<&str> = RESERVED.split_whitespace().collect();
    for table in Table::ALL {
        for name in table.columns().iter().map(|column| column.name).chain([table.name()]) {
            assert!(!reserved.contains(name), "{table}.{name}");
            assert!(name.starts_with(|c: char| c.is_ascii_lowercase()));
            assert!(
                name.bytes().all(|byte| byte == b'_' || byte.is_ascii_lowercase() || byte.is_ascii_digit())
            );
        }
        assert!(table.columns().iter().all(|column| column.meaning.ends_with('.')), "{table}");
        assert_eq!(table.name().parse::<Table>().unwrap(), table);
    }
    assert!("cast".parse::<Table>().unwrap_err().to_string().contains("cast_members"));
}

#[test]
fn lists_stay_lists_and_days_days() {
    let evidence = evidence();
    let claims = rows(&evidence, Table::Claims);
    let batch = batch(Table::Claims, &claims).unwrap();
    assert_eq!(batch.num_rows(), claims.len());
    let outlets = batch.column_by_name("outlets").unwrap().as_list::<i32>().value(0);
    let outlets: Vec<&str> = outlets.as_string::<i32>().iter().map(Option::unwrap).collect();
    assert_eq!(outlets, ["Gull & Sons; News", "Harbour Post"], "a name may hold the mark");
    let details = rows(&evidence, Table::Details);
    let batch = twosource_table::batch(Table::Details, &details).unwrap();
    let statements = batch.column_by_name("statements").unwrap().as_list::<i32>().value(1);
    assert_eq!(statements.as_primitive::<Int64Type>().values(), &[1]);
    let reports = twosource_table::batch(Table::Reports, &rows(&evidence, Table::Reports)).unwrap();
    let published = reports.column_by_name("published").unwrap().as_primitive::<Date32Type>();
    assert_eq!(published.iter().collect::<Vec<_>>(), [Some(19_613), Some(19_614), None]);
    assert_eq!(reports.column_by_name("published_at").unwrap().null_count(), 2, "a day alone is no moment");
}

#[test]
fn a_statement_of_a_claim_tells_who_says_so_where_and_from_whom() {
    let table = Table::ClaimStatements;
    let rows = rows(&evidence(), table);
    let told: Vec<String> = ["claim", "report", "text", "source", "origin_name", "support"]
        .map(|name| cell(table, &rows[0], name).text().unwrap())
        .into();
    assert_eq!(told, ["C1", "r1", "two people died", "The coastguard", "coastguard", "says"]);
    assert_eq!(cell(table, &rows[1], "origin"), &Cell::Empty, "silence is no origin");
}

#[test]
fn each_format_has_every_row_and_column() {
    let evidence = evidence();
    for table in Table::ALL {
        let make = |format| {
            let mut out = Vec::new();
            let count = write(&evidence, table, format, &mut out).unwrap();
            assert_eq!(count, rows(&evidence, table).len());
            (out, count)
        };
        let (lines, count) = make(Format::JsonLines);
        let lines = String::from_utf8(lines).unwrap();
        let objects: Vec<serde_json::Value> =
            lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(objects.len(), count);
        assert!(objects.iter().all(|object| object.as_object().unwrap().len() == table.columns().len()));

        for format in [Format::Csv, Format::Postgres] {
            let (bytes, _) = make(format);
            let mut reader = csv::Reader::from_reader(bytes.as_slice());
            assert_eq!(reader.headers().unwrap().len(), table.columns().len());
            assert_eq!(reader.records().map(Result::unwrap).count(), count);
        }
    }
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_has_every_row_and_column_and_the_same_bytes_each_time() {
    use parquet::file::reader::{FileReader, SerializedFileReader};

    let evidence = evidence();
    for table in Table::ALL {
        let make = || {
            let mut out = Vec::new();
            let count = write(&evidence, table, Format::Parquet, &mut out).unwrap();
            (out, count)
        };
        let (bytes, count) = make();
        assert_eq!(bytes, make().0, "the same evidence gives the same bytes");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table.parquet");
        std::fs::write(&path, bytes).unwrap();
        let file = SerializedFileReader::new(std::fs::File::open(&path).unwrap()).unwrap();
        assert_eq!(file.metadata().file_metadata().num_rows(), count as i64);
        for row in file.get_row_iter(None).unwrap() {
            assert_eq!(row.unwrap().len(), table.columns().len());
        }
    }
}

#[test]
fn the_loading_script_names_every_column_once() {
    let sql = load_sql();
    for table in Table::ALL {
        let made = sql.split(&format!("CREATE TABLE {table} (")).nth(1).unwrap().split(");").next().unwrap();
        assert_eq!(made.matches('\n').count(), table.columns().len() + 1);
    }
    assert!(!sql.contains("report's'"), "an apostrophe in a comment is doubled");
}

/// The page of the documentation that describes the tables.
#[test]
fn the_documentation_describes_every_column() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/tables.md");
    let page = std::fs::read_to_string(path).unwrap();
    let mut made = String::new();
    for table in Table::ALL {
        made.push_str(&format!("### `{table}`\n\n{}", table.meaning()));
        if !table.key().is_empty() {
            made.push_str(&format!(" Key: `{}`.", table.key().join("`, `")));
        }
        made.push_str("\n\n| column | type | meaning |\n|---|---|---|\n");
        for column in table.columns() {
            made.push_str(&format!("| `{}` | {} | {} |\n", column.name, column.kind.word(), column.meaning));
        }
        made.push('\n');
    }
    let (head, rest) = page.split_once("<!-- columns -->\n").unwrap();
    let (_, tail) = rest.split_once("<!-- end of columns -->").unwrap();
    let anew = format!("{head}<!-- columns -->\n{made}<!-- end of columns -->{tail}");
    if std::env::var_os("TWOSOURCE_WRITE_DOCS").is_some() {
        std::fs::write(path, &anew).unwrap();
    }
    assert_eq!(page, anew, "run this test with TWOSOURCE_WRITE_DOCS=1 to write the list of columns anew");
}
