#!/usr/bin/env python3
"""Lists the claims that several outlets make, with how they stand, to be read.

usage: standings.py EVIDENCE.jsonl [--standing S,S] [--sample N] [--seed N] [--texts]

EVIDENCE.jsonl: a line an event, as `examples/evidence --each PATH…` prints them. A row a claim: the event's file, the claim's id,
its standing, each statement's outlet, what it does for the claim, and its origins with what they stand on. With
`--texts` each claim as a block with the sentences and the reason, for reading at one's own desk: texts belong to their publishers
and go into no file of the project. Without `--standing` all; a sample is drawn with a fixed seed (15 by default).
"""
import argparse
import collections
import json
import os
import random


def rows(path):
    for line in open(path, encoding="utf-8"):
        evidence = json.loads(line)
        reports = {report["id"]: report for report in evidence["reports"]}
        path = next((report.get("path") for report in evidence["reports"]), None)
        event = os.path.basename(path or "-").removesuffix(".jsonl")
        for story in evidence["stories"]:
            origins = {origin["id"]: origin for origin in story["origins"]}
            for claim in story["claims"]:
                outlets = {reports[s["report"]].get("outlet") or s["report"] for s in claim["statements"]}
                if len(outlets) > 1:
                    yield event, story, claim, reports, origins


def named(origin):
    return f"{origin['name']} ({origin.get('ground', 'named')})"


def main():
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("evidence")
    asked.add_argument("--standing", default="")
    asked.add_argument("--sample", type=int)
    asked.add_argument("--seed", type=int, default=15)
    asked.add_argument("--texts", action="store_true")
    asked = asked.parse_args()
    wanted = [s for s in asked.standing.split(",") if s]
    found = list(rows(asked.evidence))
    tally = collections.Counter(claim["standing"] for _, _, claim, _, _ in found)
    found = [row for row in found if not wanted or row[2]["standing"] in wanted]
    if asked.sample and asked.sample < len(found):
        random.seed(asked.seed)
        found = random.sample(found, asked.sample)
    for place, (event, story, claim, reports, origins) in enumerate(found):
        own = lambda s: [origins[o] for o in [s["origin"], *s.get("also_from", [])] if o in origins]
        if asked.texts:
            print(f"#{place} {event} {claim['id']} {claim['standing']}: {claim['why']}")
            for s in claim["statements"]:
                report = reports[s["report"]]
                sentence = report["text"][s["start"]:s["end"]].replace("\n", " ")
                core = "*" if sentence == claim["text"].replace("\n", " ") else " "
                print(f"  {core}{report.get('outlet') or s['report']} [{s['support']}; {s['certainty']}; {', '.join(map(named, own(s)))}] {sentence}")
        else:
            told = [f"{reports[s['report']].get('outlet') or s['report']}: {s['support']}: {', '.join(map(named, own(s)))}" for s in claim["statements"]]
            print("\t".join([event, claim["id"], claim["standing"], " | ".join(told)]))
    print("# " + ", ".join(f"{standing} {n}" for standing, n in sorted(tally.items())))


if __name__ == "__main__":
    main()
