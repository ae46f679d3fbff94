//! Where a model's files are read from.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use super::broken;
use crate::ModelError;

/// No file of a model that can be run is larger (bytes).
const LARGEST_FILE: u64 = 1 << 30;

/// A folder or a wheel (a zip file), and where in it the model lies.
pub(super) enum Source {
    Folder(PathBuf),
    Wheel { archive: Box<ZipArchive<BufReader<File>>>, prefix: String },
}

impl Source {
    /// Finds the model in a folder (itself, or the one folder below that has a `config.cfg`) or in a wheel.
    pub fn open(path: &Path) -> Result<Self, ModelError> {
        if path.is_dir() {
            let folder = model_folder(path, 3).ok_or_else(|| {
                ModelError::Damaged("the folder has no config.cfg and meta.json".to_owned())
            })?;
            return Ok(Source::Folder(folder));
        }
        let archive = ZipArchive::new(BufReader::new(File::open(path)?));
        let archive = archive.map_err(|error| broken("wheel", &error))?;
        let names: Vec<String> =
            archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
        let prefix = names
            .iter()
            .filter_map(|name| name.strip_suffix("config.cfg"))
            .filter(|prefix| names.contains(&format!("{prefix}meta.json")))
            .min_by_key(|prefix| (prefix.len(), *prefix))
            .map(str::to_owned)
            .ok_or_else(|| ModelError::Damaged("the wheel has no config.cfg and meta.json".to_owned()))?;
        Ok(Source::Wheel { archive: Box::new(archive), prefix })
    }

    /// The bytes of a file of the model.
    pub fn file(&mut self, name: &str) -> Result<Vec<u8>, ModelError> {
        let mut bytes = Vec::new();
        match self {
            Source::Folder(folder) => {
                let file = File::open(folder.join(name)).map_err(|error| broken(name, &error))?;
                file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(|error| broken(name, &error))?;
            }
            Source::Wheel { archive, prefix } => {
                let file =
                    archive.by_name(&format!("{prefix}{name}")).map_err(|error| broken(name, &error))?;
                file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(|error| broken(name, &error))?;
            }
        }
        if bytes.len() as u64 > LARGEST_FILE {
            return Err(broken(name, &"it is larger than any model that can be run"));
        }
        Ok(bytes)
    }

    /// The text of a file of the model.
    pub fn text(&mut self, name: &str) -> Result<String, ModelError> {
        String::from_utf8(self.file(name)?).map_err(|error| broken(name, &error))
    }
}

fn model_folder(folder: &Path, depth: usize) -> Option<PathBuf> {
    if folder.join("config.cfg").is_file() && folder.join("meta.json").is_file() {
        return Some(folder.to_owned());
    }
    if depth == 0 {
        return None;
    }
    let mut below: Vec<PathBuf> = folder
        .read_dir()
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_dir())
        .collect();
    below.sort();
    below.iter().find_map(|path| model_folder(path, depth - 1))
}
