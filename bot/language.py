"""Choose the language to answer in: the one asked for, the question's own, the person's, the default."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from bot.slack_text import without_markup
from knowledge.load import ENGLISH, Knowledge
from knowledge.search import plain_words
from knowledge.tongue import Recogniser, words_of, words_of_other

_MOST_READ = 1_000
_MOST_WORDS = 30
# `401 vs 403` tells no language
_FEWEST_LETTERS = 3
_COMMAND = re.compile(r"^\s*(?:/http\s+)?")


@dataclass(frozen=True)
class Choice:
    """The language to answer a text in, the one it is in where we only understand that, and the text to be read."""

    language: str
    understood: str | None
    text: str


class Languages:
    """The languages that Teapot speaks, and how a question tells which of them it wants."""

    def __init__(self, knowledge: Knowledge, default: str) -> None:
        self._knowledge = knowledge
        self.default = default

    def choose(
        self, typed: str, *, asked: str | None = None, before: str | None = None, locale: str | None = None
    ) -> Choice:
        """Return the language to answer in, and the text as it is left to be read.

        That is the first that we speak of: the one asked for, the text's own, that of what went before, the locale's,
        the default.
        """
        wanted, text = self.asked_for(typed)
        own = self.recognise(text)
        spoken = next(filter(None, map(self.spoken, (asked, wanted, own, before, locale))), self.default)
        return Choice(spoken, own if own in self._knowledge.tongues else None, text)

    def learn(self) -> None:
        """Learn to tell languages now, rather than with the first question."""
        _recogniser(self._knowledge)

    def recognise(self, typed: str) -> str | None:
        """Return the language that a text is in, which we may only understand; None where nothing tells."""
        text = without_markup(typed[:_MOST_READ])
        letters = sum(mark.isalpha() for mark in text)
        return _recogniser(self._knowledge).recognise(text) if letters >= _FEWEST_LETTERS else None

    def asked_for(self, typed: str) -> tuple[str | None, str]:
        """Return the language that a text asks for (`fr 404`, `404 en français`), and the text without that."""
        words = plain_words(typed[:_MOST_READ])
        for at, word in enumerate(words):
            for phrase, name in self._phrases.get(word, ()):
                if tuple(words[at : at + len(phrase)]) == phrase:
                    kept = words[:at] + words[at + len(phrase) :]
                    return name, " ".join(kept) if len(words) <= _MOST_WORDS else typed
        first, _, rest = _COMMAND.sub("", typed[:_MOST_READ]).partition(" ")
        if first.lower() in self._knowledge.languages and rest.strip() and not self._greets(first, rest):
            return first.lower(), rest
        return None, typed

    def _greets(self, first: str, rest: str) -> bool:
        """Tell whether a text begins with `hi`, which is a greeting more often than a language."""
        greetings = self._knowledge.language(ENGLISH).asking.greetings
        return first.lower() in greetings and not rest.strip()[0].isdigit()

    def spoken(self, name: str | None) -> str | None:
        """Return the language of a name or locale (`fr-FR`), where we speak it."""
        language = (name or "").replace("_", "-").split("-")[0].lower()
        return language if language in self._knowledge.languages else None

    @functools.cached_property
    def _phrases(self) -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
        """The phrases that ask for a language, by their first word, the longest first."""
        asking = [self._knowledge.language(name).asking for name in self._knowledge.languages]
        told = {tuple(plain_words(text)): name for each in asking for name, ts in each.languages.items() for text in ts}
        found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for phrase in sorted(told, key=len, reverse=True):
            found[phrase[0]].append((phrase, told[phrase]))
        return found


@functools.cache
def _recogniser(knowledge: Knowledge) -> Recogniser:
    """Return what tells the languages of some knowledge, learnt once."""
    english = knowledge.translation(ENGLISH)
    ours = {name: words_of(knowledge.translation(name), english) for name in knowledge.languages}
    others = {name: words_of_other(tongue) for name, tongue in knowledge.tongues.items()}
    return Recogniser(ours | others)
