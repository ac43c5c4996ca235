"""Find what is spelt as programs spell it: `HttpStatus.NO_CONTENT`, `raise Forbidden`, `:not_found`, `Ok()`."""

from __future__ import annotations

import re

from bot.vocabulary import Words, stripped
from knowledge.search import plain_words

# A chain of names, `ResponseEntity.accepted`, and what shows that a program would write it
_CHAIN = re.compile(
    r"(?:(?<!\w)(?P<raised>raise|throw new|throw|new)\s+)?(?<![\w:])(?P<symbol>:)?"
    r"(?P<chain>[A-Za-z_]\w{0,80}(?:(?:\.|::|->|\$)[A-Za-z_]\w{0,80}){0,8})(?P<call>\()?"
)
_JOINT = re.compile(r"\.|::|->|\$")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-zA-Z])(?=\d)|(?<=\d)(?=[a-zA-Z])")
# What programs put around the name of a status
_DECORATION = frozenset({
    "abort", "client", "code", "codes", "err", "error", "exception", "http", "https", "object", "reason", "resp",
    "response", "result", "sc", "server", "status",
})  # fmt: skip
_MOST = 24


def split_humps(text: str) -> str:
    """Return `text` with a space where an identifier's words meet: `NotFound` is two words."""
    return _HUMP.sub(" ", text)


def identifiers(text: str) -> tuple[Words, ...]:
    """Return the words of each identifier's links, a chain's from its end, with and without decorations like `Http`."""
    found: dict[Words, None] = {}
    for chain in _CHAIN.finditer(text):
        if len(found) >= _MOST:
            break
        links = _JOINT.split(chain["chain"])
        is_program = chain["raised"] or chain["symbol"] or chain["call"] or len(links) > 1
        for link in reversed(links):
            if is_program or "_" in link.strip("_") or re.search(r"[a-z][A-Z]|[A-Z]{2}[a-z]", link):
                words = tuple(plain_words(split_humps(link)))
                found.update(dict.fromkeys([words, stripped(words, _DECORATION)]))
    return tuple(words for words in found if words)
