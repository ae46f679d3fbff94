"""Parses texts with spaCy, for `main.rs` to compare with.

    python spacy_rows.py MODEL_FOLDER TEXTS.jsonl OUTPUT.jsonl

One line a text: for each token start, end, lemma, part of speech, tag, features, head, label, sentence start, entity.
"""

import json
import sys

import spacy


def main():
    nlp = spacy.load(sys.argv[1])
    with open(sys.argv[2], encoding="utf-8") as texts, open(sys.argv[3], "w", encoding="utf-8") as output:
        for line in texts:
            rows = [[
                token.idx, token.idx + len(token.text), token.lemma_, token.pos_, token.tag_, str(token.morph),
                token.head.i, token.dep_, bool(token.is_sent_start),
                f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "",
            ] for token in nlp(json.loads(line)["text"])]
            output.write(json.dumps(rows) + "\n")


if __name__ == "__main__":
    main()
