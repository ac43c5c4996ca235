"""Find what is spelt as programs spell it: `HttpStatus.NO_CONTENT`, `raise Forbidden`, `:not_found`, `Ok()`."""

from __future__ import annotations

import re

from knowledge.search import plain_words

# A chain of names, `ResponseEntity.accepted`, and what shows that a program would write it
_CHAIN = re.compile(
    r"(?:(?<![\w])(?P<raised>raise|throw new|throw|new)\s+)?(?<![\w:])(?P<symbol>:)?"
    r"(?P<chain>[A-Za-z_]\w{0,80}(?:(?:\.|::|->|\$)[A-Za-z_]\w{0,80}){0,8})(?P<call>\()?"
)
_JOINT = re.compile(r"\.|::|->|\$")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-zA-Z])(?=\d)|(?<=\d)(?=[a-zA-Z])")
# What programs put around the name of a status
_DECORATION = frozenset(
    [
        "abort",
        "client",
        "code",
        "codes",
        "err",
        "error",
        "exception",
        "http",
        "https",
        "object",
        "reason",
        "resp",
        "response",
        "result",
        "sc",
        "server",
        "status",
    ]
)
_MOST = 12


def split_humps(text: str) -> str:
    """Return `text` with a space where an identifier's words meet: `NotFound` is two words."""
    return _HUMP.sub(" ", text)


def identifiers(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of each identifier's links, a chain's from its end, with and without decorations like `Http`."""
    found: dict[tuple[str, ...], None] = {}
    for chain in _CHAIN.finditer(text):
        links = _JOINT.split(chain["chain"])
        is_program = chain["raised"] or chain["symbol"] or chain["call"] or len(links) > 1
        for link in reversed(links):
            if is_program or "_" in link.strip("_") or re.search(r"[a-z][A-Z]|[A-Z]{2}[a-z]", link):
                words = tuple(plain_words(split_humps(link)))
                found.update(dict.fromkeys([words, _undecorated(words)]))
    return tuple(words for words in found if words)[: 2 * _MOST]


def _undecorated(words: tuple[str, ...]) -> tuple[str, ...]:
    start, end = 0, len(words)
    while start < end and words[start] in _DECORATION:
        start += 1
    while end > start and words[end - 1] in _DECORATION:
        end -= 1
    return words[start:end]
