//! Flags of `twosource outlets`.

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Debug, clap::Args)]
#[command(arg_required_else_help = true)]
pub struct Outlets {
    #[command(subcommand)]
    pub command: OutletsCommand,
}

#[derive(Debug, Subcommand)]
pub enum OutletsCommand {
    /// Print what the register knows of outlets, by name or address; without any, how much it holds
    #[command(after_help = "Examples:
  twosource outlets show Reuters \"BBC Scotland\" guardian.ng
  twosource outlets show --json https://web.archive.org/web/2023/https://www.bbc.co.uk/news
  twosource outlets show Courier --outlets mine.tsv")]
    Show {
        #[arg(value_name = "NAME|ADDRESS")]
        asked: Vec<String>,
        /// A JSON line an outlet
        #[arg(long)]
        json: bool,
    },
    /// Tell which outlet each report or address is, and why
    #[command(after_help = "Examples:
  twosource outlets check reports/
  twosource outlets check https://www-bbc-co-uk.translate.goog/news amp.cnn.com

A page's own name for itself counts only where its host does not speak against it: a page at evil.example that
calls itself Reuters is evil.example.")]
    Check {
        #[arg(required = true, value_name = "PATH|ADDRESS")]
        inputs: Vec<String>,
        /// A JSON line a report
        #[arg(long)]
        json: bool,
    },
    /// Take a list of others into a file of your own
    #[command(after_help = "Examples:
  twosource outlets import all_domains.csv --to mine.tsv
  twosource outlets import query.json --to ~/.local/share/twosource/collection/outlets.tsv
  twosource brief reports/ --outlets mine.tsv

Told by their columns: an outlet register, the Tow Center's list of partisan local networks, MassMove's list of sites and
operators, and results of a Wikidata query (CSV or JSON; docs/outlets.md has the query). What FILE says already stays.")]
    Import {
        /// The list
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// The file of your own; made where it is not there
        #[arg(long, value_name = "USERFILE")]
        to: PathBuf,
    },
}
