"""Find the codes of platforms that are no HTTP statuses: Heroku's `H12`, Cloudflare's `1015`, IIS's `404.13`."""

from __future__ import annotations

import re

from bot.vocabulary import Vocabulary
from knowledge.search import LETTER, plain_words

_CANDIDATE = re.compile(r"(?<![\w.$€£#+-])([HhRr]?\d{2,4}(?:\.\d{1,2})?)(?![\w%€$-]|[.:]\d)")
_BEFORE = re.compile(rf"({LETTER}{{1,40}})[^\w]{{0,3}}$")
_AFTER = re.compile(rf"^\W?({LETTER}{{1,40}})")
_NEAR = 40


def platform_codes_in(text: str, vocabulary: Vocabulary) -> tuple[tuple[str, ...], str]:
    """Return the platform codes in `text`, in order and once each, and the text without them.

    `H12` is one wherever it stands; what may be any number counts where a word beside it says so (`error 1015`,
    `cloudflare 1015`), or where nothing else is said.
    """
    candidates = [match for match in _CANDIDATE.finditer(text) if match[1].upper() in vocabulary.platform_codes]
    if not candidates:
        return (), text
    rest = _without(text, candidates)
    is_bare = vocabulary.is_bare(tuple(plain_words(rest)))
    taken = [
        match
        for match in candidates
        if match[1][0] in "HR" or (is_bare and not _counts(match)) or _is_said(text, match, vocabulary)
    ]
    return tuple(dict.fromkeys(match[1].upper() for match in taken)), _without(text, taken)


def _is_said(text: str, match: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Tell whether a word beside a number says that it is a code, or it is compared with a status."""
    if vocabulary.compares(text[match.end() : match.end() + _NEAR]):
        return True
    after = _AFTER.match(text[match.end() : match.end() + _NEAR])
    if after and after[1].lower() in vocabulary.units:
        return False
    before = _BEFORE.search(text[max(0, match.start() - _NEAR) : match.start()])
    word = before[1].lower() if before else ""
    if (word,) in vocabulary.versus and word not in vocabulary.joints:
        return True
    return word in vocabulary.emitters or (word in vocabulary.status and not _counts(match))


def _counts(match: re.Match[str]) -> bool:
    """Tell whether a number is a round one, which mostly counts something: 1000, not 000."""
    return match[1].endswith("000") and match[1] != "000"


def _without(text: str, matches: list[re.Match[str]]) -> str:
    for match in reversed(matches):
        text = f"{text[: match.start()]} {text[match.end() :]}"
    return text
