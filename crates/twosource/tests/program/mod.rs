//! The built program, run as a person runs it.

#![allow(dead_code, reason = "each test uses a part")]

use std::path::PathBuf;
use std::process::{Command, Output};

/// The program, with no model but its own and no setting of whoever runs the tests.
pub fn twosource() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_twosource"));
    command
        .env_remove("NO_COLOR")
        .env("TWOSOURCE_MODELS", concat!(env!("CARGO_TARGET_TMPDIR"), "/no-models"));
    command
}

/// The folder of the invented ferry reports.
pub fn ferry() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/ferry"))
}

/// What a run came to.
pub struct Ran {
    /// The exit code; -1 where a signal ended it.
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Ran {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}
