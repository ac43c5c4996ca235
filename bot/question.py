"""Read what somebody typed. Pure text: no code's meaning is known here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.identifiers import identifiers, split_humps
from bot.numbers import mentioned, plain_digits
from bot.platform_codes import platform_codes_in
from bot.slack_text import without_markup
from bot.vocabulary import Vocabulary, Words
from knowledge.diagnose import MOST_READ
from knowledge.model import Number
from knowledge.search import LETTER, plain_words

# Of a longer paste its beginning and its end are read: what is asked, and what failed
_LONG = 3_000
_FROM_START, _FROM_END = 1_200, 600

_ADDRESS = re.compile(r"^\s*(?:/http\b|@\w+|(?:\w{1,20} )?teapot *[,:])", re.IGNORECASE)
_CLASS = re.compile(r"(?<![\w.])(\d)(?:xx|0x)(?:es|s)?(?!\w)", re.IGNORECASE)
_RANGE = re.compile(r"(?<![\w.-])([1-5])00 ?[-–] ?\1[59]\d(?![\w.-])")
_HUNDRED = re.compile(rf"(?<![\w.])([1-5])00s?[ -]({LETTER}{{1,40}})")
_BREAK = re.compile(r"[,;/|&?!।\n]|->|→|\.(?=\s|$)")
_QUALIFIER = re.compile(r"(?:\b[A-Za-z_]\w*(?:\.|::|->))+(?=[A-Za-z_])")
_CLASSES = range(1, 6)
_MOST_PARTS = 12
# What is asked stands in the first lines; a pasted log behind them asks nothing
_ASKED_WITHIN = 1_000


@dataclass(frozen=True)
class Question:
    """What was asked, before anybody looks up what it means.

    `numbers` may be statuses, in the order asked, each once; `others` are numbers that cannot be, and `claimed` those
    of them that the text calls a status. `classes` are those of `4xx` and `server errors`.
    `tokens` are all words and statuses in order, `words` the words alone; `parts` the words and statuses between
    connecting words and breaks, `is_compared` where a connecting word is among them.
    `identifiers` are the words of what is spelt as in a program. `emitter` is the server or platform named.
    `said` is the text without numbers and addresses. `recommends` where it asks which status to return, `goes_on` where
    it asks what to do about one, or who sends it, `answers_now` where it tells what is answered today.
    """

    text: str
    numbers: tuple[Number, ...] = ()
    others: tuple[str, ...] = ()
    claimed: tuple[str, ...] = ()
    classes: tuple[int, ...] = ()
    parts: tuple[Words, ...] = ()
    is_compared: bool = False
    tokens: Words = ()
    words: Words = ()
    has_digits: bool = False
    identifiers: tuple[Words, ...] = ()
    emitter: str | None = None
    said: str = ""
    recommends: bool = False
    goes_on: bool = False
    answers_now: bool = False


def read(typed: str, vocabulary: Vocabulary) -> Question:
    """Return the question in `typed`: numbers, classes and words, free of markup.

    Never fails, whatever was typed; only the first 16 KiB are read.
    """
    text = _ADDRESS.sub(" ", without_markup(plain_digits(_excerpt(typed[:MOST_READ]))[:MOST_READ]).strip())
    classes, others, text_without_classes = _classes(text, vocabulary)
    platform_codes, text_without_codes = platform_codes_in(text_without_classes, vocabulary)
    numbers = mentioned(text_without_codes, vocabulary)
    words_text = split_humps(_QUALIFIER.sub(" ", numbers.remaining))
    tokens = vocabulary.without_decoys(tuple(plain_words(words_text)))
    words = tuple(token for token in tokens if not token.isdigit())
    parts, is_compared = _parts(words_text, vocabulary)
    all_words = tuple(plain_words(text[:_ASKED_WITHIN]))
    named = vocabulary.class_of(words)
    return Question(
        text=" ".join(text.split()),
        numbers=_in_order(text, numbers.statuses, platform_codes, is_bare=vocabulary.is_bare(words)),
        others=numbers.others + others,
        claimed=numbers.claimed + others,
        classes=classes or ((named,) if named else ()),
        parts=parts,
        is_compared=is_compared,
        tokens=tokens,
        words=words,
        identifiers=tuple(each for each in identifiers(numbers.remaining) if each == vocabulary.without_decoys(each)),
        emitter=next((vocabulary.emitters[token] for token in tokens if token in vocabulary.emitters), None),
        said=vocabulary.without_asking(numbers.remaining),
        recommends=vocabulary.recommends(all_words) or _ends_asking(text, all_words, vocabulary),
        goes_on=vocabulary.goes_on(all_words),
        answers_now=vocabulary.answers_now(all_words),
        has_digits=bool(re.search(r"\d", text)),
    )


def _ends_asking(text: str, words: Words, vocabulary: Vocabulary) -> bool:
    """Tell whether a text ends by asking for a status: `token signature is invalid, status?`."""
    return text.endswith("?") and not vocabulary.closing.isdisjoint(words[-1:])


def _excerpt(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_FROM_START]}\n{text[-_FROM_END:]}"


def _in_order(
    text: str, statuses: tuple[int, ...], platform_codes: tuple[str, ...], *, is_bare: bool
) -> tuple[Number, ...]:
    """Return statuses and platforms' codes as they stand in `text`; of a log line, which has both, the status alone."""
    if not platform_codes or (statuses and not is_bare):
        return statuses
    folded = text.casefold()
    return tuple(sorted((*statuses, *platform_codes), key=lambda number: folded.find(str(number).casefold())))


def _classes(text: str, vocabulary: Vocabulary) -> tuple[tuple[int, ...], tuple[str, ...], str]:
    """Return the classes named by digits, those that do not exist, and the text without them."""
    found: dict[int, None] = {}
    others: list[str] = []

    def take(match: re.Match[str]) -> str:
        if int(match[1]) in _CLASSES:
            found[int(match[1])] = None
        else:
            others.append(match[0])
        return " , "

    def take_hundred(match: re.Match[str]) -> str:
        return take(match) if match[2].lower() in vocabulary.class_words else match[0]

    text = _CLASS.sub(take, _RANGE.sub(take, _HUNDRED.sub(take_hundred, text)))
    return tuple(found), tuple(others), text


def _parts(text: str, vocabulary: Vocabulary) -> tuple[tuple[Words, ...], bool]:
    """Return the parts of a text, and whether a connecting word stands between any of them."""
    parts: list[Words] = []
    is_compared = False
    for piece in _BREAK.split(text):
        if len(parts) >= _MOST_PARTS:
            break
        words = vocabulary.without_decoys(tuple(plain_words(piece)))
        if not vocabulary.is_greeting(words):
            split = _split_at(words, vocabulary)
            is_compared = is_compared or len(split) > 1
            parts += split
    return tuple(part for part in parts if part)[:_MOST_PARTS], is_compared


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
