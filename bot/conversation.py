"""Answer a question with what was talked about before it: `vs 401?`, `and in french?`, `the second one`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer import Advice, Answer, Code
from bot.finding import Finding, Tongue
from bot.question import Question, read
from knowledge.model import Number
from knowledge.search import GOOD

# More words than these stand alone, and say so
_MOST_WORDS = 14
_LONGEST_CONTRAST = 10
_LONGEST_ASIDE = 8
_FEWEST_TOLD = 3


@dataclass(frozen=True)
class Context:
    """What the last answer in the same thread was about, and its language. Empty where nothing went before.

    `case` is the question that told a case, where one was told.
    """

    codes: tuple[Number, ...] = ()
    language: str | None = None
    case: str = ""

    @classmethod
    def after(cls, kind: str, codes: Sequence[Number], language: str, text: str | None) -> Context:
        """Return the context that an answer of a kind leaves, which was given to `text`."""
        is_told = kind == Advice.kind or (kind == Code.kind and _is_told(text or ""))
        return cls(tuple(codes), language, text or "" if is_told else "")


NOTHING_BEFORE = Context()


def _is_told(text: str) -> bool:
    """Tell whether a code was found by what was told, not by its number: `upload too big`."""
    return len(text.split()) >= _FEWEST_TOLD and not any(mark.isdigit() for mark in text)


def find(question: Question, tongue: Tongue, *, typed: str = "", context: Context = NOTHING_BEFORE) -> Answer:
    """Return the answer to `question`, which was `typed` after `context`."""
    finding = Finding(question, tongue, typed)
    before = tuple(number for number in context.codes if number in tongue.translation.entries)
    if not before or "\n" in typed.strip():
        return finding.answer()
    return _FollowUp(question, tongue, finding, before, context.case).answer()


class _FollowUp:
    """One question that may go on with another; each step returns an answer, or None for the next."""

    def __init__(
        self, question: Question, tongue: Tongue, finding: Finding, before: tuple[Number, ...], case: str
    ) -> None:
        self._question = question
        self._tongue = tongue
        self._vocabulary = tongue.vocabulary
        self._finding = finding
        self._before = before
        self._case = case

    def answer(self) -> Answer:
        question = self._question
        is_said_to_us = self._vocabulary.is_said_to_us(question.words) and not question.goes_on and not question.numbers
        if question.classes or is_said_to_us:
            return self._finding.answer()
        if question.numbers:
            return self._contrasted() or self._finding.answer()
        return (
            self._pointed()
            or self._named()
            or self._meant()
            or (self._finding.answer() if self._is_name() else None)
            or self._chosen()
            or self._sibling()
            or self._another_case()
            or self._alone()
        )

    def _contrasted(self) -> Answer | None:
        """Hold the numbers of a few words against what went before: `vs 401?`, `why not 503?`."""
        question = self._question
        if len(question.words) > _LONGEST_CONTRAST:
            return None
        if self._vocabulary.compares_on(question.tokens) or self._vocabulary.contrasts(question.words):
            return self._about((*self._before, *question.numbers))
        return None

    def _pointed(self) -> Answer | None:
        """Take one of several codes: `the second one`."""
        if len(self._before) == 1:
            return None
        pointed = self._vocabulary.pointed_at(self._question.words)
        return None if pointed is None else self._about(self._before[pointed : pointed + 1] or self._before[-1:])

    def _named(self) -> Answer | None:
        """Hold what is named against what went before: `or unauthorized?`."""
        tokens = self._question.tokens
        if not self._vocabulary.compares_on(tokens) and not self._vocabulary.contrasts(tokens):
            return None
        named = self._finding.naming.codes_of_parts(GOOD) if len(tokens) <= _LONGEST_CONTRAST else ()
        return self._about((*self._before, *named)) if set(named) - set(self._before) else None

    def _meant(self) -> Answer | None:
        """Go on with the same codes, where nothing else is said, or what to do about them is asked."""
        question = self._question
        is_short = len(question.words) <= _MOST_WORDS
        empty = self._vocabulary.empty | self._vocabulary.siblings
        goes_on = question.goes_on or empty.issuperset(question.words)
        return self._about(self._before) if is_short and goes_on else None

    def _is_name(self) -> bool:
        """Tell whether nothing but a code's name was typed, which stands alone: `too many requests`."""
        words = self._question.words
        named = [name for name in (words, self._vocabulary.trim(words)) if self._tongue.names.exact(name)]
        return any(len(name) > 1 or name[0] not in self._vocabulary.everyday for name in named)

    def _chosen(self) -> Answer | None:
        """Choose among several codes by what is described: `which one for a duplicate email`."""
        return self._finding.story.choice(self._before) if len(self._before) > 1 else None

    def _sibling(self) -> Answer | None:
        """Find a code that is told apart from the one before in writing: `the temporary one`."""
        words = self._question.words
        if len(words) > _LONGEST_ASIDE or not self._vocabulary.siblings & set(words):
            return None
        (before,) = self._before
        pairs = self._tongue.translation.pairs
        related = {number for pair in pairs if before in pair for number in pair} - {before}
        telling = [word for word in words if word not in self._vocabulary.empty | self._vocabulary.siblings]
        named = [m.number for word in telling for m in self._tongue.names.partly((word,)) if m.number in related]
        if named:
            return self._about(named[:1])
        return self._finding.story.choice(tuple(related)) if related and telling else None

    def _another_case(self) -> Answer | None:
        """Recommend a code for a case that varies the one before: `and when it parses, but makes no sense?`."""
        if not self._case:
            return None
        return self._finding.story.variation(read(self._case, self._vocabulary), self._before)

    def _alone(self) -> Answer:
        """Answer the question as it stands; a few words that name nothing go on with what was talked about."""
        answer, question = self._finding.answer(), self._question
        is_aside = answer.kind in {"advice", "diagnosis"} and len(question.words) <= _LONGEST_ASIDE
        is_lost = is_aside and not question.recommends
        return self._about(self._before) if is_lost or answer.kind in {"not_found", "help"} else answer

    def _about(self, codes: Sequence[Number]) -> Answer:
        return self._finding.about(tuple(dict.fromkeys(codes)))
