"""What reading, grouping and weighing cost on Spark: reports a second of processor time, the JVM's share, bytes on the wire.

    python benchmarks/spark/measure.py REPORTS.jsonl… [--times 4] [--master local[1]]

Needs the package `twosource` with PySpark and pyarrow, and Linux: processor time is read from /proc. Reports are taken `--times`
times over, each copy under an id of its own and with one word of its own, so that none is read once for all.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time

from pyspark.sql import SparkSession
from pyspark.sql import functions as f

from twosource import spark as on_spark

os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
TICK = os.sysconf("SC_CLK_TCK")


def processor_time() -> dict[str, float]:
    """Seconds of processor time so far: of the JVM, and of the Python workers below it (those that ended among them)."""
    own: dict[int, tuple[int, str, float]] = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat") as file:
                name, _, rest = file.read().partition("(")[2].rpartition(")")
        except OSError:
            continue
        fields = rest.split()
        own[int(pid)] = (int(fields[1]), name, sum(map(int, fields[11:13])) / TICK)
        if name.startswith("python"):
            parent, _, used = own[int(pid)]
            own[int(pid)] = (parent, name, used + sum(map(int, fields[13:15])) / TICK)

    def is_below(pid: int, above: int) -> bool:
        while pid in own and pid != above:
            pid = own[pid][0]
        return pid == above

    here = os.getpid()
    jvm = [pid for pid, (_, name, _) in own.items() if name == "java" and is_below(pid, here)]
    workers = [
        pid for pid, (_, name, _) in own.items() if name.startswith("python") and any(is_below(pid, java) for java in jvm)
    ]
    return {"jvm": sum(own[pid][2] for pid in jvm), "python": sum(own[pid][2] for pid in workers)}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("reports", nargs="+")
    asked.add_argument("--times", type=int, default=4)
    asked.add_argument("--master", default="local[1]")
    args = asked.parse_args()

    records = [json.loads(line) for path in args.reports for line in open(path, encoding="utf-8") if line.strip()]
    rows = []
    for copy in range(args.times):
        for number, record in enumerate(records):
            report = {**record, "id": f"{copy}-{number}", "text": f"{record['text']}\n\nEdition {copy}-{number}."}
            rows.append((json.dumps(report, ensure_ascii=False),))
    words = sum(len(record["text"].split()) for record in records) / len(records)

    spark = (
        SparkSession.builder.master(args.master)
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.python.worker.reuse", "true")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    lines = spark.createDataFrame(rows, "value string").repartition(8).cache()
    lines.count()
    folder = f"/tmp/twosource-spark-{os.getpid()}"

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

    # A first word, so that neither the JVM nor the model's loading counts.
    on_spark.annotate(lines.limit(8), keep_annotation=False).write.mode("overwrite").parquet(folder + "/warm")
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


if __name__ == "__main__":
    main()
