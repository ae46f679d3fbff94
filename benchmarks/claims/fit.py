#!/usr/bin/env python3
"""How well pairs of statements that say the same are told, cross-validated over events, and the weights of the evidence.

usage: fit.py PAIRS_PROGRAM SHARED_FOLDER        (needs numpy and scikit-learn)

    cargo build --release -p twosource-evidence --example pairs
    python3 benchmarks/claims/fit.py target/release/examples/pairs ../shared

Each fold of SHARED_FOLDER/bench/claims/folds.json is judged by weights from the other folds (logistic regression). Printed: from
which likeness on so many of the pairs hold, and how many pairs, and strong ones, are found there; then the weights from all events,
for `crates/twosource-evidence/src/claim/likeness.rs`.
"""
import json
import os
import subprocess
import sys

import numpy
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

NAMES = ["cosine", "root_cosine", "core", "lead", "quoted", "cover_least", "cover_most", "anchors", "deed", "denied", "unreal",
         "days", "days_apart", "speaker", "mass"]


def features(line):
    shown = line["shown"]
    covers = sorted((shown["cover_left"], shown["cover_right"]))
    told = [line["cosine"], line["cosine"] ** 0.5, line["core"], float(line["both_lead"]), float(line["quoted"]), *covers]
    return told + [shown["anchors"], shown["deed"], shown["denied"], shown["unreal"], shown["days"], float(shown["days"] < 0),
                   shown["speaker"], shown["mass"]]


def read(program, folder):
    sys.path.insert(0, os.path.join(folder, "bench"))
    from score_claims import as_set, placed

    claims = os.path.join(folder, "bench", "claims")
    folds = json.load(open(os.path.join(claims, "folds.json"), encoding="utf-8"))
    folds = folds if isinstance(folds, list) else list(folds.values())
    fold_of = {event: number for number, events in enumerate(folds) for event in events}
    rows, wanted, strong = [], 0, 0
    for event in sorted(fold_of):
        gold = json.load(open(os.path.join(claims, event + ".gold.json"), encoding="utf-8"))
        pairs, unsure, main = as_set(gold["pairs"]), as_set(gold["unsure"]), as_set(gold.get("strong", []))
        wanted, strong = wanted + len(pairs), strong + len(main)
        reports = os.path.join(claims, event + ".jsonl")
        out = subprocess.run([program, reports], stdout=subprocess.PIPE, check=True).stdout
        for line in map(json.loads, out.splitlines()):
            if line["statements"][0]["report"] == line["statements"][1]["report"]:
                continue
            ends = [set(placed(statement, gold["sentences"])) for statement in line["statements"]]
            for pair in {tuple(sorted((a, b))) for a in ends[0] for b in ends[1]} - unsure:
                rows.append((features(line), pair in pairs, pair in main, fold_of[event]))
    return rows, wanted, strong


def fit(x, y):
    scale = StandardScaler().fit(x)
    return scale, LogisticRegression(max_iter=3000).fit(scale.transform(x), y)


def main(program, folder):
    rows, wanted, strong = read(program, folder)
    x, y, main, fold = (numpy.array([row[i] for row in rows]) for i in range(4))
    likely = numpy.zeros(len(y))
    for number in sorted(set(fold)):
        scale, model = fit(x[fold != number], y[fold != number])
        likely[fold == number] = model.predict_proba(scale.transform(x[fold == number]))[:, 1]
    order = numpy.argsort(-likely, kind="stable")
    right, found = numpy.cumsum(y[order]), numpy.cumsum(main[order])
    precision = right / numpy.arange(1, len(order) + 1)
    for least in (0.75, 0.8, 0.85, 0.9):
        at = numpy.where(precision >= least)[0][-1]
        share = f"R {100 * right[at] / wanted:.1f}, strong {100 * found[at] / strong:.1f}"
        print(f"P {100 * least:.0f}: from {likely[order[at]]:.3f} on; {share}")
    scale, model = fit(x, y)
    weights = model.coef_[0] / scale.scale_
    for name, weight in zip(NAMES, weights):
        print(f"{name:12s} {weight:8.3f}")
    print(f"{'bias':12s} {model.intercept_[0] - (weights * scale.mean_).sum():8.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
