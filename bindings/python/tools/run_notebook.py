"""Runs a notebook from top to bottom, beside where it lies; fails where a cell does."""

from __future__ import annotations

import pathlib
import sys

import nbclient
import nbformat

for name in sys.argv[1:]:
    path = pathlib.Path(name)
    notebook = nbformat.read(path, as_version=4)
    client = nbclient.NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(path.parent)}})
    client.execute()
    shown = sum("text/html" in output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", []))
    print(f"{path.name}: {len(notebook.cells)} cells, {shown} shown as HTML")
    if not shown:
        sys.exit(f"{path}: nothing was shown")
