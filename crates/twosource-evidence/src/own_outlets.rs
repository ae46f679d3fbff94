//! A desk's own file of outlets, as the settings of a run tell of it.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::file::Run;
use crate::record::hex;

/// The name of the file in the settings of a run.
pub const SETTING: &str = "outlets";

/// Which file stood beside the shipped register. Whose outlets are one, and which belong to a state, may follow from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnOutlets {
    /// Lower-case hexadecimal SHA-256 of the file.
    pub sha256: String,
    /// Its rows.
    pub rows: usize,
}

impl OwnOutlets {
    /// What is told of a file with this text.
    pub fn of(text: &str) -> OwnOutlets {
        let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
        // The first line names the columns.
        OwnOutlets { sha256: hex(&Sha256::digest(text.as_bytes())), rows: lines.count().saturating_sub(1) }
    }

    /// Writes it into the settings of a run.
    pub fn write_to(&self, run: &mut Run) {
        if let Ok(value) = serde_json::to_value(self) {
            run.settings.insert(SETTING.to_owned(), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_tells_by_which_outlets_it_was_weighed() {
        let own = OwnOutlets::of("# Ours.\nname\towner\nHarbour Post\tBay Press\n\nEvening Star\t\n");
        let mut run = Run::default();
        own.write_to(&mut run);
        assert_eq!(own.rows, 2);
        assert_eq!(run.settings[SETTING]["sha256"].as_str().map(str::len), Some(64));
    }
}
