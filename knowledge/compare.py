"""Tell codes apart: the facts on which they differ, most telling first, and what they share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.load import Entry, Translation
from knowledge.model import status_class

MOST_ROWS = 8
NOTHING = "–"

# The questions an engineer asks, in the order in which the answers help to decide.
_ORDER = (
    "outcome", "method", "permanence", "acts", "again", "look_for", "sender", "client_sees", "must_carry",
    "cached", "body", "standing",
)  # fmt: skip


# That two codes are both standard, and both carry no header in particular, helps nobody.
_WORTHLESS_SHARED = frozenset({"standing", "must_carry"})


@dataclass(frozen=True)
class Row:
    """One question an engineer asks, and each code's answer to it."""

    heading: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Differences:
    """What differs between codes, row by row, and what does not."""

    rows: tuple[Row, ...]
    shared: tuple[Row, ...]


def differences(entries: Sequence[Entry], translation: Translation) -> Differences:
    """Return how two or more codes differ: at most eight rows, none of them equal in every cell."""
    rows: list[Row] = []
    shared: list[Row] = []
    for aspect in _ORDER:
        cells = tuple(fact_words(entry, aspect, translation) for entry in entries)
        row = Row(translation.language.aspects[aspect].heading, cells)
        # a fact that one of them lacks is not known to differ
        if NOTHING in cells:
            continue
        if len(set(cells)) > 1:
            rows.append(row)
        elif aspect not in _WORTHLESS_SHARED:
            shared.append(row)
    return Differences(tuple(rows[:MOST_ROWS]), tuple(shared))


def fact_words(entry: Entry, aspect: str, translation: Translation) -> str:
    """Return one fact of a code in words, or a dash where it does not apply."""
    return _TEXT[aspect](entry, translation)


def _outcome(entry: Entry, translation: Translation) -> str:
    kind = status_class(entry.number)
    return f"{translation.language.classes[str(kind)]['outcome']}: {entry.page.label}" if kind else entry.page.label


def _look_for(entry: Entry, _translation: Translation) -> str:
    return entry.page.look_for


def _valued(name: str) -> Callable[[Entry, Translation], str]:
    def text(entry: Entry, translation: Translation) -> str:
        fact = getattr(entry.code.facts, name)
        return translation.language.aspects[name].values[fact.is_] if fact else NOTHING

    return text


def _headers(name: str) -> Callable[[Entry, Translation], str]:
    def text(entry: Entry, translation: Translation) -> str:
        fact = getattr(entry.code.facts, name)
        if not fact:
            return translation.language.aspects[name].values["nothing"]
        return ", ".join(f"`{header}`" for header in fact.is_)

    return text


def _client_sees(entry: Entry, _translation: Translation) -> str:
    fact = entry.code.facts.client_sees
    return f"`{fact.is_}`" if fact else NOTHING


_TEXT: dict[str, Callable[[Entry, Translation], str]] = {
    "outcome": _outcome,
    "look_for": _look_for,
    "must_carry": _headers("must_carry"),
    "should_carry": _headers("should_carry"),
    "client_sees": _client_sees,
} | {name: _valued(name) for name in _ORDER if name not in {"outcome", "look_for", "must_carry", "client_sees"}}
