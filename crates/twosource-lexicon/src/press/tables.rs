//! The tables of the press, each once.

use std::sync::LazyLock;

use crate::Table;

macro_rules! tables {
    ($($name:ident: $file:literal),+ $(,)?) => {
        $(pub(super) static $name: LazyLock<Table> =
            LazyLock::new(|| Table::shipped(include_str!(concat!("../../data/press/", $file))));)+

        /// The name of each file and its text, for the test that reads them all.
        #[cfg(test)]
        pub(super) const ALL: &[(&str, &str)] =
            &[$(($file, include_str!(concat!("../../data/press/", $file)))),+];
    };
}

tables! {
    COUNTRIES: "countries.tsv",
    EDITIONS: "edition-words.tsv",
    HOSTS: "hosts.tsv",
    LETTERS: "letters.tsv",
    NO_NAMES: "no-names.tsv",
    OUTLETS: "outlets.tsv",
    TITLE_WORDS: "title-words.tsv",
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The columns of each table. A table with a column more or less is another table.
    const COLUMNS: [(&str, &[&str]); 7] = [
        ("countries.tsv", &["code", "name"]),
        ("edition-words.tsv", &["word", "kind"]),
        ("hosts.tsv", &["host", "kind", "before", "parts"]),
        ("letters.tsv", &["letter", "latin"]),
        ("no-names.tsv", &["name"]),
        ("outlets.tsv", &super::super::COLUMNS),
        ("title-words.tsv", &["word"]),
    ];

    #[test]
    fn every_table_is_sound() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/press");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        assert_eq!(
            files,
            ALL.iter().map(|(file, _)| *file).collect::<Vec<_>>(),
            "each file is a table that is read"
        );
        for ((file, text), (named, columns)) in ALL.iter().zip(COLUMNS) {
            assert_eq!(*file, named);
            let table = Table::parse(text).unwrap_or_else(|error| panic!("{file}: {error}"));
            assert!(table.head().contains("Origin:"), "{file}: the head names its origin");
            assert!(table.head().contains("Licence:"), "{file}: the head names its licence");
            assert_eq!(table.columns(), columns, "{file}: its columns are known");
            let firsts: Vec<&str> = table.rows().map(|row| row.cell(columns[0])).collect();
            for pair in firsts.windows(2) {
                assert!(
                    pair[0] < pair[1],
                    "{file}: '{}' before '{}': sorted, and no row twice",
                    pair[0],
                    pair[1]
                );
            }
            for row in table.rows() {
                for column in columns {
                    let cell = row.cell(column);
                    assert!(!cell.contains("  "), "{file}, line {}: two spaces in '{cell}'", row.line);
                    assert!(
                        !cell.ends_with(';') && !cell.contains(";;"),
                        "{file}, line {}: '{cell}'",
                        row.line
                    );
                }
            }
        }
    }
}
