"""Holds the figures of docs/limits.md against the newest ones in benchmarks/RESULTS.md.

A row of limits.md that ends in `<!-- LABEL -->` has to show, in its order, figures that the newest row LABEL of RESULTS.md has in its
column "now". Exit code 1 where one does not.
"""

from __future__ import annotations

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FIGURE = re.compile(r"\d+(?:\.\d+)?")


def newest(results: str) -> dict[str, str]:
    """What the column "now" has for each label, from the first table that has the label."""
    found: dict[str, str] = {}
    now: int | None = None
    for line in results.splitlines():
        if not line.startswith("|"):
            now = None
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if now is None:
            now = cells.index("now") if "now" in cells else -1
        elif now >= 0 and len(cells) > now and FIGURE.search(cells[now]):
            found.setdefault(cells[0], cells[now])
    return found


def main() -> int:
    found = newest((ROOT / "benchmarks" / "RESULTS.md").read_text(encoding="utf-8"))
    wrong, held = [], 0
    for line in (ROOT / "docs" / "limits.md").read_text(encoding="utf-8").splitlines():
        if not (label := re.search(r"<!-- (.+?) -->", line)):
            continue
        shown = FIGURE.findall(line.strip("|").split("|")[1])
        measured = found.get(label[1])
        if measured is None:
            wrong.append(f"RESULTS.md has no row {label[1]!r}")
            continue
        rest = iter(FIGURE.findall(measured))
        if not shown or not all(figure in rest for figure in shown):
            wrong.append(f"{label[1]}: limits.md says {', '.join(shown)}; RESULTS.md has {measured}")
        held += len(shown)
    for line in wrong:
        print(line)
    print(f"{held} figures of limits.md held against RESULTS.md")
    return 1 if wrong or not held else 0


if __name__ == "__main__":
    sys.exit(main())
