"""Where the program, the example and the data to measure with are."""

from __future__ import annotations

import os
import pathlib
import subprocess

import pytest

import twosource

ROOT = pathlib.Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def root() -> pathlib.Path:
    return ROOT


@pytest.fixture(scope="session")
def ferry() -> pathlib.Path:
    """Eight invented reports."""
    return ROOT / "examples" / "ferry"


@pytest.fixture(scope="session")
def desk() -> twosource.Desk:
    return twosource.Desk()


@pytest.fixture(scope="session")
def program():
    """Runs the program, as `TWOSOURCE` names it, and gives its standard output."""
    path = os.environ.get("TWOSOURCE")
    if not path:
        pytest.skip("TWOSOURCE names no program to compare with")

    def run(*args: object, cwd: pathlib.Path | None = None, given: bytes | None = None) -> bytes:
        done = subprocess.run(
            [path, *map(str, args)], cwd=cwd, input=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    return run


@pytest.fixture(scope="session")
def shared() -> pathlib.Path:
    """Public data to measure with, which may not be published here."""
    path = pathlib.Path(os.environ.get("TWOSOURCE_SHARED", ROOT.parent / "shared"))
    if not (path / "bench").is_dir():
        pytest.skip(f"there is no data to measure with in {path}")
    return path


RECORDS = [
    {
        "id": "post",
        "outlet": "Harbour Post",
        "published": "2024-05-04",
        "title": "Ferry runs aground",
        "text": "The ferry Lina ran aground off Dunmore on Friday with 40 people aboard, the coastguard said. “We heard a "
        "bang,” said Ida Holt, its captain.",
    },
    {
        "id": "star",
        "outlet": "Evening Star",
        "published": "2024-05-04",
        "text": "Captain Ida Holt said her ferry Lina ran aground off Dunmore on Friday with 42 people aboard. “We heard a "
        "bang,” Holt said.",
    },
]


@pytest.fixture
def records() -> list[dict[str, object]]:
    return [dict(record) for record in RECORDS]
