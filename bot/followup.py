"""Read a question with what was talked about before it: `vs 401?`, `and in french?`, `the second one`."""

from __future__ import annotations

from dataclasses import dataclass

from bot.question import Question
from bot.vocabulary import Vocabulary
from knowledge.model import Number

_MOST_WORDS = 14


@dataclass(frozen=True)
class Context:
    """What the last answer in the same thread was about, and its language. Empty where nothing went before."""

    codes: tuple[Number, ...] = ()
    language: str | None = None


def meant(question: Question, context: Context, vocabulary: Vocabulary) -> tuple[Number, ...]:
    """Return the codes that a question means by leaving them out: those talked about, one of them, or one more."""
    words = question.words
    if question.classes or len(words) > _MOST_WORDS:
        return ()
    if question.numbers:
        goes_on = vocabulary.compares_on(question.tokens)
        return tuple(dict.fromkeys((*context.codes, *question.numbers))) if goes_on else ()
    pointed = vocabulary.pointed_at(words) if len(context.codes) > 1 else None
    if pointed is not None:
        return context.codes[pointed : pointed + 1] or context.codes[-1:]
    return context.codes if question.goes_on or vocabulary.empty.issuperset(words) else ()
