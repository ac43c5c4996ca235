"""Lay an answer out in parts, once for every medium: Block Kit, plain text and the terminal draw the same outline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer import Answer, ClassOverview, Code, Comparison, Help, NotFound, UnknownCode
from bot.slack_text import quotable
from knowledge.compare import NOTHING, differences, fact_words
from knowledge.load import Entry, Knowledge, Translation
from knowledge.model import STATUSES, Number, Source

COMMAND = "/http"
_FIELDS = ("acts", "again", "method", "permanence", "client_sees", "cached")
_DETAILS = ("standing", "sender", "must_carry", "should_carry", "body", "cached")
_MOST_FIELDS = 6
_MOST_SHARED = 3


@dataclass(frozen=True)
class Heading:
    """The first line."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """A few sentences."""

    text: str


@dataclass(frozen=True)
class Fields:
    """Short facts, each under its heading."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Grid:
    """The differences: a column for each code, a row for each aspect."""

    columns: tuple[Entry, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Steps:
    """A list under a heading."""

    heading: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Verbatim:
    """Lines as they go over the wire."""

    heading: str
    text: str


@dataclass(frozen=True)
class Notes:
    """Remarks and sources, small at the end."""

    remarks: tuple[str, ...]
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Next:
    """What the person may ask next: codes to compare with, a code's details, another question."""

    add_to: tuple[Number, ...] = ()
    details: Number | None = None
    questions: tuple[tuple[Number, ...], ...] = ()


Part = Heading | Paragraph | Fields | Grid | Steps | Verbatim | Notes | Next


def lay_out(answer: Answer, translation: Translation, knowledge: Knowledge) -> tuple[Part, ...]:
    """Return the parts of an answer, the telling ones first."""
    writer = _Writer(translation, knowledge)
    match answer:
        case Code():
            return writer.code(answer)
        case Comparison():
            return writer.comparison(answer)
        case ClassOverview():
            return writer.overview(answer)
        case UnknownCode():
            return writer.unknown(answer)
        case NotFound():
            return writer.not_found(answer)
        case Help():
            return writer.help()
    raise TypeError(answer)


def lay_out_details(entry: Entry, translation: Translation, knowledge: Knowledge) -> tuple[Part, ...]:
    """Return everything else known about a code: its meaning, facts, occasions, causes and an exchange."""
    say, page, example = translation.say, entry.page, entry.code.example
    aspects = translation.language.aspects
    known = [name for name in _DETAILS if getattr(entry.code.facts, name)]
    facts = [(aspects[name].heading, fact_words(entry, name, translation)) for name in known]
    return (
        Paragraph(page.meaning.strip().replace("\n", " ")),
        Fields(tuple(facts)),
        Steps(say("details_when"), page.when),
        Steps(say("details_causes"), page.causes),
        Verbatim(say("details_example"), f"{example.request.strip()}\n\n{example.response.strip()}"),
        Notes((), tuple(_sources(entry, knowledge))),
    )


class _Writer:
    """Writes parts in one language."""

    def __init__(self, translation: Translation, knowledge: Knowledge) -> None:
        self._translation = translation
        self._knowledge = knowledge
        self._say = translation.say

    def code(self, answer: Code) -> tuple[Part, ...]:
        entry, page = answer.entry, answer.entry.page
        also = [self._say("also_used", emitter=self._emitter(m), title=m.phrase) for m in answer.meanings[1:]]
        remarks = [self._say("emitted_by", emitter=self._emitter(entry))] if entry.code.emitter else []
        return (
            Heading(entry.title),
            Paragraph(page.summary),
            Fields(tuple(self._fields(entry))),
            Steps(self._say("caller"), page.caller),
            Steps(self._say("owner"), page.owner),
            *([Steps(self._say("proxy"), page.proxy)] if page.proxy else []),
            Notes((*remarks, *also), self._cited(entry.code.section)),
            Next(add_to=(entry.number,), details=entry.number),
        )

    def comparison(self, answer: Comparison) -> tuple[Part, ...]:
        entries, told = answer.entries, differences(answer.entries, self._translation)
        lead = " ".join(f"*{entry.number}* {entry.page.gist}." for entry in entries)
        shared = ", ".join(
            f"{lower(row.heading.rstrip('?'))} ({lower(row.cells[0])})" for row in told.shared[:_MOST_SHARED]
        )
        same = self._say("same_for_both" if len(entries) == 2 else "same_for_all")  # noqa: PLR2004 - both
        remarks = [f"{same}: {shared}"] if shared else []
        remarks += [self._say("and_more")] if answer.left_out else []
        return (
            Heading(self._say("versus_glue").join(entry.title for entry in entries)),
            Paragraph(lead),
            Grid(entries, tuple((row.heading, row.cells) for row in told.rows)),
            Steps(self._say("caller"), tuple(f"*{entry.number}:* {entry.page.caller[0]}" for entry in entries)),
            Steps(self._say("owner"), tuple(f"*{entry.number}:* {entry.page.owner[0]}" for entry in entries)),
            Steps(
                self._say("which"),
                tuple(self._say("return_it", number=e.number, choose=e.page.choose) for e in entries),
            ),
            Notes(tuple(remarks), tuple(source for entry in entries for source in self._cited(entry.code.section))),
            Next(add_to=answer.codes, questions=self._next_pairs(entries)),
        )

    def overview(self, answer: ClassOverview) -> tuple[Part, ...]:
        parts: list[Part] = []
        for digit, entries in answer.classes.items():
            words = self._translation.language.classes[str(digit)]
            parts += [
                Heading(words["name"]),
                Paragraph(words["summary"]),
                Steps(self._say("see_all"), tuple(self._line(entry) for entry in entries)),
                Steps(self._say("caller"), (words["caller"],)),
                Steps(self._say("owner"), (words["owner"],)),
                Notes((), self._cited(f"RFC 9110 15.{digit + 1}")),
            ]
        return (*parts, Next())

    def unknown(self, answer: UnknownCode) -> tuple[Part, ...]:
        inside = answer.number.isdigit() and int(answer.number) in STATUSES
        say = self._say("unknown" if inside else "unknown_outside", number=answer.number)
        parts: list[Part] = [Heading(self._say("unknown_header", number=answer.number)), Paragraph(say)]
        if answer.suggestions:
            parts.append(Steps(self._say("unknown_near"), tuple(map(self._line, answer.suggestions))))
        if inside:
            rule = self._say("unknown_rule", general=f"{answer.number[0]}00")
            parts.append(Notes((rule,), self._cited("RFC 9110 15")))
        return (*parts, Next(questions=_each(answer.suggestions)))

    def not_found(self, answer: NotFound) -> tuple[Part, ...]:
        near = answer.suggestions
        lines = tuple(map(self._line, near))
        if answer.is_choice:
            together = tuple(entry.number for entry in near)
            heading = Heading(self._say("choice_header"))
            return (heading, Steps(self._say("choice"), lines), Next(questions=(*_each(near), together)))
        quote = quotable(answer.asked)
        read = [Paragraph(self._say("not_found_read", text=quote))] if quote else []
        parts: list[Part] = [Heading(self._say("not_found_header")), *read, Paragraph(self._say("not_found"))]
        if near:
            parts.append(Steps(self._say("not_found_near"), lines))
        return (*parts, Next(questions=_each(near)))

    def help(self) -> tuple[Part, ...]:
        return (
            Heading(self._say("help_header")),
            Paragraph(self._say("help")),
            Fields(
                (
                    (self._say("help_code"), self._say("help_code_examples")),
                    (self._say("help_compare"), self._say("help_compare_examples")),
                    (self._say("help_class"), self._say("help_class_examples")),
                    (self._say("help_where"), self._say("help_where_examples", command=COMMAND)),
                )
            ),
            Next(questions=((403,), (202, 409))),
        )

    def _fields(self, entry: Entry) -> list[tuple[str, str]]:
        aspects = self._translation.language.aspects
        told = [(aspects[name].heading, fact_words(entry, name, self._translation)) for name in _FIELDS]
        pairs = [pair for pair in told if pair[1] != NOTHING][: _MOST_FIELDS - 1]
        confused = [self._translation.entry(n) for n in entry.code.see_also if n in self._translation.entries]
        if confused:
            text = "\n".join(f"`{other.number}` {other.page.label}" for other in confused[:3])
            pairs.append((self._say("mistaken_for"), text))
        return pairs

    def _emitter(self, entry: Entry) -> str:
        return self._knowledge.emitters[entry.code.emitter or ""]

    def _line(self, entry: Entry) -> str:
        return f"`{entry.number}` {entry.phrase} · {entry.page.label}"

    def _cited(self, name: str) -> tuple[Source, ...]:
        source = self._knowledge.source(name)
        return (source,) if source else ()

    def _next_pairs(self, entries: Sequence[Entry]) -> tuple[tuple[Number, ...], ...]:
        shown = {entry.number for entry in entries}
        last = entries[-1]
        others = [n for n in last.code.see_also if n not in shown and n in self._translation.entries]
        return ((last.number, others[0]),) if others else ()


def lower(text: str) -> str:
    """Return `text` as it stands inside a sentence; an abbreviation keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _each(entries: Sequence[Entry]) -> tuple[tuple[Number, ...], ...]:
    return tuple((entry.number,) for entry in entries)


def _sources(entry: Entry, knowledge: Knowledge) -> list[Source]:
    """Return every source that a page's facts rest on, once each; our own judgement is not one."""
    facts = [getattr(entry.code.facts, name) for name in entry.code.facts.__struct_fields__]
    names = dict.fromkeys([entry.code.section, *(fact.source for fact in facts if fact)])
    sources = (knowledge.source(name) for name in names)
    return [source for source in sources if source and source.url]
