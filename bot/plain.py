"""Write the outline of an answer as plain text: notifications, screen readers, and programs that want a string."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.blocks.limits import FALLBACK_TEXT
from bot.markup import without_marks
from bot.parts import Fields, Grid, Heading, Next, Notes, Paragraph, Part, Steps, Verbatim


def write(parts: Sequence[Part], *, colon: str = ":", limit: int = FALLBACK_TEXT - 1) -> str:
    """Return text that reads well alone, cut to `limit` characters at the end of a line.

    `colon` is the one that the language sets after a heading.
    """
    lines = [line for part in parts for line in _lines(part, colon)]
    text = without_marks("\n".join(lines))
    return text if len(text) <= limit else text[:limit].rsplit("\n", 1)[0]


def _lines(part: Part, colon: str) -> Iterator[str]:
    match part:
        case Heading(text) | Paragraph(text):
            yield text
        case Fields(pairs):
            yield from (f"{_asked(heading, colon)} {'; '.join(text.splitlines())}" for heading, text in pairs)
        case Grid(columns, rows):
            for heading, cells in rows:
                told = "; ".join(f"{entry.number}{colon} {cell}" for entry, cell in zip(columns, cells, strict=True))
                yield f"{_asked(heading, colon)} {told}"
        case Steps(heading, items):
            yield _asked(heading, colon)
            yield from (f"- {item}" for item in items)
        case Verbatim(heading, text):
            yield from (_asked(heading, colon), text)
        case Notes(remarks, sources):
            yield from remarks
            yield from (f"{source.title} {source.url}" for source in sources if source.url)
        case Next():
            return


def _asked(heading: str, colon: str) -> str:
    return heading if heading.endswith("?") else f"{heading}{colon}"
