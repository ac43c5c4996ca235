"""Lay out the details of a code: everything known about it that its answer leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from bot.parts import Fields, Notes, Paragraph, Part, Steps, Verbatim
from knowledge.compare import fact_words
from knowledge.load import Entry, Knowledge, Translation
from knowledge.model import Example, Source

_FACTS = (
    "standing", "sender", "must_carry", "should_carry", "decided_by", "body", "cached", "grpc_sends", "grpc_reads",
)  # fmt: skip


def lay_out_details(entry: Entry, translation: Translation, knowledge: Knowledge) -> tuple[Part, ...]:
    """Return everything else known about a code: its meaning, facts, occasions, causes and an exchange."""
    say, page = translation.say, entry.page
    aspects = translation.language.aspects
    known = [name for name in _FACTS if getattr(entry.code.facts, name)]
    facts = [(aspects[name].heading, fact_words(entry, name, translation)) for name in known]
    programs = tuple(_program_lines(entry, translation, knowledge))
    clients = tuple(_client_lines(entry, translation, knowledge))
    habits = tuple(line for _, line in habits_with(entry, translation, knowledge))
    return (
        Paragraph(page.meaning.strip().replace("\n", " ")),
        Fields(tuple(facts)),
        Steps(say("details_when"), page.when),
        Steps(say("details_causes"), page.causes),
        *([Steps(say("details_clients"), clients)] if clients else []),
        *([Steps(say("habits"), habits)] if habits else []),
        *([Steps(say("details_programs"), programs)] if programs else []),
        Verbatim(say("details_example"), on_the_wire(entry.code.example)),
        Notes((), tuple(_sources(entry, knowledge))),
    )


def _sources(entry: Entry, knowledge: Knowledge) -> list[Source]:
    """Return every source that a page's facts rest on, once each; our own judgement is not one."""
    facts = [getattr(entry.code.facts, name) for name in entry.code.facts.__struct_fields__]
    names = dict.fromkeys([entry.code.section, *(fact.source for fact in facts if fact)])
    sources = (knowledge.source(name) for name in names)
    return [source for source in sources if source and source.url]


def habits_with(entry: Entry, translation: Translation, knowledge: Knowledge) -> list[tuple[str, str]]:
    """Return framework and words of each habit with a code: those first that send it, then those that send another."""
    if entry.code.emitter:
        return []
    words = translation.habits.habits
    habits = [(stem, habit) for stem, each in knowledge.frameworks.items() for habit in each.habits]
    about = [(stem, habit) for stem, habit in habits if entry.number in habit.codes]
    about.sort(key=lambda found: found[1].codes[0] != entry.number)
    return [(stem, words[stem][habit.id]) for stem, habit in about]


def on_the_wire(example: Example) -> str:
    """Return an exchange as it goes over the wire."""
    return f"{example.request.strip()}\n\n{example.response.strip()}"


def _program_lines(entry: Entry, translation: Translation, knowledge: Knowledge) -> Iterator[str]:
    """Yield what each framework calls a code: its constant, and the exceptions that become it."""
    if entry.code.emitter or not isinstance(entry.number, int):
        return
    for framework in knowledge.frameworks.values():
        constant = framework.constants.get(entry.number)
        names = [*([constant] if constant else []), *framework.exceptions.get(entry.number, ())]
        if names:
            yield translation.labelled(framework.name, ", ".join(f"`{name}`" for name in names))


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
        yield translation.labelled(client.name, ", ".join(terms))
