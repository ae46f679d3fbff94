"""Every example of the documentation."""

from __future__ import annotations

import doctest
import re

import pytest

import twosource


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.S | re.M)


def test_the_page_on_python_runs_from_top_to_bottom(root, tmp_path, monkeypatch) -> None:
    for needed in ("pandas", "polars", "pyarrow"):
        pytest.importorskip(needed)
    (tmp_path / "examples").symlink_to(root / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    found = blocks((root / "docs" / "python.md").read_text(), "python")
    assert len(found) >= 5
    for block in found:
        exec(compile(block, "docs/python.md", "exec"), names)
    assert (tmp_path / "evidence.json").is_file()


def test_the_docstring_of_the_package_holds() -> None:
    assert doctest.testmod(twosource).failed == 0
