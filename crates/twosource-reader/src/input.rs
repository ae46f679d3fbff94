//! Which files the paths of a user mean.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::{File, FileType};
use std::path::{Path, PathBuf};

use glob::{MatchOptions, Pattern};
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

/// Opens a file. Pipes, sockets and devices are refused, however they are named: opening or reading one may take for ever.
pub(crate) fn open(path: &Path) -> Result<File, ReadError> {
    let kind = std::fs::metadata(path)?.file_type();
    if let Some(what) = kind_of(kind) {
        return Err(ReadError::NotAFile(what));
    }
    Ok(File::open(path)?)
}

/// What something is that is neither file nor folder.
fn kind_of(kind: FileType) -> Option<&'static str> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        let names =
            [(kind.is_fifo(), "a pipe"), (kind.is_socket(), "a socket"), (kind.is_char_device(), "a device")];
        if let Some((_, name)) = names.into_iter().find(|(is_it, _)| *is_it) {
            return Some(name);
        }
    }
    (!kind.is_file() && !kind.is_dir()).then_some("a device")
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
    let mut walked = Walked::default();
    let wanted = move |entry: &walkdir::DirEntry| visible(entry) && walked.is_new(entry);
    for entry in WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter().filter_entry(wanted) {
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
    let bad = |error: glob::PatternError| Failure {
        place: Place { path: Some(pattern.to_owned()), line: None },
        error: ReadError::Pattern(error.msg.to_owned()),
    };
    let found: Vec<PathBuf> = if pattern.contains("**") {
        match Pattern::new(pattern) {
            Ok(compiled) => at_any_depth(pattern, &compiled),
            Err(error) => return inputs.failures.push(bad(error)),
        }
    } else {
        match glob::glob(pattern) {
            Ok(found) => found.flatten().collect(),
            Err(error) => return inputs.failures.push(bad(error)),
        }
    };
    if found.is_empty() {
        inputs.failures.push(Failure { place, error: ReadError::NoMatch });
    }
    for path in found {
        if path.is_dir() {
            folder(&path, files, inputs);
        } else {
            files.push(path);
        }
    }
}

/// What fits a pattern with "**". Folders that links lead back to are not walked again, which the pattern's own walk would
/// do: two links that lead upwards make as many paths as there are ways to combine them.
fn at_any_depth(pattern: &str, compiled: &Pattern) -> Vec<PathBuf> {
    let plain: PathBuf =
        Path::new(pattern).components().take_while(|part| !is_pattern(part.as_os_str())).collect();
    let (root, is_here) = match plain.as_os_str().is_empty() {
        true => (Path::new("."), true),
        false => (plain.as_path(), false),
    };
    let rules = MatchOptions { require_literal_separator: true, ..MatchOptions::new() };
    let mut walked = Walked::default();
    let walk = WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter();
    let walk = walk.filter_entry(move |entry| walked.is_new(entry));
    let named = walk.flatten().map(|entry| match entry.path().strip_prefix("./") {
        Ok(inner) if is_here => inner.to_owned(),
        _ => entry.into_path(),
    });
    named.filter(|path| compiled.matches_path_with(path, rules)).collect()
}

fn is_pattern(part: &OsStr) -> bool {
    part.to_string_lossy().contains(['*', '?', '['])
}

/// The folders that a walk has been in, by what they are and not by how they are named.
#[derive(Default)]
struct Walked(BTreeSet<PathBuf>);

impl Walked {
    /// False for a folder that was walked already.
    fn is_new(&mut self, entry: &walkdir::DirEntry) -> bool {
        if !entry.file_type().is_dir() {
            return true;
        }
        entry.path().canonicalize().map_or(true, |real| self.0.insert(real))
    }
}

#[cfg(all(test, unix))]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    fn names(pattern: &str, root: &Path) -> Vec<String> {
        let inputs = find(&[root.join(pattern)]);
        let below = |path: &PathBuf| path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
        inputs
            .found
            .iter()
            .filter_map(|input| match input {
                Input::File(path) => Some(below(path)),
                Input::StandardInput => None,
            })
            .collect()
    }

    #[test]
    fn links_in_circles_are_walked_once() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("a/b")).unwrap();
        fs::write(root.join("top.txt"), "x").unwrap();
        fs::write(root.join("a/b/deep.txt"), "x").unwrap();
        fs::write(root.join("a/b/deep.md"), "x").unwrap();
        // Upwards, and across: folders that all lead to each other.
        symlink(root, root.join("a/up")).unwrap();
        symlink(root, root.join("a/b/up")).unwrap();
        for i in 0..12 {
            fs::create_dir(root.join(format!("n{i}"))).unwrap();
        }
        for i in 0..12 {
            for j in 0..12 {
                symlink(root.join(format!("n{j}")), root.join(format!("n{i}/to{j}"))).unwrap();
            }
        }
        assert_eq!(names("**/*.txt", root), ["a/b/deep.txt", "top.txt"]);
        assert_eq!(names("a/**/*.md", root), ["a/b/deep.md"]);
        assert_eq!(names("", root), ["a/b/deep.md", "a/b/deep.txt", "top.txt"]);
    }

    #[test]
    fn pipes_and_devices_are_no_files_however_they_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let (pipe, link) = (folder.path().join("p.txt"), folder.path().join("l.txt"));
        if !std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
            return;
        }
        symlink(&pipe, &link).unwrap();
        for path in [pipe.as_path(), link.as_path(), Path::new("/dev/zero"), Path::new("/dev/null")] {
            assert!(matches!(open(path), Err(ReadError::NotAFile(_))), "{}", path.display());
        }
    }
}
