"""The package gives the program's bytes."""

from __future__ import annotations

import json
import os
import subprocess

import pytest

import twosource


def test_the_example_gives_the_programs_bytes(desk, program, root) -> None:
    path = "examples/ferry"
    here = os.getcwd()
    os.chdir(root)
    try:
        brief = desk.brief(path)
        lines = [reading.to_json() for reading in desk.annotate(path)]
        check = desk.check({"text": "The ferry carried 208 people."}, path)
    finally:
        os.chdir(here)
    assert brief.to_json().encode() == program("brief", "--format", "json", path, cwd=root)
    assert "\n".join(lines).encode() + b"\n" == program("annotate", path, cwd=root)
    assert brief.to_markdown().encode() == program("brief", "--format", "md", path, cwd=root)
    assert brief.to_html().encode() == program("brief", "--format", "html", path, cwd=root)
    assert check.record.sentences


def test_rules_weigh_as_in_the_program(program, ferry, tmp_path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text('silence = "origin"\n[origins_needed]\ndefault = 3\n')
    brief = twosource.Desk(rules=rules).brief(ferry)
    assert brief.to_json().encode() == program("brief", "--format", "json", "--rules", rules, ferry)
    again = twosource.weigh(twosource.Desk().annotate(ferry), rules=rules)
    assert again.to_json() == brief.to_json()


def test_every_event_of_the_claims_gives_the_programs_bytes(desk, program, shared) -> None:
    events = sorted((shared / "bench" / "claims").glob("*.jsonl"))
    # Each is weighed twice: CI takes some, TWOSOURCE_ALL_EVENTS=1 all.
    if not os.environ.get("TWOSOURCE_ALL_EVENTS"):
        events = events[::7]
    assert events
    for event in events:
        assert desk.brief(event).to_json().encode() == program("brief", "--format", "json", event), event.name
    # Reading by itself, of all of them.
    readings = [reading for event in events for reading in desk.annotate(event)]
    printed = b"".join(program("annotate", event) for event in events)
    assert "".join(reading.to_json() + "\n" for reading in readings).encode() == printed
    sizes = sorted(len(reading.features()) for reading in readings)
    wire = sorted(len(reading.to_bytes()) for reading in readings)
    words = sorted(len(reading.text.split()) for reading in readings)
    middle = len(readings) // 2
    print(f"{len(events)} events, {len(readings)} reports; median words {words[middle]}, features {sizes[middle]} B, reading {wire[middle]} B")


def test_a_draft_is_checked_as_in_the_program(program, ferry, tmp_path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("The ferry carried 208 people, the coastguard said.\n")
    check = twosource.Desk().check(draft, ferry)
    done = subprocess.run(
        [os.environ["TWOSOURCE"], "check", draft, "--against", ferry, "--json", "--fail-on", "never"],
        capture_output=True, check=False,
    )
    if done.returncode != 0:
        pytest.fail(done.stderr.decode())
    assert json.loads(done.stdout) == check.to_dict()
