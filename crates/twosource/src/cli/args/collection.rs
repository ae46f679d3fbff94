//! The flags of the commands on a standing collection.

use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::Duration;

use clap::ValueEnum;
use clap::builder::PossibleValue;
use twosource::export;

use super::Page;
use crate::cli::amount;

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
  twosource ingest https://harbour.example/news/ferry-aground
  curl -s https://example.org/reports.jsonl | twosource ingest - --json

What an address gives is kept as it was sent, as web archives in the collection's folder pages/. The same bytes again change nothing; other bytes under a known id or address are a new version of the report.
What is acknowledged (a line of --json, or the end of the command) is on the disk.")]
pub struct Ingest {
    #[arg(required = true, value_name = "PATH|ADDRESS", help = INGEST_HELP)]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub place: Place,
    /// A JSON line for each report as soon as it is safe: id, outcome, story, version, path, line
    #[arg(long)]
    pub json: bool,
    /// Give up a report that takes longer than this to be read closely; it is named, and the others are done
    #[arg(long, value_name = "SECONDS", value_parser = amount::time)]
    pub time_limit: Option<Duration>,
    /// How long to wait for another program that writes to the collection
    #[arg(long, value_name = "TIME", default_value = "60s", value_parser = amount::time)]
    pub wait: Duration,
    /// The longest that one fetch may take
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = amount::time)]
    pub timeout: Duration,
    /// Also fetch from this machine and private networks
    #[arg(long)]
    pub allow_private: bool,
    /// Do not keep what is fetched as web archives in the collection's folder
    #[arg(long)]
    pub no_keep: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  twosource doctor
  twosource doctor --rebuild
  twosource doctor --store damaged/ --salvage saved/

Exit code: 0 all is sound, 1 something is not.")]
pub struct Doctor {
    #[command(flatten)]
    pub place: Place,
    /// Make anew what is derived: what search looks in, the lists of stories, and what was weighed
    #[arg(long, conflicts_with = "salvage")]
    pub rebuild: bool,
    /// Save what can be read into a new collection in this folder
    #[arg(long, value_name = "FOLDER")]
    pub salvage: Option<PathBuf>,
    /// A JSON line a finding
    #[arg(long)]
    pub json: bool,
}

const INGEST_HELP: &str = "Reports: what `brief` reads, and WARC files, feeds and news sitemaps saved as files; folders, globs, - for standard input, or addresses of pages (http://, https://)";

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
    /// Do not keep what is fetched as web archives in the collection's folder
    #[arg(long)]
    pub no_keep: bool,
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
    /// What comes first
    #[arg(long, value_enum, default_value_t = StoryOrder::Newest)]
    pub order: StoryOrder,
    /// Stories to list; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: usize,
    /// A JSON line a story
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  twosource follow plan.toml
  twosource follow plan.toml --once                for a scheduler

The plan is a file:

  pages = \"https://desk.example\"                  where twosource serve answers, for links
  [smtp]
  host = \"mail.example\"                           port, security = \"starttls\" | \"tls\" | \"none\", user
  from = \"Desk <desk@example.org>\"                the password: TWOSOURCE_SMTP_PASSWORD
  [[follow]]
  name = \"ferry desk\"
  story = \"S12\"                                   or claim = \"S12/c-7f3a\", or mention = \"Kim\", or none of them
  words = \"12 people\"                             only what holds them
  webhook = \"https://chat.example/hook\"
  mail = [\"night@example.org\"]

Told is substance only: a standing fell, a claim came into dispute or found a second source, a report changed a number, a
date or a source, or changed quietly. Who is new in the plan is told from then on.")]
pub struct Follow {
    /// The plan: who follows what
    #[arg(value_name = "PLAN")]
    pub plan: PathBuf,
    #[command(flatten)]
    pub place: Place,
    /// Look once, and end
    #[arg(long)]
    pub once: bool,
    /// How often to look
    #[arg(long, value_name = "TIME", default_value = "1m", value_parser = amount::time)]
    pub every: Duration,
    /// Also post to this machine and private networks
    #[arg(long)]
    pub allow_private: bool,
}

/// What a list of stories is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum StoryOrder {
    /// The newest report first
    Newest,
    /// The last change first
    Changed,
    /// Most claims in dispute first
    Disputes,
    /// Most named sources first
    Sources,
}

impl From<StoryOrder> for twosource::store::Order {
    fn from(order: StoryOrder) -> Self {
        match order {
            StoryOrder::Newest => Self::Newest,
            StoryOrder::Changed => Self::Changed,
            StoryOrder::Disputes => Self::Disputes,
            StoryOrder::Sources => Self::Sources,
        }
    }
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
  twosource export --what all --to tables/                       Parquet: DuckDB, polars, pandas, R, Spark
  twosource export --what all --to tables/ --format postgres     then: cd tables && psql DATABASE -f load.sql
  twosource export --evidence evidence.json --what all --to tables/
  twosource export --what reports | head
  twosource export --as web-annotation S12 --output annotations.json
  twosource export --as coders evidence.json
  twosource export --wacz S12 --output story.wacz

The tables are described in docs/tables.md, the formats of others in docs/standards.md.")]
pub struct Export {
    /// The table, or all of them
    #[arg(long, value_enum, required_unless_present_any = ["standard", "wacz"], conflicts_with = "standard")]
    pub what: Option<Table>,
    /// A format of others, of the story or evidence file that is named
    #[arg(long = "as", value_enum, value_name = "STANDARD", requires = "of")]
    pub standard: Option<Standard>,
    /// The pages of a story of the collection as they were fetched, with its evidence, as a web archive collection (WACZ)
    #[arg(long, value_name = "STORY", conflicts_with_all = ["standard", "what", "format"], requires = "output")]
    pub wacz: Option<String>,
    /// For --as: a story of the collection (S12), or an evidence file
    #[arg(value_name = "STORY|EVIDENCE", requires = "standard")]
    pub of: Option<String>,
    /// What to write; without it Parquet with --to, what the ending of --output says, else JSON lines
    #[arg(short, long, value_enum)]
    pub format: Option<TableFormat>,
    /// Write one table to a file in place of standard output
    #[arg(short, long, value_name = "FILE", conflicts_with = "to")]
    pub output: Option<PathBuf>,
    /// Write a file a table into this folder
    #[arg(long, value_name = "FOLDER", required_if_eq("what", "all"))]
    pub to: Option<PathBuf>,
    /// Make the tables of an evidence file in place of the collection
    #[arg(long, value_name = "FILE", conflicts_with = "store")]
    pub evidence: Option<PathBuf>,
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

#[cfg(feature = "mcp")]
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  twosource mcp                                    over standard input and output, for an assistant that starts it
  twosource mcp --files reports/                   may read these reports by name
  twosource mcp --listen 127.0.0.1:8322            streamable HTTP at http://127.0.0.1:8322/mcp
  twosource mcp --listen 0.0.0.0:8322 --token-file token.txt

Tools: brief, check, independence, explain, search, story. Resources: the stories of the collection and their evidence files.
Nothing is kept of what an assistant sends. Files are read from the folders of --files alone, pages from the open web alone;
beyond this machine each request has to bring the token as `Authorization: Bearer TOKEN`.")]
pub struct Mcp {
    #[command(flatten)]
    pub place: Place,
    /// Speak streamable HTTP at this address in place of standard input and output; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS")]
    pub listen: Option<std::net::SocketAddr>,
    /// A file whose first line is the token that requests must bring; TWOSOURCE_TOKEN gives one without a file
    #[arg(long, value_name = "FILE", requires = "listen")]
    pub token_file: Option<PathBuf>,
    /// A folder that files may be read from
    #[arg(long, value_name = "FOLDER")]
    pub files: Vec<PathBuf>,
    /// Also fetch from this machine and private networks
    #[arg(long)]
    pub allow_private: bool,
}

/// A table, or all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Table {
    /// Every table
    All,
    /// Stories
    Stories,
    /// Reports in their newest version
    Reports,
    /// What the reports assert
    Statements,
    /// Who says what
    Attributions,
    /// Claims of all stories, and how they stand
    Claims,
    /// Which statement of which report bears which claim
    #[value(alias = "claim_statements")]
    ClaimStatements,
    /// The values that statements give for a slot of a claim
    Details,
    /// Conflicts of all stories
    Conflicts,
    /// The same words in several reports
    Quotations,
    /// Independent roots of what is said
    Origins,
    /// People, organisations, states and places
    #[value(aliases = ["cast_members", "cast"])]
    CastMembers,
    /// Which reports depend on which
    Dependence,
}

/// A format of others: one of the library's, or the reports' parses, which need a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    Of(export::Standard),
    Conllu,
}

/// All of them, in the order of the help.
static STANDARDS: LazyLock<Vec<Standard>> =
    LazyLock::new(|| export::Standard::ALL.map(Standard::Of).into_iter().chain([Standard::Conllu]).collect());

impl ValueEnum for Standard {
    fn value_variants<'a>() -> &'a [Self] {
        &STANDARDS
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, about) = match self {
            Standard::Of(standard) => (standard.name(), standard.about()),
            Standard::Conllu => ("conllu", "The reports' parses as CoNLL-U"),
        };
        Some(PossibleValue::new(name).help(about))
    }
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
    /// Files for PostgreSQL, with a load.sql
    Postgres,
}
