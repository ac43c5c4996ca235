"""Rules for what is said once, in no language: every fact has its source, and everything named exists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

from knowledge.load import Knowledge
from knowledge.model import Facts, Number

OWN = "teapot"
H = TypeVar("H", bound=Hashable)


def problems(knowledge: Knowledge) -> Iterator[str]:
    """Yield what breaks a rule."""
    yield from _sources(knowledge)
    yield from _codes(knowledge)
    yield from _pairs(knowledge)
    yield from _frameworks(knowledge)
    yield from _signatures(knowledge)
    yield from _stray_pages(knowledge)


def _sources(knowledge: Knowledge) -> Iterator[str]:
    """Source every fact, and use every source."""
    used = {OWN}
    for where, what, source in _citations(knowledge):
        used.add(source)
        if not knowledge.source(source):
            yield f"{where}: {what} cites {source!r}; add it to sources.toml, or cite an RFC's section."
    for name in knowledge.sources.keys() - used:
        yield f"sources.toml: nothing cites {name!r}; remove it."


def _citations(knowledge: Knowledge) -> Iterator[tuple[str, str, str]]:
    """Yield file, what is stated, and its source."""
    for stem, code in knowledge.codes.items():
        yield f"codes/{stem}.toml", "section", code.section
        for name in Facts.__struct_fields__:
            if fact := getattr(code.facts, name):
                yield f"codes/{stem}.toml", name, fact.source
    for stem, pair in knowledge.pairs.items():
        yield from ((f"pairs/{stem}.toml", "sources", source) for source in pair.sources)
    for stem, framework in knowledge.frameworks.items():
        yield f"frameworks/{stem}.toml", "source", framework.source
        yield from ((f"frameworks/{stem}.toml", habit.id, habit.source) for habit in framework.habits)
    for name, client in knowledge.clients.items():
        yield "clients.toml", name, client.source
    for emitter, signatures in knowledge.signatures.items():
        yield from ((f"signatures/{emitter}.toml", each.id, each.source) for each in signatures)


def _codes(knowledge: Knowledge) -> Iterator[str]:
    known = {code.number for code in knowledge.codes.values()}
    for stem, code in knowledge.codes.items():
        if code.emitter and code.emitter not in knowledge.emitters:
            yield f"codes/{stem}.toml: emitter {code.emitter!r} has no name; add it to emitters.toml."
        if stem.split("-")[0] != str(code.number):
            yield f"codes/{stem}.toml: number is {code.number}; let the file's name begin with it."
        yield from (f"codes/{stem}.toml: {problem}" for problem in _unknown("see_also", code.see_also, known))
    used = {code.emitter for code in knowledge.codes.values()} | knowledge.signatures.keys()
    for name in knowledge.emitters.keys() - used:
        yield f"emitters.toml: no code and no signature has the emitter {name!r}; remove it."


def _pairs(knowledge: Knowledge) -> Iterator[str]:
    known = {code.number for code in knowledge.codes.values()}
    written: dict[frozenset[Number], str] = {}
    for stem, pair in knowledge.pairs.items():
        yield from (f"pairs/{stem}.toml: {problem}" for problem in _unknown("codes", pair.codes, known))
        if other := written.get(frozenset(pair.codes)):
            yield f"pairs/{stem}.toml: {other}.toml tells the same codes apart; merge them, and remove one."
        elif stem != "-".join(map(str, pair.codes)):
            yield f"pairs/{stem}.toml: call it {'-'.join(map(str, pair.codes))}.toml, after its codes."
        written.setdefault(frozenset(pair.codes), stem)


def _frameworks(knowledge: Knowledge) -> Iterator[str]:
    known = {code.number for code in knowledge.codes.values()}
    for stem, framework in knowledge.frameworks.items():
        named = {*framework.constants, *framework.exceptions, *(n for habit in framework.habits for n in habit.codes)}
        yield from (f"frameworks/{stem}.toml: {problem}" for problem in _unknown("it", sorted(named), known))
    for name, client in knowledge.clients.items():
        numbers = [n for repeat in client.repeats for n in repeat.statuses if isinstance(n, int)]
        yield from (f"clients.toml: {problem}" for problem in _unknown(name, numbers, known))


def _signatures(knowledge: Knowledge) -> Iterator[str]:
    known = {code.number for code in knowledge.codes.values()}
    for emitter, signatures in knowledge.signatures.items():
        where = f"signatures/{emitter}.toml"
        if emitter not in knowledge.emitters:
            yield f"{where}: the emitter {emitter!r} has no name; add it to emitters.toml."
        named = [each.id for each in signatures]
        yield from (f"{where}: two signatures are called {name}; rename one." for name in _twice(named))
        texts = [(each.all, each.any) for each in signatures if each.all or each.any]
        yield from (f"{where}: two signatures match {all_ or any_}; merge them." for all_, any_ in _twice(texts))
        codes = [each.code for each in signatures if each.code is not None]
        yield from (f"{where}: {problem}" for problem in _unknown("it", codes, known))
    for name, tongue in knowledge.tongues.items():
        codes = [*tongue.names, *tongue.situations]
        yield from (f"tongues/{name}.toml: {problem}" for problem in _unknown("it", codes, known))


def _twice(values: Iterable[H]) -> Iterator[H]:
    """Yield the values that stand there more than once."""
    return (value for value, count in Counter(values).items() if count > 1)


def _unknown(what: str, numbers: Iterable[Number], known: set[Number]) -> Iterator[str]:
    for number in dict.fromkeys(numbers):
        if number not in known:
            yield f"{what} names {number}, which has no file; add it, or name another."


def _stray_pages(knowledge: Knowledge) -> Iterator[str]:
    named = {f"{stem}.toml" for stem in knowledge.codes} | {f"pairs/{stem}.toml" for stem in knowledge.pairs}
    named |= {f"signatures/{emitter}.toml" for emitter in knowledge.signatures}
    for name in knowledge.languages:
        folder = knowledge.folder / "languages" / name
        pages = {str(page.relative_to(folder)) for page in folder.glob("**/*.toml")}
        for page in sorted(pages - named - {"language.toml", "habits.toml"}):
            facts = page if "/" in page else f"codes/{page}"
            yield f"languages/{name}/{page}: there is no {facts}; add the facts, or remove the page."
