//! What the Python package `twosource` is built on. The package in `python/twosource` wraps it in typed objects; nothing
//! else should import it.

mod desk;
mod error;
mod evidence;
mod progress;
mod reading;
mod reports;
mod stream;
mod table;

use pyo3::prelude::*;

#[pymodule]
mod _native {
    use pyo3::prelude::*;

    #[pymodule_export]
    use super::desk::Desk;
    #[pymodule_export]
    use super::error::{DamagedError, ModelError, RulesError, TwosourceError};
    #[pymodule_export]
    use super::evidence::{Evidence, table_of_readings, weigh};
    #[pymodule_export]
    use super::reading::Reading;
    #[pymodule_export]
    use super::reports::{Parts, Reports};
    #[pymodule_export]
    use super::stream::Stream;
    #[pymodule_export]
    use super::table::Table;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        module.add("TABLES", twosource_table::Table::ALL.map(twosource_table::Table::name).to_vec())?;
        Ok(())
    }

    /// The JSON Schema of the evidence file.
    #[pyfunction]
    fn evidence_schema() -> String {
        twosource_evidence::file::json_schema().to_string()
    }

    /// The JSON Schema of what checking a draft gives.
    #[pyfunction]
    fn check_schema() -> String {
        twosource_evidence::check::json_schema().to_string()
    }
}
