"""Read what somebody typed. Pure text: no code's meaning is known here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.numbers import mentioned, plain_digits
from bot.slack_text import without_markup
from bot.vocabulary import Vocabulary, Words
from knowledge.search import plain_words

MOST_READ = 16 * 1024
"""Characters of a question that are read; what comes after them cannot change what was asked."""

_ADDRESS = re.compile(r"^\s*(?:/http\b|@\w+|(?:\w{1,20} )?teapot *[,:])", re.IGNORECASE)
_CLASS = re.compile(r"(?<![\w.])(\d)(?:xx)(?:es|s)?(?!\w)", re.IGNORECASE)
_BREAK = re.compile(r"[,;/|&?!\n]|->|→|\.(?=\s|$)")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_QUALIFIER = re.compile(r"(?:\b[A-Za-z_]\w*(?:\.|::|->))+(?=[A-Za-z_])")
_CLASSES = range(1, 6)
_MOST_PARTS = 12


@dataclass(frozen=True)
class Question:
    """What was asked, before anybody looks up what it means.

    `numbers` may be statuses, in the order asked, each once; `other_numbers` cannot be.
    `parts` are the words (and statuses) between connecting words and breaks, filler trimmed from their ends.
    `is_bare` where nothing but numbers, connecting words and filler was typed.
    `is_identifier` where something is spelt as program code spells it: `NO_CONTENT`, `NotFound`, `codes.ok`.
    """

    text: str
    numbers: tuple[int, ...] = ()
    other_numbers: tuple[str, ...] = ()
    classes: tuple[int, ...] = ()
    parts: tuple[Words, ...] = ()
    words: Words = ()
    is_bare: bool = False
    is_greeting: bool = False
    is_call_for_help: bool = False
    is_identifier: bool = False


def read(typed: str, vocabulary: Vocabulary) -> Question:
    """Return the question in `typed`: numbers, classes and words, free of markup and of everything read as filler.

    Never fails, whatever was typed; only the first 16 KiB are read.
    """
    text = _ADDRESS.sub(" ", without_markup(plain_digits(typed[:MOST_READ])).strip())
    classes, text_without_classes = _classes(text)
    numbers = mentioned(text_without_classes, vocabulary)
    words_text = _CAMEL.sub(" ", _QUALIFIER.sub(" ", numbers.remaining))
    words = tuple(word for word in plain_words(words_text) if not word.isdigit())
    return Question(
        text=" ".join(text.split()),
        numbers=numbers.statuses,
        other_numbers=numbers.others,
        classes=classes + _named_classes(words, vocabulary),
        parts=_parts(words_text, vocabulary),
        words=words,
        is_bare=all(word in vocabulary.filler or (word,) in vocabulary.versus for word in words),
        is_greeting=vocabulary.is_greeting(words),
        is_call_for_help=words in vocabulary.help,
        is_identifier=bool(re.search(r"[a-z][A-Z]|\w_\w|\w(?:\.|::)[A-Za-z_]|\bHTTP\b", text)) or text.isupper(),
    )


def _classes(text: str) -> tuple[tuple[int, ...], str]:
    digits = dict.fromkeys(int(found.group(1)) for found in _CLASS.finditer(text))
    return tuple(digit for digit in digits if digit in _CLASSES), _CLASS.sub(" , ", text)


def _named_classes(words: Words, vocabulary: Vocabulary) -> tuple[int, ...]:
    named = vocabulary.classes.get(words) or vocabulary.classes.get(vocabulary.trim(words))
    return (named,) if named else ()


def _parts(text: str, vocabulary: Vocabulary) -> tuple[Words, ...]:
    parts: list[Words] = []
    for piece in _BREAK.split(text):
        parts += _split_at(tuple(plain_words(piece)), vocabulary)
    trimmed = (vocabulary.trim(part) for part in parts)
    return tuple(part for part in trimmed if part)[:_MOST_PARTS]


def _split_at(words: Words, vocabulary: Vocabulary) -> list[Words]:
    """Split `words` where a connecting word of one or two words stands."""
    parts: list[list[str]] = [[]]
    skip = False
    for at, word in enumerate(words):
        if skip:
            skip = False
        elif words[at : at + 2] in vocabulary.versus:
            parts.append([])
            skip = True
        elif (word,) in vocabulary.versus:
            parts.append([])
        else:
            parts[-1].append(word)
    return [tuple(part) for part in parts]
