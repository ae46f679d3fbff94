"""What checking a draft gives, as typed objects.

Made by tools/types_from_schema.py: do not edit.
"""

from __future__ import annotations

from typing import Any, Literal

from ._record import Record

Verdict = Literal["confirmed", "unsourced", "echoed", "single-source", "partly", "carried", "differs", "disputed", "contradicted", "absent"]
"""How something in a draft stands in the reports."""

OriginKind = Literal["agency", "release", "outlet", "speaker", "document"]
"""What sort of root an origin is."""

Ground = Literal["silent", "relayed", "anonymous", "named"]
"""What an origin stands on."""

SourceTold = Literal["same", "others", "nobody", "unknown"]
"""How reports name a source."""

Slot = Literal["number", "time", "place", "actor", "object", "deed", "polarity", "reality"]
"""Which slot of a claim a detail fills."""


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


class CheckedDraft(Record):
    """What was checked."""

    @property
    def id(self) -> str:
        """As given, or from its content."""
        return self._data["id"]

    @property
    def path(self) -> str | None:
        """Where it was read from."""
        return self._data.get("path")

    @property
    def title(self) -> str | None:
        """Its headline, where it has one."""
        return self._data.get("title")

    @property
    def text(self) -> str:
        """Its text, which the offsets count."""
        return self._data["text"]

    @property
    def text_sha256(self) -> str:
        """Of the text in UTF-8, lower-case hexadecimal."""
        return self._data["text_sha256"]


class CheckedReport(Record):
    """A report that a draft was held against."""

    @property
    def id(self) -> str:
        """Its id, as in an evidence file."""
        return self._data["id"]

    @property
    def name(self) -> str:
        """What it is called: its outlet, else its number."""
        return self._data["name"]

    @property
    def title(self) -> str | None:
        """Its headline."""
        return self._data.get("title")

    @property
    def published(self) -> str | None:
        """When, as far as known."""
        return self._data.get("published")

    @property
    def url(self) -> str | None:
        """Its address."""
        return self._data.get("url")

    @property
    def path(self) -> str | None:
        """Where it was read from."""
        return self._data.get("path")

    @property
    def text_sha256(self) -> str:
        """Of its text in UTF-8, lower-case hexadecimal."""
        return self._data["text_sha256"]


class CheckTally(Record):
    """How much of a draft stands how."""

    @property
    def statements(self) -> int:
        """Statements."""
        return self._data["statements"]

    @property
    def confirmed(self) -> int:
        """Statements that two or more named, independent origins carry, with all their details."""
        return self._data["confirmed"]

    @property
    def unconfirmed(self) -> int:
        """Statements that are not confirmed."""
        return self._data["unconfirmed"]

    @property
    def contradicted(self) -> int:
        """Statements, details apart from them, and quotations that a report contradicts."""
        return self._data["contradicted"]

    @property
    def absent(self) -> int:
        """Statements of which no report tells."""
        return self._data["absent"]

    @property
    def spellings(self) -> int:
        """Names that the reports spell otherwise."""
        return self._data["spellings"]


class SentenceCheck(Record):
    """One sentence of a draft."""

    @property
    def start(self) -> int:
        """First code point of the draft's text."""
        return self._data["start"]

    @property
    def end(self) -> int:
        """The code point after the last."""
        return self._data["end"]

    @property
    def kind(self) -> str:
        """The kind of its segment: only running text makes statements; what is a credit or a promotion is not
        checked.
        """
        return self._data["kind"]

    @property
    def statements(self) -> list[StatementCheck]:
        """What it states, in order."""
        return [StatementCheck(each) for each in self._data["statements"]]


class StatementCheck(Record):
    """One statement of a draft."""

    @property
    def start(self) -> int:
        """First code point of the draft's text."""
        return self._data["start"]

    @property
    def end(self) -> int:
        """The code point after the last."""
        return self._data["end"]

    @property
    def verdict(self) -> Verdict:
        """How it stands."""
        return self._data["verdict"]

    @property
    def why(self) -> str:
        """Why, in words."""
        return self._data["why"]

    @property
    def origins(self) -> list[NamedOrigin]:
        """Who is named for it in the reports; whoever is named by none is not listed."""
        return [NamedOrigin(each) for each in self._data["origins"]]

    @property
    def passages(self) -> list[CheckPassage]:
        """Passages that say it."""
        return [CheckPassage(each) for each in self._data["passages"]]

    @property
    def near(self) -> list[CheckPassage]:
        """Passages that may tell of it: where none says it, or to compare."""
        return [CheckPassage(each) for each in self._data["near"]]

    @property
    def unborne(self) -> list[DraftStretch]:
        """Stretches of it that none of ``passages`` has, in the draft's offsets."""
        return [DraftStretch(each) for each in self._data["unborne"]]

    @property
    def source(self) -> DraftSource | None:
        """Whom the draft names for it, against the reports."""
        return None if (value := self._data.get("source")) is None else DraftSource(value)

    @property
    def details(self) -> list[DetailCheck]:
        """Its details: numbers, times, names, and whatever a passage has otherwise."""
        return [DetailCheck(each) for each in self._data["details"]]


class NamedOrigin(Record):
    """An origin that the reports name."""

    @property
    def name(self) -> str:
        """Its name."""
        return self._data["name"]

    @property
    def kind(self) -> OriginKind:
        """What sort of root."""
        return self._data["kind"]

    @property
    def ground(self) -> Ground:
        """What it stands on."""
        return self._data["ground"]


class CheckPassage(Record):
    """A place in a report."""

    @property
    def report(self) -> str:
        """Id of the report."""
        return self._data["report"]

    @property
    def name(self) -> str:
        """What it is called: its outlet, else its number."""
        return self._data["name"]

    @property
    def start(self) -> int:
        """First code point of the report's text."""
        return self._data["start"]

    @property
    def end(self) -> int:
        """The code point after the last."""
        return self._data["end"]

    @property
    def text(self) -> str:
        """The report's characters, quoted."""
        return self._data["text"]

    @property
    def from_(self) -> list[str]:
        """Whom the report has it from; empty where it names nobody."""
        return self._data["from"]

    @property
    def value(self) -> str | None:
        """The words for the value, where the passage stands for a detail."""
        return self._data.get("value")


class DraftStretch(Record):
    """A stretch of the draft."""

    @property
    def start(self) -> int:
        """First code point."""
        return self._data["start"]

    @property
    def end(self) -> int:
        """The code point after the last."""
        return self._data["end"]


class DraftSource(Record):
    """Whom a draft names for a statement."""

    @property
    def name(self) -> str:
        """In the draft's words."""
        return self._data["name"]

    @property
    def told(self) -> SourceTold:
        """How the passages that say the statement have it."""
        return self._data["told"]


class DetailCheck(Record):
    """One detail of a statement."""

    @property
    def start(self) -> int:
        """First code point of the draft's text."""
        return self._data["start"]

    @property
    def end(self) -> int:
        """The code point after the last."""
        return self._data["end"]

    @property
    def text(self) -> str:
        """The draft's words for it."""
        return self._data["text"]

    @property
    def on(self) -> Slot:
        """Which slot it fills."""
        return self._data["on"]

    @property
    def verdict(self) -> Verdict:
        """How it stands."""
        return self._data["verdict"]

    @property
    def origins(self) -> list[NamedOrigin]:
        """Who is named for it."""
        return [NamedOrigin(each) for each in self._data["origins"]]

    @property
    def given(self) -> list[CheckPassage]:
        """Passages that give it so."""
        return [CheckPassage(each) for each in self._data["given"]]

    @property
    def against(self) -> list[CheckPassage]:
        """Passages that give it otherwise."""
        return [CheckPassage(each) for each in self._data["against"]]


class QuotationCheck(Record):
    """A quotation of a draft."""

    @property
    def start(self) -> int:
        """First code point of the quoted words in the draft."""
        return self._data["start"]

    @property
    def end(self) -> int:
        """The code point after the last."""
        return self._data["end"]

    @property
    def text(self) -> str:
        """The quoted words."""
        return self._data["text"]

    @property
    def verdict(self) -> Verdict:
        """``carried`` where a report has it to the letter (one may have more of it), ``contradicted`` where its words
        differ or the reports give it to somebody else, ``absent`` where no report has it.
        """
        return self._data["verdict"]

    @property
    def speaker(self) -> str | None:
        """Whom the draft gives it to."""
        return self._data.get("speaker")

    @property
    def reports_speaker(self) -> str | None:
        """Whom the report gives it to."""
        return self._data.get("reports_speaker")

    @property
    def other_speaker(self) -> bool:
        """True where both name a speaker, and not the same one."""
        return self._data["other_speaker"]

    @property
    def version(self) -> CheckPassage | None:
        """The version of a report that is nearest."""
        return None if (value := self._data.get("version")) is None else CheckPassage(value)

    @property
    def cut(self) -> list[str]:
        """What the draft leaves out of that version: "before", "middle", "after"."""
        return self._data["cut"]

    @property
    def changes(self) -> list[list[str]]:
        """Word changes: what the report has, what the draft has."""
        return self._data["changes"]


class NameCheck(Record):
    """A name that the reports spell otherwise."""

    @property
    def start(self) -> int:
        """First code point of its first mention in the draft."""
        return self._data["start"]

    @property
    def end(self) -> int:
        """The code point after the last."""
        return self._data["end"]

    @property
    def text(self) -> str:
        """As the draft has it."""
        return self._data["text"]

    @property
    def spelt(self) -> list[NameSpelt]:
        """As the reports have it, the commonest first."""
        return [NameSpelt(each) for each in self._data["spelt"]]


class NameSpelt(Record):
    """A spelling that reports have."""

    @property
    def name(self) -> str:
        """The name."""
        return self._data["name"]

    @property
    def reports(self) -> list[str]:
        """The reports (names) that have it."""
        return self._data["reports"]


class Check(Record):
    """A draft held against reports."""

    @property
    def schema(self) -> str:
        """Always ``SCHEMA``."""
        return self._data["schema"]

    @property
    def run(self) -> Run:
        """What made this."""
        return Run(self._data["run"])

    @property
    def draft(self) -> CheckedDraft:
        """What was checked."""
        return CheckedDraft(self._data["draft"])

    @property
    def reports(self) -> list[CheckedReport]:
        """The reports that it was held against, earliest first, undated last."""
        return [CheckedReport(each) for each in self._data["reports"]]

    @property
    def tally(self) -> CheckTally:
        """How much of the draft stands how."""
        return CheckTally(self._data["tally"])

    @property
    def sentences(self) -> list[SentenceCheck]:
        """The draft's sentences, in order."""
        return [SentenceCheck(each) for each in self._data["sentences"]]

    @property
    def quotations(self) -> list[QuotationCheck]:
        """The draft's quotations, in order."""
        return [QuotationCheck(each) for each in self._data["quotations"]]

    @property
    def names(self) -> list[NameCheck]:
        """Names that the reports spell otherwise, in order."""
        return [NameCheck(each) for each in self._data["names"]]
