//! What goes to standard error: failures, warnings, progress.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use twosource::Progress;

use super::args::{Colour, Global};

/// Columns where the terminal does not tell.
const DEFAULT_WIDTH: usize = 80;
/// Lines longer than this are hard to read, however wide the terminal.
const MAX_WIDTH: usize = 110;

/// The terminal's side of the program.
pub struct Terminal {
    quiet: bool,
    verbose: u8,
    colour: Colour,
    bar: Mutex<Option<ProgressBar>>,
}

impl Terminal {
    pub fn new(global: &Global) -> Self {
        Terminal { quiet: global.quiet, verbose: global.verbose, colour: global.color, bar: Mutex::new(None) }
    }

    /// True where results on standard output may carry colour.
    pub fn colour_on_stdout(&self) -> bool {
        self.colour_on(std::io::stdout().is_terminal())
    }

    /// Columns of the text: the terminal's, within reason.
    pub fn width(&self) -> usize {
        let columns = terminal_size::terminal_size().map_or(DEFAULT_WIDTH, |(width, _)| width.0.into());
        columns.clamp(40, MAX_WIDTH)
    }

    /// True where more is to be said than usual.
    pub fn is_verbose(&self) -> bool {
        self.verbose > 0
    }

    /// A failure: always shown.
    pub fn error(&self, message: &str) {
        self.line("error", "31", message);
    }

    /// Something to know that stops nothing.
    pub fn warning(&self, message: &str) {
        if !self.quiet {
            self.line("warning", "33", message);
        }
    }

    /// What happened, for those who ask with `-v`.
    pub fn detail(&self, message: &str) {
        if self.verbose > 0 {
            self.line("note", "36", message);
        }
    }

    /// Timings, for those who ask with `-vv`.
    pub fn timing(&self, message: &str) {
        if self.verbose > 1 {
            self.line("time", "36", message);
        }
    }

    /// What was done, in a line.
    pub fn summary(&self, message: &str) {
        if !self.quiet {
            self.above_bar(|stderr| writeln!(stderr, "{message}"));
        }
    }

    fn colour_on(&self, is_terminal: bool) -> bool {
        match self.colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => is_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        }
    }

    fn line(&self, label: &str, code: &str, message: &str) {
        // Messages hold paths and words of reports: what could steer a terminal is shown, not sent.
        let message: String = message
            .chars()
            .flat_map(|c| if c.is_control() { c.escape_default().collect() } else { vec![c] })
            .collect();
        let coloured = self.colour_on(std::io::stderr().is_terminal());
        self.above_bar(|stderr| {
            if coloured {
                writeln!(stderr, "\x1b[1;{code}m{label}:\x1b[0m {message}")
            } else {
                writeln!(stderr, "{label}: {message}")
            }
        });
    }

    /// Writes without tearing a progress bar. Nothing can be done where standard error itself is gone.
    fn above_bar(&self, write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) {
        let bar = self.bar.lock().ok().and_then(|bar| bar.clone());
        let write_now = || drop(write(&mut std::io::stderr().lock()));
        match bar {
            Some(bar) => bar.suspend(write_now),
            None => write_now(),
        }
    }
}

impl Progress for Terminal {
    fn begin(&self, what: &str, total: usize) {
        if self.quiet || total < 2 || !std::io::stderr().is_terminal() {
            return;
        }
        let style = ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len} {eta}");
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr());
        if let Ok(style) = style {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_message(what.to_owned());
        if let Ok(mut current) = self.bar.lock() {
            *current = Some(bar);
        }
    }

    fn step(&self) {
        if let Ok(current) = self.bar.lock()
            && let Some(bar) = current.as_ref()
        {
            bar.inc(1);
        }
    }

    fn end(&self) {
        if let Ok(mut current) = self.bar.lock()
            && let Some(bar) = current.take()
        {
            bar.finish_and_clear();
        }
    }
}
