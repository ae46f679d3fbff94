"""A draft held against reports."""

from __future__ import annotations

import html
from typing import Any

from .checks import Check as CheckRecord


class Check:
    """For each statement of a draft and each detail in it: who confirms it, who contradicts it, what no report says."""

    __slots__ = ("_json", "_page", "_record", "_text")

    def __init__(self, json_text: str, text: str, page: str) -> None:
        import json

        self._json = json_text
        self._text = text
        self._page = page
        self._record = CheckRecord(json.loads(json_text))

    @property
    def record(self) -> CheckRecord:
        """All of it, typed."""
        return self._record

    def to_json(self) -> str:
        """As ``twosource check --format json`` prints it."""
        return self._json

    def to_dict(self) -> dict[str, Any]:
        """`to_json`, parsed."""
        return self._record.to_dict()

    def to_html(self) -> str:
        """As one self-contained page."""
        return self._page

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"<Check: {len(self._record.sentences)} sentences>"

    def _repr_html_(self) -> str:
        page = html.escape(self._page, quote=True)
        return (
            '<iframe title="Check" sandbox="allow-scripts" style="width:100%;height:32rem;border:1px solid #ccc" '
            f'srcdoc="{page}"></iframe>'
        )
