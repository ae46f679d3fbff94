"""The same bytes on Spark as from the program. `local[2]`: a machine of two processors."""

from __future__ import annotations

import gzip
import json
import os
import pathlib
import shutil
import sys

import pytest
from test_docs import blocks

pyspark = pytest.importorskip("pyspark")
pytest.importorskip("pyarrow")
if shutil.which("java") is None:
    pytest.skip("there is no Java for Spark", allow_module_level=True)

# Workers are started by name: by this interpreter's, which has what they need.
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)

#: Reports that are taken.
MOST = 200


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .appName("twosource-tests")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def invented() -> list[dict[str, object]]:
    """Stories of two outlets each, in words of their own."""
    places = ["Odder", "Graz", "Dunmore", "Tarn", "Velm", "Ostia", "Brae", "Kirn", "Lund", "Pell"]
    things = ["silo", "tram depot", "ferry", "mill", "school", "harbour", "bridge", "theatre", "tower", "market"]
    reports = []
    for number, (place, thing) in enumerate(zip(places, things)):
        day = f"2024-03-{number * 2 + 1:02}"
        reports.append({
            "id": f"a{number}", "outlet": "Harbour Post", "published": day, "title": f"Fire in {place}",
            "text": f"A fire destroyed the {thing} of {place} on Monday, police chief Ada Holm said. {number + 12} people were hurt.",
        })
        reports.append({
            "id": f"b{number}", "outlet": "Evening Star", "published": day, "title": f"{place} {thing} burns",
            "text": f"The {place} {thing} burned down on Monday, the fire service of {place} said. It said {number + 13} people were hurt.",
        })
    return reports


@pytest.fixture(scope="session")
def lines(root, tmp_path_factory) -> tuple[pathlib.Path, list[str]]:
    """A file of JSON lines: reports of ECB+ where they are at hand, else invented ones."""

    shared = pathlib.Path(os.environ.get("TWOSOURCE_SHARED", root.parent / "shared"))
    known = shared / "bench" / "stories" / "ecbplus-1-35.jsonl"
    if known.is_file():
        found = known.read_text(encoding="utf-8").splitlines()[:MOST]
    else:
        found = [json.dumps(report, ensure_ascii=False) for report in invented()]
    path = tmp_path_factory.mktemp("lines") / "reports.jsonl"
    path.write_text("".join(line + "\n" for line in found), encoding="utf-8")
    return path, found


@pytest.fixture(scope="session")
def annotated(spark, lines):
    from twosource import spark as on_spark

    path, found = lines
    rows = [(line, str(path), number) for number, line in enumerate(found, start=1)]
    df = spark.createDataFrame(rows, "value string, path string, line int").repartition(4)
    return on_spark.annotate(df).cache()


def test_annotating_gives_the_programs_lines(annotated, lines, program) -> None:
    path, found = lines
    assert annotated.where("failure is not null").count() == 0
    rows = {row.id: row for row in annotated.collect()}
    assert len(rows) == len(found)
    for line in program("annotate", path).decode().splitlines():
        assert rows[json.loads(line)["id"]].annotation == line
    mean = lambda name: sum(len(getattr(row, name)) for row in rows.values()) // len(rows)  # noqa: E731
    words = sum(len(json.loads(row.annotation)["text"].split()) for row in rows.values()) // len(rows)
    print(f"{len(rows)} reports, mean: {words} words, reading {mean('reading')} B, features {mean('features')} B")


def test_grouping_and_weighing_give_the_collections_stories(annotated, spark, lines, program, tmp_path) -> None:
    from twosource import spark as on_spark

    path, found = lines
    order = {json.loads(line)["id"]: place for place, line in enumerate(program("annotate", path).decode().splitlines())}
    arrivals = spark.createDataFrame(list(order.items()), "id string, arrival int")
    read = annotated.join(arrivals, "id")
    stories = on_spark.group(read, order=["arrival"])
    of = {row.id: row.story for row in stories.collect()}

    store = tmp_path / "store"
    program("ingest", path, "--store", store)
    reports = program("export", "--what", "reports", "--store", store).decode().splitlines()
    expected = {told["report"]: int(told["story"][1:]) for told in map(json.loads, reports)}
    assert of == expected

    weighed = on_spark.weigh(annotated.join(stories, "id")).collect()
    assert all(row.failure is None for row in weighed)
    sizes: dict[int, int] = {}
    for story in expected.values():
        sizes[story] = sizes.get(story, 0) + 1
    assert {row.story for row in weighed} == {story for story, size in sizes.items() if size >= 2}
    for row in sorted(weighed, key=lambda row: -row.reports)[:12]:
        printed = program("show", f"S{row.story}", "--format", "json", "--store", store).decode()
        assert row.evidence == printed, row.story
        assert row.reports == sizes[row.story] and row.claims == len(json.loads(printed)["stories"][0]["claims"])


def test_shards_of_time_unite_what_goes_on_beyond_a_border(annotated, spark) -> None:
    from pyspark.sql import functions as f

    from twosource import spark as on_spark

    whole = {row.id: row.story for row in on_spark.group(annotated).collect()}
    ids = sorted(whole)
    # The border lies in the middle of the reports by id, and all of the first shard is overlap.
    half = spark.createDataFrame([(report, int(place >= len(ids) // 2)) for place, report in enumerate(ids)], "id string, shard int")
    sharded = annotated.join(half, "id").withColumn(
        "shards", f.when(f.col("shard") == 0, f.array(f.lit(0), f.lit(1))).otherwise(f.array(f.lit(1)))
    )
    united = {row.id: row.story for row in on_spark.group_shards(sharded, "shard", "shards").collect()}
    assert set(united) == set(whole)
    # The second shard saw everything: what it holds together stays together. The first may hold more together, and that stays, too.
    for story in set(whole.values()):
        assert len({united[report] for report in ids if whole[report] == story}) == 1
    assert 1 < len(set(united.values())) <= len(set(whole.values()))


def test_columns_of_a_data_frame_are_a_record_and_what_cannot_be_read_is_named(spark) -> None:
    from twosource import spark as on_spark

    rows = [("a", "The mayor of Dunmore resigned on Friday, the council said.", "Post", "2024-05-04"), ("b", "", None, None)]
    df = spark.createDataFrame(rows, "id string, text string, outlet string, published string")
    found = on_spark.annotate(df, keep_annotation=False).collect()
    assert [(row.id, row.outlet) for row in found if row.failure is None] == [("a", "Post")]
    assert len([row for row in found if row.failure]) == 1
    assert found[0].annotation is None
    lines = spark.createDataFrame([('{"id": "d"}',), ('{"id": "c", "text": "Eva Lang won in Graz, the city said."}',)], "value string")
    found = on_spark.annotate(lines).collect()
    assert sorted(row.id or "" for row in found) == ["", "c"]


def warc(pages: list[tuple[str, str]]) -> bytes:
    out = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Type: application/warc-fields\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    for url, html in pages:
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html.encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-05-04T00:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        out += head.encode() + body + b"\r\n\r\n"
    return out


def page(place: str) -> str:
    text = f"<p>A fire destroyed the mill of {place} on Monday, the police of {place} said in a statement on Tuesday.</p>"
    return f"<html><head><title>Fire in {place}</title></head><body><article><h1>Fire in {place}</h1>{text * 3}</article></body></html>"


def test_archives_are_read_as_they_are_and_bad_records_named(spark, tmp_path, program) -> None:
    from twosource import spark as on_spark

    good = tmp_path / "one.warc.gz"
    good.write_bytes(gzip.compress(warc([("https://a.example/1", page("Odder")), ("https://b.example/2", page("Graz"))])))
    bad = tmp_path / "two.warc"
    whole = warc([("https://c.example/3", page("Tarn"))])
    bad.write_bytes(whole + b"WARC/1.0\r\nno field at all\r\n\r\n" + warc([("https://d.example/4", page("Velm"))]))
    df = on_spark.annotate_files(spark, [str(good), str(bad)])
    assert df.rdd.getNumPartitions() == 2
    rows = df.collect()
    read = {row.id: row.annotation for row in rows if row.failure is None}
    assert len(read) == 4
    (failure,) = [row.failure for row in rows if row.failure]
    assert "two.warc" in failure
    assert "\n".join(read[i] for i in sorted(read)) == "\n".join(
        sorted(program("annotate", good).decode().splitlines()
               + [line for line in read.values() if "two.warc" in line], key=lambda line: json.loads(line)["id"])
    )


def test_the_page_on_spark_runs_from_top_to_bottom(spark, program, lines, tmp_path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "some.jsonl").write_text("".join(line + "\n" for line in lines[1][:20]), encoding="utf-8")
    archives = [f"CC-NEWS-20240504-0000{number}.warc.gz" for number in (1, 2)]
    for archive, place in zip(archives, ("Odder", "Graz")):
        (tmp_path / archive).write_bytes(gzip.compress(warc([("https://a.example/" + place, page(place))])))

    def here(block: str) -> str:
        """Paths of the page, which the JVM would look for where it was started."""
        block = block.replace('"reports/', f'"{tmp_path}/reports/').replace('parquet("', f'parquet("{tmp_path}/')
        return block.replace('"/data/', f'"{tmp_path}/').replace('"twosource ', f'"{os.environ["TWOSOURCE"]} ')

    steps, from_archives, years, piped = blocks((pathlib.Path(__file__).parents[3] / "docs" / "spark.md").read_text(), "python")
    names: dict[str, object] = {}
    exec(here(steps), names)
    assert spark.read.parquet(f"{tmp_path}/evidence").where("failure is null").count() > 0
    read = names["read"]
    exec(here(from_archives), names)
    assert names["read"].where("failure is null").count() == 2
    names["read"] = read
    exec(here(years), names)
    assert names["stories"].count() == names["sharded"].count() > 0
    exec(here(piped), names)
    assert names["lines"].count() == 20


def test_the_program_in_a_pipe_needs_no_wheel(spark, lines, program) -> None:

    path, found = lines
    piped = spark.sparkContext.parallelize(found[:20], 2).pipe(f"{os.environ['TWOSOURCE']} annotate --quiet -").collect()
    assert sorted(json.loads(line)["id"] for line in piped) == sorted(json.loads(line)["id"] for line in found[:20])
