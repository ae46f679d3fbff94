"""What a desk finds."""

from __future__ import annotations

import html
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from . import _native
from .evidence import Claim, Conflict, Evidence, Report, Story
from .table import Table


class Explanation:
    """Why a claim stands where it stands."""

    __slots__ = ("_data", "_text")

    def __init__(self, text: str, data: dict[str, Any]) -> None:
        self._text = text
        self._data = data

    def to_dict(self) -> dict[str, Any]:
        """As data: statements, their chains, who depends on whom."""
        return self._data

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return self._text


class Brief:
    """Stories weighed: an evidence file in memory."""

    __slots__ = ("_evidence", "_native")

    def __init__(self, native: _native.Evidence) -> None:
        self._native = native
        self._evidence: Evidence | None = None

    @classmethod
    def load(cls, file: str | os.PathLike[str] | bytes) -> Brief:
        """Reads an evidence file, or the bytes of one. Raises `DamagedError` where it is none."""
        data = file if isinstance(file, bytes) else Path(file).read_bytes()
        return cls(_native.Evidence.parse(data))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the evidence file: the bytes that ``twosource brief --format json`` writes."""
        Path(path).write_bytes(self.to_json().encode())

    @property
    def evidence(self) -> Evidence:
        """All of it, typed."""
        if self._evidence is None:
            self._evidence = Evidence(json.loads(self._native.json()))
        return self._evidence

    @property
    def stories(self) -> list[Story]:
        """The stories, the largest first."""
        return self.evidence.stories

    @property
    def reports(self) -> list[Report]:
        """The reports, by id."""
        return self.evidence.reports

    def claims(self, standing: str | None = None) -> Iterator[Claim]:
        """The claims of all stories; those of one standing where it is given."""
        for story in self.stories:
            yield from (claim for claim in story.claims if standing is None or claim.standing == standing)

    def conflicts(self) -> Iterator[Conflict]:
        """The conflicts of all stories."""
        for story in self.stories:
            yield from story.conflicts

    def explain(self, claim: str) -> Explanation:
        """Why a claim stands where it stands, as ``twosource explain`` tells it. `claim` is its id, with the story's
        before it where there are several: ``"<story>/C1"``."""
        text, data = self._native.explain(claim)
        return Explanation(text, json.loads(data))

    def table(self, name: str) -> Table:
        """One of `twosource.TABLES`: ``claims``, ``claim_statements``, ``details``, and so on."""
        return Table(self._native.table(name))

    def tables(self) -> dict[str, Table]:
        """All tables by name."""
        return {name: self.table(name) for name in _native.TABLES}

    def to_json(self) -> str:
        """The evidence file."""
        return self._native.json()

    def to_dict(self) -> dict[str, Any]:
        """The evidence file, parsed."""
        return self.evidence.to_dict()

    def to_html(self) -> str:
        """The brief as one self-contained page."""
        return self._native.html()

    def to_markdown(self) -> str:
        """The brief as Markdown."""
        return self._native.markdown()

    def to_text(self, width: int = 100, *, all: bool = False) -> str:
        """The brief as it stands on a terminal of so many columns; with `all` everything that one outlet alone says, all
        quotations, the whole cast and timeline, and not the first of each."""
        return self._native.text(width, all)

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        return f"<Brief: {len(self.reports)} reports, {len(self.stories)} stories>"

    def _repr_html_(self) -> str:
        # A frame of its own: neither the page's style nor its script reaches the notebook.
        page = html.escape(self.to_html(), quote=True)
        return (
            '<iframe title="Brief" sandbox="allow-scripts" style="width:100%;height:42rem;border:1px solid #ccc" '
            f'srcdoc="{page}"></iframe>'
        )
