//! The language models at hand: the one that ships with the program, and those imported into a folder.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use twosource_language::{ModelInfo, Pipeline};

use crate::{Desk, Error};

/// The ending of a model's file.
pub const EXTENSION: &str = "tsm";

/// A model that can be loaded.
#[derive(Clone, Debug)]
pub struct Model {
    /// What it is.
    pub info: ModelInfo,
    /// Its file; `None` for the model that ships with the program.
    pub path: Option<PathBuf>,
    /// Size of its container in bytes.
    pub size: u64,
}

/// The folder of imported models: `$TWOSOURCE_MODELS`, or `twosource/models` in the user's data folder. `None` where
/// the user has no home. It need not exist.
pub fn folder() -> Option<PathBuf> {
    if let Some(given) = std::env::var_os("TWOSOURCE_MODELS") {
        return Some(PathBuf::from(given));
    }
    let strategy = etcetera::choose_base_strategy().ok()?;
    Some(strategy.data_dir().join("twosource").join("models"))
}

/// Every model at hand, the one that ships first, then by file name; and the files in the folder that are no models.
///
/// # Errors
/// Where the folder exists and cannot be read, or the shipped model does not load.
pub fn list() -> Result<(Vec<Model>, Vec<Error>), Error> {
    let shipped = Desk::with_default_model()?;
    let size = twosource_model_en::CONTAINER.len() as u64;
    let mut models = vec![Model { info: shipped.pipeline().info().clone(), path: None, size }];
    let mut broken = Vec::new();
    for path in files()? {
        match load(&path) {
            Ok((pipeline, size)) => {
                models.push(Model { info: pipeline.info().clone(), path: Some(path), size });
            }
            Err(error) => broken.push(error),
        }
    }
    Ok((models, broken))
}

/// A desk with the model called `name` (or at the path `name`); the shipped model for `None`.
///
/// # Errors
/// Where no such model is at hand, or it cannot be loaded.
pub fn open(name: Option<&str>) -> Result<Desk, Error> {
    let Some(name) = name else { return Desk::with_default_model() };
    if Path::new(name).is_file() {
        let bytes = read(Path::new(name))?;
        return Desk::with_model(name, &bytes);
    }
    for path in files()? {
        let is_it = path.file_stem().is_some_and(|stem| {
            let stem = stem.to_string_lossy();
            stem == name || stem.rsplit_once('-').is_some_and(|(before_version, _)| before_version == name)
        });
        if is_it {
            let bytes = read(&path)?;
            return Desk::with_model(name, &bytes);
        }
    }
    let shipped = Desk::with_default_model()?;
    let info = shipped.pipeline().info();
    if name == info.name || name == format!("{}-{}", info.name, info.version) {
        return Ok(shipped);
    }
    Err(Error::UnknownModel { name: name.to_owned() })
}

/// A desk with the model that an evidence file names, where it is at hand, else with the shipped one. What a file says is
/// no path: only the names of imported models are looked at.
///
/// # Errors
/// Where the model cannot be loaded.
pub fn named(name: Option<&str>) -> Result<Desk, Error> {
    let name = name.filter(|name| !name.contains(['/', '\\']) && !Path::new(name).exists());
    match open(name) {
        Err(Error::UnknownModel { .. }) => Desk::with_default_model(),
        opened => opened,
    }
}

/// Takes a model from a spaCy wheel, a spaCy model folder or a container of ours, checks that it loads, and puts it into
/// the [`folder`]. A model of the same name and version is replaced.
///
/// # Errors
/// Where `source` is no model that can be run (the component is named), or the folder cannot be written.
pub fn import(source: &Path) -> Result<Model, Error> {
    let folder = folder().ok_or_else(|| Error::Io {
        path: PathBuf::from("$TWOSOURCE_MODELS"),
        source: std::io::Error::other("there is no home folder; set TWOSOURCE_MODELS to a folder for models"),
    })?;
    let model_error =
        |source_error| Error::Model { model: source.display().to_string(), source: source_error };
    let is_container = source.is_file() && source.extension().is_some_and(|ending| ending == EXTENSION);
    let bytes = if is_container {
        read(source)?
    } else {
        if !source.exists() {
            return Err(Error::Io { path: source.to_owned(), source: std::io::ErrorKind::NotFound.into() });
        }
        twosource_language::convert(source).map_err(model_error)?
    };
    let pipeline = Pipeline::from_bytes(&bytes).map_err(model_error)?;
    let info = pipeline.info().clone();
    let path = folder.join(format!("{}-{}.{EXTENSION}", file_safe(&info.name), file_safe(&info.version)));
    write_whole(&folder, &path, &bytes).map_err(|source| Error::Io { path: path.clone(), source })?;
    Ok(Model { info, path: Some(path), size: bytes.len() as u64 })
}

/// Writes to a neighbouring name first, so that no half-written model is ever seen under its own.
fn write_whole(folder: &Path, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let unfinished = path.with_extension(format!("{EXTENSION}.part"));
    let mut file = fs::File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&unfinished, path)
}

/// A name from a model's own metadata, fit for a file's name.
fn file_safe(name: &str) -> String {
    let kept = name.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' });
    kept.collect::<String>().trim_start_matches('.').to_owned()
}

/// The model files of the folder, by name.
fn files() -> Result<Vec<PathBuf>, Error> {
    let Some(folder) = folder() else { return Ok(Vec::new()) };
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let io = |source| Error::Io { path: folder.clone(), source };
    let mut found = Vec::new();
    for entry in fs::read_dir(&folder).map_err(io)? {
        let path = entry.map_err(io)?.path();
        if path.extension().is_some_and(|ending| ending == EXTENSION) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|source| Error::Io { path: path.to_owned(), source })
}

fn load(path: &Path) -> Result<(Pipeline, u64), Error> {
    let bytes = read(path)?;
    let pipeline = Pipeline::from_bytes(&bytes)
        .map_err(|source| Error::Model { model: path.display().to_string(), source })?;
    Ok((pipeline, bytes.len() as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_models_name_cannot_leave_its_folder() {
        assert_eq!(file_safe("../../etc/passwd"), "_.._etc_passwd");
        assert_eq!(file_safe("en_core_web_md"), "en_core_web_md");
    }
}
