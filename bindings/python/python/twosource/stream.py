"""Stories as a stream."""

from __future__ import annotations

from . import _native
from .reading import Reading


class Stream:
    """Puts reports into stories as they come, one at a time: what a collection groups by.

    It needs `features` of each report alone, so that one process groups what many have read: about 5,000 reports a
    second. The newest 50,000 reports are compared with new ones. What it does depends on the reports and their order.
    """

    __slots__ = ("_ids", "_keys", "_native", "_stories")

    def __init__(self) -> None:
        self._native = _native.Stream()
        self._keys: dict[str, int] = {}
        self._ids: list[str] = []
        self._stories: list[int] = []

    @staticmethod
    def features(reading: Reading) -> bytes:
        """All that a stream has to know of a report, about 2 kB."""
        return reading.features()

    def add(self, report: str, features: bytes | Reading) -> int:
        """Takes a report in, by its id. Returns its story, from 1. Others may have moved: ask `story` again.

        Raises `ValueError` where the stream has the id already, `DamagedError` where the bytes are no features.
        """
        if report in self._keys:
            raise ValueError(f"the stream has a report {report!r} already")
        data = features.features() if isinstance(features, Reading) else features
        key = len(self._ids)
        story, moves = self._native.add(key, data)
        self._keys[report] = key
        self._ids.append(report)
        self._stories.append(story)
        for moved, to in moves:
            self._stories[moved] = to
        return story

    def story(self, report: str) -> int:
        """The story of a report now. Raises `KeyError` where the stream never had it."""
        return self._stories[self._keys[report]]

    def stories(self) -> dict[str, int]:
        """The story of every report, in the order of arrival."""
        return dict(zip(self._ids, self._stories))

    def __len__(self) -> int:
        return len(self._ids)
