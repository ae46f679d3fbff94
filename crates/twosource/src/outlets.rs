//! The outlet register, with a desk's own file beside it.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use twosource_evidence::own_outlets::OwnOutlets;
use twosource_lexicon::press::Register;

use crate::Error;

/// The name of the file in a collection's folder that holds a desk's own outlets.
pub const FILE_NAME: &str = "outlets.tsv";

/// The file of one's own that is in use.
static IN_USE: OnceLock<OwnOutlets> = OnceLock::new();

/// The file of one's own that is in use, as the settings of a run tell of it.
pub(crate) fn in_use() -> Option<&'static OwnOutlets> {
    IN_USE.get()
}

/// Bytes of a file that are read.
const LARGEST: u64 = 64 << 20;

/// The register with a file of one's own beside it, whose rows win.
///
/// # Errors
/// Where the file cannot be read or is no outlet register; the error names the line.
pub fn with_file(path: &Path) -> Result<Register, Error> {
    read(path).map(|(register, _)| register)
}

/// A file's register, and what a run tells of it.
fn read(path: &Path) -> Result<(Register, OwnOutlets), Error> {
    let io = |source| Error::Io { path: path.to_owned(), source };
    let size = fs::metadata(path).map_err(io)?.len();
    if size > LARGEST {
        return Err(Error::Outlets {
            path: path.to_owned(),
            what: format!("it is larger than {} MB", LARGEST >> 20),
        });
    }
    let text = fs::read_to_string(path).map_err(io)?;
    match Register::with(&text) {
        Ok(register) => Ok((register, OwnOutlets::of(&text))),
        Err(error) => Err(Error::Outlets { path: path.to_owned(), what: error.to_string() }),
    }
}

/// Puts a file of one's own to use for the rest of the process, before anything is read or weighed. A second one changes
/// nothing: all of a run is weighed by one register.
///
/// # Errors
/// Where the file cannot be read or is no outlet register.
pub fn put_to_use(path: &Path) -> Result<(), Error> {
    let (register, own) = read(path)?;
    // The first file stays.
    if register.put_to_use().is_ok() {
        let _ = IN_USE.set(own);
    }
    Ok(())
}
