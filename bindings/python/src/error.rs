//! Exceptions, and what becomes one.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pyo3::create_exception;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;

create_exception!(twosource, TwosourceError, PyException, "Any error of this package.");
create_exception!(twosource, ModelError, TwosourceError, "A language model cannot be run.");
create_exception!(twosource, RulesError, TwosourceError, "House rules cannot be used.");
create_exception!(
    twosource,
    DamagedError,
    TwosourceError,
    "Bytes are no reading, no features or no evidence file, or are of another version."
);

/// Does what leans on data from elsewhere: a reading that was made up can point where its report has nothing.
pub fn guarded<T>(work: impl FnOnce() -> T) -> PyResult<T> {
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|_| DamagedError::new_err("a reading does not fit its own report"))
}
