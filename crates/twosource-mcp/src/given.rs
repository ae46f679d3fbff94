//! What an assistant hands over: texts, files, addresses.

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use twosource_server::Material;

use crate::limits;

/// The folders that files may be read from. None unless the person who starts the server names some: what an assistant asks for
/// may have been put into its head by a text it read.
#[derive(Clone, Debug, Default)]
pub struct Files {
    folders: Vec<PathBuf>,
}

impl Files {
    /// Files in these folders and below.
    ///
    /// # Errors
    /// Where one is not there.
    pub fn in_folders(folders: &[PathBuf]) -> std::io::Result<Self> {
        Ok(Files { folders: folders.iter().map(|folder| folder.canonicalize()).collect::<Result<_, _>>()? })
    }

    /// A file of these folders, with links followed first.
    fn read(&self, path: &str) -> Result<Material, String> {
        if self.folders.is_empty() {
            return Err(
                "this server reads no files; start it with --files FOLDER, or send the texts".to_owned()
            );
        }
        // The same words for what is not there and what may not be read: nothing is told of other files.
        let refused = || format!("no file {path:?} in the folders that this server may read");
        let whole = Path::new(path).canonicalize().or_else(|_| {
            let found = self.folders.iter().find_map(|folder| folder.join(path).canonicalize().ok());
            found.ok_or_else(refused)
        })?;
        if !self.folders.iter().any(|folder| whole.starts_with(folder)) || !whole.is_file() {
            return Err(refused());
        }
        let mut bytes = Vec::new();
        let file = std::fs::File::open(&whole).map_err(|_| refused())?;
        std::io::Read::read_to_end(&mut std::io::Read::take(file, limits::FILE + 1), &mut bytes)
            .map_err(|_| refused())?;
        if bytes.len() as u64 > limits::FILE {
            return Err(format!("{path:?} is larger than {} MB", limits::FILE >> 20));
        }
        let name = whole.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Material::File(name, bytes))
    }
}

/// A report as an assistant sends it.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct GivenReport {
    /// Its text; paragraphs between empty lines.
    pub text: String,
    /// An id to keep; made from the content where none is given.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub id: Option<String>,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub outlet: Option<String>,
    /// Its headline.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub title: Option<String>,
    /// When it was published: 2023-09-13, or 2023-09-13T08:00:00Z.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub published: Option<String>,
    /// Where it can be read.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub url: Option<String>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub byline: Option<String>,
}

/// Reports of an event: texts, files and addresses together.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Given {
    /// Texts of reports, with their outlets where known.
    #[serde(default)]
    #[schemars(length(max = 200))]
    pub reports: Vec<GivenReport>,
    /// Files of reports, where this server may read files.
    #[serde(default)]
    #[schemars(length(max = 200))]
    pub files: Vec<String>,
    /// Addresses of pages to fetch, http or https, on the open web.
    #[serde(default)]
    #[schemars(length(max = 20))]
    pub addresses: Vec<String>,
}

impl Given {
    pub fn is_empty(&self) -> bool {
        self.reports.is_empty() && self.files.is_empty() && self.addresses.is_empty()
    }

    /// As material for the engine.
    pub fn materials(self, files: &Files) -> Result<Vec<Material>, String> {
        if self.is_empty() {
            return Err("nothing is given; send `reports`, `files` or `addresses`".to_owned());
        }
        for (count, most, what) in [
            (self.reports.len(), limits::REPORTS, "reports"),
            (self.files.len(), limits::FILES, "files"),
            (self.addresses.len(), limits::ADDRESSES, "addresses"),
        ] {
            if count > most {
                return Err(format!("{count} {what} are too many; send at most {most} at once"));
            }
        }
        let mut lines = Vec::new();
        for (place, report) in self.reports.iter().enumerate() {
            if report.text.trim().is_empty() {
                return Err(format!("report {} has no text", place + 1));
            }
            lines.extend(serde_json::to_vec(report).map_err(|why| why.to_string())?);
            lines.push(b'\n');
        }
        let mut materials = Vec::new();
        if !lines.is_empty() {
            materials.push(Material::File("given.jsonl".to_owned(), lines));
        }
        for path in &self.files {
            materials.push(files.read(path)?);
        }
        materials.extend(self.addresses.into_iter().map(Material::Address));
        Ok(materials)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn files_are_read_from_named_folders_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (inside, outside) = (folder.path().join("in"), folder.path().join("out"));
        std::fs::create_dir_all(&inside).unwrap();
        std::fs::create_dir_all(&outside).unwrap();
        std::fs::write(inside.join("a.txt"), "A.").unwrap();
        std::fs::write(outside.join("b.txt"), "B.").unwrap();
        let files = Files::in_folders(std::slice::from_ref(&inside)).unwrap();
        assert!(files.read("a.txt").is_ok());
        assert!(files.read(&inside.join("a.txt").to_string_lossy()).is_ok());
        let outer = outside.join("b.txt").to_string_lossy().into_owned();
        for path in [outer.as_str(), "../out/b.txt", "/etc/passwd", "in", ""] {
            assert!(files.read(path).is_err(), "{path}");
        }
        assert!(Files::default().read("a.txt").unwrap_err().contains("--files"));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(outside.join("b.txt"), inside.join("link.txt")).unwrap();
            assert!(files.read("link.txt").is_err(), "a link leads out");
        }
    }

    #[test]
    fn what_is_given_is_bounded() {
        assert!(Given::default().materials(&Files::default()).is_err());
        let many = Given { addresses: vec!["http://a.example/".to_owned(); 21], ..Given::default() };
        assert!(many.materials(&Files::default()).unwrap_err().contains("too many"));
    }
}
