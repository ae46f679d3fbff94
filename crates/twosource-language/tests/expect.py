"""Writes `expected/NAME.conllu` for each `texts/NAME.txt`, as spaCy parses it.

    python expect.py MODEL_FOLDER

MODEL_FOLDER is what `spacy.load` takes (en_core_web_sm 3.8.0). The columns are those of the `conllu` function.
"""

import pathlib
import sys

import spacy

HERE = pathlib.Path(__file__).parent


def field(text):
    return text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") or "_"


def rows(doc):
    for sentence in doc.sents:
        for token in sentence:
            inside = token.head.i != token.i and sentence.start <= token.head.i < sentence.end
            misc = f"start={token.idx}|end={token.idx + len(token.text)}"
            if token.ent_type_:
                misc += f"|IOB={token.ent_iob_}-{token.ent_type_}"
            following = doc.text[token.idx + len(token.text):][:1]
            if following != " ":
                misc += "|SpaceAfter=No"
            head = token.head.i - sentence.start + 1 if inside else 0
            yield "\t".join([
                str(token.i - sentence.start + 1), field(token.text), field(token.lemma_), field(token.pos_),
                field(token.tag_), field(str(token.morph)), str(head), field(token.dep_), "_", misc,
            ])
        yield ""


def main():
    nlp = spacy.load(sys.argv[1])
    for path in sorted((HERE / "texts").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        lines = "".join(row + "\n" for row in rows(nlp(text)))
        (HERE / "expected" / f"{path.stem}.conllu").write_text(lines, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
