#!/usr/bin/env python3
"""Scores `twosource check` on changed and unchanged details.

usage: score_check.py FOLDER [TWOSOURCE] [-v]      (TWOSOURCE: the program, by default `twosource` on the path)

FOLDER/NAME.json: an invented event told by reports a, b and in part c, with `facts` (a sentence of a and one of b that say
the same), `variants` (b's sentence with one detail changed: `changed` are the new words, `was` the old ones) and `harmless`
(b's sentence said otherwise, with nothing contradicted). Report b, with each variant and each harmless wording in it, is the draft;
a and c are the reports that it is held against. So most facts are said by one outlet: nothing here can be confirmed, and what is
looked at is whether a check flags the words: as contradicted, disputed, told otherwise, or in no report.

  changed    a variant: flagged where a flagged detail overlaps the new words, or the statement is contradicted or in no report
  kept       b as it is: the old words of each variant, looked at in the same way
  harmless   flagged where a flagged detail overlaps the words that differ from b's, or the statement is contradicted or in no
             report; `strict` counts every flagged detail of the sentence
"""
import collections
import difflib
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

FLAGGED = {"contradicted", "disputed", "differs", "absent"}
WHOLE = {"contradicted", "disputed", "absent"}


def check(program, drafts, reports):
    """A check of each draft, in order."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, lines in (("drafts", drafts), ("reports", reports)):
            paths.append(os.path.join(folder, name + ".jsonl"))
            with open(paths[-1], "w", encoding="utf-8") as out:
                out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        command = program.split() + ["check", paths[0], "--against", paths[1], "--format", "json", "--fail-on", "never"]
        done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{program} exits {done.returncode}: {done.stderr[-400:]}")
    found = {one["draft"]["id"]: one for one in map(json.loads, done.stdout.splitlines())}
    return [found[draft["id"]] for draft in drafts]


def flags(result, text, sentence, words):
    """Whether any of `words` (spans within the sentence) is flagged, and by what."""
    start = text.index(sentence)
    spans = [(start + a, start + b) for a, b in words]
    seen = []
    for statement in (s for each in result["sentences"] for s in each["statements"]):
        if statement["start"] >= start + len(sentence) or statement["end"] <= start:
            continue
        meets = lambda place: any(place["start"] < b and place["end"] > a for a, b in spans)
        if not meets(statement):
            continue
        hit = [f"{d['on']}:{d['verdict']}:{d['text']}" for d in statement["details"] if d["verdict"] in FLAGGED and meets(d)]
        if statement["verdict"] == "absent":
            hit.append("statement:absent")
        # What contradicts the sentence elsewhere says nothing of these words: only a contradiction with no words of its own does.
        seen += hit
    return seen


def differing(old, new):
    """The spans of `new` whose words are not `old`'s."""
    cut = lambda text: [(m.start(), m.end()) for m in re.finditer(r"\w[\w.,:'’-]*\w|\w|\$", text)]
    a, b = cut(old), cut(new)
    match = difflib.SequenceMatcher(None, [old[x:y] for x, y in a], [new[x:y] for x, y in b], autojunk=False)
    spans = [(b[j][0], b[j][1]) for tag, _, _, j0, j1 in match.get_opcodes() if tag in ("replace", "insert") for j in range(j0, j1)]
    return spans or [(0, len(new))]


def main():
    given = [a for a in sys.argv[1:] if a != "-v"]
    folder, program, verbose = given[0], (given[1:] or ["twosource"])[0], "-v" in sys.argv
    counts, kinds = collections.Counter(), collections.defaultdict(collections.Counter)
    for path in sorted(glob.glob(os.path.join(folder, "*.json"))):
        event = json.load(open(path, encoding="utf-8"))
        b = next(r for r in event["reports"] if r["id"] == "b")
        others = [r for r in event["reports"] if r["id"] != "b"]
        facts = event["facts"]
        cases = [("kept", None, b["text"])]
        for which in ("variants", "harmless"):
            for v in event[which]:
                cases.append((which, v, b["text"].replace(facts[v["fact"]]["b"], v["sentence"])))
        drafts = [dict(b, id=f"draft{i}", text=text) for i, (_, _, text) in enumerate(cases)]
        for (which, v, text), result in zip(cases, check(program, drafts, others)):
            if which == "kept":
                for v in event["variants"]:
                    sentence = facts[v["fact"]]["b"]
                    at = sentence.find(v["was"]) if v["was"] else -1
                    if at < 0:
                        continue
                    hit = flags(result, text, sentence, [(at, at + len(v["was"]))])
                    counts["kept"] += 1
                    counts["kept flagged"] += bool(hit)
                    if verbose and hit:
                        print("KEPT    ", v["was"], "|", sentence, "|", facts[v["fact"]]["a"], "|", hit)
                continue
            sentence = v["sentence"]
            if which == "variants":
                at = sentence.index(v["changed"])
                hit = flags(result, text, sentence, [(at, at + len(v["changed"]))])
                counts["changed"] += 1
                counts["changed flagged"] += bool(hit)
                kinds[v["kind"]]["flagged" if hit else "passed"] += 1
                if verbose and not hit:
                    print("CHANGED ", v["kind"], "|", v["changed"], "|", sentence, "|", facts[v["fact"]]["a"])
            else:
                hit = flags(result, text, sentence, differing(facts[v["fact"]]["b"], sentence))
                whole = flags(result, text, sentence, [(0, len(sentence))])
                counts["harmless"] += 1
                counts["harmless flagged"] += bool(hit)
                counts["strict"] += bool(whole)
                if verbose and whole:
                    print("HARMLESS" if hit else "STRICT  ", v["kind"], "|", sentence, "|", facts[v["fact"]]["a"], "|", hit or whole)
    for kind, of in sorted(kinds.items()):
        print(f"{kind:18s} flagged {of['flagged']:3d} of {sum(of.values())}")
    tell = lambda name, n, of: print(f"{name:32s} {n:3d} of {of}: {100 * n / max(1, of):.1f}")
    tell("changed details flagged", counts["changed flagged"], counts["changed"])
    tell("unchanged details not flagged", counts["kept"] - counts["kept flagged"], counts["kept"])
    tell("harmless wordings not flagged", counts["harmless"] - counts["harmless flagged"], counts["harmless"])
    tell("  with every word of the sentence", counts["harmless"] - counts["strict"], counts["harmless"])


if __name__ == "__main__":
    main()
