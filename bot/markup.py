"""The little markup that answers use: `code` between backticks and *bold* between stars, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Style = Literal["plain", "code", "bold"]

_SPAN = re.compile(r"`([^`\n]+)`|\*([^*`\n]+)\*")


@dataclass(frozen=True)
class Span:
    """A run of text in one style."""

    text: str
    style: Style = "plain"


def spans(text: str) -> Iterator[Span]:
    """Yield the runs of `text` in order; markup that is never closed is plain text."""
    end = 0
    for found in _SPAN.finditer(text):
        if found.start() > end:
            yield Span(text[end : found.start()])
        code, bold = found.groups()
        yield Span(code, "code") if code else Span(bold, "bold")
        end = found.end()
    if end < len(text):
        yield Span(text[end:])


def without_marks(text: str) -> str:
    """Return `text` as it is read aloud."""
    return "".join(span.text for span in spans(text))
