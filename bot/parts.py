"""The parts of an answer, which every medium draws: Block Kit, plain text and the terminal."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.load import Entry
from knowledge.model import Number, Source


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
