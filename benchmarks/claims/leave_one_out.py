#!/usr/bin/env python3
"""How well claims are found in an event whose labels were not used: weights and threshold set on the other events.

usage: leave_one_out.py PAIRS_BINARY SHARED_FOLDER        (needs numpy)

    cargo build -p twosource-evidence --example pairs
    python3 benchmarks/claims/leave_one_out.py target/debug/examples/pairs ../shared

For each event of SHARED_FOLDER/bench/claims: the weights of the evidence (logistic regression) and the threshold that
scores best are taken from the other events; statements are joined as crates/twosource-evidence/src/claim/join.rs joins
them, and scored as SHARED_FOLDER/bench/score_claims.py scores them. Beside it the figure of the weights that ship.
"""
import glob
import json
import os
import subprocess
import sys

import numpy

EVIDENCE = ("cosine", "core", "both_lead", "quoted")
THRESHOLDS = [0.2, 0.24, 0.27, 0.3, 0.33, 0.36, 0.4, 0.45]
SHIPPED_THRESHOLD = 0.3
# Every pair of a claim is likelier than this part of the threshold.
LEAST_WITHIN = 0.6
# Likelinesses below are taken for none, as in likeness.rs.
LEAST = 0.02


def read(pairs_binary, folder):
    sys.path.insert(0, os.path.join(folder, "bench"))
    from score_claims import as_set, placed

    events = []
    for path in sorted(glob.glob(os.path.join(folder, "bench", "claims", "*.gold.json"))):
        gold = json.load(open(path, encoding="utf-8"))
        reports = path.replace(".gold.json", ".jsonl")
        lines = subprocess.run([pairs_binary, reports], stdout=subprocess.PIPE, check=True).stdout.splitlines()
        event = {
            "name": os.path.basename(reports)[: -len(".jsonl")],
            "gold": as_set(gold["pairs"]),
            "unsure": as_set(gold["unsure"]),
            "statements": {},
            "pairs": [],
        }
        for line in map(json.loads, lines):
            ends = []
            for statement in line["statements"]:
                key = (statement["report"], statement["start"])
                if key not in event["statements"]:
                    event["statements"][key] = set(placed(statement, gold["sentences"]))
                ends.append(key)
            named = sentence_pairs(event, *ends)
            label = 1 if named & event["gold"] else 0
            known = ends[0][0] != ends[1][0] and bool(named) and not (named & event["unsure"] and not label)
            evidence = [float(line[kind]) for kind in EVIDENCE]
            event["pairs"].append((ends[0], ends[1], evidence, label, known, line["probability"]))
        events.append(event)
    return events


def sentence_pairs(event, a, b):
    names = event["statements"]
    return {tuple(sorted((x, y))) for x in names[a] for y in names[b]}


def fit(events):
    rows = [(p[2], p[3]) for event in events for p in event["pairs"] if p[4]]
    x = numpy.array([row[0] for row in rows])
    y = numpy.array([row[1] for row in rows], float)
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = numpy.c_[(x - mean) / spread, numpy.ones(len(x))]
    ridge = numpy.eye(z.shape[1])
    ridge[-1, -1] = 0
    w = numpy.zeros(z.shape[1])
    for _ in range(20):
        p = 1 / (1 + numpy.exp(-z @ w))
        w -= numpy.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + ridge, z.T @ (p - y) + ridge @ w)
    weights = w[:-1] / spread
    return weights, w[-1] - weights @ mean


def fitted(event, weights, bias):
    x = numpy.array([p[2] for p in event["pairs"]])
    return 1 / (1 + numpy.exp(-(x @ weights + bias)))


def join(event, likeness, threshold):
    """The groups of join.rs."""
    links = {statement: {} for statement in event["statements"]}
    for (a, b, *_), p in zip(event["pairs"], likeness):
        if p >= LEAST:
            links[a][b] = links[b][a] = p
    likely = ((-p, a, b) for a in links for b, p in links[a].items() if a < b and p > threshold)
    seeds = sorted(seed for seed in likely if seed[1][0] != seed[2][0])
    joined, groups = set(), []
    for _, a, b in seeds:
        if (a, b) in joined:
            continue
        group = [a, b]
        while True:
            gains = []
            for other in sorted(links):
                if other in group:
                    continue
                if min(links[other].get(member, 0.0) for member in group) < LEAST_WITHIN * threshold:
                    continue
                apart = [links[other][member] for member in group if member[0] != other[0]]
                gains.append((sum(apart) - threshold * len(apart), other))
            best = max(gains, key=lambda gain: gain[0], default=(0.0, None))
            if best[0] <= 0.0:
                break
            group.append(best[1])
        joined |= {(x, y) for x in group for y in group if x < y}
        groups.append(group)
    return groups


def counts(event, likeness, threshold):
    """Pairs of sentences that are right, that were found, and that should be."""
    found = set()
    for group in join(event, likeness, threshold):
        for i, a in enumerate(group):
            for b in group[i + 1:]:
                if a[0] != b[0]:
                    found |= sentence_pairs(event, a, b)
    found -= event["unsure"]
    return len(found & event["gold"]), len(found), len(event["gold"])


def f1(right, found, gold):
    return 200 * right / (found + gold) if found + gold else 0.0


def main(pairs_binary, folder):
    events = read(pairs_binary, folder)
    shipped_sum, left_out_sum = numpy.zeros(3, int), numpy.zeros(3, int)
    for left_out in events:
        others = [event for event in events if event is not left_out]
        weights, bias = fit(others)
        scores = {}
        for threshold in THRESHOLDS:
            scores[threshold] = f1(*numpy.sum([counts(e, fitted(e, weights, bias), threshold) for e in others], 0))
        threshold = max(scores, key=scores.get)
        out = counts(left_out, fitted(left_out, weights, bias), threshold)
        shipped = counts(left_out, [p[5] for p in left_out["pairs"]], SHIPPED_THRESHOLD)
        left_out_sum += out
        shipped_sum += shipped
        shown = " ".join(f"{kind} {weight:.1f}" for kind, weight in zip(EVIDENCE, weights))
        print(f"{left_out['name']:24s} left out {f1(*out):5.1f}  shipped {f1(*shipped):5.1f}   "
              f"threshold {threshold:.2f}, bias {bias:.1f}, {shown}")
    for name, total in (("left out", left_out_sum), ("shipped", shipped_sum)):
        right, found, gold = total
        print(f"{name:9s} P {100 * right / found:5.1f}  R {100 * right / gold:5.1f}  F1 {f1(*total):5.1f}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
