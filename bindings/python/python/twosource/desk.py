"""The desk."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Union

from . import _native
from ._native import TwosourceError
from .brief import Brief, Explanation
from .check import Check
from .reading import Reading
from .reports import Given, reports_of

#: True for a bar of tqdm, or a callable that is told how many are done, and of how many.
Progress = Union[bool, Callable[[int, int], object], None]


def _progress(wanted: Progress) -> Callable[[int, int], object] | None:
    if wanted is None or wanted is False:
        return None
    if wanted is not True:
        return wanted
    try:
        from tqdm.auto import tqdm
    except ImportError:
        raise TwosourceError("progress=True needs tqdm: pip install twosource[progress]") from None
    bar: Any = None

    def tell(done: int, of: int) -> None:
        nonlocal bar
        if bar is None:
            bar = tqdm(total=of, unit="report")
        bar.update(done - bar.n)
        if done >= of:
            bar.close()

    return tell


def _rules(rules: str | os.PathLike[str] | None) -> str | None:
    return None if rules is None else Path(rules).read_text(encoding="utf-8")


class Verification:
    """Whether an evidence file follows from its reports."""

    __slots__ = ("_data", "_text", "follows", "holds")

    def __init__(self, text: str, data: dict[str, Any], holds: bool, follows: bool) -> None:
        self._text = text
        self._data = data
        #: True where every hash, span and reference that was checked holds.
        self.holds = holds
        #: True where the reports were weighed anew, and all of the file is what they give.
        self.follows = follows

    def to_dict(self) -> dict[str, Any]:
        """Problems, notes, what could not be checked, and how much was."""
        return self._data

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"<Verification: holds={self.holds}, follows={self.follows}>"


class Desk:
    """A language model and the rules of a house, ready to weigh reports. Threads may share one.

    :param model: a model's container (``twosource models list`` shows those at hand); without it the English model
        that comes along.
    :param rules: a file of house rules.
    :param threads: threads that read reports; without it one a processor. Where processes stand beside each other, as
        on Spark, 1.

    The model is loaded when it is first needed (about 0.1 s): `weigh` alone never loads it.
    """

    def __init__(
        self,
        model: str | os.PathLike[str] | None = None,
        *,
        rules: str | os.PathLike[str] | None = None,
        threads: int | None = None,
    ) -> None:
        container = None if model is None else Path(model).read_bytes()
        self._rules = _rules(rules)
        self._native = _native.Desk(container, self._rules, threads)

    @property
    def model(self) -> tuple[str, str, str]:
        """The model's name, version and SHA-256."""
        return self._native.model_info()

    def annotate(self, reports: Given, *, progress: Progress = None) -> list[Reading]:
        """Reads each report closely, by itself, in the order given."""
        readings = self._native.annotate(reports_of(reports), _progress(progress))
        return [Reading(reading) for reading in readings]

    def brief(self, reports: Given, *, progress: Progress = None) -> Brief:
        """The whole way: reads the reports, groups them into stories and weighs each.

        The result depends on the reports alone: not on their order, nor on the number of threads.
        """
        return Brief(self._native.brief(reports_of(reports), _progress(progress)))

    def weigh(self, readings: Iterable[Reading], *, story: str | None = None) -> Brief:
        """Weighs readings, wherever they were made. See `twosource.weigh`."""
        return _weigh(readings, self._rules, story)

    def check(self, draft: Given, against: Given, *, progress: Progress = None) -> Check:
        """Holds a draft against reports of one event. A draft given as words is a record: ``{"text": "..."}``."""
        return Check(*self._native.check(reports_of(draft), reports_of(against), _progress(progress)))

    def explain(self, brief: Brief, claim: str) -> Explanation:
        """Why a claim stands where it stands."""
        return brief.explain(claim)

    def verify(
        self,
        evidence: Brief | str | os.PathLike[str] | bytes,
        reports: Given,
        *,
        quick: bool = False,
        progress: Progress = None,
    ) -> Verification:
        """Checks an evidence file against its reports: every hash and span, and that all it says follows from them.

        With `quick` hashes, spans and references alone.
        """
        brief = evidence if isinstance(evidence, Brief) else Brief.load(evidence)
        found = self._native.verify(brief._native, reports_of(reports), quick, _progress(progress))
        text, data, holds, follows = found
        return Verification(text, json.loads(data), holds, follows)


def weigh(
    readings: Iterable[Reading], *, rules: str | os.PathLike[str] | None = None, story: str | None = None
) -> Brief:
    """Weighs readings, wherever they were made: no model is loaded and nothing is parsed again.

    :param readings: of one model; each report once.
    :param rules: a file of house rules.
    :param story: the name of the story that all of them are of, as a collection gives it (``"S12"``); without it they
        are grouped into stories first.
    """
    return _weigh(readings, _rules(rules), story)


def _weigh(readings: Iterable[Reading], rules: str | None, story: str | None) -> Brief:
    return Brief(_native.weigh([reading._native for reading in readings], rules, story))
