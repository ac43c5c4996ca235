"""Lay an answer out in parts, once for every medium: Block Kit, plain text and the terminal draw the same outline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.answer import Advice, Answer, ClassOverview, Code, Comparison, Diagnosis, Help, NotFound, UnknownCode
from bot.details import habits_with, on_the_wire
from bot.log.redact import redact
from bot.parts import Fields, Grid, Heading, Next, Notes, Paragraph, Part, Steps, Verbatim
from bot.slack_text import quotable
from knowledge.compare import NOTHING, differences, fact_words
from knowledge.load import Entry, Knowledge, Translation, WrittenPair
from knowledge.model import STATUSES, Number, Source

COMMAND = "/http"
_FIELDS = ("acts", "again", "method", "permanence", "client_sees", "cached")
# What ends a heading that asks; in French a no-break space stands before the mark
_ASKING = "? \u00a0"
_MOST_FIELDS = 6
_LONGEST_HEADING = 110
_MOST_SHARED = 3
_MOST_CLIENTS = 5
_MOST_HABITS = 4


def lay_out(  # noqa: PLR0911 - one return for each kind of answer
    answer: Answer, translation: Translation, knowledge: Knowledge
) -> tuple[Part, ...]:
    """Return the parts of an answer, the telling ones first."""
    writer = _Writer(translation, knowledge)
    match answer:
        case Code():
            return writer.code(answer)
        case Comparison():
            return writer.comparison(answer)
        case Advice():
            return writer.advice(answer)
        case Diagnosis():
            return writer.diagnosis(answer)
        case ClassOverview():
            return writer.overview(answer)
        case UnknownCode():
            return writer.unknown(answer)
        case NotFound():
            return writer.not_found(answer)
        case Help():
            return writer.help()
    raise TypeError(answer)


class _Writer:
    """Writes parts in one language."""

    def __init__(self, translation: Translation, knowledge: Knowledge) -> None:
        self._translation = translation
        self._knowledge = knowledge
        self._say = translation.say

    def code(self, answer: Code) -> tuple[Part, ...]:
        entry, page = answer.entry, answer.entry.page
        also = self._also(answer.meanings[1:])
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
            *self._habits(entry),
            Notes(tuple(remarks), self._cited(*(meaning.code.section for meaning in answer.meanings))),
            Next(add_to=(entry.number,), details=entry.number),
        )

    def _habits(self, entry: Entry) -> tuple[Part, ...]:
        """Return what frameworks do with a code unasked, one line each."""
        habits = _one_per_framework(habits_with(entry, self._translation, self._knowledge))[:_MOST_HABITS]
        return (Steps(self._say("habits"), habits),) if habits else ()

    def advice(self, answer: Advice) -> tuple[Part, ...]:
        entry, say = answer.entry, self._say
        others = tuple(self._runner_up(entry, other) for other in answer.suggestions)
        return (
            Heading(entry.full_title),
            Paragraph(say("return_it", number=entry.number, choose=entry.page.choose)),
            *([Steps(say("runners_up"), others)] if others else []),
            Steps(say("owner"), entry.page.owner),
            Steps(say("caller"), entry.page.caller[:1]),
            *self._habits(entry),
            Notes((), self._cited(entry.code.section)),
            Next(
                add_to=(entry.number,),
                details=entry.number,
                questions=tuple((entry.number, other.number) for other in answer.suggestions),
            ),
        )

    def diagnosis(self, answer: Diagnosis) -> tuple[Part, ...]:
        entry, known = answer.entry, answer.known
        if entry and not known:
            return self.code(Code(meanings=self._translation.meanings(entry.number, answer.emitter)))
        parts: list[Part] = [Heading(entry.full_title if entry else self._say("no_status_header"))]
        sources: list[str] = []
        if known:
            parts += [
                Paragraph(
                    self._translation.labelled(
                        f"*{self._name(known.emitter)}*",
                        f"{known.words.title}{self._say('full_stop')} {known.words.cause}",
                    )
                ),
                Steps(self._say("caller"), (known.words.caller, *(entry.page.caller[:1] if entry else ()))),
                Steps(self._say("owner"), (known.words.owner, *(entry.page.owner[:1] if entry else ()))),
            ]
            others = [
                f"{self._name(other.emitter)}, {other.words.title}: {other.words.owner}" for other in answer.others
            ]
            parts += [Steps(self._say("other_causes"), tuple(others))] if others else []
            sources.append(known.signature.source)
        if entry:
            parts += [Paragraph(self._translation.labelled(f"*{entry.number}*", entry.page.summary))]
            sources.append(entry.code.section)
        else:
            parts.append(Paragraph(self._say("no_status")))
        numbers = (entry.number,) if entry else ()
        following = Next(add_to=numbers, details=entry.number if entry else None)
        return (*parts, Notes((), self._cited(*sources)), following)

    def _name(self, emitter: str) -> str:
        return self._knowledge.emitters[emitter].name

    def _runner_up(self, best: Entry, other: Entry) -> str:
        """Return why another code was not recommended: what decides between the two, or when it would be right."""
        written = self._translation.pairs.get(frozenset((best.number, other.number)))
        if written:
            return written.page.rule
        return self._say("return_it", number=other.number, choose=other.page.choose)

    def comparison(self, answer: Comparison) -> tuple[Part, ...]:
        entries, told = answer.entries, differences(answer.entries, self._translation)
        written = self._translation.pairs.get(frozenset(answer.codes))
        shared = ", ".join(
            f"{lower(row.heading.rstrip(_ASKING))} ({lower(row.cells[0])})" for row in told.shared[:_MOST_SHARED]
        )
        same = self._say("same_for_both" if len(entries) == 2 else "same_for_all")  # noqa: PLR2004 - both
        remarks = [self._translation.labelled(same, shared)] if shared else []
        remarks += [self._say("and_more")] if answer.left_out else []
        return (
            Heading(self._titles(entries)),
            Paragraph(written.page.rule if written else self._told_apart(entries)),
            Grid(entries, tuple((row.heading, row.cells) for row in told.rows)),
            Steps(self._say("caller"), tuple(self._of(entry, entry.page.caller[0]) for entry in entries)),
            Steps(self._say("owner"), tuple(self._of(entry, entry.page.owner[0]) for entry in entries)),
            *(self._written(written, entries) if written else self._chosen(entries)),
            Notes(
                tuple(remarks),
                self._cited(*(e.code.section for e in entries), *(written.pair.sources if written else ())),
            ),
            Next(add_to=answer.codes, questions=self._next_pairs(entries)),
        )

    def _titles(self, entries: Sequence[Entry]) -> str:
        """Return the codes' titles, with the translated ones beside the official phrases where there is room."""
        full, short = (
            self._say("versus_glue").join(titles)
            for titles in ([entry.full_title for entry in entries], [entry.title for entry in entries])
        )
        return full if len(full) <= _LONGEST_HEADING else short

    def _told_apart(self, entries: Sequence[Entry]) -> str:
        return self._say("told_apart", gists="; ".join(f"*{entry.number}* {entry.page.gist}" for entry in entries))

    def _chosen(self, entries: Sequence[Entry]) -> Iterator[Part]:
        choices = [self._say("return_it", number=entry.number, choose=entry.page.choose) for entry in entries]
        yield Steps(self._say("which"), tuple(choices))

    def _written(self, written: WrittenPair, entries: Sequence[Entry]) -> Iterator[Part]:
        occasions = [self._of(entry, written.page.when[str(entry.number)]) for entry in entries]
        yield Steps(self._say("when_which"), tuple(occasions))
        yield Steps(self._say("mistake"), (written.page.mistake,))
        if written.pair.exchanges:
            yield Verbatim(self._say("details_example"), "\n\n".join(map(on_the_wire, written.pair.exchanges)))

    def _of(self, entry: Entry, text: str) -> str:
        return self._translation.labelled(f"*{entry.number}*", text)

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
        quote = quotable(redact(answer.asked))
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
        return self._translation.labelled(f"*{emitter}*, {entry.phrase}", entry.page.summary)

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


def _one_per_framework(habits: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for framework, line in habits:
        first.setdefault(framework, line)
    return tuple(first.values())
