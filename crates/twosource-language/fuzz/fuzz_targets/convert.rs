//! A model folder in which one file holds anything at all is an error or a model that parses.
#![no_main]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use libfuzzer_sys::{Corpus, fuzz_target};
use twosource_language::{Pipeline, convert};

const MODELS: [&[u8]; 3] = [
    include_bytes!("../../tests/tiny/plain.whl"),
    include_bytes!("../../tests/tiny/vectors.whl"),
    include_bytes!("../../tests/tiny/french.whl"),
];

/// A file of a model: its folder, its name, and what it holds.
type Entry = (PathBuf, PathBuf, Vec<u8>);

/// The models, unpacked.
static FILES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let root = std::env::temp_dir().join(format!("twosource-fuzz-{}", std::process::id()));
    let mut files = Vec::new();
    for (i, model) in MODELS.iter().enumerate() {
        let folder = root.join(i.to_string());
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(model)).expect("a zip file");
        for i in 0..archive.len() {
            let mut entry = archive.by_index(i).expect("an entry");
            let path = folder.join(entry.enclosed_name().expect("a name"));
            let mut content = Vec::new();
            std::io::copy(&mut entry, &mut content).expect("its content");
            fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("a folder");
            fs::write(&path, &content).expect("a file");
            if !path.ends_with("vocab/strings.json") {
                files.push((folder.clone(), path, content));
            }
        }
    }
    files
});

// The first byte chooses a file; the second how much of its own beginning it keeps; the rest follows.
fuzz_target!(|data: &[u8]| -> Corpus {
    let [file, kept, rest @ ..] = data else { return Corpus::Reject };
    let (folder, path, content) = &FILES[usize::from(*file) % FILES.len()];
    let kept = content.len() * usize::from(*kept) / 255;
    let mut changed = content[..kept].to_vec();
    changed.extend_from_slice(rest);
    if let Some(behind) = content.get(changed.len()..) {
        changed.extend_from_slice(behind);
    }
    fs::write(path, &changed).expect("a file");
    let converted = convert(folder);
    fs::write(path, content).expect("a file");
    if let Ok(pipeline) = converted.and_then(|container| Pipeline::from_bytes(&container)) {
        pipeline.parse("The harbour's ships don't sail, Anna Holm said on 3 May. :)\n\n Twelve men  closed it.");
    }
    Corpus::Keep
});
