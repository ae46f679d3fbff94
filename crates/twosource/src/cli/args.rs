//! The one table of flags: help, man page and shell completions all come from it.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, Subcommand, ValueEnum};

use super::amount;

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
  twosource ingest reports/                        take reports into a standing collection
  twosource watch --feeds feeds.opml               follow feeds into it
  twosource stories                                what is in it

Results go to standard output, everything else to standard error.
Exit code: 0 done, 1 an input could not be read (the others are still done), 2 wrong usage."
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
    /// Tell why a claim of an evidence file stands where it stands
    Explain(Explain),
    /// Check every hash and span of an evidence file against the reports
    Verify(Verify),
    /// List the language models, or take one from a file
    Models(Models),
    /// Print the JSON Schema of the evidence file
    Schema,
    /// Print a completion script for a shell
    Completions {
        /// Which shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print the man page
    #[command(hide = true)]
    Man,
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
}

const PATHS_HELP: &str =
    "Reports: text, HTML, Markdown or JSON-lines files, folders, globs, or - for standard input";

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  twosource brief examples/ferry
  twosource brief reports/*.txt --format md > brief.md
  twosource brief reports/ --output brief.html --open
  cat reports.jsonl | twosource brief - --format json --output evidence.json

A JSON line is an object with `id` and `text`, and where known `outlet`, `title`, `published`, `url`, `byline`.
A text or Markdown file may open with a YAML front matter of the same keys.")]
pub struct Brief {
    #[arg(required = true, value_name = "PATH", help = PATHS_HELP)]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub page: Page,
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
#[command(after_help = "Example:
  twosource verify evidence.json reports/")]
pub struct Verify {
    /// An evidence file, as `twosource brief --format json` writes it
    #[arg(value_name = "EVIDENCE")]
    pub evidence: PathBuf,
    #[arg(required = true, value_name = "PATH", help = PATHS_HELP)]
    pub paths: Vec<PathBuf>,
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

/// Which collection.
#[derive(Debug, clap::Args)]
pub struct Place {
    /// The collection's folder; without it TWOSOURCE_STORE, else a folder among the user's data
    #[arg(long, value_name = "FOLDER")]
    pub store: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  twosource ingest reports/
  twosource ingest crawl.warc.gz feed.xml --store ferry/
  curl -s https://example.org/reports.jsonl | twosource ingest - --json

The same bytes again change nothing; other bytes under a known id or address are a new version of the report.
What is acknowledged (a line of --json, or the end of the command) is on the disk.")]
pub struct Ingest {
    #[arg(required = true, value_name = "PATH", help = INGEST_HELP)]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub place: Place,
    /// A JSON line for each report as soon as it is safe: id, outcome, story, version, path, line
    #[arg(long)]
    pub json: bool,
}

const INGEST_HELP: &str = "Reports: what `brief` reads, and WARC files, feeds and news sitemaps saved as files; folders, globs, or - for standard input";

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  twosource watch https://harbour.example/feed https://star.example/news-sitemap.xml
  twosource watch --feeds feeds.opml --every 10m
  twosource watch --feeds feeds.txt --once --json

Feeds are RSS, Atom, JSON Feeds, news sitemaps and their indexes; the page of each new entry is fetched and read, and
looked at again for quiet edits. One request at a time goes to a host, as its robots.txt allows. A list holds one
address a line (# begins a comment), or is OPML. Ctrl-C stops; what was taken in is safe, and the next start goes on.")]
pub struct Watch {
    /// Addresses of feeds
    #[arg(required_unless_present = "list", value_name = "FEED")]
    pub feeds: Vec<String>,
    /// A list of feeds: one address a line, or OPML
    #[arg(long = "feeds", value_name = "FILE")]
    pub list: Option<PathBuf>,
    #[command(flatten)]
    pub place: Place,
    /// Time from the end of one round to the next: 90s, 15m, 2h
    #[arg(long, value_name = "TIME", default_value = "15m", value_parser = amount::time)]
    pub every: Duration,
    /// Watch once and end; exit code 1 where a feed failed
    #[arg(long)]
    pub once: bool,
    /// The least time between two requests to one host
    #[arg(long, value_name = "TIME", default_value = "1s", value_parser = amount::time)]
    pub delay: Duration,
    /// The longest that one fetch may take
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = amount::time)]
    pub timeout: Duration,
    /// The most that one feed or page may have, unfolded: 500KB, 20MB
    #[arg(long, value_name = "SIZE", default_value = "20MB", value_parser = amount::size)]
    pub max_bytes: usize,
    /// When to look at a page again for quiet edits: so long after it came, then three times as long each time; 0s for
    /// never
    #[arg(long, value_name = "TIME", default_value = "1h", value_parser = amount::time)]
    pub recheck: Duration,
    /// Also fetch from this machine and private networks
    #[arg(long)]
    pub allow_private: bool,
    /// A JSON line for each report as soon as it is safe: id, outcome, story, version, url
    #[arg(long)]
    pub json: bool,
}

const MOMENT_HELP: &str = "2023-09-14 or 2023-09-14T08:00:00Z";

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  twosource stories
  twosource stories --entity \"Kim Jong Un\" --since 2023-09-13
  twosource stories --outlet BBC --json")]
pub struct Stories {
    #[command(flatten)]
    pub place: Place,
    /// With a report of this time or later
    #[arg(long, value_name = "TIME", long_help = MOMENT_HELP)]
    pub since: Option<String>,
    /// With a report before this time
    #[arg(long, value_name = "TIME", long_help = MOMENT_HELP)]
    pub until: Option<String>,
    /// With a report of an outlet whose name holds this
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// With a report that mentions a name that holds this
    #[arg(long, value_name = "NAME")]
    pub entity: Option<String>,
    /// With at least so many reports
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub at_least: usize,
    /// Stories to list; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: usize,
    /// A JSON line a story
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  twosource show S12
  twosource show S12 --since 2023-09-14            first what is new, then the brief
  twosource show S12 --output brief.html --open
  twosource show S12 --history                     who joined or left it, and how its claims stood

With --since, a report is new where the collection received it, or its newest version, at that time or later;
with --published, where its outlet dates it so.")]
pub struct Show {
    /// The story's number, as `twosource stories` tells it
    #[arg(value_name = "STORY")]
    pub story: String,
    #[command(flatten)]
    pub place: Place,
    /// Tell what is new since this time: origins, conflicts, claims whose standing rose or fell
    #[arg(long, value_name = "TIME", long_help = MOMENT_HELP)]
    pub since: Option<String>,
    /// Count --since by the outlets' dates of publication
    #[arg(long, requires = "since")]
    pub published: bool,
    /// Tell in place of the brief which reports joined or left the story, and how its claims stood over time
    #[arg(long, conflicts_with_all = ["since", "format", "output", "open", "width"])]
    pub history: bool,
    #[command(flatten)]
    pub page: Page,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  twosource search ferry grounding
  twosource search '\"two crew\" outlet:BBC date:2023-09-13..2023-09-15'
  twosource search missile --speaker \"Kim Jong Un\"
  twosource search 'toll standing:disputed'

Words are stemmed and must all be there; \"two words\" stand together, -word must not be there, OR lets either do.
Fields: outlet, speaker, entity, date (a day, or two with .. between), standing (corroborated, disputed, echoed,
single-source). With a speaker or a standing the hits are statements, else reports.")]
pub struct Search {
    /// What to look for: words, and fields such as outlet:BBC
    #[arg(required = true, value_name = "QUERY")]
    pub query: Vec<String>,
    #[command(flatten)]
    pub place: Place,
    /// Who published it
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// Who says it
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,
    /// Who or what is mentioned
    #[arg(long, value_name = "NAME")]
    pub entity: Option<String>,
    /// Day of publication, or two with .. between
    #[arg(long, value_name = "DAYS")]
    pub date: Option<String>,
    /// How the claim stands
    #[arg(long, value_name = "STANDING")]
    pub standing: Option<String>,
    /// Find single statements in place of reports
    #[arg(long)]
    pub statements: bool,
    /// Hits to show
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..=10_000))]
    pub limit: u64,
    /// A JSON line a hit
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  twosource changes                      every report that has been changed
  twosource changes r7                   one, by its id, address, or the start of its id
  twosource changes --json

An altered number, date or source without a word that the report was corrected is marked \"quiet\".")]
pub struct Changes {
    /// The report's id or address; without it all that changed
    #[arg(value_name = "REPORT")]
    pub report: Option<String>,
    #[command(flatten)]
    pub place: Place,
    /// A JSON line a report
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  twosource export --what claims --format csv --output claims.csv
  twosource export --what statements --output statements.parquet
  twosource export --what reports | head")]
pub struct Export {
    /// The table
    #[arg(long, value_enum)]
    pub what: Table,
    /// What to write; without it, what the ending of --output says, else JSON lines
    #[arg(short, long, value_enum)]
    pub format: Option<TableFormat>,
    /// Write to a file in place of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub place: Place,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  twosource serve --open
  twosource serve --store ferry/ --listen 127.0.0.1:9000
  twosource serve --listen 0.0.0.0:8321 --token-file token.txt

The pages are at the address that is printed, the interface for programs below it at /api.
Beyond this machine the collection is only served with a token, which readers enter once; traffic is not encrypted:
put a proxy that does TLS before it, or keep it within a network that you trust.")]
pub struct Serve {
    #[command(flatten)]
    pub place: Place,
    /// Address and port to listen at; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8321")]
    pub listen: std::net::SocketAddr,
    /// A file whose first line is the token that readers must bring; TWOSOURCE_TOKEN gives one without a file
    #[arg(long, value_name = "FILE")]
    pub token_file: Option<PathBuf>,
    /// Let briefs be made of pages at private and loopback addresses
    #[arg(long)]
    pub allow_private: bool,
    /// Open the pages in the browser
    #[arg(long)]
    pub open: bool,
}

/// A table of the collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Table {
    /// Reports in their newest version
    Reports,
    /// What the reports assert
    Statements,
    /// Who says what
    Attributions,
    /// Claims of all stories, and how they stand
    Claims,
    /// Conflicts of all stories
    Conflicts,
}

/// What a table is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// A JSON object a line
    Jsonl,
    /// Comma-separated values
    Csv,
    /// Apache Parquet
    Parquet,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_table_of_flags_is_sound() {
        super::Args::command().debug_assert();
    }
}
