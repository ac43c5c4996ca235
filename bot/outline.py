"""Lay an answer out in parts, once for every medium: Block Kit, plain text and the terminal draw the same outline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answer import Answer, ClassOverview, Code, Comparison, Help, NotFound, UnknownCode
from bot.slack_text import quotable
from knowledge.compare import NOTHING, differences, fact_words
from knowledge.load import Entry, Knowledge, Translation, WrittenPair
from knowledge.model import STATUSES, Example, Number, Source

COMMAND = "/http"
_FIELDS = ("acts", "again", "method", "permanence", "client_sees", "cached")
_DETAILS = (
    "standing", "sender", "must_carry", "should_carry", "decided_by", "body", "cached", "grpc_sends", "grpc_reads",
)  # fmt: skip
_MOST_FIELDS = 6
_MOST_SHARED = 3
_MOST_CLIENTS = 5
_MOST_HABITS = 4


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
    say, page = translation.say, entry.page
    aspects = translation.language.aspects
    known = [name for name in _DETAILS if getattr(entry.code.facts, name)]
    facts = [(aspects[name].heading, fact_words(entry, name, translation)) for name in known]
    programs = tuple(_program_lines(entry, knowledge))
    clients = tuple(_client_lines(entry, translation, knowledge))
    return (
        Paragraph(page.meaning.strip().replace("\n", " ")),
        Fields(tuple(facts)),
        Steps(say("details_when"), page.when),
        Steps(say("details_causes"), page.causes),
        *([Steps(say("details_clients"), clients)] if clients else []),
        *([Steps(say("details_programs"), programs)] if programs else []),
        Verbatim(say("details_example"), _on_the_wire(entry.code.example)),
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
        also = self._also(answer.meanings[1:])
        habits = tuple(self._habits(entry))
        remarks = [self._say("emitted_by", emitter=self._emitter(entry))] if entry.code.emitter else []
        return (
            Heading(entry.full_title),
            Paragraph(page.summary),
            Fields(tuple(self._fields(entry))),
            *(also if entry.code.emitter else ()),
            Steps(self._say("caller"), page.caller),
            Steps(self._say("owner"), page.owner),
            *([Steps(self._say("proxy"), page.proxy)] if page.proxy else []),
            # beside a registered meaning the others are rare
            *(() if entry.code.emitter else also),
            *([Steps(self._say("habits"), habits)] if habits else []),
            Notes(tuple(remarks), self._cited(*(meaning.code.section for meaning in answer.meanings))),
            Next(add_to=(entry.number,), details=entry.number),
        )

    def comparison(self, answer: Comparison) -> tuple[Part, ...]:
        entries, told = answer.entries, differences(answer.entries, self._translation)
        written = self._translation.pairs.get(frozenset(answer.codes))
        shared = ", ".join(
            f"{lower(row.heading.rstrip('?'))} ({lower(row.cells[0])})" for row in told.shared[:_MOST_SHARED]
        )
        same = self._say("same_for_both" if len(entries) == 2 else "same_for_all")  # noqa: PLR2004 - both
        remarks = [f"{same}: {shared}"] if shared else []
        remarks += [self._say("and_more")] if answer.left_out else []
        return (
            Heading(self._say("versus_glue").join(entry.title for entry in entries)),
            Paragraph(written.page.rule if written else self._told_apart(entries)),
            Grid(entries, tuple((row.heading, row.cells) for row in told.rows)),
            Steps(self._say("caller"), tuple(f"*{entry.number}:* {entry.page.caller[0]}" for entry in entries)),
            Steps(self._say("owner"), tuple(f"*{entry.number}:* {entry.page.owner[0]}" for entry in entries)),
            *(self._written(written, entries) if written else self._chosen(entries)),
            Notes(
                tuple(remarks),
                self._cited(*(e.code.section for e in entries), *(written.pair.sources if written else ())),
            ),
            Next(add_to=answer.codes, questions=self._next_pairs(entries)),
        )

    def _told_apart(self, entries: Sequence[Entry]) -> str:
        return self._say("told_apart", gists="; ".join(f"*{entry.number}* {entry.page.gist}" for entry in entries))

    def _chosen(self, entries: Sequence[Entry]) -> Iterator[Part]:
        choices = [self._say("return_it", number=entry.number, choose=entry.page.choose) for entry in entries]
        yield Steps(self._say("which"), tuple(choices))

    def _written(self, written: WrittenPair, entries: Sequence[Entry]) -> Iterator[Part]:
        occasions = [f"*{entry.number}:* {written.page.when[str(entry.number)]}" for entry in entries]
        yield Steps(self._say("when_which"), tuple(occasions))
        yield Steps(self._say("mistake"), (written.page.mistake,))
        if written.pair.exchanges:
            yield Verbatim(self._say("details_example"), "\n\n".join(map(_on_the_wire, written.pair.exchanges)))

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
        if clients := [client.name for client in self._knowledge.clients.values() if client.repeat(entry.number)]:
            more = ["…"] if len(clients) > _MOST_CLIENTS else []
            pairs.append((self._say("repeated_by"), ", ".join(clients[:_MOST_CLIENTS] + more)))
        confused = [self._translation.entry(n) for n in entry.code.see_also if n in self._translation.entries]
        if confused:
            text = "\n".join(f"`{other.number}` {other.page.label}" for other in confused[:3])
            pairs.append((self._say("mistaken_for"), text))
        return pairs

    def _also(self, others: Sequence[Entry]) -> tuple[Part, ...]:
        meanings = tuple(map(self._meaning, others))
        return (Steps(self._say("also_used", number=others[0].number), meanings),) if others else ()

    def _meaning(self, entry: Entry) -> str:
        emitter = self._emitter(entry) if entry.code.emitter else self._say("registry")
        return f"*{emitter}*, {entry.phrase}: {entry.page.summary}"

    def _habits(self, entry: Entry) -> Iterator[str]:
        """Return what frameworks do with a code: those first that send it, then those that send another instead."""
        words = self._translation.habits.habits
        habits = [(stem, habit) for stem, each in self._knowledge.frameworks.items() for habit in each.habits]
        about = [(stem, habit) for stem, habit in habits if entry.number in habit.codes and not entry.code.emitter]
        about.sort(key=lambda found: found[1].codes[0] != entry.number)
        return (words[stem][habit.id] for stem, habit in about[:_MOST_HABITS])

    def _emitter(self, entry: Entry) -> str:
        return self._knowledge.emitters[entry.code.emitter or ""].name

    def _line(self, entry: Entry) -> str:
        return f"`{entry.number}` {entry.phrase} · {entry.page.label}"

    def _cited(self, *names: str) -> tuple[Source, ...]:
        return tuple(source for name in dict.fromkeys(names) if (source := self._knowledge.source(name)))

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


def _on_the_wire(example: Example) -> str:
    return f"{example.request.strip()}\n\n{example.response.strip()}"


def _program_lines(entry: Entry, knowledge: Knowledge) -> Iterator[str]:
    """Yield what each framework calls a code: its constant, and the exceptions that become it."""
    if entry.code.emitter or not isinstance(entry.number, int):
        return
    for framework in knowledge.frameworks.values():
        constant = framework.constants.get(entry.number)
        names = [*([constant] if constant else []), *framework.exceptions.get(entry.number, ())]
        if names:
            yield f"{framework.name}: {', '.join(f'`{name}`' for name in names)}"


def _client_lines(entry: Entry, translation: Translation, knowledge: Knowledge) -> Iterator[str]:
    """Yield which clients repeat a code by themselves, and on which terms."""
    say = translation.say
    for client in knowledge.clients.values():
        repeat = client.repeat(entry.number)
        if not repeat:
            continue
        terms = [say("client_by_default" if client.by_default else "client_when_told")]
        if repeat.methods:
            terms.append(say("client_methods", methods=", ".join(f"`{method}`" for method in repeat.methods)))
        if repeat.retry_after:
            terms.append(say("client_waits" if repeat.retry_after == "honoured" else "client_needs"))
        yield f"{client.name}: {', '.join(terms)}"
