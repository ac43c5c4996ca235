"""Find the numbers in a question that may be statuses, among ports, dates, amounts, versions and paths."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from bot.vocabulary import Vocabulary

_LATIN = "A-Za-zÀ-ỹ"
_URL = re.compile(r"\b[a-z][a-z0-9+.-]{1,20}://\S+|\bwww\.\S+|(?<!\S)[^\s@]{1,64}@\S+")
_PATH = re.compile(rf"(?<![^\s\"'(=])/(?=[\w.~-]*[{_LATIN}_:{{])\S*|(?<![^\s\"'(=])/\d\S*")
_HTTP_VERSION = re.compile(r"\bHTTP/\d(?:\.\d)?", re.IGNORECASE)
# What is written without a break: 12:30, 1,404, 404.13, 100-120, 500ms, $404, HTTP_409_CONFLICT
_GLUED = re.compile(r"[^\s()\[\]{}\"'|;<>、。؟।]+")
_DIGIT = re.compile(r"\d")
_PIECE = re.compile(rf"\d+|[{_LATIN}]+|[^\d{_LATIN}]+")
_BEFORE = re.compile(rf"([{_LATIN}]+)[^\w]*$")
_AFTER = re.compile(rf"^[\s-]*([{_LATIN}]+)")
_PLURALS = frozenset({"s", "ed", "d", "ing", "er", "ers"})
_TELEPHONE = re.compile(r"\+\d[\d ().-]{6,20}\d")
_WORD = re.compile(rf"[{_LATIN}]")
_STATUS_LENGTH = 3
# What has more digits is no number that anybody asks about
_MOST_DIGITS = 12


@dataclass(frozen=True)
class Mentioned:
    """The numbers of a text: those that may be statuses, in order and once each, and those that cannot be."""

    statuses: tuple[int, ...]
    others: tuple[str, ...]
    remaining: str


def mentioned(text: str, vocabulary: Vocabulary) -> Mentioned:
    """Return the numbers of `text`, and the text with the statuses set apart and the other numbers left out."""
    for noise in (_URL, _PATH, _TELEPHONE):
        text = noise.sub(" ", text)
    text = _HTTP_VERSION.sub(" HTTP ", text)
    statuses: dict[int, None] = {}
    others: list[str] = []
    remaining: list[str] = []
    end = 0
    for glued in _GLUED.finditer(text):
        if not _DIGIT.search(glued.group()):
            continue
        found, rest = _read_glued(glued, text, vocabulary)
        statuses.update(dict.fromkeys(found))
        others += (
            [] if found else [digits for digits in re.findall(r"\d+", glued.group()) if len(digits) <= _MOST_DIGITS]
        )
        remaining += [text[end : glued.start()], rest]
        end = glued.end()
    return Mentioned(tuple(statuses), tuple(others), "".join([*remaining, text[end:]]))


def plain_digits(text: str) -> str:
    """Return `text` with digits of every script as 0 to 9, and full-width letters as plain ones."""
    text = unicodedata.normalize("NFKC", text)
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(mark, mark)) if mark.isdigit() else mark for mark in text)


def _read_glued(glued: re.Match[str], text: str, vocabulary: Vocabulary) -> tuple[list[int], str]:
    """Return the statuses in one run of glued characters, and what is left to read of it."""
    pieces = _PIECE.findall(glued.group())
    if not _may_all_stand(pieces) or _is_ruled_out(glued, text, pieces, vocabulary):
        return [], " ".join(" " if piece.isdigit() else piece for piece in pieces)
    standing = [at for at, piece in enumerate(pieces) if piece.isdigit() and _may_stand(pieces, at, vocabulary)]
    rest = (f" {piece} " for at, piece in enumerate(pieces) if at in standing or _is_telling(piece, vocabulary))
    return [int(pieces[at]) for at in standing], "".join(rest)


def _may_all_stand(pieces: list[str]) -> bool:
    """In a date, a telephone number or a version, one group of digits that is no status rules out its neighbours."""
    return all(len(piece) == _STATUS_LENGTH for piece in pieces if piece.isdigit())


def _is_telling(piece: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a piece beside a status is worth reading: not the `E` of `E407`, nor the plural of `404s`."""
    return not piece.isdigit() and piece.lower() not in vocabulary.status | _PLURALS


def _is_ruled_out(glued: re.Match[str], text: str, pieces: list[str], vocabulary: Vocabulary) -> bool:
    first, last = pieces[0], pieces[-1]
    if first[-1] in "$€£¥₹#+" or last[0] in "%°€‰":
        return True
    if any(piece in {".", ":"} and _is_between_digits(pieces, at) for at, piece in enumerate(pieces)):
        return True
    before = _BEFORE.search(text[max(0, glued.start() - 40) : glued.start()]) if first.isdigit() else None
    after = _AFTER.match(text[glued.end() : glued.end() + 20]) if last.isdigit() else None
    return bool(
        (before and before.group(1).lower() in vocabulary.not_status)
        or (after and after.group(1).lower() in vocabulary.units)
    )


def _is_between_digits(pieces: list[str], at: int) -> bool:
    return 0 < at < len(pieces) - 1 and pieces[at - 1].isdigit() and pieces[at + 1].isdigit()


def _may_stand(pieces: list[str], at: int, vocabulary: Vocabulary) -> bool:
    """Tell whether what is glued to a number leaves it a status: `http307`, `Status201Created`, `404s`, not `x509`."""
    return _may_precede(pieces[:at], vocabulary) and _may_follow(pieces[at + 1 :])


def _may_precede(before: list[str], vocabulary: Vocabulary) -> bool:
    word = next((piece for piece in reversed(before) if _WORD.match(piece)), None)
    if word is None or before[-1][-1] in ",/&|":
        return True
    glue = "" if before[-1] is word else before[-1]
    last_word = ([word] if word.islower() else re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", word) or [word])[-1]
    return last_word.lower() in vocabulary.status or not set(glue) <= set("-._:=")


def _may_follow(after: list[str]) -> bool:
    if not after or not _WORD.match(after[0]):
        return True
    return after[0][0].isupper() or after[0].lower() in _PLURALS
