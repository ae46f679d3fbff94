"""Compares Twosource's parses with spaCy's, token by token.

    cargo build --release -p twosource-language --example conllu
    python parity.py --spacy MODEL_FOLDER --binary target/release/examples/conllu \\
        --container models/en_core_web_sm-3.8.0.tsm TEXTS…

TEXTS are JSON lines (`.jsonl`) with `id` and `text`, or plain texts. MODEL_FOLDER is what `spacy.load` takes. Reports how
many tokens are equal in each column, and the first differences of each. Leaves with 1 where anything differs.
"""

import argparse
import json
import re
import subprocess
import sys
import time
from collections import Counter

COLUMNS = ["end", "word", "lemma", "pos", "tag", "morph", "head", "dep", "sentence start", "entity"]


def read_texts(path):
    with open(path, encoding="utf-8", newline="") as file:
        if path.endswith(".jsonl"):
            for line in file:
                if line.strip():
                    record = json.loads(line)
                    yield record["id"], record["text"]
        else:
            yield path, file.read()


def spacy_rows(doc):
    rows = {}
    for token in doc:
        entity = f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else ""
        rows[token.idx] = (
            token.idx + len(token.text), escaped(token.text), escaped(token.lemma_), token.pos_, token.tag_,
            str(token.morph), token.head.idx, token.dep_, bool(token.is_sent_start), entity,
        )
    return rows


def escaped(text):
    text = text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return re.sub("[\x0b\x0c\x85\u2028\u2029]", lambda found: "\\u{%x}" % ord(found[0]), text)


def our_rows(lines):
    """Rows of one document: CoNLL-U's heads are positions in the sentence, spaCy's offsets in the text."""
    rows, sentence = {}, []
    for line in lines + [""]:
        if line:
            sentence.append(line.split("\t"))
            continue
        starts = [int(field(row[9], "start")) for row in sentence]
        for i, row in enumerate(sentence):
            head = int(row[6])
            rows[starts[i]] = (
                int(field(row[9], "end")), row[1], row[2], row[3], row[4], "" if row[5] == "_" else row[5],
                starts[head - 1] if head else starts[i], row[7], i == 0, field(row[9], "IOB") or "",
            )
        sentence = []
    return rows


def field(misc, name):
    for pair in misc.split("|"):
        key, _, value = pair.partition("=")
        if key == name:
            return value
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--spacy", required=True)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--container", required=True)
    parser.add_argument("--show", type=int, default=5)
    parser.add_argument("texts", nargs="+")
    options = parser.parse_args()

    import spacy

    nlp = spacy.load(options.spacy)
    total, spacy_only, ours_only = 0, 0, 0
    equal, shown = Counter(), Counter()
    seconds = 0.0
    for path in options.texts:
        command = [options.binary, options.container, path]
        output = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
        documents, current = {}, None
        for line in output.split("\n"):
            if line.startswith("# newdoc id = "):
                current = documents.setdefault(line[len("# newdoc id = "):], [])
            elif current is not None:
                current.append(line)
        for name, text in read_texts(path):
            start = time.perf_counter()
            doc = nlp(text)
            seconds += time.perf_counter() - start
            expected, found = spacy_rows(doc), our_rows(documents[name])
            spacy_only += len(expected.keys() - found.keys())
            ours_only += len(found.keys() - expected.keys())
            total += len(expected)
            for offset in expected.keys() & found.keys():
                for column, theirs, ours in zip(COLUMNS, expected[offset], found[offset]):
                    if theirs == ours:
                        equal[column] += 1
                    elif shown[column] < options.show:
                        shown[column] += 1
                        print(f"{name} at {offset}, {column}: spaCy {theirs!r}, ours {ours!r}")
    print(f"{total} tokens in spaCy, {spacy_only} of them not in ours, {ours_only} in ours alone")
    for column in COLUMNS:
        print(f"{column:>15}: {equal[column]} equal, {total - equal[column]} not")
    print(f"spaCy: {total / seconds:.0f} tokens a second")
    differs = spacy_only or ours_only or any(equal[column] != total for column in COLUMNS)
    sys.exit(1 if differs else 0)


if __name__ == "__main__":
    main()
