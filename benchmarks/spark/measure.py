"""What reading, grouping and weighing cost on Spark: reports a second of processor time, the JVM's share, bytes on the wire.

    python benchmarks/spark/measure.py REPORTS.jsonl… [--times 4] [--master local[1]]

Needs the package `twosource` with PySpark and pyarrow, and Linux: processor time is read from /proc. Reports are taken `--times` times
over, each copy under an id of its own, with one word of its own and half a year later, so that none is read once for all and the copies
of a story are stories of their own.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import shutil
import sys
import tempfile
import threading
import time

from pyspark.sql import SparkSession
from pyspark.sql import functions as f

from twosource import spark as on_spark

os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
TICK = os.sysconf("SC_CLK_TCK")
DAYS_APART = 182


class Processors:
    """Seconds of processor time so far: of the JVM, and of the Python workers below it, looked at five times a second, so that what a
    worker used that has ended meanwhile is counted."""

    def __init__(self) -> None:
        self._used: dict[tuple[str, int], float] = {}
        self._lock = threading.Lock()
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while True:
            self._look()
            time.sleep(0.2)

    def _look(self) -> None:
        own: dict[int, tuple[int, str, float]] = {}
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/stat") as file:
                    name, _, rest = file.read().partition("(")[2].rpartition(")")
            except OSError:
                continue
            fields = rest.split()
            own[int(pid)] = (int(fields[1]), name, sum(map(int, fields[11:13])) / TICK)
        above: dict[int, str] = {os.getpid(): "driver"}

        def kind(pid: int) -> str:
            """Which part the process is of, by those that it stands below."""
            if pid not in above:
                parent, name, _ = own.get(pid, (0, "", 0.0))
                over = kind(parent) if parent > 1 else ""
                above[pid] = {"driver": "jvm" if name == "java" else "driver", "jvm": "python", "python": "python"}.get(over, "")
            return above[pid]

        with self._lock:
            for pid, (_, _, used) in own.items():
                if (part := kind(pid)) in ("jvm", "python"):
                    self._used[part, pid] = max(used, self._used.get((part, pid), 0.0))

    def __call__(self) -> dict[str, float]:
        self._look()
        with self._lock:
            return {part: sum(s for (of, _), s in self._used.items() if of == part) for part in ("jvm", "python")}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("reports", nargs="+")
    asked.add_argument("--times", type=int, default=4)
    asked.add_argument("--master", default="local[1]")
    asked.add_argument("--warm", type=int, default=64, help="reports that go through all steps before anything is measured")
    args = asked.parse_args()

    records = [json.loads(line) for path in args.reports for line in open(path, encoding="utf-8") if line.strip()]
    rows = []
    for copy in range(args.times):
        for number, record in enumerate(records):
            report = {**record, "id": f"{copy}-{number}", "text": f"{record['text']}\n\nEdition {copy}-{number}."}
            if record.get("published"):
                day = datetime.date.fromisoformat(record["published"][:10]) + datetime.timedelta(days=DAYS_APART * copy)
                report["published"] = day.isoformat()
            rows.append((json.dumps(report, ensure_ascii=False),))
    words = sum(len(record["text"].split()) for record in records) / len(records)

    spark = (
        SparkSession.builder.master(args.master)
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.python.worker.reuse", "true")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    processor_time = Processors()
    lines = spark.createDataFrame(rows, "value string").repartition(8).cache()
    lines.count()
    folder = tempfile.mkdtemp(prefix="twosource-spark-")

    def stage(name: str, work: object, count: int) -> None:
        before, clock = processor_time(), time.perf_counter()
        work()
        clock = time.perf_counter() - clock
        after = processor_time()
        jvm, python = after["jvm"] - before["jvm"], after["python"] - before["python"]
        whole = max(jvm + python, 1e-9)
        print(
            f"{name}: {count} reports, {clock:.1f} s by the clock, processor time {whole:.1f} s "
            f"(JVM {jvm:.1f}, {100 * jvm / whole:.0f} %): {count / whole:.1f} reports a second a core"
        )

    # All three steps once, so that neither the loading of the model nor the JVM's own start counts.
    first = on_spark.annotate(lines.limit(args.warm), keep_annotation=False).cache()
    warm = on_spark.weigh(first.join(on_spark.group(first), "id"))
    warm.write.mode("overwrite").parquet(folder + "/warm")
    first.write.parquet(folder + "/warm-read")
    first.unpersist()
    print(f"{len(rows)} reports of {words:.0f} words; load before: {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors")
    count = len(rows)
    start = processor_time()
    stage("annotate", lambda: on_spark.annotate(lines, keep_annotation=False).write.parquet(folder + "/read"), count)
    read = spark.read.parquet(folder + "/read")
    stage("group", lambda: on_spark.group(read).write.parquet(folder + "/stories"), count)
    stories = spark.read.parquet(folder + "/stories")
    stage("weigh", lambda: on_spark.weigh(read.join(stories, "id")).write.parquet(folder + "/weighed"), count)
    end = processor_time()
    jvm, python = end["jvm"] - start["jvm"], end["python"] - start["python"]
    print(f"all: {count / (jvm + python):.1f} reports a second a core from text to evidence, JVM {100 * jvm / (jvm + python):.0f} %")
    sizes = read.select(f.avg(f.length("reading")), f.avg(f.length("features"))).first()
    weighed = spark.read.parquet(folder + "/weighed")
    told = weighed.select(f.count("*"), f.sum("reports"), f.max("reports"), f.sum(f.length("evidence"))).first()
    print(f"a reading {sizes[0]:.0f} B, features {sizes[1]:.0f} B; {told[0]} stories of two and more with {told[1]} reports, the largest {told[2]}; evidence {told[3] / 1e6:.1f} MB")
    print(f"load after: {os.getloadavg()[0]:.1f}")
    spark.stop()
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
