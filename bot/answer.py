"""What an answer says: one frozen class for each kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.load import Entry, Known, Translation
from knowledge.model import Number, status_of

MOST_COMPARED = 4


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What every kind of answer has.

    `asked` is the text it answers, `score` how well names fitted (0 to 100; None where nothing was fuzzy).
    """

    kind = ""
    asked: str = ""
    score: float | None = None
    suggestions: tuple[Entry, ...] = ()

    @property
    def codes(self) -> tuple[Number, ...]:
        """What the answer is about, best first or in the order asked."""
        return ()

    @property
    def reported(self) -> tuple[Number, ...]:
        """The codes as programs and the log get them: an IIS sub-status as its status."""
        return tuple(map(status_of, self.codes))

    @property
    def class_(self) -> int | None:
        """The class asked for, 1 to 5."""
        return None

    @property
    def emitter(self) -> str | None:
        """Who sends such an answer, where the code gives it away."""
        return None


@dataclass(frozen=True, kw_only=True)
class Code(Answer):
    """One code; `meanings` has more than one entry where other emitters use the same number.

    `is_named` where the question named the emitter whose meaning leads.
    """

    kind = "code"
    meanings: tuple[Entry, ...]
    is_named: bool = False

    @property
    def entry(self) -> Entry:
        """What the number means first of all."""
        return self.meanings[0]

    @property
    def codes(self) -> tuple[Number, ...]:
        """The code."""
        return (self.entry.number,)

    @property
    def emitter(self) -> str | None:
        """The server or platform that the question named, or the only one that uses the code."""
        return self.entry.code.emitter if len(self.meanings) == 1 or self.is_named else None


@dataclass(frozen=True, kw_only=True)
class Comparison(Answer):
    """Two to four codes told apart; `left_out` counts those asked for beyond that."""

    kind = "comparison"
    entries: tuple[Entry, ...]
    left_out: int = 0

    @property
    def codes(self) -> tuple[Number, ...]:
        """The codes, in the order asked."""
        return tuple(entry.number for entry in self.entries)


@dataclass(frozen=True, kw_only=True)
class Advice(Answer):
    """The code that a described case calls for; the runners-up are its suggestions."""

    kind = "advice"
    entry: Entry

    @property
    def codes(self) -> tuple[Number, ...]:
        """The recommended code."""
        return (self.entry.number,)


@dataclass(frozen=True, kw_only=True)
class Diagnosis(Answer):
    """What a pasted text or a described symptom gives away: the code, who emitted it, and a known cause.

    `entry` is None where there is no HTTP status at all, `known` where no signature fits; `others` are further causes
    that a told symptom may have. What was pasted is not kept.
    """

    kind = "diagnosis"
    entry: Entry | None = None
    known: Known | None = None
    others: tuple[Known, ...] = ()
    emitted_by: str | None = None
    is_pasted: bool = False

    @property
    def codes(self) -> tuple[Number, ...]:
        """The status, where there is one."""
        return (self.entry.number,) if self.entry else ()

    @property
    def emitter(self) -> str | None:
        """Who emitted what was pasted."""
        return self.emitted_by

    @property
    def recognised(self) -> str:
        """What was recognised in a paste, in place of its text: `502 nginx connection-refused`."""
        signature = self.known.signature.id if self.known else None
        return " ".join(map(str, filter(None, (*self.codes, self.emitter, signature))))


@dataclass(frozen=True, kw_only=True)
class ClassOverview(Answer):
    """One class of codes, or several, with the codes in each."""

    kind = "class"
    classes: dict[int, tuple[Entry, ...]] = field(default_factory=dict)

    @property
    def class_(self) -> int | None:
        """The class asked for first."""
        return next(iter(self.classes))


@dataclass(frozen=True, kw_only=True)
class UnknownCode(Answer):
    """A number that is no status we know; `suggestions` are the nearest that are."""

    kind = "unknown_code"
    number: str


@dataclass(frozen=True, kw_only=True)
class NotFound(Answer):
    """Nothing certain was found; where `is_choice`, the suggestions fit so alike that we ask instead of guessing."""

    kind = "not_found"
    is_choice: bool = False


@dataclass(frozen=True, kw_only=True)
class Help(Answer):
    """How to ask."""

    kind = "help"


def about(
    numbers: Sequence[Number],
    translation: Translation,
    *,
    emitter: str | None = None,
    asked: str = "",
    score: float | None = None,
) -> Answer:
    """Return the answer about known codes: one code, as `emitter` means it, or a comparison of the first four."""
    if len(numbers) == 1:
        meanings = translation.meanings(numbers[0], emitter)
        is_named = emitter is not None and meanings[0].code.emitter == emitter
        return Code(meanings=meanings, is_named=is_named, asked=asked, score=score)
    entries = tuple(translation.entry(number) for number in numbers[:MOST_COMPARED])
    return Comparison(
        entries=entries,
        left_out=len(numbers) - len(entries),
        asked=asked,
        score=score,
    )


def diagnosed(
    asked: str, translation: Translation, known: Known | None, status: Number | None, emitter: str | None
) -> Diagnosis:
    """Return the diagnosis of what was pasted or told: the status that `emitter` sent, and a known cause."""
    is_known = status is not None and status in translation.entries
    entry = translation.meanings(status, emitter)[0] if is_known and status else None
    return Diagnosis(entry=entry, known=known, emitted_by=emitter, asked=asked)
