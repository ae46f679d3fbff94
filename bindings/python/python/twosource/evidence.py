"""The evidence file as typed objects.

Made by tools/types_from_schema.py: do not edit.
"""

from __future__ import annotations

from typing import Any, Literal

from ._record import Record

PublishedFrom = Literal["given", "address", "text"]
"""Where a date of publication was found."""

OriginKind = Literal["agency", "release", "outlet", "speaker", "document"]
"""What sort of root an origin is."""

Ground = Literal["silent", "relayed", "anonymous", "named"]
"""What an origin stands on."""

DependenceKind = Literal["copy", "shared passages", "same agency", "cites", "same byline", "links", "may be a rewrite"]
"""How one report depends on another."""

Standing = Literal["corroborated", "disputed", "echoed", "unsourced", "single-source"]
"""How a claim stands."""

Support = Literal["says", "carries", "denies", "nothing", "apart"]
"""What a statement does for its claim."""

CautionKind = Literal["one owner", "state media", "one byline", "anonymous only", "undated", "translated"]
"""What a reader should know of a claim beside how it stands."""

Slot = Literal["number", "time", "place", "actor", "object", "deed", "polarity", "reality"]
"""Which slot of a claim a detail fills."""

ConflictKind = Literal["number", "date", "place", "actor", "negation", "modality", "other"]
"""What statements conflict on."""


class Run(Record):
    """What made an evidence file."""

    @property
    def version(self) -> str:
        """The program's version."""
        return self._data["version"]

    @property
    def models(self) -> list[Model]:
        """The models it ran."""
        return [Model(each) for each in self._data["models"]]

    @property
    def settings(self) -> dict[str, Any]:
        """Settings that change results, by name."""
        return self._data["settings"]


class Model(Record):
    """A model that was run."""

    @property
    def name(self) -> str:
        """"en_core_web_sm"."""
        return self._data["name"]

    @property
    def version(self) -> str:
        """"3.8.0"."""
        return self._data["version"]

    @property
    def sha256(self) -> str:
        """Of the container, lower-case hexadecimal."""
        return self._data["sha256"]


class Report(Record):
    """A report with everything found in it."""

    @property
    def id(self) -> str:
        """Given in the input, or made from the content."""
        return self._data["id"]

    @property
    def path(self) -> str | None:
        """The path it was read from, as given."""
        return self._data.get("path")

    @property
    def line(self) -> int | None:
        """The line of a JSON-lines file, from 1."""
        return self._data.get("line")

    @property
    def sha256(self) -> str:
        """SHA-256 of the input's bytes: the file, or the line without its end."""
        return self._data["sha256"]

    @property
    def text_sha256(self) -> str:
        """SHA-256 of ``text`` as UTF-8."""
        return self._data["text_sha256"]

    @property
    def outlet(self) -> str | None:
        """Who published it."""
        return self._data.get("outlet")

    @property
    def title(self) -> str | None:
        """Its headline."""
        return self._data.get("title")

    @property
    def published(self) -> str | None:
        """When it was published."""
        return self._data.get("published")

    @property
    def published_from(self) -> PublishedFrom | None:
        """Where that date was found."""
        return self._data.get("published_from")

    @property
    def url(self) -> str | None:
        """Where it can be read."""
        return self._data.get("url")

    @property
    def byline(self) -> str | None:
        """Who wrote it."""
        return self._data.get("byline")

    @property
    def agencies(self) -> list[Agency]:
        """Agencies it credits."""
        return [Agency(each) for each in self._data["agencies"]]

    @property
    def syndicated_from(self) -> Syndication | None:
        """The outlet whose text it is, where its feed or page says so outside the text."""
        return None if (value := self._data.get("syndicated_from")) is None else Syndication(value)

    @property
    def language(self) -> str | None:
        """Language tag."""
        return self._data.get("language")

    @property
    def text(self) -> str:
        """The text all offsets refer to."""
        return self._data["text"]

    @property
    def segments(self) -> list[Segment]:
        """What the text is made of."""
        return [Segment(each) for each in self._data["segments"]]

    @property
    def sentences(self) -> list[CharSpan]:
        """Its sentences."""
        return [CharSpan(each) for each in self._data["sentences"]]

    @property
    def entities(self) -> list[Entity]:
        """People, organisations, states and places."""
        return [Entity(each) for each in self._data["entities"]]

    @property
    def times(self) -> list[Time]:
        """Time expressions."""
        return [Time(each) for each in self._data["times"]]

    @property
    def attributions(self) -> list[Attribution]:
        """Who says what."""
        return [Attribution(each) for each in self._data["attributions"]]

    @property
    def statements(self) -> list[Statement]:
        """What the report asserts."""
        return [Statement(each) for each in self._data["statements"]]


class Agency(Record):
    """An agency that a report credits."""

    @property
    def name(self) -> str:
        """"AP"."""
        return self._data["name"]

    @property
    def for_text(self) -> bool:
        """True where the credit is for the text, false for a picture's."""
        return self._data["for_text"]

    @property
    def span(self) -> CharSpan | None:
        """Where the text has the credit."""
        return None if (value := self._data.get("span")) is None else CharSpan(value)


class CharSpan(Record):
    """A range of **Unicode code points** in a report's text, end exclusive, as the evidence file has them."""

    @property
    def start(self) -> int:
        """First code point."""
        return self._data["start"]

    @property
    def end(self) -> int:
        """The code point after the last."""
        return self._data["end"]


class Syndication(Record):
    """A mark of a feed or page that says whose text a report is."""

    @property
    def name(self) -> str:
        """Whose: a name, or a host."""
        return self._data["name"]

    @property
    def url(self) -> str | None:
        """Where it can be read there."""
        return self._data.get("url")

    @property
    def mark(self) -> str:
        """"source", "dublin-core", "canonical", "publication", "via" or "related". The last does not say that the
        text is theirs.
        """
        return self._data["mark"]


class Segment(Record):
    """A stretch of a report of one kind."""

    @property
    def kind(self) -> str:
        """"title", "heading", "paragraph", "caption", "credit", "dateline", "byline", "date", "promotion", "note" or
        "comment".
        """
        return self._data["kind"]

    @property
    def start(self) -> int:
        """First code point."""
        return self._data["start"]

    @property
    def end(self) -> int:
        """The code point after the last."""
        return self._data["end"]


class Entity(Record):
    """Somebody or something a report speaks of."""

    @property
    def id(self) -> str:
        """"e1", within the report."""
        return self._data["id"]

    @property
    def kind(self) -> str:
        """"person", "organisation", "state", "place", "group" or "other"."""
        return self._data["kind"]

    @property
    def name(self) -> str:
        """Fullest name."""
        return self._data["name"]

    @property
    def aliases(self) -> list[str]:
        """Every distinct name and nominal."""
        return self._data.get("aliases", [])

    @property
    def roles(self) -> list[str]:
        """Roles as the report gives them."""
        return self._data.get("roles", [])

    @property
    def mentions(self) -> list[Mention]:
        """Where it is mentioned."""
        return [Mention(each) for each in self._data["mentions"]]


class Mention(Record):
    """One mention of an entity."""

    @property
    def start(self) -> int:
        """First code point."""
        return self._data["start"]

    @property
    def end(self) -> int:
        """The code point after the last."""
        return self._data["end"]

    @property
    def form(self) -> str:
        """"name", "nominal" or "pronoun"."""
        return self._data["form"]


class Time(Record):
    """A time expression."""

    @property
    def start(self) -> int:
        """First code point."""
        return self._data["start"]

    @property
    def end(self) -> int:
        """The code point after the last."""
        return self._data["end"]

    @property
    def type(self) -> str:
        """"DATE", "TIME", "DURATION" or "SET"."""
        return self._data["type"]

    @property
    def value(self) -> str:
        """TIMEX3 value."""
        return self._data["value"]

    @property
    def anchor(self) -> str:
        """"published", "text", "story" or "none"."""
        return self._data["anchor"]


class Attribution(Record):
    """*Source* says (*cue*) *content*."""

    @property
    def id(self) -> str:
        """"a1", within the report."""
        return self._data["id"]

    @property
    def kind(self) -> str:
        """"direct", "indirect" or "mixed"."""
        return self._data["kind"]

    @property
    def cue(self) -> list[list[int]]:
        """The words of saying."""
        return self._data["cue"]

    @property
    def content(self) -> list[list[int]]:
        """What is said."""
        return self._data["content"]

    @property
    def source(self) -> Source | None:
        """Who says it."""
        return None if (value := self._data.get("source")) is None else Source(value)

    @property
    def via(self) -> str | None:
        """The attribution by way of which it reached the report."""
        return self._data.get("via")

    @property
    def certainty(self) -> str:
        """"asserted", "hedged", "planned", "conditional", "denied" or "questioned"."""
        return self._data["certainty"]


class Source(Record):
    """Whoever content comes from."""

    @property
    def ranges(self) -> list[list[int]]:
        """Where the report names it."""
        return self._data["ranges"]

    @property
    def kind(self) -> str:
        """"person", "role-holder", "anonymous", "organisation", "state-body", "state-media", "news-agency", "outlet",
        "document" or "report".
        """
        return self._data["kind"]

    @property
    def entity(self) -> str | None:
        """The report's entity, where it is one."""
        return self._data.get("entity")


class Statement(Record):
    """What a report asserts."""

    @property
    def start(self) -> int:
        """First code point."""
        return self._data["start"]

    @property
    def end(self) -> int:
        """The code point after the last."""
        return self._data["end"]

    @property
    def attribution(self) -> str | None:
        """The attribution whose content it is."""
        return self._data.get("attribution")

    @property
    def certainty(self) -> str:
        """"asserted", "attributed", "hedged", "planned", "conditional", "denied" or "questioned"."""
        return self._data["certainty"]

    @property
    def time(self) -> str | None:
        """TIMEX3 value of the time that dates it."""
        return self._data.get("time")


class Story(Record):
    """The reports of one event, weighed against each other."""

    @property
    def id(self) -> str:
        """From its reports."""
        return self._data["id"]

    @property
    def title(self) -> str:
        """The headline that says most of it."""
        return self._data["title"]

    @property
    def reports(self) -> list[str]:
        """Ids of its reports, earliest first, undated last."""
        return self._data["reports"]

    @property
    def published(self) -> list[str]:
        """First and last day of publication; empty where no report bears a date."""
        return self._data["published"]

    @property
    def entities(self) -> list[CastMember]:
        """The cast."""
        return [CastMember(each) for each in self._data["entities"]]

    @property
    def origins(self) -> list[Origin]:
        """Independent roots of what is said."""
        return [Origin(each) for each in self._data["origins"]]

    @property
    def dependence(self) -> list[Dependence]:
        """Which reports depend on which."""
        return [Dependence(each) for each in self._data["dependence"]]

    @property
    def claims(self) -> list[Claim]:
        """What is said, and how it stands."""
        return [Claim(each) for each in self._data["claims"]]

    @property
    def conflicts(self) -> list[Conflict]:
        """Statements that cannot both hold."""
        return [Conflict(each) for each in self._data["conflicts"]]

    @property
    def quotations(self) -> list[Quotation]:
        """The same words in several reports."""
        return [Quotation(each) for each in self._data["quotations"]]

    @property
    def timeline(self) -> list[TimelineEntry]:
        """Claims in order of the time they tell of."""
        return [TimelineEntry(each) for each in self._data["timeline"]]

    @property
    def open_questions(self) -> list[OpenQuestion]:
        """What no report answers: what reports say themselves is not known."""
        return [OpenQuestion(each) for each in self._data.get("open_questions", [])]

    @property
    def corrections(self) -> list[Correction]:
        """What people decided against the evidence, withdrawn decisions too; nothing else here knows of it. Left out
        where there is none.
        """
        return [Correction(each) for each in self._data.get("corrections", [])]


class CastMember(Record):
    """An entity across reports."""

    @property
    def id(self) -> str:
        """"E1", within the story."""
        return self._data["id"]

    @property
    def kind(self) -> str:
        """As in a report's entities."""
        return self._data["kind"]

    @property
    def name(self) -> str:
        """Fullest name."""
        return self._data["name"]

    @property
    def aliases(self) -> list[str]:
        """Other names and nominals."""
        return self._data["aliases"]

    @property
    def roles(self) -> list[str]:
        """Roles, distinct, as the reports give them."""
        return self._data["roles"]

    @property
    def members(self) -> list[EntityMember]:
        """The reports' entities it gathers."""
        return [EntityMember(each) for each in self._data["members"]]


class EntityMember(Record):
    """One report's entity."""

    @property
    def report(self) -> str:
        """Id of the report."""
        return self._data["report"]

    @property
    def entity(self) -> str:
        """Id of the entity in it."""
        return self._data["entity"]


class Origin(Record):
    """An independent root of what is said."""

    @property
    def id(self) -> str:
        """"O1", within the story."""
        return self._data["id"]

    @property
    def kind(self) -> OriginKind:
        """What sort of root."""
        return self._data["kind"]

    @property
    def name(self) -> str:
        """"South Korea's military", "Reuters", "report 000_19531eae71b43753"."""
        return self._data["name"]

    @property
    def ground(self) -> Ground:
        """What it stands on: "named", "anonymous", "relayed" (an outlet or agency that does not tell whom it has it
        from) or "silent" (an outlet that names nobody: no origin, and listed by no claim).
        """
        return self._data.get("ground", "named")

    @property
    def reports(self) -> list[str]:
        """Ids of the reports that rest on it."""
        return self._data["reports"]

    @property
    def why(self) -> str:
        """In words."""
        return self._data["why"]


class Dependence(Record):
    """Two reports that do not stand on their own feet."""

    @property
    def reports(self) -> list[str]:
        """The two reports; for ``cites``, the citing one first."""
        return self._data["reports"]

    @property
    def kind(self) -> DependenceKind:
        """How."""
        return self._data["kind"]

    @property
    def spans(self) -> list[list[Place]]:
        """The passages that show it, a pair each; a citation shows the citing words alone."""
        return [[Place(each) for each in each] for each in self._data["spans"]]

    @property
    def overlap(self) -> float:
        """Share of the shorter report's running words that stand in both, 0 to 1."""
        return self._data["overlap"]

    @property
    def why(self) -> str:
        """In words."""
        return self._data["why"]


class Place(Record):
    """A stretch of a report."""

    @property
    def report(self) -> str:
        """Id of the report."""
        return self._data["report"]

    @property
    def start(self) -> int:
        """First code point."""
        return self._data["start"]

    @property
    def end(self) -> int:
        """The code point after the last."""
        return self._data["end"]


class Claim(Record):
    """What the statements of one or several reports say alike."""

    @property
    def id(self) -> str:
        """"c-7f3a…": a name by what it says, within the story, which lasts while the story grows."""
        return self._data["id"]

    @property
    def text(self) -> str:
        """The words of the statement that says it best."""
        return self._data["text"]

    @property
    def standing(self) -> Standing:
        """How it stands."""
        return self._data["standing"]

    @property
    def why(self) -> str:
        """Why, in words."""
        return self._data["why"]

    @property
    def rule(self) -> str | None:
        """The rule that gave it, in words."""
        return self._data.get("rule")

    @property
    def origins(self) -> list[str]:
        """Ids of its origins: whoever is named. An outlet that names nobody is none."""
        return self._data["origins"]

    @property
    def score(self) -> float:
        """How sure the joining of its statements is, 0 to 1; 1 for one statement."""
        return self._data["score"]

    @property
    def about(self) -> list[str]:
        """Ids of the cast it is about."""
        return self._data["about"]

    @property
    def time(self) -> str | None:
        """TIMEX3 value of the time it tells of."""
        return self._data.get("time")

    @property
    def statements(self) -> list[ClaimStatement]:
        """Its statements, in the order of the story's reports."""
        return [ClaimStatement(each) for each in self._data["statements"]]

    @property
    def joined_by(self) -> list[str]:
        """What joined its statements, in words: shared names, numbers, rare words."""
        return self._data.get("joined_by", [])

    @property
    def sayings(self) -> list[Saying]:
        """For each speaker or document that several outlets name for it, how it stands that these words were said,
        apart from how it stands that they are so.
        """
        return [Saying(each) for each in self._data.get("sayings", [])]

    @property
    def cautions(self) -> list[Caution]:
        """What to know beside the standing; it changes nothing of it."""
        return [Caution(each) for each in self._data.get("cautions", [])]

    @property
    def details(self) -> list[Detail]:
        """Every slot that two of its statements fill, agreed or differing."""
        return [Detail(each) for each in self._data.get("details", [])]

    @property
    def text_support(self) -> list[TextSupport]:
        """Cuts ``text`` into parts, in order, each with those who bear it."""
        return [TextSupport(each) for each in self._data.get("text_support", [])]


class ClaimStatement(Record):
    """One report's statement of a claim."""

    @property
    def report(self) -> str:
        """Id of the report."""
        return self._data["report"]

    @property
    def start(self) -> int:
        """First code point."""
        return self._data["start"]

    @property
    def end(self) -> int:
        """The code point after the last."""
        return self._data["end"]

    @property
    def attribution(self) -> str | None:
        """Id of the report's attribution that holds it."""
        return self._data.get("attribution")

    @property
    def certainty(self) -> str:
        """As in a report's statements."""
        return self._data["certainty"]

    @property
    def support(self) -> Support:
        """What it does for the claim."""
        return self._data.get("support", "says")

    @property
    def origin(self) -> str:
        """Id of the origin at the end of its chain."""
        return self._data["origin"]

    @property
    def also_from(self) -> list[str]:
        """Ids of further origins, where the report names several sources at once."""
        return self._data.get("also_from", [])


class Saying(Record):
    """That somebody said something, apart from what was said."""

    @property
    def origin(self) -> str:
        """Id of the origin whose words they are."""
        return self._data["origin"]

    @property
    def standing(self) -> Standing:
        """"corroborated" where two that do not write from each other report that it was said, else "echoed"."""
        return self._data["standing"]

    @property
    def why(self) -> str:
        """Why, in words."""
        return self._data["why"]


class Caution(Record):
    """One caution of a claim."""

    @property
    def kind(self) -> CautionKind:
        """Of what kind."""
        return self._data["kind"]

    @property
    def reports(self) -> list[str]:
        """Ids of the reports that it is about."""
        return self._data["reports"]

    @property
    def why(self) -> str:
        """In words."""
        return self._data["why"]


class Detail(Record):
    """A slot of a claim with the values that its statements give."""

    @property
    def on(self) -> Slot:
        """Which slot."""
        return self._data["on"]

    @property
    def agreed(self) -> bool:
        """True where the values are the same, or can hold together; false where they differ."""
        return self._data["agreed"]

    @property
    def values(self) -> list[DetailValue]:
        """One where agreed, else two or more."""
        return [DetailValue(each) for each in self._data["values"]]


class DetailValue(Record):
    """One value of a detail."""

    @property
    def value(self) -> str:
        """In the words of the first statement that gives it."""
        return self._data["value"]

    @property
    def statements(self) -> list[int]:
        """Places in the claim's ``statements``."""
        return self._data["statements"]

    @property
    def spans(self) -> list[Place]:
        """The words for it in each, in their order."""
        return [Place(each) for each in self._data["spans"]]

    @property
    def origins(self) -> list[str]:
        """Ids of the origins of those statements."""
        return self._data["origins"]


class TextSupport(Record):
    """A part of a claim's text and who bears it."""

    @property
    def start(self) -> int:
        """First code point of the claim's text."""
        return self._data["start"]

    @property
    def end(self) -> int:
        """The code point after the last."""
        return self._data["end"]

    @property
    def statements(self) -> list[int]:
        """Places in the claim's ``statements``: those that say this part too."""
        return self._data["statements"]


class Conflict(Record):
    """Statements that cannot both hold."""

    @property
    def id(self) -> str:
        """"X1", within the story."""
        return self._data["id"]

    @property
    def on(self) -> ConflictKind:
        """On what."""
        return self._data["on"]

    @property
    def update(self) -> bool:
        """True where a later report replaces an earlier value."""
        return self._data["update"]

    @property
    def values(self) -> list[str]:
        """The values, one a statement, in the statements' order."""
        return self._data["values"]

    @property
    def statements(self) -> list[Place]:
        """The statements."""
        return [Place(each) for each in self._data["statements"]]

    @property
    def value_spans(self) -> list[Place]:
        """Where in each statement the value stands, in the statements' order."""
        return [Place(each) for each in self._data.get("value_spans", [])]

    @property
    def claims(self) -> list[str]:
        """Ids of the claims they belong to."""
        return self._data.get("claims", [])

    @property
    def why(self) -> str:
        """In words."""
        return self._data["why"]


class Quotation(Record):
    """The same words of one speaker in several reports."""

    @property
    def speaker(self) -> str | None:
        """Id of the speaker in the cast, where known."""
        return self._data.get("speaker")

    @property
    def versions(self) -> list[QuotationVersion]:
        """The versions, the fullest first."""
        return [QuotationVersion(each) for each in self._data["versions"]]

    @property
    def altered(self) -> bool:
        """True where the versions' words differ, or were left out of the middle with no sign of it."""
        return self._data["altered"]


class QuotationVersion(Record):
    """How one report gives a quotation."""

    @property
    def report(self) -> str:
        """Id of the report."""
        return self._data["report"]

    @property
    def attribution(self) -> str | None:
        """Id of its attribution, where one holds the quotation."""
        return self._data.get("attribution")

    @property
    def start(self) -> int:
        """The quoted words' first code point."""
        return self._data["start"]

    @property
    def end(self) -> int:
        """The code point after the last."""
        return self._data["end"]

    @property
    def cut(self) -> list[str]:
        """What this version leaves out of the fullest one: "before", "middle", "after"; empty for none."""
        return self._data.get("cut", [])

    @property
    def changes(self) -> list[list[str]]:
        """Word changes against the fullest version: what it has, what this one has."""
        return self._data.get("changes", [])


class TimelineEntry(Record):
    """A claim in time."""

    @property
    def time(self) -> str:
        """TIMEX3 value."""
        return self._data["time"]

    @property
    def precision(self) -> str:
        """"time", "day", "week", "month", "quarter", "year" or "decade"."""
        return self._data["precision"]

    @property
    def claim(self) -> str:
        """Id of the claim."""
        return self._data["claim"]


class OpenQuestion(Record):
    """Something that reports say is not known, and that none tells."""

    @property
    def id(self) -> str:
        """"Q1", within the story."""
        return self._data["id"]

    @property
    def text(self) -> str:
        """What is not known: the characters of the first of ``about``."""
        return self._data["text"]

    @property
    def about(self) -> list[Place]:
        """The words that say what is not known, one for each of ``statements``."""
        return [Place(each) for each in self._data["about"]]

    @property
    def statements(self) -> list[Place]:
        """The sentences that say so."""
        return [Place(each) for each in self._data["statements"]]


class Correction(Record):
    """A person's decision on a story, with its reason."""

    @property
    def id(self) -> str:
        """"K1", within the collection."""
        return self._data["id"]

    @property
    def story(self) -> str:
        """Id of the story it was made on."""
        return self._data["story"]

    @property
    def made(self) -> str:
        """When it was made, RFC 3339."""
        return self._data["made"]

    @property
    def by(self) -> str | None:
        """Who made it, where they gave a name."""
        return self._data.get("by")

    @property
    def note(self) -> str:
        """Why, in the person's words."""
        return self._data["note"]

    @property
    def withdrawn(self) -> Withdrawal | None:
        """Since when it no longer holds."""
        return None if (value := self._data.get("withdrawn")) is None else Withdrawal(value)

    @property
    def decision(self) -> Any:
        """What was decided."""
        return self._data["decision"]


class Withdrawal(Record):
    """That a correction was taken back."""

    @property
    def at(self) -> str:
        """When, RFC 3339."""
        return self._data["at"]

    @property
    def by(self) -> str | None:
        """By whom, where they gave a name."""
        return self._data.get("by")

    @property
    def note(self) -> str | None:
        """Why, where they said so."""
        return self._data.get("note")


class ClaimRef(Record):
    """A claim by its statements."""

    @property
    def text(self) -> str:
        """The claim's words when the correction was made, cut after 200 characters."""
        return self._data["text"]

    @property
    def statements(self) -> list[Anchor]:
        """Its statements then."""
        return [Anchor(each) for each in self._data["statements"]]


class Anchor(Record):
    """A statement by its place and its words."""

    @property
    def report(self) -> str:
        """Id of the report."""
        return self._data["report"]

    @property
    def start(self) -> int:
        """Its first code point when the correction was made."""
        return self._data["start"]

    @property
    def end(self) -> int:
        """The code point after the last."""
        return self._data["end"]

    @property
    def sha256(self) -> str:
        """The first 16 digits of the SHA-256 of its characters."""
        return self._data["sha256"]


class EntityRef(Record):
    """An entity across reports by those of the reports."""

    @property
    def kind(self) -> str:
        """"person", "place", …."""
        return self._data["kind"]

    @property
    def name(self) -> str:
        """Its name when the correction was made."""
        return self._data["name"]

    @property
    def members(self) -> list[EntityAnchor]:
        """What it gathered then."""
        return [EntityAnchor(each) for each in self._data["members"]]


class EntityAnchor(Record):
    """A report's entity by its first mention."""

    @property
    def name(self) -> str:
        """Its name in the report."""
        return self._data["name"]

    @property
    def report(self) -> str:
        """Id of the report."""
        return self._data["report"]

    @property
    def start(self) -> int:
        """Its first code point when the correction was made."""
        return self._data["start"]

    @property
    def end(self) -> int:
        """The code point after the last."""
        return self._data["end"]

    @property
    def sha256(self) -> str:
        """The first 16 digits of the SHA-256 of its characters."""
        return self._data["sha256"]


class OriginRef(Record):
    """An origin by the statements that rest on it."""

    @property
    def origin(self) -> OriginKind:
        """What sort of root."""
        return self._data["origin"]

    @property
    def name(self) -> str:
        """Its name when the correction was made."""
        return self._data["name"]

    @property
    def statements(self) -> list[Anchor]:
        """The statements that rested on it then."""
        return [Anchor(each) for each in self._data["statements"]]


class ConflictRef(Record):
    """A conflict by its statements and their values."""

    @property
    def on(self) -> ConflictKind:
        """On what."""
        return self._data["on"]

    @property
    def values(self) -> list[str]:
        """The values that its statements gave when the correction was made, in their order."""
        return self._data["values"]

    @property
    def statements(self) -> list[Anchor]:
        """Its statements then."""
        return [Anchor(each) for each in self._data["statements"]]


class Evidence(Record):
    """Everything found, in a form another machine can verify."""

    @property
    def schema(self) -> str:
        """Always ``SCHEMA``."""
        return self._data["schema"]

    @property
    def run(self) -> Run:
        """What made this file."""
        return Run(self._data["run"])

    @property
    def reports(self) -> list[Report]:
        """The reports, by id."""
        return [Report(each) for each in self._data["reports"]]

    @property
    def stories(self) -> list[Story]:
        """The stories they belong to."""
        return [Story(each) for each in self._data["stories"]]
