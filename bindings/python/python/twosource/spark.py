"""Archives on Spark: `annotate` maps, `group` puts reports into stories in one place, `weigh` reduces.

::

    from pyspark.sql import SparkSession
    from twosource import spark as on_spark

    spark = SparkSession.builder.getOrCreate()
    read = on_spark.annotate(spark.read.json("reports/*.jsonl")).cache()
    stories = on_spark.group(read)
    evidence = on_spark.weigh(read.join(stories, "id"))

What comes out is what the program gives, byte for byte. PySpark 3.5 and 4 with pyarrow; each task reads with one thread.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from . import _native
from .desk import _rules
from .reading import Reading
from .reports import line_of
from .stream import Stream

#: What `annotate` gives: a row a report, and a row with a failure alone for what could not be read.
ANNOTATED = (
    "id string, outlet string, title string, published string, annotation string, reading binary, "
    "features binary, failure string"
)

#: What `group` gives.
GROUPED = "id string, story long"

#: What `weigh` gives: `evidence` is the evidence file of the story.
WEIGHED = "story long, reports int, claims int, corroborated int, evidence string, failure string"

#: Columns of a data frame that are keys of a record.
_KEYS = ("id", "text", "outlet", "title", "published", "url", "byline")

_desks: dict[bytes | None, _native.Desk] = {}


def _desk(container: bytes | None) -> _native.Desk:
    """One desk a worker, whichever task asks."""
    if container not in _desks:
        _desks[container] = _native.Desk(container, None, 1)
    return _desks[container]


def _rows(desk: _native.Desk, reports: _native.Reports, keep_annotation: bool) -> Iterator[dict[str, Any]]:
    for failure in reports.failures:
        yield {"failure": failure}
    for reading in desk.annotate(reports):
        yield {
            "id": reading.id,
            "outlet": reading.outlet,
            "title": reading.title,
            "published": reading.published,
            "annotation": reading.json() if keep_annotation else None,
            "reading": reading.to_bytes(),
            "features": reading.features(),
        }


def _batches(rows: Iterable[dict[str, Any]], schema: Any, size: int = 64) -> Iterator[Any]:
    import pyarrow

    kept: list[dict[str, Any]] = []
    for row in rows:
        kept.append(row)
        if len(kept) == size:
            yield pyarrow.RecordBatch.from_pylist(kept, schema)
            kept = []
    if kept:
        yield pyarrow.RecordBatch.from_pylist(kept, schema)


def _arrow(*fields: tuple[str, str]) -> Any:
    import pyarrow

    types = {"string": pyarrow.string(), "binary": pyarrow.binary(), "long": pyarrow.int64(), "int": pyarrow.int32()}
    return pyarrow.schema([(name, types[kind]) for name, kind in fields])


def _schema(ddl: str) -> Any:
    parts = [field.split() for field in ddl.split(",")]
    return _arrow(*((name, kind) for name, kind in parts))


def _given(row: dict[str, Any]) -> _native.Reports:
    """The report or reports of a row."""
    name, line = row.get("path"), row.get("line") or 1
    if row.get("content") is not None:
        return _native.Reports.parse(bytes(row["content"]), name, line)
    if row.get("value") is not None:
        return _native.Reports.parse(row["value"].encode("utf-8", "surrogatepass") + b"\n", name, line)
    record = {key: row[key] for key in _KEYS if row.get(key) is not None}
    return _native.Reports.parse(line_of(record) + b"\n", name, line)


def annotate(df: Any, *, model: str | os.PathLike[str] | None = None, keep_annotation: bool = True) -> Any:
    """Reads each report of a data frame closely: a `DataFrame` of `ANNOTATED`.

    Each row is one of these: a record by its columns (``text``, and where known ``id``, ``outlet``, ``title``,
    ``published``, ``url``, ``byline``); a line of JSON in ``value``, as ``spark.read.text`` gives it; a whole file in
    ``content``, as ``spark.read.format("binaryFile")`` gives it. ``path`` and ``line`` say where it was, where known.

    What cannot be read is a row with nothing but ``failure``; keep the others by ``where("failure is null")``.

    :param model: a model's container, for another than the English one that comes along.
    :param keep_annotation: also gives the line of JSON that ``twosource annotate`` prints, the largest column.
    """
    container = None
    if model is not None:
        with open(model, "rb") as file:
            container = file.read()

    def run(batches: Iterator[Any]) -> Iterator[Any]:
        desk = _desk(container)
        rows = (row for batch in batches for row in batch.to_pylist())
        annotated = (one for row in rows for one in _rows(desk, _given(row), keep_annotation))
        return _batches(annotated, _schema(ANNOTATED))

    return df.mapInArrow(run, ANNOTATED)


def annotate_files(
    spark: Any,
    paths: Sequence[str],
    *,
    model: str | os.PathLike[str] | None = None,
    keep_annotation: bool = True,
) -> Any:
    """As `annotate`, of files that every worker can open, a partition a file and each read part by part: Common Crawl's
    news WARCs as they are, feeds, JSON lines. A record that cannot be read is named in ``failure`` and passed over.

    One id in several files is one report several times: `group` takes the first.
    """
    container = None
    if model is not None:
        with open(model, "rb") as file:
            container = file.read()
    df = spark.createDataFrame([(path,) for path in paths], "path string")
    df = df.repartitionByRange(max(len(paths), 1), "path")

    def run(batches: Iterator[Any]) -> Iterator[Any]:
        desk = _desk(container)
        files = (row["path"] for batch in batches for row in batch.to_pylist())
        parts = (part for path in files for part in _native.Reports.parts(path))
        annotated = (one for part in parts for one in _rows(desk, part, keep_annotation))
        return _batches(annotated, _schema(ANNOTATED))

    return df.mapInArrow(run, ANNOTATED)


def group(df: Any, *, order: Sequence[str] = ("published", "id")) -> Any:
    """Puts reports into stories: a `DataFrame` of `GROUPED`.

    The features of all reports (about 2 kB each) go to one task, which groups about 5,000 a second: the same stream, and
    the same stories, as a collection on one machine that takes the reports in this order.

    :param df: with ``id``, ``features`` and the columns of `order`.
    :param order: in which order the reports came.
    """
    narrow = df.where(df["features"].isNotNull()).select("id", "features", *[name for name in order if name != "id"])
    sorted_ = narrow.coalesce(1).sortWithinPartitions(*order)

    def run(batches: Iterator[Any]) -> Iterator[Any]:
        stream = Stream()
        known: set[str] = set()
        for batch in batches:
            for report, features in zip(batch.column("id").to_pylist(), batch.column("features").to_pylist()):
                if report not in known:
                    known.add(report)
                    stream.add(report, features)
        rows = ({"id": report, "story": story} for report, story in stream.stories().items())
        return _batches(rows, _schema(GROUPED), 10_000)

    return sorted_.mapInArrow(run, GROUPED)


def group_shards(df: Any, shard: str, shards: str, *, order: Sequence[str] = ("published", "id")) -> Any:
    """As `group`, for years of archive: one grouper a shard of time, and stories that go on beyond a border united.

    :param shard: the column with the shard that a report is of, a number that grows with time.
    :param shards: the column with all shards that look at it (an array): its own, and the next where it lies in the
        overlap, the last days before the border.

    A story of one shard and one of the next are one where they share a report of the overlap. The ids are
    ``shard * 2**32`` and the number within the shard, the lowest of those united.
    """
    from pyspark.sql import functions as f

    narrow = df.where(df["features"].isNotNull()).select(
        "id", "features", *[name for name in order if name != "id"], f.col(shard).alias("_own"),
        f.explode(shards).alias("_shard"),
    )

    def run(batch: Any) -> Any:
        import pyarrow

        stream = Stream()
        own: dict[str, int] = {}
        number = 0
        by = [(name, "ascending") for name in order]
        for row in batch.sort_by(by).to_pylist():
            number = row["_shard"]
            if row["id"] not in own:
                own[row["id"]] = row["_own"]
                stream.add(row["id"], row["features"])
        rows = [
            {"id": report, "story": number * 2**32 + story, "own": own[report] == number}
            for report, story in stream.stories().items()
        ]
        schema = pyarrow.schema([("id", pyarrow.string()), ("story", pyarrow.int64()), ("own", pyarrow.bool_())])
        return pyarrow.Table.from_pylist(rows, schema)

    placed = _apply_in_arrow(narrow.groupBy("_shard"), run, "id string, story long, own boolean")
    placed = placed.cache()
    seen_twice = placed.where("own").alias("a").join(placed.where("not own").alias("b"), "id")
    pairs = seen_twice.select(f.col("a.story").alias("one"), f.col("b.story").alias("other")).distinct()

    def unite(batches: Iterator[Any]) -> Iterator[Any]:
        first: dict[int, int] = {}

        def root(story: int) -> int:
            while first.setdefault(story, story) != story:
                first[story] = first[first[story]]
                story = first[story]
            return story

        for batch in batches:
            for row in batch.to_pylist():
                one, other = sorted((root(row["one"]), root(row["other"])))
                first[other] = one
        rows = ({"story": story, "united": root(story)} for story in sorted(first))
        return _batches(rows, _arrow(("story", "long"), ("united", "long")), 10_000)

    united = pairs.coalesce(1).mapInArrow(unite, "story long, united long")
    of_own = placed.where("own").select("id", "story").join(united, "story", "left")
    return of_own.select("id", f.coalesce("united", "story").alias("story"))


def weigh(df: Any, *, rules: str | os.PathLike[str] | None = None, at_least: int = 2) -> Any:
    """Weighs each story: a `DataFrame` of `WEIGHED`. No model is loaded and nothing is parsed again.

    :param df: with ``story``, ``id`` and ``reading``: what `annotate` gives joined with what `group` gives.
    :param rules: a file of house rules.
    :param at_least: stories of fewer reports are left out; one alone confirms nothing.
    """
    text = _rules(rules)
    narrow = df.where(df["reading"].isNotNull()).select("story", "id", "reading")
    large = narrow.groupBy("story").count().where(f"count >= {int(at_least)}").select("story")

    def run(table: Any) -> Any:
        import pyarrow

        story = table.column("story")[0].as_py()
        return pyarrow.Table.from_pylist(
            [_weighed(story, table.column("id").to_pylist(), table.column("reading").to_pylist(), text)],
            _schema(WEIGHED),
        )

    return _apply_in_arrow(narrow.join(large, "story", "left_semi").groupBy("story"), run, WEIGHED)


def _weighed(story: int, ids: list[str], readings: list[bytes], rules: str | None) -> dict[str, Any]:
    distinct = {report: data for report, data in zip(ids, readings)}
    try:
        read = [Reading.from_bytes(distinct[report])._native for report in sorted(distinct)]
        evidence = _native.weigh(read, rules, f"S{story}")
    except _native.TwosourceError as error:
        return {"story": story, "reports": len(distinct), "failure": f"story {story}: {error}"}
    standings = evidence.table("claims").__len__()
    corroborated = _corroborated(evidence)
    return {
        "story": story,
        "reports": len(distinct),
        "claims": standings,
        "corroborated": corroborated,
        "evidence": evidence.json(),
    }


def _corroborated(evidence: _native.Evidence) -> int:
    import pyarrow

    counts = pyarrow.table(evidence.table("stories")).column("corroborated_count").to_pylist()
    return int(sum(counts))


def _apply_in_arrow(grouped: Any, run: Any, schema: str) -> Any:
    if hasattr(grouped, "applyInArrow"):  # PySpark 4
        return grouped.applyInArrow(run, schema)

    def with_pandas(frame: Any) -> Any:
        import pyarrow

        return run(pyarrow.Table.from_pandas(frame, preserve_index=False)).to_pandas()

    return grouped.applyInPandas(with_pandas, schema)
