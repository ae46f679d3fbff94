//! The command line: one file a command, one table of flags.

mod amount;
mod annotate;
mod args;
mod brief;
mod changes;
mod check;
mod collection;
mod doctor;
mod explain;
mod export;
mod follow;
mod ingest;
mod input;
#[cfg(feature = "mcp")]
mod mcp;
mod models;
mod news;
mod outlets;
mod output;
mod page;
mod parse;
mod search;
mod serve;
mod show;
mod sign;
mod standard;
mod stories;
mod terminal;
mod verify;
mod watch;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Args, Command};
use terminal::Terminal;

/// How a command ended, short of an error that stopped it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All of it was done.
    Done,
    /// Some input could not be read or did not hold; each was named, and the rest was done.
    Incomplete,
    /// The command line asked for something that is not there.
    WrongUsage,
    /// A checked draft does not hold.
    Contradicted,
}

/// Reads the command line and runs it. Exit code 0: done; 1: an input could not be read; 2: wrong usage; 3: a checked
/// draft does not hold.
pub fn main() -> ExitCode {
    let args = Args::parse();
    let terminal = Terminal::new(&args.global);
    match run(args, &terminal) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Incomplete) => ExitCode::from(1),
        Ok(Outcome::WrongUsage) => ExitCode::from(2),
        Ok(Outcome::Contradicted) => ExitCode::from(3),
        // Whoever reads our output has seen enough: `twosource brief … | head` is no failure.
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            terminal.error(&in_words(&error));
            ExitCode::from(1)
        }
    }
}

/// An error and its causes in one line. A cause that the words before it end with already is not said again.
fn in_words(error: &anyhow::Error) -> String {
    let mut words = String::new();
    for cause in error.chain() {
        let cause = cause.to_string();
        if words.is_empty() {
            words = cause;
        } else if !words.ends_with(&cause) {
            words = format!("{words}: {cause}");
        }
    }
    words
}

fn run(args: Args, terminal: &Terminal) -> anyhow::Result<Outcome> {
    if let Some(threads) = args.global.threads {
        // Fails only where a pool exists already, and none does before the first command.
        rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    }
    if let Some(file) = &args.global.outlets {
        twosource::outlets::put_to_use(file)?;
    }
    let model = args.global.model.as_deref();
    match args.command {
        Command::Brief(args) => brief::run(&args, model, terminal),
        Command::Annotate(args) => annotate::run(&args, model, terminal),
        Command::Parse(args) => parse::run(&args, model, terminal),
        Command::Ingest(args) => ingest::run(&args, model, terminal),
        Command::Watch(args) => watch::run(&args, model, terminal),
        Command::Follow(args) => follow::run(&args, model, terminal),
        Command::Stories(args) => stories::run(&args, terminal),
        Command::Show(args) => show::run(&args, model, terminal),
        Command::Search(args) => search::run(&args, model, terminal),
        Command::Changes(args) => changes::run(&args, terminal),
        Command::Export(args) => export::run(&args, model, terminal),
        Command::Serve(args) => serve::run(&args, model, terminal),
        Command::Doctor(args) => doctor::run(&args, terminal),
        #[cfg(feature = "mcp")]
        Command::Mcp(args) => mcp::run(&args, model, terminal),
        Command::Explain(args) => explain::run(&args),
        Command::Check(args) => check::run(&args, model, terminal),
        Command::Sign(args) => sign::run(&args, terminal),
        Command::Verify(args) => verify::run(&args, model, terminal),
        Command::Outlets(args) => outlets::run(&args, terminal),
        Command::Models(args) => models::run(&args, terminal),
        Command::Rules(args) => {
            let args::RulesCommand::Show = args.command;
            output::print(twosource::evidence::house_rules::DEFAULT)?;
            Ok(Outcome::Done)
        }
        Command::Schema { of } => {
            let schema = match of {
                args::SchemaOf::Evidence => twosource::evidence::file::json_schema(),
                args::SchemaOf::Check => twosource::evidence::check::json_schema(),
            };
            let schema = serde_json::to_string_pretty(&schema)?;
            output::print(&format!("{schema}\n"))?;
            Ok(Outcome::Done)
        }
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "twosource", &mut script);
            output::print_bytes(&script)?;
            Ok(Outcome::Done)
        }
        Command::Man { to: Some(folder) } => {
            std::fs::create_dir_all(&folder)?;
            clap_mangen::generate_to(Args::command(), &folder)?;
            Ok(Outcome::Done)
        }
        Command::Man { to: None } => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Args::command().disable_help_subcommand(true)).render(&mut page)?;
            output::print_bytes(&page)?;
            Ok(Outcome::Done)
        }
    }
}
