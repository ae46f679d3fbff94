//! `twosource models`: which language models are at hand.

use serde_json::json;
use twosource::models::{self, Model};

use super::args::{Models, ModelsCommand};
use super::terminal::Terminal;
use super::{Outcome, output};

/// Lists models or takes one from a file.
pub fn run(args: &Models, terminal: &Terminal) -> anyhow::Result<Outcome> {
    match &args.command {
        ModelsCommand::List { json } => list(*json, terminal),
        ModelsCommand::Import { file } => {
            terminal.summary(&format!("Reading {}", file.display()));
            let model = models::import(file)?;
            output::print(&format!("{}\n", line(&model)))?;
            Ok(Outcome::Done)
        }
    }
}

fn list(as_json: bool, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let (models, broken) = models::list()?;
    for model in &models {
        let text = if as_json { json_line(model) } else { line(model) };
        output::print(&format!("{text}\n"))?;
    }
    for error in &broken {
        terminal.error(&error.to_string());
    }
    if let Some(folder) = models::folder() {
        terminal.summary(&format!("Imported models are kept in {}", folder.display()));
    }
    Ok(if broken.is_empty() { Outcome::Done } else { Outcome::Incomplete })
}

fn line(model: &Model) -> String {
    let megabytes = model.size as f64 / 1e6;
    let place = match &model.path {
        Some(path) => path.display().to_string(),
        None => "ships with the program".to_owned(),
    };
    let info = &model.info;
    format!("{} {}  {}  {megabytes:.1} MB  {}  {place}", info.name, info.version, info.language, info.license)
}

fn json_line(model: &Model) -> String {
    let info = &model.info;
    json!({
        "name": info.name, "version": info.version, "language": info.language, "license": info.license,
        "sha256": info.sha256, "size": model.size, "path": model.path,
    })
    .to_string()
}
