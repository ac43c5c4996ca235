"""Tell codes apart: the facts on which they differ, most telling first, and what they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.load import Entry, Translation
from knowledge.model import status_class

MOST_ROWS = 8
NOTHING = "–"

# The questions an engineer asks, in the order in which the answers help to decide.
_ORDER = (
    "outcome", "method", "permanence", "acts", "again", "look_for", "decided_by", "sender", "client_sees", "must_carry",
    "cached", "body", "standing", "grpc_sends",
)  # fmt: skip


# Facts that are header names, statuses or gRPC codes, and read the same in every language
_TOKENS = frozenset({"must_carry", "should_carry", "client_sees", "decided_by", "grpc_sends", "grpc_reads"})

# That two codes are both standard, and both carry no header in particular, helps nobody.
_WORTHLESS_SHARED = frozenset({"standing", "must_carry", "decided_by", "grpc_sends"})


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
    match aspect:
        case "outcome":
            return _outcome(entry, translation)
        case "look_for":
            return entry.page.look_for
    fact = getattr(entry.code.facts, aspect)
    values = translation.language.aspects[aspect].values
    if not fact:
        return values.get("nothing", NOTHING)
    if aspect in _TOKENS:
        tokens = fact.is_ if isinstance(fact.is_, tuple) else (fact.is_,)
        return ", ".join(f"`{token}`" for token in tokens)
    return values[fact.is_]


def _outcome(entry: Entry, translation: Translation) -> str:
    kind = status_class(entry.number)
    if not kind:
        return entry.page.label
    return translation.labelled(translation.language.classes[str(kind)]["outcome"], entry.page.label)
