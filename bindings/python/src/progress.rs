//! Telling Python how far it is.

use pyo3::prelude::*;

/// A callable that is told how many are done, and of how many; or none.
pub struct Progress<'p>(pub Option<&'p Bound<'p, PyAny>>);

impl Progress<'_> {
    /// Tells it, and lets Python act on signals: Ctrl-C ends long work.
    pub fn at(&self, py: Python<'_>, done: usize, of: usize) -> PyResult<()> {
        py.check_signals()?;
        if let Some(callable) = self.0 {
            callable.call1((done, of))?;
        }
        Ok(())
    }
}
