//! The flags of `twosource check`.

use std::path::PathBuf;
use std::time::Duration;

use clap::ValueEnum;

use super::super::amount;
use super::{Page, Place};

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  twosource check draft.md --against reports/
  twosource check \"The ferry carried 208 people.\" --against S12
  cat draft.txt | twosource check - --against reports/*.txt --format html --output check.html
  twosource check draft.md --against reports/ --json --fail-on unconfirmed

For each sentence of the draft, each statement and each detail in it: which named, independent origins confirm it, whether it is
carried with no source or from one only, who has it otherwise, or that no report tells of it. Quotations are held against the
reports to the letter, and names that the reports spell otherwise are listed. The draft itself never counts as a source.
Several drafts (JSON lines, a folder) are checked one by one; --json gives a line each then.

Exit code 3 where --fail-on says so.")]
pub struct Check {
    /// The draft: a file, - for standard input, or its text
    #[arg(value_name = "DRAFT")]
    pub draft: String,
    /// Reports of the event (files, folders, globs), or a story of the collection by its number
    #[arg(long, required = true, num_args = 1.., value_name = "PATH|STORY")]
    pub against: Vec<PathBuf>,
    #[command(flatten)]
    pub place: Place,
    /// Judge by the house rules of this file (see `twosource rules show`)
    #[arg(long, value_name = "FILE")]
    pub rules: Option<PathBuf>,
    /// Give up a report that takes longer than this to be read closely; it is named, and the others are done
    #[arg(long, value_name = "SECONDS", value_parser = amount::time)]
    pub time_limit: Option<Duration>,
    /// What makes the exit code 3
    #[arg(long, value_enum, default_value_t = FailOn::Contradicted, value_name = "WHAT")]
    pub fail_on: FailOn,
    #[command(flatten)]
    pub page: Page,
}

/// What makes a check fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// A report contradicts a statement, a detail or a quotation
    Contradicted,
    /// Also a statement that is not confirmed by two named, independent origins
    Unconfirmed,
    /// Nothing
    Never,
}
