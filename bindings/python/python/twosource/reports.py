"""Reports as they are given."""

from __future__ import annotations

import datetime
import json
import math
import os
import warnings
from collections.abc import Iterable, Mapping
from typing import Any, Union, cast

from . import _native
from ._native import TwosourceError


class TwosourceWarning(UserWarning):
    """An input that could not be read, and that was left out; the others were read."""


class Reports:
    """Reports that were read, and what could not be."""

    __slots__ = ("_native",)

    def __init__(self, native: _native.Reports) -> None:
        self._native = native

    def __len__(self) -> int:
        return len(self._native)

    @property
    def ids(self) -> list[str]:
        """Ids of the reports, in order."""
        return self._native.ids

    @property
    def failures(self) -> list[str]:
        """A line for each input that could not be read: which, and why."""
        return self._native.failures

    @property
    def warnings(self) -> list[str]:
        """A line for each thing that does not stop a report from being used."""
        return self._native.warnings

    def __repr__(self) -> str:
        return f"<Reports: {len(self)} read, {len(self.failures)} not>"


#: What reports can be given as: paths, records with a key ``text``, a table of such records, or what `read` gave.
Given = Union[str, "os.PathLike[str]", Mapping[str, Any], Iterable[Any], Reports]


def read(*paths: str | os.PathLike[str]) -> Reports:
    """Reads files, folders and patterns: text, HTML, Markdown, JSON lines, feeds, WARC.

    One bad input never stops the others: see `Reports.failures`.
    """
    return Reports(_native.Reports.read([os.fspath(path) for path in paths]))


def _plain(value: Any) -> Any:
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    return str(value)


def _is_missing(value: Any) -> bool:
    """True for none, and for what pandas has for none."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return True
    return type(value).__name__ in ("NaTType", "NAType")


def line_of(record: Mapping[str, Any]) -> bytes:
    """A record as a line of JSON; values that are missing are left out."""
    told = {
        str(key): value
        for key, value in record.items()
        if not _is_missing(value)
    }
    return json.dumps(told, ensure_ascii=False, default=_plain).encode("utf-8", "surrogatepass")


def reports_of(given: Given) -> _native.Reports:
    """Whatever reports are given as, read; each input that could not be read is a `TwosourceWarning`."""
    native = _reports_of(given)
    for failure in native.failures:
        warnings.warn(failure, TwosourceWarning, stacklevel=4)
    return native


def _reports_of(given: Given) -> _native.Reports:
    if isinstance(given, Reports):
        return given._native
    if isinstance(given, (str, os.PathLike)):
        return _native.Reports.read([os.fspath(given)])
    if isinstance(given, Mapping):
        given = [given]
    elif hasattr(given, "to_dicts"):  # polars
        given = given.to_dicts()
    elif hasattr(given, "to_pylist"):  # pyarrow
        given = given.to_pylist()
    elif hasattr(given, "to_dict") and hasattr(given, "columns"):  # pandas
        given = given.to_dict("records")
    items = list(cast("Iterable[Any]", given))
    if all(isinstance(item, (str, os.PathLike)) for item in items):
        return _native.Reports.read([os.fspath(item) for item in items])
    if all(isinstance(item, Mapping) for item in items):
        return _native.Reports.parse(b"".join(line_of(item) + b"\n" for item in items), None)
    raise TwosourceError("reports are paths, or records with a key 'text', and not both at once")
