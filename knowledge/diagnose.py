"""From pasted text to who emitted it and what usually causes it: by log formats, marks and signatures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.load import Knowledge
from knowledge.log_formats import log_lines
from knowledge.model import Signature

MOST_READ = 16 * 1024
"""Characters of a text that are read; what comes after them cannot change what was asked."""
_GRAM = 4
# The combined log format is Apache's by name, and written by many others: any mark says more
SHARED_FORM = "apache"


@dataclass(frozen=True)
class Traces:
    """What a text gives away: statuses of log lines, who emitted it, and the signature in it with whose it is."""

    emitter: str | None = None
    signed_by: str | None = None
    signature: Signature | None = None
    statuses: tuple[int, ...] = ()


@dataclass(frozen=True)
class _Pattern:
    """A signature as it is looked for: folded, and how much of a text it takes at least."""

    emitter: str
    signature: Signature
    all: tuple[str, ...]
    any: tuple[str, ...]
    length: int

    def matches(self, folded: str) -> bool:
        if len(folded) < self.length or not all(fragment in folded for fragment in self.all):
            return False
        return not self.any or any(fragment in folded for fragment in self.any)


class Diagnostician:
    """Finds what gives a pasted text away."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._patterns = [
            _pattern(emitter, signature)
            for emitter, signatures in knowledge.signatures.items()
            for signature in signatures
            if signature.all or signature.any
        ]
        self._by_gram = _by_gram(self._patterns)
        marks = [(mark.casefold(), name) for name, each in knowledge.emitters.items() for mark in each.marks]
        clients = {name for name, each in knowledge.emitters.items() if each.is_client}
        # servers before clients, the longest and so most particular mark first
        self._marks = sorted(marks, key=lambda mark: (mark[1] in clients, -len(mark[0])))
        self._clients = frozenset(clients)

    def traces(self, text: str) -> Traces:
        """Return what `text` gives away, of which the first 16 KiB are read."""
        text = text[:MOST_READ]
        lines, folded = log_lines(text), text.casefold()
        marked = next((name for mark, name in self._marks if mark in folded), None)
        found = [pattern for pattern in self._candidates(folded) if pattern.matches(folded)]
        # a program's message in what another sent on: the mark says who sent it, where it has a signature of its own
        own = [pattern for pattern in found if pattern.emitter == marked and marked not in self._clients]
        servers = [pattern for pattern in found if pattern.emitter not in self._clients]
        best = max(own or servers or found, key=lambda pattern: pattern.length, default=None)
        by_form = lines[0].emitter if lines and lines[0].emitter != SHARED_FORM else None
        signed = best.emitter if best else None
        by_mark = signed if marked in self._clients and signed and signed not in self._clients else marked
        return Traces(
            emitter=by_form or by_mark or signed or (SHARED_FORM if lines else None),
            signed_by=best.emitter if best else None,
            signature=best.signature if best else None,
            statuses=tuple(line.status for line in lines),
        )

    def _candidates(self, folded: str) -> Iterator[_Pattern]:
        """Yield the patterns that a text may match, in their order."""
        grams = _grams(folded) & self._by_gram.keys()
        return (self._patterns[at] for at in sorted({at for gram in grams for at in self._by_gram[gram]}))


def _by_gram(patterns: Sequence[_Pattern]) -> dict[int, list[int]]:
    """Return the places of patterns by a gram that every text they match has: the one that fewest patterns have."""
    seen = Counter(gram for pattern in patterns for part in (*pattern.all, *pattern.any) for gram in _grams(part))
    found: dict[int, list[int]] = defaultdict(list)
    for at, pattern in enumerate(patterns):
        needed = [max(pattern.all, key=len)] if pattern.all else pattern.any
        # zero only where a part is too short to have a gram of its own
        for gram in {min(_grams(part), key=lambda gram: (gram == 0, seen[gram], gram)) for part in needed}:
            found[gram].append(at)
    return found


def _grams(text: str) -> set[int]:
    """Return every four bytes that stand together in a text, as numbers; zero stands in every text."""
    told = text.encode(errors="replace")
    shifted = (memoryview(told)[at : at + (len(told) - at) // _GRAM * _GRAM] for at in range(_GRAM))
    return {0}.union(*(part.cast("I") for part in shifted))


def _pattern(emitter: str, signature: Signature) -> _Pattern:
    all_ = tuple(fragment.casefold() for fragment in signature.all)
    any_ = tuple(fragment.casefold() for fragment in signature.any)
    length = sum(map(len, all_)) + min(map(len, any_), default=0)
    return _Pattern(emitter, signature, all_, any_, length)
