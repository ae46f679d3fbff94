//! The script that loads the tables into PostgreSQL.

use std::fmt::Write;

use crate::{Column, Format, Table};

/// Words of these columns are found by full-text search: a table, and what its words are made from.
const FULL_TEXT: [(Table, &str); 3] = [
    // PostgreSQL holds about a megabyte of words of one text; longer reports are found by their beginning.
    (Table::Reports, "coalesce(title, '') || ' ' || left(text, 100000)"),
    (Table::Statements, "left(text, 100000)"),
    (Table::Claims, "left(text, 100000)"),
];

/// Which columns lead to which table's key.
const LEADS_TO: [(Table, &[&str], Table); 13] = [
    (Table::Reports, &["story"], Table::Stories),
    (Table::Statements, &["report"], Table::Reports),
    (Table::Attributions, &["report"], Table::Reports),
    (Table::Claims, &["story"], Table::Stories),
    (Table::ClaimStatements, &["story", "claim"], Table::Claims),
    (Table::ClaimStatements, &["report"], Table::Reports),
    (Table::Details, &["story", "claim"], Table::Claims),
    (Table::Conflicts, &["story"], Table::Stories),
    (Table::Quotations, &["report"], Table::Reports),
    (Table::Origins, &["story"], Table::Stories),
    (Table::CastMembers, &["story"], Table::Stories),
    (Table::Dependence, &["report"], Table::Reports),
    (Table::Dependence, &["other_report"], Table::Reports),
];

/// What `psql` runs, in the folder of the files, to load all tables: types, keys, indices and full-text search. Tables of the
/// same names in the schema are replaced.
pub fn load_sql() -> String {
    let mut sql = String::from(
        "-- Loads the tables of this folder: cd here, then psql DATABASE -f load.sql\n\
         -- Tables of the same names in the schema twosource are replaced.\n\
         \\set ON_ERROR_STOP on\n\
         BEGIN;\n\
         CREATE SCHEMA IF NOT EXISTS twosource;\n\
         SET LOCAL search_path TO twosource;\n\
         SET LOCAL client_encoding TO 'UTF8';\n\n",
    );
    // Writing into a String does not fail.
    let mut line = |text: std::fmt::Arguments| {
        let _ = sql.write_fmt(format_args!("{text}\n"));
    };
    for table in Table::ALL.into_iter().rev() {
        line(format_args!("DROP TABLE IF EXISTS {table};"));
    }
    for table in Table::ALL {
        line(format_args!("\nCREATE TABLE {table} ("));
        let columns = table.columns();
        for (index, column) in columns.iter().enumerate() {
            let comma = if index + 1 < columns.len() { "," } else { "" };
            line(format_args!("    {} {}{comma}", column.name, column.kind.postgres()));
        }
        line(format_args!(");"));
        let names: Vec<&str> = columns.iter().map(|column: &Column| column.name).collect();
        let ending = Format::Postgres.ending();
        line(format_args!(
            "\\copy {table} ({}) FROM '{table}.{ending}' WITH (FORMAT csv, HEADER true)",
            names.join(", ")
        ));
        if !table.key().is_empty() {
            line(format_args!("ALTER TABLE {table} ADD PRIMARY KEY ({});", table.key().join(", ")));
        }
        line(format_args!("COMMENT ON TABLE {table} IS '{}';", quoted(table.meaning())));
        for column in columns {
            line(format_args!("COMMENT ON COLUMN {table}.{} IS '{}';", column.name, quoted(column.meaning)));
        }
    }
    line(format_args!(""));
    for (table, columns, to) in LEADS_TO {
        let columns = columns.join(", ");
        line(format_args!("ALTER TABLE {table} ADD FOREIGN KEY ({columns}) REFERENCES {to};"));
        line(format_args!("CREATE INDEX ON {table} ({columns});"));
    }
    line(format_args!("CREATE INDEX ON reports (published);"));
    line(format_args!("CREATE INDEX ON claims (standing);\n"));
    for (table, words) in FULL_TEXT {
        line(format_args!(
            "ALTER TABLE {table} ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('english', {words})) STORED;"
        ));
        line(format_args!("CREATE INDEX ON {table} USING gin (words);"));
    }
    line(format_args!("COMMIT;"));
    for table in Table::ALL {
        line(format_args!("ANALYZE twosource.{table};"));
    }
    sql
}

fn quoted(text: &str) -> String {
    text.replace('\'', "''")
}
