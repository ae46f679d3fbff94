//! `twosource serve`: the collection in the browser.

use std::path::Path;

use anyhow::{Context, bail};
use twosource::models;
use twosource::server::Settings;

use super::args::Serve;
use super::terminal::Terminal;
use super::{Outcome, collection, output};

/// Characters that a token has at least: shorter ones can be tried out.
pub const SHORTEST_TOKEN: usize = 16;

/// Serves until told to stop.
pub fn run(args: &Serve, model: Option<&str>, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let token = token(args.token_file.as_deref())?;
    if let Some(file) = args.token_file.as_deref().filter(|file| others_may_read(file)) {
        terminal.warning(&format!(
            "{} can be read by others on this machine, and so can the token; `chmod 600` keeps it to you",
            file.display()
        ));
    }
    if token.is_none() && !args.listen.ip().is_loopback() {
        terminal.error(&format!(
            "{} can be reached from other machines, so readers must bring a token: give one with --token-file or TWOSOURCE_TOKEN ({SHORTEST_TOKEN} characters or more)",
            args.listen
        ));
        return Ok(Outcome::WrongUsage);
    }
    let folder = collection::folder(&args.place)?;
    let settings = Settings { token, allow_private: args.allow_private, ..Settings::default() };
    let server = models::open(model)?.serve(&folder, settings)?;
    let served = server.run_until_told(args.listen, |here| {
        let address = format!("http://{here}/");
        // Whoever started this may have closed our output; the server serves all the same.
        let _ = output::print(&format!("{address}\n"));
        terminal.summary(&format!("serving {}; Ctrl-C stops", folder.display()));
        if args.open && opener::open(&address).is_err() {
            terminal.warning(&format!("no browser could be opened; open {address} yourself"));
        }
    });
    served.with_context(|| format!("cannot listen at {}", args.listen))?;
    terminal.detail("stopped");
    Ok(Outcome::Done)
}

/// True for a file that others than its owner may read.
fn others_may_read(file: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::metadata(file).is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o044 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        false
    }
}

/// The different characters that a token has at least.
const FEWEST_DIFFERENT: usize = 6;

/// The token that readers must bring.
pub fn token(file: Option<&Path>) -> anyhow::Result<Option<String>> {
    let given = match file {
        Some(file) => {
            let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
            text.lines().next().unwrap_or("").trim().to_owned()
        }
        None => match std::env::var("TWOSOURCE_TOKEN") {
            Ok(token) if !token.trim().is_empty() => token.trim().to_owned(),
            _ => return Ok(None),
        },
    };
    if given.len() < SHORTEST_TOKEN || !given.is_ascii() || given.contains(char::is_control) {
        bail!("the token is too short or has letters beyond ASCII; give {SHORTEST_TOKEN} characters or more");
    }
    let different: std::collections::BTreeSet<char> = given.chars().collect();
    if different.len() < FEWEST_DIFFERENT {
        bail!("the token is one that is easily tried out; make one by `head -c 24 /dev/urandom | base64`");
    }
    Ok(Some(given))
}
