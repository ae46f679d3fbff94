#!/usr/bin/env python3
"""Invented reports for measuring a collection: one large story and many small ones, as JSON lines on standard output.

usage: generate.py STORIES [--large REPORTS] [--from N]

Names of people and places are made of syllables, so that no two small stories share theirs; every run prints the same.
"""

import argparse
import json
import random

ONSETS = "b br d dr f g gr h k kl l m n p pr r s st t tr v w z".split()
VOWELS = "a e i o u ae ei ia ou".split()
CODAS = " n r l s t nd rk lm st".split(" ")
OUTLETS = [f"{place} {kind}" for place in "Harbour Island Morning Northern Valley Capital Coast River Summit Plains".split()
           for kind in "Post Herald Courier Times Ledger Gazette".split()]
EVENTS = [
    ("fire", "A fire burned down a {what} in {place} on {day}, {agency} said.", ["warehouse", "school", "market", "mill"]),
    ("crash", "A {what} hit a bridge in {place} on {day}, {agency} said.", ["train", "tram", "lorry", "barge"]),
    ("vote", "The council of {place} voted on {day} to close the {what}, {agency} said.", ["hospital", "port", "mine", "library"]),
    ("flood", "The river flooded the {what} of {place} on {day}, {agency} said.", ["centre", "harbour", "station", "fields"]),
    ("theft", "Thieves broke into the {what} of {place} on {day}, {agency} said.", ["museum", "bank", "vault", "archive"]),
]
AGENCIES = ["police", "the fire service", "the mayor", "the ministry", "a spokesman", "rescuers"]
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
NUMBERS = "two three four five six seven eight nine eleven twelve fourteen twenty".split()
DETAILS = [
    "{number} people were injured, {agency} said.",
    "{person}, who lives nearby, said she had heard nothing like it before.",
    "\"We will find out why this happened,\" said {person}, who leads the inquiry.",
    "The damage is put at {number} million.",
    "Roads around {place} were closed until the evening.",
    "{person} told reporters that help had come late.",
    "Officials in {place} denied that they had been warned.",
    "An inquiry is expected to take {number} weeks.",
    "{agency} said {number} families had left their homes.",
    "The {what} was built {number} years ago.",
]


def name(rng, syllables=2):
    word = "".join(rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(CODAS) for _ in range(syllables))
    return word.capitalize()


def cast(rng):
    _, lead, whats = rng.choice(EVENTS)
    return {
        "lead": lead,
        "what": rng.choice(whats),
        "place": name(rng, 3),
        "people": [f"{name(rng)} {name(rng)}" for _ in range(6)],
        "number": rng.choice(NUMBERS),
        "day": rng.randrange(1, 26),
    }


def report(rng, story, number, event, details):
    day = event["day"] + rng.randrange(0, 3)
    outlet = OUTLETS[(story * 7 + number) % len(OUTLETS)]
    def fill(template, own):
        return template.format(
            what=event["what"], place=event["place"], day=DAYS[day % 7], agency=rng.choice(AGENCIES),
            person=rng.choice(event["people"]), number=rng.choice(NUMBERS) if own else event["number"])
    sentences = [fill(event["lead"], False)]
    chosen = rng.sample(DETAILS, min(details, len(DETAILS)))
    sentences += [fill(template, rng.random() < 0.2) for template in chosen]
    while len(sentences) < details:
        sentences.append(f"{name(rng)} {name(rng)} of {name(rng, 3)} wrote that the {name(rng).lower()} had been seen near {event['place']}.")
    text = "\n\n".join(s[0].upper() + s[1:] for s in sentences)
    return {
        "id": f"r{story}-{number}",
        "outlet": outlet,
        "title": f"{event['what'].capitalize()} in {event['place']}",
        "published": f"2026-{1 + story % 9:02}-{day:02}",
        "url": f"https://{outlet.lower().replace(' ', '-')}.example/{story}/{number}",
        "text": text,
    }


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("stories", type=int)
    arguments.add_argument("--large", type=int, default=30, help="reports of the first story")
    arguments.add_argument("--from", dest="start", type=int, default=0, help="number of the first story")
    given = arguments.parse_args()
    for story in range(given.start, given.start + given.stories):
        rng = random.Random(story)
        event = cast(rng)
        reports, details = (given.large, 24) if story == 0 else (1, 5)
        for number in range(reports):
            print(json.dumps(report(rng, story, number, event, details)))


main()
