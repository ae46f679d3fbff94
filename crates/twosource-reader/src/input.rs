//! Which files the paths of a user mean.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::error::{Caution, Failure, Place, ReadError, Warning};
use crate::format::Format;

/// What to read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Input {
    StandardInput,
    File(PathBuf),
}

/// Everything the paths mean, sorted, each file once.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    pub found: Vec<Input>,
    pub failures: Vec<Failure>,
    pub warnings: Vec<Warning>,
}

/// How many names of left-out files a warning shows.
const NAMES_SHOWN: usize = 3;

/// The path as messages and reports show it.
pub(crate) fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn place(path: &Path) -> Place {
    Place { path: Some(shown(path)), line: None }
}

/// Resolves files, folders, patterns and `-`.
pub(crate) fn find<P: AsRef<Path>>(paths: &[P]) -> Inputs {
    let mut inputs = Inputs::default();
    let mut files: Vec<PathBuf> = Vec::new();
    let mut standard_input = false;
    for path in paths.iter().map(AsRef::as_ref) {
        if path == Path::new("-") {
            standard_input = true;
        } else if path.is_dir() {
            folder(path, &mut files, &mut inputs);
        } else if path.exists() {
            files.push(path.to_owned());
        } else if let Some(pattern) = path.to_str().filter(|text| text.contains(['*', '?', '['])) {
            matching(pattern, &mut files, &mut inputs);
        } else {
            inputs.failures.push(Failure { place: place(path), error: ReadError::NotFound });
        }
    }

    // A file that two of the paths reach is one input, under the first of its names.
    files.sort();
    let mut seen: BTreeMap<PathBuf, ()> = BTreeMap::new();
    files.retain(|file| seen.insert(file.canonicalize().unwrap_or_else(|_| file.clone()), ()).is_none());
    inputs.found = standard_input.then_some(Input::StandardInput).into_iter().collect();
    inputs.found.extend(files.into_iter().map(Input::File));
    inputs
}

/// Adds the files of known kinds in a folder and the folders in it, hidden ones left out.
fn folder(path: &Path, files: &mut Vec<PathBuf>, inputs: &mut Inputs) {
    let before = files.len();
    let mut left_out: Vec<String> = Vec::new();
    let visible = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    for entry in WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter().filter_entry(visible) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                if Format::of_ending(entry.path()).is_some() {
                    files.push(entry.into_path());
                } else {
                    left_out.push(entry.file_name().to_string_lossy().into_owned());
                }
            }
            Ok(_) => {}
            Err(error) => {
                let place = place(error.path().unwrap_or(path));
                let error = ReadError::Io(std::io::Error::other(error.to_string()));
                inputs.failures.push(Failure { place, error });
            }
        }
    }
    if files.len() == before {
        inputs.failures.push(Failure { place: place(path), error: ReadError::NoReport });
    } else if !left_out.is_empty() {
        let count = left_out.len();
        let mut example = left_out.iter().take(NAMES_SHOWN).cloned().collect::<Vec<_>>().join(", ");
        if count > NAMES_SHOWN {
            example.push_str(", …");
        }
        inputs.warnings.push(Warning { place: place(path), caution: Caution::LeftOut { count, example } });
    }
}

/// Adds what fits a pattern, for shells that do not expand it. A folder that fits is searched.
fn matching(pattern: &str, files: &mut Vec<PathBuf>, inputs: &mut Inputs) {
    let place = Place { path: Some(pattern.to_owned()), line: None };
    let found = match glob::glob(pattern) {
        Ok(found) => found,
        Err(error) => {
            inputs.failures.push(Failure { place, error: ReadError::Pattern(error.msg.to_owned()) });
            return;
        }
    };
    let mut any = false;
    for path in found.flatten() {
        any = true;
        if path.is_dir() {
            folder(&path, files, inputs);
        } else {
            files.push(path);
        }
    }
    if !any {
        inputs.failures.push(Failure { place, error: ReadError::NoMatch });
    }
}
