//! What cannot be converted is refused with a word on why.

use std::fs;
use std::path::{Path, PathBuf};

use twosource_language::{ModelError, convert};

/// An empty folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn a_component_that_cannot_be_run_is_named() {
    let folder = folder("textcat");
    fs::write(folder.join("meta.json"), r#"{"lang": "en", "name": "x", "pipeline": ["tok2vec", "textcat"]}"#)
        .unwrap();
    let config = "[nlp.tokenizer]\n@tokenizers = \"spacy.Tokenizer.v1\"\n[components.tok2vec]\nfactory = \"tok2vec\"\n[components.textcat]\nfactory = \"textcat\"\n";
    fs::write(folder.join("config.cfg"), config).unwrap();
    let error = convert(&folder).unwrap_err();
    assert!(matches!(error, ModelError::Unsupported(_)));
    assert!(error.to_string().contains("textcat"), "{error}");
}

#[test]
fn a_component_without_its_files_is_damaged() {
    let folder = folder("missing");
    fs::write(folder.join("meta.json"), r#"{"lang": "en", "name": "x", "pipeline": ["tok2vec"]}"#).unwrap();
    let config = "[nlp.tokenizer]\n@tokenizers = \"spacy.Tokenizer.v1\"\n[components.tok2vec]\nfactory = \"tok2vec\"\n";
    fs::write(folder.join("config.cfg"), config).unwrap();
    let error = convert(&folder).unwrap_err();
    assert!(error.to_string().contains("tok2vec/model"), "{error}");
}

#[test]
fn what_is_no_model_is_refused() {
    assert!(matches!(convert(Path::new("/nowhere/at/all.whl")), Err(ModelError::Io(_))));
    let folder = folder("none");
    assert!(matches!(convert(&folder), Err(ModelError::Damaged(_))));
    let file = folder.join("text.whl");
    fs::write(&file, "no zip file").unwrap();
    assert!(matches!(convert(&file), Err(ModelError::Damaged(_))));
}
