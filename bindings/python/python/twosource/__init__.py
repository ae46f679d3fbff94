"""The two-source rule as software, for Python.

Give a :class:`Desk` the reports of an event; its brief tells what independent sources confirm, what all repeat from
one, what one alone says, and where they disagree.

>>> import twosource
>>> desk = twosource.Desk()
>>> brief = desk.brief([
...     {"id": "a", "outlet": "Harbour Post", "published": "2024-05-04",
...      "text": "The coastguard said the ferry Lina ran aground off Dunmore on Friday."},
...     {"id": "b", "outlet": "Evening Star", "published": "2024-05-04",
...      "text": "The ferry Lina ran aground off Dunmore on Friday, its captain, Ida Holt, said."},
... ])
>>> [report.outlet for report in brief.reports]
['Harbour Post', 'Evening Star']
>>> sorted({claim.standing for claim in brief.claims()}) != []
True

Offsets everywhere count Unicode code points of a report's text, as Python's own ``str`` does, the end exclusive:
``report.text[statement.start:statement.end]`` are a statement's words.
"""

from __future__ import annotations

from . import checks, evidence
from ._native import TABLES, DamagedError, ModelError, RulesError, TwosourceError, __version__
from .brief import Brief, Explanation
from .check import Check
from .desk import Desk, Verification, weigh
from .reading import Reading
from .reports import Reports, TwosourceWarning, read
from .stream import Stream
from .table import Table

__all__ = [
    "TABLES",
    "Brief",
    "Check",
    "DamagedError",
    "Desk",
    "Explanation",
    "ModelError",
    "Reading",
    "Reports",
    "RulesError",
    "Stream",
    "Table",
    "TwosourceError",
    "TwosourceWarning",
    "Verification",
    "__version__",
    "checks",
    "evidence",
    "read",
    "weigh",
]
