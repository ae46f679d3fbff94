"""Results as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import _native

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


class Table:
    """A table, which every library that speaks Arrow takes as it is: ``pyarrow.table(t)``, ``polars.DataFrame(t)``,
    ``duckdb.from_arrow(t.to_arrow())``.

    Its columns are described in docs/tables.md; each field's metadata tells what it means.
    """

    __slots__ = ("_native",)

    def __init__(self, native: _native.Table) -> None:
        self._native = native

    def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
        """The Arrow PyCapsule interface."""
        return self._native.__arrow_c_stream__(requested_schema)

    @property
    def name(self) -> str:
        """The table's name."""
        return self._native.name

    @property
    def column_names(self) -> list[str]:
        """Names of the columns, in order."""
        return self._native.column_names

    def __len__(self) -> int:
        return len(self._native)

    def to_arrow(self) -> pyarrow.Table:
        """As a `pyarrow.Table`; needs pyarrow."""
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self) -> pandas.DataFrame:
        """As a pandas data frame; needs pyarrow and pandas."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """As a polars data frame; needs polars."""
        import polars

        return polars.DataFrame(self)

    def __repr__(self) -> str:
        return f"<Table {self.name}: {len(self)} rows, {len(self.column_names)} columns>"
