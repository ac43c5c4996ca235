"""Draw the outline of an answer as Block Kit blocks."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from bot.blocks import actions, elements, limits
from bot.blocks.elements import Block
from bot.parts import Fields, Grid, Heading, Next, Notes, Paragraph, Part, Steps, Verbatim
from knowledge.load import Entry, Translation

# A message is about 600 pixels wide; four columns beside the headings would be slivers
_MOST_COLUMNS = 3


class Layout(Enum):
    """How differences are drawn, the best-looking first; a table stands only in posted messages."""

    TABLE = "table"
    FIELDS = "fields"
    TEXT = "text"


def draw(
    parts: Sequence[Part], translation: Translation, *, layout: Layout, to_share: str | None = None
) -> list[Block]:
    """Return the blocks of an outline.

    `to_share` is the question behind the answer; with it the answer has a button that shares it in the channel.
    """
    blocks: list[Block] = []
    for part in parts:
        match part:
            case Heading(text):
                blocks.append(elements.header(text))
            case Paragraph(text):
                blocks.append(elements.section(text))
            case Fields(pairs):
                blocks.append(elements.fields(pairs))
            case Grid():
                blocks.append(_grid(part, layout))
            case Steps(heading, items):
                blocks.append(elements.section("\n".join([f"*{heading}*", *(f"• {item}" for item in items)])))
            case Verbatim(heading, text):
                blocks.append(elements.verbatim(heading, text))
            case Notes(remarks, sources) if remarks or any(source.url for source in sources):
                blocks.append(elements.context(remarks, sources))
            case Next():
                blocks += actions.draw(part, translation, to_share=to_share)
    return blocks


def draw_details(entry: Entry, parts: Sequence[Part], translation: Translation) -> Block:
    """Return the view (a modal) with everything a page says beyond the answer."""
    return {
        "type": "modal",
        "title": elements.plain_text(translation.say("details_title", number=entry.number), limits.VIEW_TITLE),
        "close": elements.plain_text(translation.say("close"), limits.VIEW_BUTTON),
        "blocks": draw(parts, translation, layout=Layout.FIELDS),
    }


def _grid(grid: Grid, layout: Layout) -> Block:
    if layout is Layout.TABLE and len(grid.columns) <= _MOST_COLUMNS:
        return elements.table([entry.full_title for entry in grid.columns], grid.rows)
    pairs = [(heading, _answers(grid.columns, cells)) for heading, cells in grid.rows]
    if layout is not Layout.TEXT:
        return elements.fields(pairs)
    return elements.section("\n".join(f"*{heading}*\n{answers}" for heading, answers in pairs))


def _answers(columns: Sequence[Entry], cells: Sequence[str]) -> str:
    return "\n".join(f"*{entry.number}* {cell}" for entry, cell in zip(columns, cells, strict=True))
