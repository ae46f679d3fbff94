//! `twosource mcp`: the collection and the engine for assistants.

use anyhow::Context;
use twosource::mcp::{self, Assistant, Files};
use twosource::models;
use twosource::server::Settings;

use super::args::Mcp;
use super::serve::{SHORTEST_TOKEN, token};
use super::terminal::Terminal;
use super::{Outcome, collection, output};

/// Serves an assistant until it goes, or until told to stop.
pub fn run(args: &Mcp, model: Option<&str>, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let token = if args.listen.is_some() { token(args.token_file.as_deref())? } else { None };
    if let Some(listen) = args.listen.filter(|listen| token.is_none() && !listen.ip().is_loopback()) {
        terminal.error(&format!(
            "{listen} can be reached from other machines, so requests must bring a token: give one with --token-file or TWOSOURCE_TOKEN ({SHORTEST_TOKEN} characters or more)"
        ));
        return Ok(Outcome::WrongUsage);
    }
    let files = Files::in_folders(&args.files).context("a folder of --files is not there")?;
    let folder = collection::folder(&args.place)?;
    let settings = Settings { token, allow_private: args.allow_private, ..Settings::default() };
    let server = models::open(model)?.serve(&folder, settings)?;
    let Some(listen) = args.listen else {
        mcp::over_stdio(Assistant::new(std::sync::Arc::clone(server.house()), files))?;
        return Ok(Outcome::Done);
    };
    let ready = |here: std::net::SocketAddr, path: &str| {
        // Whoever started this may have closed our output; the server serves all the same.
        let _ = output::print(&format!("http://{here}{path}\n"));
        terminal.summary(&format!("serving {} to assistants; Ctrl-C stops", folder.display()));
    };
    mcp::over_http(&server, files, listen, ready).with_context(|| format!("cannot listen at {listen}"))?;
    Ok(Outcome::Done)
}
