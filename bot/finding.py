"""Find the answer to a question that stands alone: by its numbers, its classes, the names in it, what it tells."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from bot.advising import Advisor, Story
from bot.answer import MOST_COMPARED, Answer, ClassOverview, Help, NotFound, UnknownCode, about
from bot.naming import SURE, Naming
from bot.question import Question
from bot.vocabulary import Vocabulary
from knowledge.load import Entry, Translation
from knowledge.model import Number, status_class
from knowledge.search import GOOD, Match, Names, is_clear, nearest, plain_words

_MOST_SUGGESTED = 3
_WORTH_SUGGESTING = 66.0
_LONGEST_SENTENCE = 14
_SHORTEST_CASE = 6
_LONG_CASE = 9


@dataclass(frozen=True)
class Tongue:
    """A language as questions are answered in it: texts, names, how people ask, and what they describe."""

    translation: Translation
    names: Names
    vocabulary: Vocabulary
    advisor: Advisor


class Finding:
    """One question on its way to an answer; each step returns an answer, or None for the next."""

    def __init__(self, question: Question, tongue: Tongue, typed: str) -> None:
        """Take a question, and the text `typed` that it was read from."""
        self._question = question
        self._typed = typed
        self._translation = translation = tongue.translation
        self._names = tongue.names
        self._vocabulary = vocabulary = tongue.vocabulary
        self._advisor = tongue.advisor
        self._known = tuple(number for number in question.numbers if number in translation.entries)
        self._unknown = tuple(str(number) for number in question.numbers if number not in translation.entries)
        self.naming = Naming(question, self._known, tongue.names, vocabulary, translation)
        # nothing but numbers, connecting words and filler was typed
        self._is_bare = vocabulary.empty.issuperset(question.words)

    @functools.cached_property
    def story(self) -> Story:
        """What the question tells, in which codes are named by their numbers or their official names."""
        return self._advisor.listen(self._question, self._official_codes.union(self._known))

    @functools.cached_property
    def _official_codes(self) -> frozenset[Number]:
        """The codes whose official names of two words or more stand in the question."""
        return frozenset(match.number for match in self._names.inside(self._question.words) if match.is_official)

    def answer(self) -> Answer:
        """Return the answer. Never guesses between near matches."""
        return (
            self._help()
            or self._compared()
            or self._diagnosed()
            or self._recommended()
            or (None if self._is_bare else self._symptom())
            or self._by_number()
            or self._by_class()
            or (self._unknown_number() if self._is_bare else None)
            or (self.story.explanation if self._question.emitter else None)
            or (None if self._is_named_at_length() else self._described())
            or self._by_names()
            or self._described()
            or self._unknown_number()
            or self._not_found()
        )

    def _help(self) -> Answer | None:
        question = self._question
        if question.has_digits or question.classes:
            return None
        nothing_said = not any(mark.isalnum() for mark in question.text)
        if nothing_said or question.words in self._vocabulary.help or self._is_idle():
            return Help(asked=question.text)
        return None

    def _is_idle(self) -> bool:
        """Tell whether pleasantries or filler were typed and no name is among them, as `OK` is in `http ok`."""
        words = self._question.words
        asked_for = [bare for bare in self.naming.bare(words) if bare != words or self._question.text.isupper()]
        if self.naming.of_program() or self._names.inside(words) or any(map(self._names.exact, asked_for)):
            return False
        said = set(plain_words(self._question.text))
        return self._vocabulary.is_greeting(words) or bool(
            said <= self._vocabulary.filler and words and not self._names.exact(words)
        )

    def _compared(self) -> Answer | None:
        """Compare what a short text holds against each other, by numbers and names: `too many requests vs 503`."""
        question = self._question
        if len(self._known) > 1 or len(question.words) > _LONGEST_SENTENCE:
            return None
        if not self._vocabulary.is_versus(question.tokens):
            return None
        codes = self.naming.codes_of_parts(GOOD)
        return self.about(codes, GOOD) if len(codes) > 1 else None

    def _diagnosed(self) -> Answer | None:
        """Read a paste; one line without a signature may be told rather than pasted: `npm 403, version exists`."""
        if self._names.exact(self._question.words):
            return None
        found = self._advisor.diagnose(self._question, self._typed)
        if not found or "\n" in self._typed.strip():
            return found
        if not found.entry and self._official_codes:
            return None
        if found.known:
            return found
        if self._question.recommends or self.story.is_case:
            return None
        return self.story.explanation or found

    def _recommended(self) -> Answer | None:
        """Recommend a code for a described case; one that is named is only what is answered today."""
        question = self._question
        # a few words that ask nothing may be a name, which comes first
        is_short = len(question.words) < _SHORTEST_CASE and not question.recommends
        if len(self._known) > 1 or self._is_bare or is_short:
            return None
        if len(self._official_codes) > 1 and not question.recommends:
            return None
        if not self._known and len(question.words) < _LONG_CASE and self._names.inside(question.words):
            return None
        if self._known and not question.recommends and not self._is_complaint():
            return None
        return self.story.advice()

    def _is_complaint(self) -> bool:
        """Tell whether a case is told with the status that is answered today, and need not be right."""
        question = self._question
        is_long = len(question.words) >= _LONG_CASE and not question.emitter
        is_told = question.answers_now or (is_long and not self.story.explanation)
        return is_told and self.story.is_case

    def _is_named_at_length(self) -> bool:
        """Tell whether little was typed, or a name of several words, which says more than a description."""
        words = self._question.words
        return len(words) < _LONG_CASE or bool(self._names.inside(words)) or len(self.naming.codes_of_parts(GOOD)) > 1

    def _described(self) -> Answer | None:
        """Explain a symptom of a program that is named, or recommend a code for a case."""
        explained = self.story.explanation
        return (explained if self._question.emitter else None) or self.story.advice() or explained

    def _symptom(self) -> Answer | None:
        """Explain what is told about the one status named."""
        if len(self._known) != 1 or self._vocabulary.is_versus(self._question.tokens):
            return None
        return self.story.explanation

    def _by_number(self) -> Answer | None:
        if not self._known:
            return None
        if self._unknown and self._is_bare:
            return self._unknown_number()
        if len(self._known) > 1:
            return self.about(self._known)
        compared = self.naming.codes_of_parts(SURE) if self._question.is_compared else ()
        if self._known[0] not in compared or len(compared) == 1:
            compared = self.naming.number_and_names()
        return self.about(compared)

    def _by_class(self) -> Answer | None:
        classes = self._question.classes
        if not classes or self._names.exact(self._question.words):
            return None
        registered = [entries[0] for entries in self._translation.entries.values() if not entries[0].code.emitter]
        members = {digit: tuple(e for e in registered if status_class(e.number) == digit) for digit in classes}
        return ClassOverview(classes=members, asked=self._question.text)

    def _by_names(self) -> Answer | None:
        question = self._question
        exact = self._names.exact(question.words)
        if exact:
            return self._about_match(exact)
        if set(question.words) & self._vocabulary.elsewhere:
            return None
        platform = self.naming.of_platform()
        if platform:
            return self._about_match(platform)
        compared = self.naming.codes_of_parts(GOOD) if len(question.parts) > 1 else ()
        if len(compared) > 1:
            return self.about(compared, GOOD)
        program = self.naming.of_program()
        return self.about(program, 100.0) if program else self._whole() or self._within()

    def _whole(self) -> Answer | None:
        """Take the whole text for a name, with and without the filler around it."""
        words = self._question.words
        matches = self.naming.named(words, GOOD)
        if not matches:
            trimmed = self._vocabulary.trim(words)
            matches = self._names.partly(trimmed)
            # one word of a name, or less than most of it, is too little to go by
            if len(set(trimmed)) < 2 or (matches and matches[0].score < GOOD):  # noqa: PLR2004 - one word
                return self._choice(matches)
        return self._about_match(matches[0]) if is_clear(matches) else self._choice(matches)

    def _within(self) -> Answer | None:
        """Find names inside a longer text, spelt right or nearly so."""
        words = self._question.words
        matches = self._names.inside(words)
        if not matches and len(words) <= _LONGEST_SENTENCE:
            matches = self.naming.single_words(words) or self.naming.windowed(words)
        return self.about(tuple(match.number for match in matches), matches[0].score) if matches else None

    def _unknown_number(self) -> Answer | None:
        question = self._question
        alone = question.others if self._is_bare and len(question.others) == 1 else ()
        for number in dict.fromkeys(self._unknown + question.claimed + alone):
            if not number.isdigit() or int(number) not in self._translation.entries:
                near = nearest(number, self._translation.entries, limit=_MOST_SUGGESTED)
                return UnknownCode(number=number, suggestions=self._entries(near), asked=question.text)
        return None

    def _not_found(self) -> Answer:
        words = self._question.words
        matches = self.naming.named(words, _WORTH_SUGGESTING) if len(words) <= _LONGEST_SENTENCE else []
        near = self._entries([match.number for match in matches[:_MOST_SUGGESTED]])
        return NotFound(suggestions=near, asked=self._question.text, score=matches[0].score if matches else None)

    def _choice(self, matches: Sequence[Match]) -> Answer | None:
        if len(matches) < 2:  # noqa: PLR2004 - a choice is between two at least
            return None
        entries = self._entries([match.number for match in matches[:MOST_COMPARED]])
        return NotFound(suggestions=entries, is_choice=True, asked=self._question.text, score=matches[0].score)

    def _about_match(self, match: Match) -> Answer:
        emitter = match.emitter or self._question.emitter
        translation, text = self._translation, self._question.text
        return about((match.number,), translation, emitter=emitter, asked=text, score=match.score)

    def about(self, numbers: Sequence[Number], score: float | None = None) -> Answer:
        """Return the answer about known codes, one or several."""
        text, emitter = self._question.text, self._question.emitter
        return about(numbers, self._translation, emitter=emitter, asked=text, score=score)

    def _entries(self, numbers: Sequence[Number]) -> tuple[Entry, ...]:
        return tuple(self._translation.entry(number) for number in numbers)
