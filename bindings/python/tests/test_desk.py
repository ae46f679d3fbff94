"""What the package does, on invented reports."""

from __future__ import annotations

import datetime
import pathlib
import threading
import time

import pytest

import twosource


def test_a_brief_is_typed_and_its_offsets_are_pythons_own(desk, records) -> None:
    records[0]["text"] = "🛳️ " + str(records[0]["text"])
    brief = desk.brief(records)
    (story,) = brief.stories
    assert story.reports == ["post", "star"]
    reports = {report.id: report for report in brief.reports}
    claims = list(brief.claims())
    assert claims and {claim.standing for claim in claims} <= {
        "corroborated", "disputed", "echoed", "unsourced", "single-source",
    }
    for claim in claims:
        first = [s for s in claim.statements if reports[s.report].text[s.start : s.end] == claim.text]
        assert first, "a claim has the words of one of its statements"
    attribution = reports["star"].attributions[0]
    assert attribution.source is not None
    assert [reports["star"].text[a:b] for a, b in attribution.source.ranges] == ["Captain Ida Holt"]
    assert brief.to_dict()["schema"] == "twosource/evidence/1"
    assert "Claim(" in repr(claims[0])


def test_the_same_reports_give_the_same_bytes_in_whatever_order_and_form(desk, records) -> None:
    whole = desk.brief(records).to_json()
    records[0]["published"] = datetime.date(2024, 5, 4)
    records[1]["byline"] = float("nan")
    # The line of a record and its bytes are part of what is told: the same two lines, in the same order.
    assert desk.brief(iter(records)).to_json() == whole
    assert twosource.Desk(threads=1).brief(records).to_json() == whole


def test_data_frames_are_records(desk, records) -> None:
    pandas = pytest.importorskip("pandas")
    polars = pytest.importorskip("polars")
    pyarrow = pytest.importorskip("pyarrow")
    expected = [reading.id for reading in desk.annotate(records)]
    for frame in (pandas.DataFrame(records), polars.DataFrame(records), pyarrow.Table.from_pylist(records)):
        assert [reading.id for reading in desk.annotate(frame)] == expected


def test_readings_cross_to_another_machine_and_are_weighed_there_without_a_model(desk, records) -> None:
    brief = desk.brief(records)
    sent = [reading.to_bytes() for reading in desk.annotate(records)]
    back = [twosource.Reading.from_bytes(data) for data in sent]
    assert twosource.weigh(back).to_json() == brief.to_json()
    # A model that is none would say so as soon as it is loaded.
    assert len(twosource.weigh(back, story="S7").stories) == 1
    assert back[0].to_json() == desk.annotate(records)[0].to_json()


def test_damaged_readings_features_and_evidence_are_refused(desk, records, tmp_path: pathlib.Path) -> None:
    data = desk.annotate(records)[0].to_bytes()
    for damaged in (b"", data[:-1], data[:20] + bytes([data[20] ^ 1]) + data[21:], b"2SRD" + bytes(40)):
        with pytest.raises(twosource.DamagedError):
            twosource.Reading.from_bytes(damaged)
    with pytest.raises(twosource.DamagedError):
        twosource.Stream().add("a", b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff")
    with pytest.raises(twosource.DamagedError):
        twosource.Brief.load(b"{}")
    reading = twosource.Reading.from_bytes(data)
    with pytest.raises(twosource.TwosourceError, match="the id post"):
        twosource.weigh([reading, reading])
    with pytest.raises(twosource.TwosourceError, match="no reading"):
        twosource.weigh([])
    model = tmp_path / "model.tsm"
    model.write_bytes(b"no model")
    with pytest.raises(twosource.ModelError):
        twosource.Desk(model).annotate(records)
    rules = tmp_path / "rules.toml"
    rules.write_text("[origins_needed]\ndefault = 0\n")
    with pytest.raises(twosource.RulesError):
        twosource.Desk(rules=rules)
    assert issubclass(twosource.DamagedError, twosource.TwosourceError)


def test_what_cannot_be_read_is_named_and_the_rest_is_read(desk, records, tmp_path: pathlib.Path) -> None:
    (tmp_path / "good.txt").write_text("The mayor of Dunmore resigned on Friday, the council said.\n")
    (tmp_path / "bad.txt").write_bytes(bytes(range(256)) * 8)
    given = twosource.read(tmp_path)
    assert len(given) == 1 and "bad.txt" in given.failures[0]
    with pytest.warns(twosource.TwosourceWarning, match="bad.txt"):
        assert len(desk.annotate(tmp_path)) == 1
    with pytest.warns(twosource.TwosourceWarning), pytest.raises(twosource.TwosourceError, match="no report"):
        desk.brief(tmp_path / "missing.txt")
    with pytest.raises(twosource.TwosourceError, match="not both"):
        desk.brief([tmp_path, records[0]])


def test_progress_is_told_and_ctrl_c_ends_it(desk, records) -> None:
    told: list[tuple[int, int]] = []
    desk.annotate(records, progress=lambda done, of: told.append((done, of)))
    assert told[0] == (0, 2) and told[-1] == (2, 2)

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.annotate(records, progress=stop)


def test_other_threads_run_while_reports_are_read(desk, records) -> None:
    many = [{**records[0], "id": str(number)} for number in range(60)]
    ticks: list[float] = []
    done = threading.Event()

    def tick() -> None:
        while not done.is_set():
            ticks.append(time.perf_counter())
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    desk.annotate(many)
    done.set()
    thread.join()
    assert len(ticks) > 3, "the interpreter's lock was held"


def test_checking_explaining_and_verifying(desk, records) -> None:
    check = desk.check({"text": "The ferry Lina ran aground off Dunmore on Friday with 45 people aboard."}, records)
    assert check.record.sentences and "45" in str(check)
    assert check.to_dict()["sentences"]
    brief = desk.brief(records)
    claim = next(brief.claims())
    explanation = desk.explain(brief, claim.id)
    assert claim.text.split()[0] in str(explanation) and explanation.to_dict()
    with pytest.raises(twosource.TwosourceError):
        brief.explain("C999")
    verification = desk.verify(brief, records)
    assert verification.holds and verification.follows, str(verification)
    changed = brief.to_json().replace("Evening Star", "Morning Star", 1)
    assert not desk.verify(changed.encode(), records).follows
    assert desk.verify(brief, records, quick=True).holds


def test_a_notebook_shows_the_brief_in_a_frame_of_its_own(desk, records) -> None:
    records[0]["title"] = "</iframe><script>alert(1)</script>"
    shown = desk.brief(records)._repr_html_()
    assert shown.startswith("<iframe") and shown.count("</iframe>") == 1 and "<script>" not in shown


def test_tables_are_arrow_without_a_copy(desk, records) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    polars = pytest.importorskip("polars")
    brief = desk.brief(records)
    assert set(brief.tables()) == set(twosource.TABLES)
    claims = pyarrow.table(brief.table("claims"))
    assert claims.num_rows == len(list(brief.claims())) == len(brief.table("claims"))
    assert claims.schema.field("outlets").type == pyarrow.list_(pyarrow.string())
    assert claims.schema.field("standing").metadata[b"meaning"].startswith(b"corroborated")
    reports = polars.DataFrame(brief.table("reports"))
    assert reports["published"].to_list() == [datetime.date(2024, 5, 4)] * 2
    statements = twosource.reading.table_of(desk.annotate(records), "statements")
    assert len(statements) == sum(len(report.statements) for report in brief.reports)
    with pytest.raises(twosource.TwosourceError, match="there is no table"):
        brief.table("cast")


def test_a_stream_groups_from_features_alone(desk, records) -> None:
    other = {"id": "c", "text": "Voters in Graz elected a new mayor, Eva Lang, on Sunday, the city said.", "published": "2024-05-05"}
    readings = desk.annotate([*records, other])
    stream = twosource.Stream()
    for reading in readings:
        stream.add(reading.id, twosource.Stream.features(reading))
    assert stream.story("post") == stream.story("star") != stream.story("c")
    assert list(stream.stories()) == ["post", "star", "c"] and len(stream) == 3
    with pytest.raises(ValueError):
        stream.add("c", readings[2])


def test_the_types_are_those_of_the_schema() -> None:
    import subprocess
    import sys

    tool = pathlib.Path(__file__).parent.parent / "tools" / "types_from_schema.py"
    done = subprocess.run([sys.executable, tool, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
