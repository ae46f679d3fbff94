//! The one table of flags: help, man page and shell completions all come from it.

mod check;
mod collection;
mod outlets;

use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, Subcommand, ValueEnum};

use super::amount;

pub use check::{Check, FailOn};
pub use collection::{
    Changes, Doctor, Export, Follow, Ingest, Place, Search, Serve, Show, Standard, Stories, Table,
    TableFormat, Watch,
};

#[cfg(feature = "mcp")]
pub use collection::Mcp;
pub use outlets::{Outlets, OutletsCommand};

/// What independent sources confirm, what all repeat from one, what one alone says, and where they disagree.
#[derive(Debug, Parser)]
#[command(
    name = "twosource",
    version,
    propagate_version = true,
    arg_required_else_help = true,
    after_help = "Examples:
  twosource brief reports/                         a brief on the terminal
  twosource brief reports/ --output brief.html     one page to read, share and print
  twosource brief reports/ --output evidence.json  the evidence file
  twosource explain evidence.json C3               why a claim stands where it stands
  twosource verify evidence.json reports/          that the reports still say so
  twosource check draft.md --against reports/      who confirms what a draft says, and who contradicts it
  twosource ingest reports/                        take reports into a standing collection
  twosource watch --feeds feeds.opml               follow feeds into it
  twosource stories                                what is in it

Results go to standard output, everything else to standard error.
Exit code: 0 done, 1 an input could not be read (the others are still done), 2 wrong usage, 3 a checked draft is
contradicted."
)]
pub struct Args {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// Flags that every command takes.
#[derive(Debug, clap::Args)]
pub struct Global {
    /// Say more: each input read, warnings in full (twice: timings)
    #[arg(short, long, global = true, action = clap::ArgAction::Count, conflicts_with = "quiet")]
    pub verbose: u8,
    /// Say nothing but results and failures
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Colour
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub color: Colour,
    /// A model other than the default: its name (see `twosource models list`) or its file
    #[arg(long, global = true, value_name = "MODEL")]
    pub model: Option<String>,
    /// A file of outlets of your own, which wins over the program's register (see `twosource outlets`)
    #[arg(long, global = true, value_name = "FILE")]
    pub outlets: Option<PathBuf>,
    /// Threads to use; the result is the same for any number
    #[arg(long, global = true, value_name = "N", value_parser = threads)]
    pub threads: Option<usize>,
}

fn threads(given: &str) -> Result<usize, String> {
    match given.parse() {
        Ok(n @ 1..=1024) => Ok(n),
        _ => Err("give a number from 1 to 1024".to_owned()),
    }
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Group reports into stories and print the brief of each
    Brief(Brief),
    /// Print what each report by itself holds, a JSON line a report
    Annotate(Annotate),
    /// Print the parse of each report as CoNLL-U
    Parse(Annotate),
    /// Take reports into the collection
    Ingest(Ingest),
    /// Follow feeds, and take in what they bring
    Watch(Watch),
    /// Tell those who follow a story, a name, a claim or a number, by webhook and mail
    Follow(Follow),
    /// List the stories of the collection
    Stories(Stories),
    /// Print the brief of a story of the collection, or what is new in it
    Show(Show),
    /// Search the collection
    Search(Search),
    /// Tell what reports say otherwise than they did
    Changes(Changes),
    /// Write a table of the collection: JSON lines, CSV or Parquet
    Export(Export),
    /// Show the collection in the browser, and answer programs
    Serve(Serve),
    /// Look a collection over for damage, make anew what is derived, save what can be read
    Doctor(Doctor),
    /// Answer assistants over the Model Context Protocol
    #[cfg(feature = "mcp")]
    Mcp(Mcp),
    /// Tell why a claim of an evidence file stands where it stands
    Explain(Explain),
    /// Hold a draft against reports: who confirms each statement and detail, who contradicts it, what no report says
    Check(Check),
    /// Sign an evidence file, or have it time-stamped
    Sign(Sign),
    /// Check that an evidence file follows from its reports: hashes, spans, and all that they give weighed anew
    Verify(Verify),
    /// Show the outlet register: which address is which outlet, whose, and what you have added
    Outlets(Outlets),
    /// List the language models, or take one from a file
    Models(Models),
    /// Print the house rules: what counts as an origin, and how many a claim needs
    Rules(Rules),
    /// Print the JSON Schema of the evidence file, or of a check
    Schema {
        /// Of what
        #[arg(value_enum, default_value_t = SchemaOf::Evidence)]
        of: SchemaOf,
    },
    /// Print a completion script for a shell
    Completions {
        /// Which shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print the man page
    #[command(hide = true)]
    Man {
        /// A folder that gets the pages of all commands; without it the program's own is printed
        #[arg(long, value_name = "FOLDER")]
        to: Option<std::path::PathBuf>,
    },
}

/// A JSON document that has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// The evidence file
    Evidence,
    /// What `twosource check --format json` prints
    Check,
}

/// What a brief is printed as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a terminal
    Text,
    /// One self-contained page
    Html,
    /// The evidence file
    Json,
    /// Markdown
    Md,
    /// A document for a word processor
    Docx,
    /// A workbook for a spreadsheet: claims, details, conflicts and more, a sheet each
    Xlsx,
}

const PATHS_HELP: &str =
    "Reports: text, HTML, Markdown or JSON-lines files, folders, globs, or - for standard input";

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  twosource brief examples/ferry
  twosource brief reports/*.txt --format md > brief.md
  twosource brief reports/ --output brief.html --open
  twosource brief https://one.example/story https://two.example/story notes.txt
  cat reports.jsonl | twosource brief - --format json --output evidence.json

A JSON line is an object with `id` and `text`, and where known `outlet`, `title`, `published`, `url`, `byline`.
A text or Markdown file may open with a YAML front matter of the same keys.")]
pub struct Brief {
    #[arg(
        required = true,
        value_name = "PATH|URL",
        help = "Reports: text, HTML, Markdown or JSON-lines files, folders, globs, addresses of pages, or - for standard input"
    )]
    pub paths: Vec<PathBuf>,
    /// Also fetch from this machine and private networks
    #[arg(long)]
    pub allow_private: bool,
    /// Weigh by the house rules of this file (see `twosource rules show`)
    #[arg(long, value_name = "FILE")]
    pub rules: Option<PathBuf>,
    /// Give up a report that takes longer than this to be read closely; it is named, and the others are done
    #[arg(long, value_name = "SECONDS", value_parser = amount::time)]
    pub time_limit: Option<Duration>,
    /// Take a source away and weigh the rest again: what rests on it alone, and, of an outlet or agency, its text, whoever
    /// prints it (may be given several times)
    #[arg(long, value_name = "SOURCE")]
    pub without: Vec<String>,
    #[command(flatten)]
    pub page: Page,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  twosource rules show > rules.toml
  twosource brief reports/ --rules rules.toml

A file rules.toml in the folder of a collection holds for that collection.")]
pub struct Rules {
    #[command(subcommand)]
    pub command: RulesCommand,
}

#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// Print the default rules as a file, with what each means
    Show,
}

/// How a brief is printed.
#[derive(Debug, clap::Args)]
pub struct Page {
    /// What to print; without it, what the ending of --output says, else text
    #[arg(short, long, value_enum)]
    pub format: Option<Format>,
    /// Write to a file in place of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Open the page in the browser (HTML unless --format says otherwise)
    #[arg(long)]
    pub open: bool,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// Columns of the text; without it, the terminal's
    #[arg(long, value_name = "COLUMNS", value_parser = width)]
    pub width: Option<usize>,
    /// All of it in the text: every claim of one outlet alone, every quotation, name and moment
    #[arg(long)]
    pub all: bool,
}

fn width(given: &str) -> Result<usize, String> {
    match given.parse() {
        Ok(columns @ 30..=1000) => Ok(columns),
        _ => Err("give a number from 30 to 1000".to_owned()),
    }
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  twosource annotate report.txt
  twosource annotate reports.jsonl --output annotated.jsonl
  twosource parse report.txt --output report.conllu")]
pub struct Annotate {
    #[arg(required = true, value_name = "PATH", help = PATHS_HELP)]
    pub paths: Vec<PathBuf>,
    /// Write to a file in place of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Give up a report that takes longer than this to be read closely; it is named, and the others are done
    #[arg(long, value_name = "SECONDS", value_parser = amount::time)]
    pub time_limit: Option<Duration>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  twosource explain evidence.json C3
  twosource explain evidence.json \"two ballistic missiles\"")]
pub struct Explain {
    /// An evidence file, as `twosource brief --format json` writes it
    #[arg(value_name = "EVIDENCE")]
    pub evidence: PathBuf,
    /// A claim: its id (C3, or STORY:C3 where there are several stories), or words of it
    #[arg(value_name = "CLAIM")]
    pub claim: String,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  twosource verify evidence.json reports/
  twosource verify evidence.json reports/ --quick

The reports are weighed anew by the rules that the file names, and each place of the file that says something else than they
give is named. Exit code: 0 all follows, 1 something does not or could not be checked.")]
pub struct Verify {
    /// An evidence file, as `twosource brief --format json` writes it
    #[arg(value_name = "EVIDENCE")]
    pub evidence: PathBuf,
    #[arg(required = true, value_name = "PATH", help = PATHS_HELP)]
    pub paths: Vec<PathBuf>,
    /// Check hashes, spans and references only; whether standings follow is then not checked
    #[arg(long)]
    pub quick: bool,
    /// Whose signature it must bear: a public key, in hexadecimal or as a file
    #[arg(long, value_name = "KEY")]
    pub signer: Option<String>,
    /// Certificates (PEM) of the time stamping authorities to believe; its time stamp must be by one of them
    #[arg(long, value_name = "FILE")]
    pub authority: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  twosource sign evidence.json --key desk.pem --new-key
  twosource sign evidence.json --key desk.pem --time-stamp https://freetsa.org/tsr
  twosource verify evidence.json reports/ --signer 5f3c… --authority ca.pem

The signature (Ed25519) is put into EVIDENCE.sig, the authority's answer (RFC 3161) into EVIDENCE.tsr; the file itself stays
as it is. A time stamp tells the authority the file's hash and nothing else.")]
pub struct Sign {
    /// An evidence file
    #[arg(value_name = "EVIDENCE")]
    pub evidence: PathBuf,
    /// The key to sign with: Ed25519 in PEM, as `openssl genpkey -algorithm ed25519` makes it
    #[arg(long, value_name = "FILE", required_unless_present = "time_stamp")]
    pub key: Option<PathBuf>,
    /// Make the key first; a file that is there is not written over
    #[arg(long, requires = "key")]
    pub new_key: bool,
    /// Have the file's hash stamped by the authority at this address
    #[arg(long, value_name = "ADDRESS")]
    pub time_stamp: Option<String>,
}

#[derive(Debug, clap::Args)]
#[command(arg_required_else_help = true)]
pub struct Models {
    #[command(subcommand)]
    pub command: ModelsCommand,
}

#[derive(Debug, Subcommand)]
pub enum ModelsCommand {
    /// List the models at hand and where they are
    List {
        /// A JSON line a model
        #[arg(long)]
        json: bool,
    },
    /// Take a model from a spaCy wheel, a spaCy model folder, or a .tsm file
    #[command(after_help = "Examples:
  twosource models import en_core_web_md-3.8.0-py3-none-any.whl
  twosource brief reports/ --model en_core_web_md

Imported models are kept in the folder that `twosource models list` names; TWOSOURCE_MODELS sets another.")]
    Import {
        /// The wheel, folder or .tsm file
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_table_of_flags_is_sound() {
        super::Args::command().debug_assert();
    }
}
