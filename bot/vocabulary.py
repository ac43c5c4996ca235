"""The words of a language by which questions are read, arranged for quick look-up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.model import Asking
from knowledge.search import plain_words

Words = tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """How people ask, as sets of words; see `knowledge.model.Asking` for what each means."""

    versus: frozenset[Words]
    status: frozenset[str]
    not_status: frozenset[str]
    units: frozenset[str]
    filler: frozenset[str]
    greetings: frozenset[Words]
    help: frozenset[Words]
    classes: dict[Words, int]

    @classmethod
    def of(cls, asking: Asking) -> Vocabulary:
        """Return the vocabulary of one language."""
        return cls(
            versus=_phrases(asking.versus),
            status=frozenset(asking.status),
            not_status=frozenset(asking.not_status),
            units=frozenset(asking.units),
            filler=frozenset(asking.filler),
            greetings=_phrases(asking.greetings),
            help=_phrases(asking.help),
            classes={tuple(plain_words(name)): int(n) for n, names in asking.classes.items() for name in names},
        )

    def is_greeting(self, words: Words) -> bool:
        """Tell whether `words` are only pleasantries, in any mixture: `hi`, `ok thanks`, `hello everyone`."""
        pleasant = {word for phrase in self.greetings for word in phrase}
        return words in self.greetings or bool(
            set(words) <= pleasant | self.filler and set(words) & (pleasant - self.filler)
        )

    def trim(self, words: Words) -> Words:
        """Return `words` without the filler at both ends; all of them if nothing else is there."""
        start, end = 0, len(words)
        while start < end and words[start] in self.filler:
            start += 1
        while end > start and words[end - 1] in self.filler:
            end -= 1
        return words[start:end]


def _phrases(texts: Iterable[str]) -> frozenset[Words]:
    return frozenset(tuple(plain_words(text)) for text in texts)
