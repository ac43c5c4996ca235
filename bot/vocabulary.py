"""The words of a language by which questions are read, arranged for quick look-up."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from knowledge.load import Knowledge
from knowledge.model import Tongue
from knowledge.search import UNSPACED, plain_words
from knowledge.words import Asking

Words = tuple[str, ...]
Phrases = Mapping[str, tuple[Words, ...]]
"""Phrases by their first word."""

# More words than this around the name of a class ask about something else
_LONGEST_CLASS = 10
_STRETCHED = re.compile(r"(\w)\1{2,}")


@dataclass(frozen=True)
class Vocabulary:
    """How people ask, as sets of words; see `knowledge.model.Asking` for what each means.

    `pleasant` are the words of greetings; `empty` those that mean nothing alone: filler and connecting words.
    `emitters` are the words that name a server or platform, `platform_codes` the codes that are no HTTP statuses.
    """

    versus: frozenset[Words]
    glued: re.Pattern[str]
    comparing: re.Pattern[str]
    status: frozenset[str]
    not_status: frozenset[str]
    units: frozenset[str]
    filler: frozenset[str]
    defining: frozenset[str]
    answering: frozenset[str]
    everyday: frozenset[str]
    decoys: Phrases
    class_words: frozenset[str]
    joints: frozenset[str]
    elsewhere: frozenset[str]
    greetings: frozenset[Words]
    pleasant: frozenset[str]
    empty: frozenset[str]
    help: frozenset[Words]
    recommending: Phrases
    closing: frozenset[str]
    fixing: Phrases
    whose: Phrases
    now: Phrases
    contrasting: Phrases
    siblings: frozenset[str]
    unspaced: tuple[str, ...]
    ordinals: tuple[frozenset[str], ...]
    classes: dict[Words, int]
    emitters: dict[str, str]
    platform_codes: frozenset[str]

    @classmethod
    def of(cls, asking: Asking, knowledge: Knowledge) -> Vocabulary:
        """Return the vocabulary of one language."""
        versus = "|".join(map(re.escape, asking.versus))
        return cls(
            versus=_phrases(asking.versus),
            glued=re.compile(rf"(?<=\d) ?({versus})\.? ?(?=\d)", re.IGNORECASE),
            comparing=re.compile(rf" +({versus})\.? +\d\d\d\b", re.IGNORECASE),
            status=frozenset(asking.status),
            not_status=frozenset(asking.not_status),
            units=frozenset(asking.units),
            filler=_words(asking.filler),
            defining=_words(asking.defining),
            answering=_words(asking.answering),
            everyday=_words(asking.everyday),
            decoys=_by_first(asking.decoys),
            class_words=frozenset(asking.class_words),
            joints=frozenset(asking.joints),
            elsewhere=frozenset(asking.elsewhere),
            greetings=_phrases(asking.greetings),
            pleasant=frozenset(word for phrase in asking.greetings for word in plain_words(phrase)),
            empty=_words(asking.filler).union(*map(plain_words, asking.versus)),
            help=_phrases(asking.help),
            recommending=_by_first(asking.recommending),
            closing=_words(asking.closing),
            fixing=_by_first(asking.fixing),
            whose=_by_first(asking.whose),
            now=_by_first(asking.now),
            contrasting=_by_first(asking.contrasting),
            siblings=_words(asking.siblings),
            unspaced=tuple(text for text in asking.recommending if UNSPACED.search(text)),
            ordinals=tuple(map(_words, asking.ordinals)),
            classes={tuple(plain_words(name)): int(n) for n, names in asking.classes.items() for name in names},
            emitters={word: name for name, each in knowledge.emitters.items() for word in each.words},
            platform_codes=frozenset(c.number for c in knowledge.codes.values() if isinstance(c.number, str)),
        )

    def apart(self, text: str) -> str:
        """Return `text` with connecting words between numbers set apart: `401vs403` is three things."""
        return self.glued.sub(r" \1 ", text)

    def compares(self, text: str) -> bool:
        """Tell whether `text` begins by comparing what stands before it with another number: ` vs 410`."""
        found = self.comparing.match(text)
        return bool(found and found[1].lower() not in self.joints)

    def is_joint(self, text: str) -> bool:
        """Tell whether `text` only joins what stands before and after it: a comma, `and`."""
        text = text.strip()
        return text in {",", "/", "&", "-"} or text in self.joints

    def without_decoys(self, words: Words) -> Words:
        """Return `words` without those that contain a code's name and mean something else."""
        decoys = {at for start, length in _found(words, self.decoys) for at in range(start, start + length)}
        return tuple(word for at, word in enumerate(words) if at not in decoys) if decoys else words

    def recommends(self, words: Words) -> bool:
        """Tell whether `words` ask which status to return; where words are not set apart, any of them may be part."""
        return _has(words, self.recommending) or any(part in word for word in words for part in self.unspaced)

    def without_asking(self, text: str) -> str:
        """Return the words of `text` without the filler of its asking: of `queued, what do I return?` only `queued`."""
        words = tuple(plain_words(text))
        asking = {at for start, length in _found(words, self.recommending) for at in range(start, start + length)}
        return " ".join(word for at, word in enumerate(words) if at not in asking or word not in self.filler)

    def goes_on(self, words: Words) -> bool:
        """Tell whether `words` ask what to do about a status, or who sends it: of one that was talked about before."""
        return _has(words, self.fixing) or _has(words, self.whose)

    def answers_now(self, words: Words) -> bool:
        """Tell whether `words` tell what is answered today, right or wrong: `we return 200 now`."""
        return _has(words, self.now)

    def contrasts(self, words: Words) -> bool:
        """Tell whether `words` ask how something differs from what was talked about before: `why not 403?`."""
        return _has(words, self.contrasting)

    def is_said_to_us(self, words: Words) -> bool:
        """Tell whether `words` greet us or call for help, which goes on with nothing."""
        return bool(words) and (words in self.help or self.is_greeting(words))

    def is_versus(self, tokens: Words) -> bool:
        """Tell whether a word that only compares stands among `tokens`: `vs`, not `or`."""
        spans = (tokens[at : at + size] for at in range(len(tokens)) for size in (1, 2))
        return any(span in self.versus and not (self.joints | self.filler).issuperset(span) for span in spans)

    def compares_on(self, tokens: Words) -> bool:
        """Tell whether a text begins by holding something against what went before it: `vs 401?`, `or 422`.

        What only goes on, `and 410?`, does so where nothing but a number follows.
        """
        if len(tokens) == 2 and tokens[0] in self.joints and tokens[1].isdigit():  # noqa: PLR2004 - a word and a number
            return True
        return any(tokens[:size] in self.versus and not self.filler.issuperset(tokens[:size]) for size in (1, 2))

    def pointed_at(self, words: Words) -> int | None:
        """Return which of several codes `words` point at, 0 for the first and -1 for the last; None for none."""
        said = set(words)
        at = next((at for at, names in enumerate(self.ordinals) if said & names), None)
        return -1 if at is not None and at == len(self.ordinals) - 1 else at

    def is_greeting(self, words: Words) -> bool:
        """Tell whether `words` are only pleasantries, in any mixture: `hi`, `ok thanks`, `hellooo everyone`."""
        words = tuple(_STRETCHED.sub(r"\1", word) for word in words)
        telling = set(words) - self.filler
        return words in self.greetings or (bool(telling) and telling <= self.pleasant)

    def is_bare(self, words: Words) -> bool:
        """Tell whether `words` say nothing beside the codes: connecting words, filler, `error`, a platform's name."""
        return all(word in self.empty or word in self.status or word in self.emitters for word in words)

    def trim(self, words: Words) -> Words:
        """Return `words` without the filler at both ends."""
        return stripped(words, self.filler)

    def without_status_words(self, words: Words) -> Words:
        """Return `words` without `http`, `error`, `code` and the like at both ends."""
        return stripped(words, self.status)

    def without_defining_words(self, words: Words) -> Words:
        """Return `words` without `what`, `does`, `mean` and the like at both ends."""
        return stripped(words, self.defining)

    def class_of(self, words: Words) -> int | None:
        """Return the class that `words` name, filler around its name allowed."""
        if len(words) > _LONGEST_CLASS:
            return None
        spans = itertools.combinations(range(len(words) + 1), 2)
        for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
            named = self.classes.get(words[start:end])
            if named and set(words[:start] + words[end:]) <= self.filler | self.class_words:
                return named
        return None


def with_tongue(asking: Asking, tongue: Tongue) -> Asking:
    """Return how people ask in a language, with how they ask in one that we only understand."""
    return msgspec.structs.replace(
        asking,
        versus=(*asking.versus, *tongue.versus),
        filler=(*asking.filler, *tongue.words),
        recommending=(*asking.recommending, *tongue.asking),
        help=(*asking.help, *tongue.help),
    )


def stripped(words: Words, ends: frozenset[str]) -> Words:
    """Return `words` without those of `ends` at both ends."""
    start, end = 0, len(words)
    while start < end and words[start] in ends:
        start += 1
    while end > start and words[end - 1] in ends:
        end -= 1
    return words[start:end]


def _found(words: Words, phrases: Phrases) -> Iterator[tuple[int, int]]:
    """Yield where each of `phrases` stands in `words`: its start and its length."""
    for start, word in enumerate(words):
        for phrase in phrases.get(word, ()):
            if words[start : start + len(phrase)] == phrase:
                yield start, len(phrase)


def _has(words: Words, phrases: Phrases) -> bool:
    """Tell whether any of `phrases` stands in `words`."""
    return next(_found(words, phrases), None) is not None


def _words(texts: Iterable[str]) -> frozenset[str]:
    """Return words as they are written, and as `plain_words` reads them; a word with a hyphen stays one."""
    plain = (plain_words(text) for text in texts)
    return frozenset(texts).union(words[0] for words in plain if len(words) == 1)


def _phrases(texts: Iterable[str]) -> frozenset[Words]:
    return frozenset(tuple(plain_words(text)) for text in texts)


def _by_first(texts: Iterable[str]) -> Phrases:
    """Return phrases by their first word."""
    found: dict[str, tuple[Words, ...]] = {}
    for phrase in _phrases(texts):
        found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found
