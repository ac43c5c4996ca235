"""Find the codes that are named in a question: by program constants, by names spelt right or nearly so, in parts."""

from __future__ import annotations

from collections.abc import Iterator

from bot.question import Question
from bot.vocabulary import Vocabulary, Words
from knowledge.load import Translation
from knowledge.model import Number, number_of
from knowledge.search import Match, Names, best_first, is_clear

SURE = 90.0
"""Names that fit a part of a sentence less than this, of 100, are more often words that resemble them."""
_LONGEST_TITLE = 20


class Naming:
    """The names in one question."""

    def __init__(
        self,
        question: Question,
        known: tuple[Number, ...],
        names: Names,
        vocabulary: Vocabulary,
        translation: Translation,
    ) -> None:
        """Take a question with those of its numbers that are `known`."""
        self._question = question
        self._known = known
        self._names = names
        self._vocabulary = vocabulary
        self._translation = translation

    def of_platform(self) -> Match | None:
        """Find a platform's own code by its name, where the platform is named too: `heroku request timeout`."""
        emitter = self._question.emitter
        asked = self._question.words
        words = tuple(word for word in asked if word not in self._vocabulary.emitters)
        candidates = (asked, words, self._vocabulary.without_status_words(words), self._vocabulary.trim(words))
        found = (self._names.of_platform(candidate, emitter) for candidate in candidates if emitter)
        return next(filter(None, found), None)

    def of_program(self) -> tuple[Number, ...] | None:
        """Return the codes that identifiers name, in order; None where there are none."""
        found = [self._names.exact(words) for words in self._question.identifiers]
        return tuple(dict.fromkeys(match.number for match in found if match)) or None

    def single_words(self, words: Words) -> list[Match]:
        """Find official names of one word in a sentence: `it returns forbidden`."""
        vocabulary = self._vocabulary
        found = []
        for before, word, after in zip(("", *words), words, (*words[1:], ""), strict=False):
            is_said = before in vocabulary.answering | vocabulary.status or after in vocabulary.status
            match = self._names.exact([word]) if is_said or word not in vocabulary.everyday else None
            if match and match.is_official:
                found.append(match)
        return found

    def windowed(self, words: Words) -> list[Match]:
        """Find the name that a few words in a row are nearly, the likest."""
        windows = (words[at : at + size] for size in (4, 3, 2) for at in range(len(words) - size + 1))
        near = ([m for m in self._names.near(window, cutoff=SURE) if self._is_registered(m)] for window in windows)
        found = [matches[0] for matches in near if is_clear(matches) and matches[0].score >= SURE]
        return sorted(found, key=lambda match: -match.score)[:1]

    def codes_of_parts(self, cutoff: float) -> tuple[Number, ...]:
        """Find the code of each part between connecting words, by number or by name, in order and once each."""
        codes: dict[Number, None] = {}
        for part in self._question.parts:
            number = next((number for word in part if (number := number_of(word)) in self._known), None)
            if number:
                codes[number] = None
                continue
            matches = self.named(part, cutoff)
            if not is_clear(matches):
                matches = self._names.inside(part) or self._at_edge(part)
            codes.update({match.number: None for match in matches[:1]})
        return tuple(codes)

    def number_and_names(self) -> tuple[Number, ...]:
        """Return the one number with the official names in the same sentence: `403 should be unauthorized`.

        A name right beside the number only says what the person takes it for.
        """
        tokens, number = self._question.tokens[:_LONGEST_TITLE], str(self._known[0])
        if number not in tokens:
            return self._known
        found: list[tuple[int, Number]] = [(tokens.index(number), self._known[0])]
        for start, end, match in self._names.spans(tokens):
            is_beside = number in tokens[max(0, start - 1) : end + 1]
            is_everyday = end - start == 1 and tokens[start] in self._vocabulary.everyday
            if match.is_official and not is_beside and not is_everyday:
                found.append((start, match.number))
        return tuple(dict.fromkeys(code for _, code in sorted(found, key=lambda each: each[0])))

    def named(self, words: Words, cutoff: float) -> list[Match]:
        """Return the codes with a name like `words`, with and without what may stand around a name; best first."""
        candidates = list(dict.fromkeys(self._candidates(words)))
        for candidate in candidates:
            exact = self._names.exact(candidate)
            if exact:
                return [exact]
        whole = self._vocabulary.without_status_words(words)
        return best_first(
            [m for c in candidates for m in self._names.near(c, cutoff=cutoff, abbreviated=c in {words, whole})]
        )

    def bare(self, words: Words) -> tuple[Words, Words]:
        """Return `words` without what people put around a name: `http ok`, `what is ok`."""
        vocabulary = self._vocabulary
        return vocabulary.without_status_words(words), vocabulary.without_defining_words(words)

    def _at_edge(self, part: Words) -> list[Match]:
        """Find the official name of one word with which a part begins or ends, filler aside.

        Everyday words are names only alone: not in `small ones ok`.
        """
        trimmed = self._vocabulary.trim(part)
        words = trimmed if len(trimmed) == 1 else set(trimmed[-1:] + trimmed[:1]) - self._vocabulary.everyday
        found = [self._names.exact([word]) for word in words]
        return [match for match in found if match and match.is_official]

    def _candidates(self, words: Words) -> Iterator[Words]:
        vocabulary = self._vocabulary
        yield words
        yield vocabulary.without_status_words(words)
        trimmed = vocabulary.trim(words)
        around = set(words) - set(trimmed)
        if (
            len(trimmed) > 1
            or not set(trimmed) & vocabulary.everyday
            or around <= vocabulary.defining | vocabulary.status
            or (len(words) > 1 and words[-2] in vocabulary.answering)
        ):
            yield trimmed

    def _is_registered(self, match: Match) -> bool:
        """Tell whether a name is a registered code's; in a sentence those of others resemble too much."""
        return self._translation.entry(match.number).code.emitter is None
