"""What one report says."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from . import _native
from .evidence import Report
from .table import Table


class Reading:
    """All that one report says, read once, apart from every other report.

    It holds no parse: `to_bytes` sends it to another machine (about four times the text's size, which is in it), and
    `weigh` there needs no model.
    """

    __slots__ = ("_native", "_record")

    def __init__(self, native: _native.Reading) -> None:
        self._native = native
        self._record: Report | None = None

    @classmethod
    def from_bytes(cls, data: bytes) -> Reading:
        """The reading that `to_bytes` made these bytes of.

        Raises `DamagedError` where they were damaged on the way, or are of another version.
        """
        return cls(_native.Reading.from_bytes(data))

    def to_bytes(self) -> bytes:
        """The reading as bytes, the report's text among them."""
        return self._native.to_bytes()

    def features(self) -> bytes:
        """What `Stream` has to know of the report: about 2 kB, no word of which can be read back."""
        return self._native.features()

    @property
    def id(self) -> str:
        """Id of the report: given, or made from the content."""
        return self._native.id

    @property
    def outlet(self) -> str | None:
        """Who published it."""
        return self._native.outlet

    @property
    def title(self) -> str | None:
        """Its headline."""
        return self._native.title

    @property
    def published(self) -> str | None:
        """When it was published, ISO 8601."""
        return self._native.published

    @property
    def text(self) -> str:
        """The text that all offsets count in."""
        return self._native.text

    @property
    def report(self) -> Report:
        """Segments, sentences, entities, times, attributions and statements, as in the evidence file."""
        if self._record is None:
            self._record = Report(json.loads(self._native.json()))
        return self._record

    def to_json(self) -> str:
        """The line that ``twosource annotate`` prints of the report, without its end."""
        return self._native.json()

    def to_dict(self) -> dict[str, Any]:
        """`to_json`, parsed."""
        return self.report.to_dict()

    def __repr__(self) -> str:
        return f"<Reading of {self.id}: {len(self.report.statements)} statements, {self.outlet or 'no outlet'}>"


def table_of(readings: Sequence[Reading], name: str) -> Table:
    """A table of readings, each by itself: ``reports``, ``statements`` or ``attributions``."""
    return Table(_native.table_of_readings([reading._native for reading in readings], name))
