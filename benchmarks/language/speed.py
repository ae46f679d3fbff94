"""Compares how fast Twosource and spaCy parse the same texts on this machine.

    cargo build --release -p twosource-language --example speed
    python speed.py --spacy MODEL_FOLDER --binary target/release/examples/speed \\
        --container models/en_core_web_sm-3.8.0.tsm TEXTS…

TEXTS are JSON lines (`.jsonl`) with `text`, or plain texts. MODEL_FOLDER is what `spacy.load` takes. The two run by turns,
each run a process of its own that loads its model and then parses every text once: spaCy with `nlp.pipe`, its mathematics
library held to one thread, with `--threads N` in N processes; Twosource in N threads. Reported are the medians of
`--runs` runs, by the clock and by processor time (which other work on the machine disturbs less), loading apart.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time

LIBRARY_THREADS = ["OMP_NUM_THREADS", "BLIS_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"]


def read_texts(paths):
    for path in paths:
        with open(path, encoding="utf-8", newline="") as file:
            if path.endswith(".jsonl"):
                yield from (json.loads(line)["text"] for line in file if line.strip())
            else:
                yield file.read()


def run_spacy(options):
    """What the process does that measures spaCy: one run, its figures as a line of JSON."""
    import spacy

    start, used = time.perf_counter(), processor_seconds()
    nlp = spacy.load(options.spacy)
    load_seconds, load_processor_seconds = time.perf_counter() - start, processor_seconds() - used
    texts = list(read_texts(options.texts))
    start, used = time.perf_counter(), processor_seconds()
    tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=options.batch_size, n_process=options.threads))
    print(json.dumps({
        "tokens": tokens,
        "seconds": time.perf_counter() - start,
        "processor_seconds": processor_seconds() - used,
        "load_seconds": load_seconds,
        "load_processor_seconds": load_processor_seconds,
    }))


def processor_seconds():
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def measure(command):
    environment = dict(os.environ, **{name: "1" for name in LIBRARY_THREADS})
    output = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", env=environment).stdout
    return json.loads(output.splitlines()[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--spacy", required=True)
    parser.add_argument("--binary")
    parser.add_argument("--container")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--batch-size", type=int, default=32, help="texts that spaCy takes at a time")
    parser.add_argument("--instructions", help="the vector instructions Twosource shall use, for example avx2")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only-spacy", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("texts", nargs="+")
    options = parser.parse_args()
    if options.only_spacy:
        return run_spacy(options)
    if not (options.binary and options.container):
        parser.error("--binary and --container are needed")

    threads = ["--threads", str(options.threads)]
    instructions = ["--instructions", options.instructions] if options.instructions else []
    commands = {
        "spaCy": [sys.executable, __file__, "--only-spacy", "--spacy", options.spacy, *threads,
                  "--batch-size", str(options.batch_size), *options.texts],
        "Twosource": [options.binary, *threads, *instructions, options.container, *options.texts],
    }
    runs = {name: [] for name in commands}
    for number in range(options.runs):
        for name, command in commands.items():
            runs[name].append(measure(command))
            last = runs[name][-1]
            print(f"run {number + 1}, {name}: {last['seconds']:.2f} s, processor {last['processor_seconds']:.2f} s; "
                  f"load average {os.getloadavg()[0]:.1f}", file=sys.stderr)

    rates = {}
    for name, records in runs.items():
        median = {key: statistics.median(record[key] for record in records) for key in records[0]}
        rates[name] = [statistics.median(record["tokens"] / record[key] for record in records)
                       for key in ("seconds", "processor_seconds")]
        print(f"{name}: {median['tokens']:.0f} tokens; {rates[name][0]:.0f} a second by the clock, {rates[name][1]:.0f} a "
              f"second of processor time; loaded in {1000 * median['load_seconds']:.0f} ms, "
              f"{1000 * median['load_processor_seconds']:.0f} ms of processor time")
    by_clock, by_processor = (ours / theirs for ours, theirs in zip(rates["Twosource"], rates["spaCy"]))
    print(f"Twosource is {by_clock:.1f} times as fast by the clock and {by_processor:.1f} times by processor time, "
          f"with {options.threads} thread{'s' * (options.threads > 1)} each, medians of {options.runs} runs")


if __name__ == "__main__":
    main()
