"""Find the numbers in a question that may be statuses, among ports, dates, amounts, versions and paths."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bot.vocabulary import Vocabulary

# Latin letters, and Devanagari with its vowel signs
_LETTERS = "A-Za-zÀ-ỹ\u0900-\u0963\u0971-\u097f"
_NOISE = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b[a-z][a-z0-9+.-]{1,20}://\S+|\bwww\.\S+|(?<!\S)[^\s@]{1,64}@\S+",
        rf"(?<![^\s\"'(=])/(?=[\w.~-]*[{_LETTERS}_:{{])\S*|(?<![^\s\"'(=])/\d\S*",
        r"\+\d[\d ().-]{6,20}\d|(?<![\w-])(?:\(\d{3}\) ?)?\d{3}-\d{4}(?![\w-])",
    )
)
_HTTP_VERSION = re.compile(r"\bHTTP/\d(?:\.\d)?", re.IGNORECASE)
# What is written without a break: 12:30, 1,404, 404.13, 100-120, 500ms, $404, HTTP_409_CONFLICT
_GLUED = re.compile(r"[^\s()\[\]{}\"'|;<>、。؟।]{1,200}")
_DIGIT = re.compile(r"\d")
_PIECE = re.compile(rf"\d+|[{_LETTERS}]+|[^\d{_LETTERS}]+")
_WORD = re.compile(rf"[{_LETTERS}]")
_BEFORE = re.compile(rf"([{_LETTERS}][{_LETTERS}-]*)(?: \d+)?(?: of)?[^\w]*$")
_AFTER = re.compile(rf"^[\s/-]*(?:an? )?([{_LETTERS}]+|[€$£¥₹°])")
_ALONE = re.compile(rf"(?:([{_LETTERS}]+)[=:]|-)?(\d{{1,30}})[.,:?!]*")
_SUBSTATUS = re.compile(r"([45]\d\d)\.\d{1,3}[.,:?!]*")
_PLURALS = frozenset({"s", "ed", "d", "ing", "er", "ers"})
_MARKS_OF_MEASURE = frozenset("€$£¥₹°")
_STATUS_LENGTH = 3


@dataclass(frozen=True)
class Mentioned:
    """The numbers of a text.

    `statuses` may be statuses, in order and once each; `others` are numbers on their own that cannot be, and of those
    `claimed` are the ones that the text calls a status all the same: `error 1045`.
    `remaining` is the text with the statuses set apart and every other digit left out.
    """

    statuses: tuple[int, ...]
    others: tuple[str, ...]
    claimed: tuple[str, ...]
    remaining: str


def mentioned(text: str, vocabulary: Vocabulary) -> Mentioned:
    """Return the numbers of `text`."""
    for noise in _NOISE:
        text = noise.sub(" ", text)
    text = vocabulary.apart(_HTTP_VERSION.sub(" HTTP ", text))
    return _Reading(text, vocabulary).read()


def plain_digits(text: str) -> str:
    """Return `text` with digits of every script as 0 to 9, and full-width letters as plain ones."""
    text = unicodedata.normalize("NFKC", text)
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(mark, mark)) if mark.isdigit() else mark for mark in text)


class _Reading:
    """One text being read from left to right."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self._text = text
        self._vocabulary = vocabulary
        self._statuses: dict[int, None] = {}
        self._others: list[str] = []
        self._claimed: list[str] = []
        self._ruled_out_at: int | None = None

    def read(self) -> Mentioned:
        remaining: list[str] = []
        end = 0
        for glued in _GLUED.finditer(self._text):
            if _DIGIT.search(glued.group()):
                remaining += [self._text[end : glued.start()], self._read(glued)]
                end = glued.end()
        remaining.append(self._text[end:])
        return Mentioned(tuple(self._statuses), tuple(self._others), tuple(self._claimed), "".join(remaining))

    def _read(self, glued: re.Match[str]) -> str:
        """Note the numbers in one run of glued characters; return what is left to read of it."""
        before = self._word_before(glued)
        substatus = _SUBSTATUS.fullmatch(glued.group())
        if substatus and before in self._vocabulary.status:
            self._statuses[int(substatus[1])] = None
            return f" {substatus[1]} "
        pieces = _PIECE.findall(glued.group())
        if self._is_ruled_out(glued, pieces, before):
            return " ".join(" " if piece.isdigit() else piece for piece in pieces)
        standing = [at for at, piece in enumerate(pieces) if piece.isdigit() and self._may_stand(pieces, at)]
        self._statuses.update(dict.fromkeys(int(pieces[at]) for at in standing))
        return "".join(f" {piece} " for at, piece in enumerate(pieces) if at in standing or self._is_telling(piece))

    def _is_ruled_out(self, glued: re.Match[str], pieces: list[str], before: str) -> bool:
        """Tell whether no number in this run is a status, noting those that stand there as plain numbers."""
        # in a date, a telephone number or a version, one group of digits that is no status rules out its neighbours
        wrong_length = any(piece.isdigit() and len(piece) != _STATUS_LENGTH for piece in pieces)
        alone = _ALONE.fullmatch(glued.group())
        if wrong_length and alone:
            self._others.append(alone[2])
            is_claimed = (alone[1] or before).lower() in self._vocabulary.status
            self._claimed += [alone[2]] if is_claimed else []
        is_something_else = self._is_something_else(glued, pieces, before)
        if is_something_else:
            self._ruled_out_at = glued.end()
        return wrong_length or is_something_else or _is_measured(pieces)

    def _is_something_else(self, glued: re.Match[str], pieces: list[str], before: str) -> bool:
        """Tell whether the words around say that it counts or names something: `port 443 or 80`, `500 users`."""
        vocabulary = self._vocabulary
        after = _AFTER.match(self._text[glued.end() : glued.end() + 24]) if pieces[-1].isdigit() else None
        if after and (after[1].lower() in vocabulary.units or after[1] in _MARKS_OF_MEASURE):
            return True
        if pieces[-1].lower() in _PLURALS or not (pieces[0].isdigit() or pieces[0] in {"#", "-"}):
            return False
        if pieces[0] == "#" and before and before not in vocabulary.status and before not in vocabulary.filler:
            return True
        if vocabulary.compares(self._text[glued.end() : glued.end() + 24]):
            return False
        goes_on = self._ruled_out_at is not None and vocabulary.is_joint(self._text[self._ruled_out_at : glued.start()])
        return goes_on or before in vocabulary.not_status or before.rpartition("-")[2] in vocabulary.not_status

    def _word_before(self, glued: re.Match[str]) -> str:
        found = _BEFORE.search(self._text[max(0, glued.start() - 40) : glued.start()])
        return found[1].lower() if found else ""

    def _is_telling(self, piece: str) -> bool:
        """Tell whether a piece beside a status is worth reading: not the `E` of `E407`, nor the plural of `404s`."""
        word = piece.lower()
        return not piece.isdigit() and word not in self._vocabulary.status and word not in _PLURALS

    def _may_stand(self, pieces: list[str], at: int) -> bool:
        """Tell whether what is glued to a number leaves it a status: `http307`, `404s`, `Status201`, not `x509`."""
        return self._may_precede(pieces[:at]) and self._may_follow(pieces[at + 1 :])

    def _may_precede(self, before: list[str]) -> bool:
        word = next((piece for piece in reversed(before) if _WORD.match(piece)), None)
        if word and word.lower() in self._vocabulary.not_status:
            return False
        if word is None or before[-1][-1] in ",/&|":
            return True
        glue = "" if before[-1] is word else before[-1]
        humps = [word] if word.islower() else re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", word) or [word]
        return humps[-1].lower() in self._vocabulary.status or not set(glue) <= set("-._:=")

    def _may_follow(self, after: list[str]) -> bool:
        word = next((piece for piece in after[:2] if _WORD.match(piece)), None)
        if word is None:
            return True
        is_plural = word.lower() in _PLURALS
        if word.lower() in self._vocabulary.units and not is_plural:
            return False
        return word is not after[0] or word[0].isupper() or is_plural or word.lower() in self._vocabulary.status


def _is_measured(pieces: Sequence[str]) -> bool:
    """Tell whether an amount, a percentage, a decimal or a time of day is written: `$404`, `50%`, `4.04`, `12:30`."""
    if pieces[0][-1] in "$€£¥₹+" or pieces[-1][0] in "%°€‰":
        return True
    between = zip(pieces, pieces[1:], pieces[2:], strict=False)
    return any(glue in {".", ":"} and left.isdigit() and right.isdigit() for left, glue, right in between)
