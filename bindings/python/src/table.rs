//! A table that any library of Arrow takes without a copy.

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use twosource_table::Row;

use crate::error::DamagedError;

/// A table, by the Arrow PyCapsule interface.
#[pyclass(frozen, module = "twosource._native")]
pub struct Table {
    table: twosource_table::Table,
    batch: RecordBatch,
}

impl Table {
    pub fn of(table: twosource_table::Table, rows: &[Row]) -> PyResult<Self> {
        let batch = twosource_table::batch(table, rows);
        Ok(Table { table, batch: batch.map_err(|error| DamagedError::new_err(error.to_string()))? })
    }
}

#[pymethods]
impl Table {
    /// A stream of Arrow arrays, by the C data interface.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // Another schema than its own may be asked for and need not be given.
        drop(requested_schema);
        let schema = self.batch.schema();
        let batches = RecordBatchIterator::new([Ok(self.batch.clone())], schema);
        let stream = FFI_ArrowArrayStream::new(Box::new(batches));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    #[getter]
    fn name(&self) -> &'static str {
        self.table.name()
    }

    #[getter]
    fn column_names(&self) -> Vec<&'static str> {
        self.table.columns().iter().map(|column| column.name).collect()
    }

    fn __len__(&self) -> usize {
        self.batch.num_rows()
    }
}
