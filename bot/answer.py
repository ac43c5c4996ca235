"""Find the answer to a question: which codes it is about, and what kind of answer tells most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.question import Question
from bot.vocabulary import Vocabulary, Words
from knowledge.compare import Differences, differences
from knowledge.load import Entry, Translation
from knowledge.model import Number, status_class
from knowledge.search import GOOD, Match, Names, is_clear, nearest

MOST_COMPARED = 4
_MOST_SUGGESTED = 3
_WORTH_SUGGESTING = 66.0
_SURE = 90.0
_MOST_WINDOWED_WORDS = 14


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
    def class_(self) -> int | None:
        """The class asked for, 1 to 5."""
        return None

    @property
    def emitter(self) -> str | None:
        """Who sends such an answer, where the code gives it away."""
        return None


@dataclass(frozen=True, kw_only=True)
class Code(Answer):
    """One code; `meanings` has more than one entry where other emitters use the same number."""

    kind = "code"
    meanings: tuple[Entry, ...]

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
        """The one server or platform that uses the code; None for a registered one, or several."""
        return self.entry.code.emitter if len(self.meanings) == 1 else None


@dataclass(frozen=True, kw_only=True)
class Comparison(Answer):
    """Two to four codes told apart; `left_out` counts those asked for beyond that."""

    kind = "comparison"
    entries: tuple[Entry, ...]
    differences: Differences
    left_out: int = 0

    @property
    def codes(self) -> tuple[Number, ...]:
        """The codes, in the order asked."""
        return tuple(entry.number for entry in self.entries)


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


def find(question: Question, translation: Translation, names: Names, vocabulary: Vocabulary) -> Answer:
    """Return the answer to `question` in the language of `translation`. Never guesses between near matches."""
    return _Search(question, translation, names, vocabulary.greetings).answer()


def about(
    numbers: Sequence[Number], translation: Translation, *, asked: str = "", score: float | None = None
) -> Answer:
    """Return the answer about known codes: one code, or a comparison of the first four."""
    if len(numbers) == 1:
        return Code(meanings=translation.entries[numbers[0]], asked=asked, score=score)
    entries = tuple(translation.entry(number) for number in numbers[:MOST_COMPARED])
    return Comparison(
        entries=entries,
        differences=differences(entries, translation),
        left_out=len(numbers) - len(entries),
        asked=asked,
        score=score,
    )


class _Search:
    """One question on its way to an answer; each step returns an answer or None."""

    def __init__(self, question: Question, translation: Translation, names: Names, greetings: frozenset[Words]) -> None:
        self._question = question
        self._translation = translation
        self._names = names
        self._greetings = greetings
        self._known = tuple(number for number in question.numbers if number in translation.entries)
        self._unknown = tuple(str(number) for number in question.numbers if number not in translation.entries)

    def answer(self) -> Answer:
        return (
            self._help()
            or self._by_number()
            or self._by_class()
            or self._by_name()
            or self._unknown_number()
            or self._not_found()
        )

    def _help(self) -> Answer | None:
        question = self._question
        if question.numbers or question.classes:
            return None
        if question.is_greeting and not (question.is_identifier and self._names.exact(question.words)):
            return Help(asked=question.text)
        nothing_said = not any(mark.isalnum() for mark in question.text)
        idle = question.is_bare and question.words and not self._names.exact(question.words)
        if nothing_said or question.is_call_for_help or (idle and not question.other_numbers):
            return Help(asked=question.text)
        return None

    def _by_number(self) -> Answer | None:
        question = self._question
        if not self._known:
            return None
        if self._unknown and question.is_bare:
            return self._unknown_number()
        if len(self._known) > 1:
            return self._about(self._known)
        compared = self._codes_of_parts(least=_SURE)
        return self._about(compared if self._known[0] in compared else self._known)

    def _by_class(self) -> Answer | None:
        classes = self._question.classes
        if not classes:
            return None
        entries = [group[0] for group in self._translation.entries.values()]
        members = {
            digit: tuple(e for e in entries if status_class(e.number) == digit and not e.code.emitter)
            for digit in classes
        }
        return ClassOverview(classes=members, asked=self._question.text)

    def _by_name(self) -> Answer | None:
        question = self._question
        exact = self._names.exact(question.words)
        if exact:
            return self._about((exact.number,), exact.score)
        if len(question.parts) > 1:
            compared = self._codes_of_parts(least=GOOD)
            if len(compared) > 1:
                return self._about(compared, GOOD)
        return self._whole() or self._within()

    def _whole(self) -> Answer | None:
        """Take the whole text for a name, with and without the filler around it."""
        question = self._question
        candidates = [question.words, *(question.parts if len(question.parts) == 1 else ())]
        matches = _merged([match for words in candidates for match in self._names.near(words)])
        if not matches:
            matches = self._names.partly(candidates[-1])
            # one word of a name is too little to go by
            if len(candidates[-1]) == 1:
                return self._choice(matches)
        return self._about((matches[0].number,), matches[0].score) if is_clear(matches) else self._choice(matches)

    def _within(self) -> Answer | None:
        """Names that stand inside a longer text, spelt right or nearly so."""
        words = self._question.words
        matches = self._names.inside(words) or self._windowed(words)
        if not matches:
            return None
        return self._about(tuple(match.number for match in matches), matches[0].score)

    def _windowed(self, words: Words) -> list[Match]:
        if len(words) > _MOST_WINDOWED_WORDS:
            return []
        windows = (words[at : at + size] for size in (4, 3, 2) for at in range(len(words) - size + 1))
        near = (self._names.near(window, cutoff=_SURE) for window in windows)
        found = [matches[0] for matches in near if is_clear(matches) and matches[0].score >= _SURE]
        return sorted(found, key=lambda match: -match.score)[:1]

    def _codes_of_parts(self, *, least: float) -> tuple[Number, ...]:
        """Find the code of each part between connecting words, by number or by name, in order and once each."""
        codes: dict[Number, None] = {}
        for part in self._question.parts:
            number = next((int(word) for word in part if word.isdigit() and int(word) in self._known), None)
            if number:
                codes[number] = None
                continue
            if part in self._greetings:
                continue
            matches = self._names.near(part, cutoff=least)
            if not is_clear(matches):
                matches = self._names.inside(part)[:1]
            codes.update({match.number: None for match in matches[:1]})
        return tuple(codes)

    def _unknown_number(self) -> Answer | None:
        question = self._question
        alone = question.other_numbers if question.is_bare and len(question.other_numbers) == 1 else ()
        for number in self._unknown + alone:
            if int(number) not in self._translation.entries:
                near = nearest(number, self._translation.entries, limit=_MOST_SUGGESTED)
                return UnknownCode(number=number, suggestions=self._entries(near), asked=question.text)
        return None

    def _not_found(self) -> Answer:
        words = self._question.parts[0] if len(self._question.parts) == 1 else self._question.words
        matches = self._names.near(words, cutoff=_WORTH_SUGGESTING) if len(words) <= _MOST_WINDOWED_WORDS else []
        near = self._entries([match.number for match in matches[:_MOST_SUGGESTED]])
        return NotFound(suggestions=near, asked=self._question.text, score=matches[0].score if matches else None)

    def _choice(self, matches: Sequence[Match]) -> Answer | None:
        if len(matches) < 2:  # noqa: PLR2004 - a choice is between two at least
            return None
        entries = self._entries([match.number for match in matches[:MOST_COMPARED]])
        return NotFound(suggestions=entries, is_choice=True, asked=self._question.text, score=matches[0].score)

    def _about(self, numbers: Sequence[Number], score: float | None = None) -> Answer:
        return about(numbers, self._translation, asked=self._question.text, score=score)

    def _entries(self, numbers: Sequence[Number]) -> tuple[Entry, ...]:
        return tuple(self._translation.entry(number) for number in numbers)


def _merged(matches: Sequence[Match]) -> list[Match]:
    best: dict[Number, Match] = {}
    for match in sorted(matches, key=lambda match: -match.score):
        best.setdefault(match.number, match)
    return list(best.values())
