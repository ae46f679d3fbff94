"""Writes `tiny/NAME.whl`: models of a few kilobytes whose weights are random, and what spaCy makes of a text with them.

    python tiny.py

They are of no use to anyone but the tests: they have every part of a real model, need no licence, and a reader can be
fed damaged ones quickly. `expected/tiny_NAME.conllu` holds spaCy's own parse of `texts/tiny.txt`. Needs spaCy 3.8.
"""

import json
import pathlib
import shutil
import tempfile
import zipfile

import numpy
import spacy
import spacy.training
from spacy.lookups import Lookups
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from expect import rows

HERE = pathlib.Path(__file__).parent
WORDS = (HERE / "texts" / "tiny.txt").read_text(encoding="utf-8").split()


def tok2vec(attributes, static_vectors):
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2", "width": 8, "attrs": attributes,
            "rows": [20 + 3 * i for i in range(len(attributes))], "include_static_vectors": static_vectors,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 8, "window_size": 1, "maxout_pieces": 2, "depth": 2,
        },
    }


LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 8, "upstream": "tok2vec"}


def transitions(kind, encoder):
    return {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": kind, "extra_state_tokens": False,
        "hidden_width": 6, "maxout_pieces": 2, "use_upper": True, "nO": None, "tok2vec": encoder,
    }


def tagger(encoder):
    return {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": encoder}


def plain_tokenizer(nlp, exceptions):
    nlp.tokenizer = Tokenizer(
        nlp.vocab,
        rules=exceptions,
        prefix_search=compile_prefix_regex([r"\(", r'"', r"\$", "'"]).search,
        suffix_search=compile_suffix_regex([r"\)", r'"', r"\.", ",", "'s", ":", r"(?<=[0-9])%"]).search,
        infix_finditer=compile_infix_regex([r"(?<=[a-z])-(?=[a-z])", r"\.\.+"]).finditer,
        token_match=None,
        url_match=spacy.blank("en").tokenizer.url_match if nlp.lang == "xx" else None,
    )


def english(static_vectors):
    nlp = spacy.blank("en")
    plain_tokenizer(nlp, {"don't": [{65: "do"}, {65: "n't", 67: "not"}], ":)": [{65: ":)"}]})
    if static_vectors:
        generator = numpy.random.default_rng(3)
        nlp.vocab.vectors = spacy.vectors.Vectors(
            data=generator.normal(size=(7, 5)).astype("float32"), name="tiny", strings=nlp.vocab.strings,
        )
        for i, word in enumerate(WORDS[::2]):
            nlp.vocab.vectors.add(nlp.vocab.strings.add(word), row=i % 7)
    shared = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"]
    nlp.add_pipe("tok2vec", config={"model": tok2vec(shared, static_vectors)})
    pipe = nlp.add_pipe("tagger", config={"model": tagger(LISTENER)})
    for label in ["NN", "VBD", "IN", "DT", "NNS", "_SP"]:
        pipe.add_label(label)
    parser = nlp.add_pipe("parser", config={"model": transitions("parser", LISTENER), "min_action_freq": 1})
    for label in ["nsubj", "dobj", "prep", "dep||prep"]:
        parser.add_label(label)
    ruler = nlp.add_pipe("attribute_ruler")
    for tag, pos, morph in [("NN", "NOUN", "Number=Sing"), ("NNS", "NOUN", "Number=Plur"), ("VBD", "VERB", "Tense=Past|VerbForm=Fin"),
                            ("IN", "ADP", "_"), ("DT", "DET", "_"), ("_SP", "SPACE", "_")]:
        ruler.add([[{"TAG": tag}]], {"POS": pos, "MORPH": morph})
    ruler.add([[{"LOWER": "the"}, {"TAG": {"NOT_IN": ["DT"]}}]], {"LEMMA": "the", "POS": "DET"}, index=0)
    ruler.add([[{"TEXT": {"REGEX": "^[0-9]+$"}}]], {"POS": "NUM"})
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    lookups = Lookups()
    lookups.add_table("lemma_rules", {"noun": [["s", ""], ["ies", "y"]], "verb": [["ed", ""], ["ed", "e"]]})
    lookups.add_table("lemma_index", {"noun": ["ship", "harbour"], "verb": ["close", "sail"]})
    lookups.add_table("lemma_exc", {"noun": {"men": ["man"]}, "verb": {"sank": ["sink"], "said": ["say"]}})
    lemmatizer.initialize(lookups=lookups)
    own = tok2vec(["NORM", "PREFIX", "SUFFIX", "SHAPE"], static_vectors)
    ner = nlp.add_pipe("ner", config={"model": transitions("ner", own)})
    for label in ["PERSON", "DATE", "GPE"]:
        ner.add_label(label)
    return nlp


def french():
    nlp = spacy.blank("fr")
    plain_tokenizer(nlp, {"aujourd'hui": [{65: "aujourd'hui"}]})
    nlp.add_pipe("tok2vec", config={"model": tok2vec(["NORM", "PREFIX", "SUFFIX", "SHAPE"], False)})
    morphologizer = nlp.add_pipe("morphologizer", config={"model": tagger(LISTENER), "overwrite": True})
    for label in ["POS=NOUN|Number=Sing", "POS=NOUN|Number=Plur", "POS=VERB|Mood=Ind|Tense=Past", "POS=ADP", "POS=PROPN",
                  "POS=DET|Definite=Def", "POS=SPACE", "POS=X"]:
        morphologizer.add_label(label)
    parser = nlp.add_pipe("parser", config={"model": transitions("parser", LISTENER), "min_action_freq": 1})
    for label in ["nsubj", "obj", "case"]:
        parser.add_label(label)
    ruler = nlp.add_pipe("attribute_ruler")
    for pos in ["NOUN", "VERB", "ADP", "PROPN", "DET", "X"]:
        ruler.add([[{"POS": pos}]], {"TAG": pos})
    ruler.add([[{"IS_SPACE": True}]], {"TAG": "SPACE", "POS": "SPACE", "MORPH": "_"})
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    lookups = Lookups()
    lookups.add_table("lemma_rules", {"noun": [["s", ""], ["aux", "al"]], "verb": [["ed", "er"], ["é", "er"]]})
    lookups.add_table("lemma_index", {"noun": ["bus"], "verb": ["fermer"]})
    lookups.add_table("lemma_exc", {"noun": {"yeux": ["œil"]}, "det": {"les": ["le"], "the": ["le"]}})
    lookups.add_table("lemma_lookup", {"sailed": ["voguer"], "Harbour": ["port"], "on": ["sur"]})
    lemmatizer.initialize(lookups=lookups)
    return nlp


def example(nlp):
    """One sentence, for the sizes and labels that a component takes from its data."""
    doc = spacy.tokens.Doc(nlp.vocab, ["The", "men", "sank", "on", "Monday"])
    return spacy.training.Example.from_dict(doc, {
        "tags": ["DT", "NNS", "VBD", "IN", "NN"], "heads": [1, 2, 2, 2, 3],
        "pos": ["DET", "NOUN", "VERB", "ADP", "PROPN"], "morphs": ["", "Number=Plur", "Mood=Ind|Tense=Past", "", ""],
        "deps": ["det", "nsubj", "ROOT", "prep", "obj"], "entities": ["O", "O", "O", "O", "U-DATE"],
    })


def randomise(nlp, seed):
    """Gives every parameter a value: what training would have left at zero as well."""
    generator = numpy.random.default_rng(seed)
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk() if hasattr(pipe, "model") and hasattr(pipe.model, "walk") else []:
            for name in node.param_names:
                if node.has_param(name):
                    shape = node.get_param(name).shape
                    node.set_param(name, generator.normal(scale=0.9, size=shape).astype("float32"))


def write(name, nlp, seed):
    vectors = nlp.vocab.vectors
    # They have their tables and rules already.
    for component in ["lemmatizer", "attribute_ruler"]:
        nlp.get_pipe(component).initialize = lambda *_, **__: None
    nlp.initialize(lambda: [example(nlp)])
    nlp.vocab.vectors = vectors
    randomise(nlp, seed)
    nlp.meta.update({"name": name, "version": "1.0.0", "license": "CC0-1.0", "author": "Twosource"})
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        nlp.to_disk(folder)
        loaded = spacy.load(folder)
        text = (HERE / "texts" / "tiny.txt").read_text(encoding="utf-8")
        lines = "".join(row + "\n" for row in rows(loaded(text)))
        (HERE / "expected" / f"tiny_{name}.conllu").write_text(lines, encoding="utf-8", newline="\n")
        (HERE / "tiny").mkdir(exist_ok=True)
        with zipfile.ZipFile(HERE / "tiny" / f"{name}.whl", "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    entry = zipfile.ZipInfo(f"tiny/{path.relative_to(folder).as_posix()}", (2026, 1, 1, 0, 0, 0))
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    archive.writestr(entry, path.read_bytes())


def main():
    # The seeds are such that many labels come up.
    write("plain", english(False), 1)
    write("vectors", english(True), 45)
    write("french", french(), 6)


if __name__ == "__main__":
    main()
