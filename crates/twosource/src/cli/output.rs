//! Where results go.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

/// Writes `text` to `file`, or to standard output for `None`.
pub fn write(file: Option<&Path>, text: &str) -> anyhow::Result<()> {
    match file {
        Some(_) => write_bytes(file, text.as_bytes()),
        None => print(text),
    }
}

/// Writes bytes to `file`, or to standard output for `None`.
pub fn write_bytes(file: Option<&Path>, bytes: &[u8]) -> anyhow::Result<()> {
    match file {
        Some(path) => {
            let mut out = Pending::begin(path)?;
            out.write_all(bytes).with_context(|| cannot(path))?;
            out.finish()
        }
        None => {
            let mut out = io::stdout().lock();
            Ok(out.write_all(bytes).and_then(|()| out.flush())?)
        }
    }
}

/// A file in the making. It is written beside its place and takes it when it is whole: on a full disk the old one stays.
/// Dropped before that, it leaves nothing.
pub struct Pending {
    path: PathBuf,
    /// `None` for what is no file, such as /dev/null or a pipe: it is written as it is.
    part: Option<PathBuf>,
    out: io::BufWriter<fs::File>,
}

impl Pending {
    /// Begins a file that is to stand at `path`, or at the place that a link there leads to.
    pub fn begin(path: &Path) -> anyhow::Result<Self> {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let old = fs::metadata(&path).ok();
        if old.as_ref().is_some_and(|old| !old.is_file()) {
            let file = fs::OpenOptions::new().write(true).open(&path).with_context(|| cannot(&path))?;
            return Ok(Pending { path, part: None, out: io::BufWriter::new(file) });
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let part = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
        let file = fs::File::create(&part).with_context(|| cannot(&path))?;
        if let Some(old) = old {
            // A file that only some may read stays so.
            fs::set_permissions(&part, old.permissions()).with_context(|| cannot(&path))?;
        }
        Ok(Pending { path, part: Some(part), out: io::BufWriter::new(file) })
    }

    /// Puts the file in its place.
    pub fn finish(mut self) -> anyhow::Result<()> {
        self.out.flush().with_context(|| cannot(&self.path))?;
        if let Some(part) = self.part.take() {
            let moved = self.out.get_ref().sync_all().and_then(|()| fs::rename(&part, &self.path));
            if moved.is_err() {
                drop(fs::remove_file(&part));
            }
            moved.with_context(|| cannot(&self.path))?;
        }
        Ok(())
    }
}

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if let Some(part) = &self.part {
            drop(fs::remove_file(part));
        }
    }
}

fn cannot(path: &Path) -> String {
    format!("cannot write {}", path.display())
}

/// Where a long result goes, bit by bit.
pub enum Writer {
    File(Pending),
    StandardOutput(io::BufWriter<io::Stdout>),
}

impl Writer {
    /// To `file`, or to standard output for `None`.
    pub fn begin(file: Option<&Path>) -> anyhow::Result<Self> {
        Ok(match file {
            Some(path) => Writer::File(Pending::begin(path)?),
            None => Writer::StandardOutput(io::BufWriter::new(io::stdout())),
        })
    }

    /// Writes what is left.
    pub fn finish(self) -> anyhow::Result<()> {
        match self {
            Writer::File(file) => file.finish(),
            Writer::StandardOutput(mut out) => Ok(out.flush()?),
        }
    }
}

impl Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Writer::File(file) => file.write(bytes),
            Writer::StandardOutput(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Writer::File(file) => file.flush(),
            Writer::StandardOutput(out) => out.flush(),
        }
    }
}

/// Refuses to write over what was read.
pub fn no_input<'p>(file: Option<&Path>, inputs: impl IntoIterator<Item = &'p Path>) -> anyhow::Result<()> {
    let Some(output) = file.and_then(|file| file.canonicalize().ok()).filter(|output| output.is_file())
    else {
        return Ok(());
    };
    let own = inputs.into_iter().find(|input| input.canonicalize().is_ok_and(|input| input == output));
    match own {
        Some(input) => {
            bail!(
                "{} is read here and would be written over; name another file with --output",
                input.display()
            )
        }
        None => Ok(()),
    }
}

/// Writes `text` to standard output.
pub fn print(text: &str) -> anyhow::Result<()> {
    print_bytes(text.as_bytes())
}

/// Writes `bytes` to standard output.
pub fn print_bytes(bytes: &[u8]) -> anyhow::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()?;
    Ok(())
}

/// True for the error of writing to a pipe that nobody reads any more.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let io = error.chain().find_map(|cause| cause.downcast_ref::<io::Error>());
    io.is_some_and(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// Words of reports as they can be shown: what could steer a terminal is written out, line ends and tabs are kept.
pub fn printable(text: &str) -> String {
    let steers = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}')
    };
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if steers(c) {
            shown.extend(c.escape_default());
        } else {
            shown.push(c);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_takes_its_place_when_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("brief.txt");
        fs::write(&path, "old").unwrap();
        let mut half = Pending::begin(&path).unwrap();
        half.write_all(b"half").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        drop(half);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        write(Some(&path), "new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[cfg(unix)]
    #[test]
    fn links_devices_and_permissions_stay_what_they_are() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        symlink(&path, &link).unwrap();
        write(Some(&link), "new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        write(Some(Path::new("/dev/null")), "gone").unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
        assert!(write(Some(Path::new("/dev/full")), &"x".repeat(100_000)).is_err());
        assert!(no_input(Some(&link), [path.as_path()]).is_err());
        assert!(no_input(Some(Path::new("/dev/null")), [Path::new("/dev/null")]).is_ok());
    }
}
