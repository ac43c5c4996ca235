"""Draw the outline of an answer in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.markup import spans
from bot.parts import Fields, Grid, Heading, Next, Notes, Paragraph, Part, Steps, Verbatim

_WIDEST = 110
_NARROW = 64
_STYLES = {"plain": "", "code": "bold cyan", "bold": "bold"}
_CLASS_COLOURS = {"1": "blue", "2": "green", "3": "cyan", "4": "yellow", "5": "red"}


def show(parts: Sequence[Part], console: Console | None = None) -> None:
    """Print an answer."""
    console = console or Console(highlight=False)
    width = min(console.width, _WIDEST)
    console.print(Padding(Group(*_spaced(parts, width)), (1, 2)), width=width)


def _spaced(parts: Sequence[Part], width: int) -> Iterator[RenderableType]:
    for at, part in enumerate(parts):
        if isinstance(part, Next):
            continue
        if at and not isinstance(part, Paragraph):
            yield Text()
        yield from _draw(part, width)


def _draw(part: Part, width: int) -> Iterator[RenderableType]:  # noqa: C901 - one case for each part
    match part:
        case Heading(text):
            yield Text(text, style=f"bold {_CLASS_COLOURS.get(text[:1], 'magenta')}")
        case Paragraph(text):
            yield _styled(text)
        case Fields(pairs):
            yield _pairs(pairs)
        case Grid() if width >= _NARROW:
            yield _grid(part)
        case Grid(columns, rows):
            for heading, cells in rows:
                yield Text(heading, style="bold")
                yield from (_styled(f"  `{e.number}` {cell}") for e, cell in zip(columns, cells, strict=True))
        case Steps(heading, items):
            yield Text(heading, style="bold")
            yield _bullets(items)
        case Verbatim(heading, text):
            yield Text(heading, style="bold")
            yield Padding(Text(text), (0, 2))
        case Notes(remarks, sources):
            yield from (Text.assemble(_styled(remark), style="dim") for remark in remarks)
            for source in sources:
                if source.url:
                    yield Text(f"{source.title}  {source.url}", style=f"dim link {source.url}")


def _styled(text: str) -> Text:
    return Text.assemble(*((span.text, _STYLES[span.style]) for span in spans(text)))


def _pairs(pairs: Sequence[tuple[str, str]]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for heading, text in pairs:
        table.add_row(heading, _styled(text))
    return table


def _bullets(items: Sequence[str]) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column()
    for item in items:
        table.add_row("•", _styled(item))
    return table


def _grid(grid: Grid) -> Table:
    table = Table(box=box.ROUNDED, border_style="dim", header_style="bold", show_lines=True)
    table.add_column("", style="bold")
    for entry in grid.columns:
        table.add_column(entry.full_title, header_style=f"bold {_CLASS_COLOURS.get(str(entry.number)[0], 'magenta')}")
    for heading, cells in grid.rows:
        table.add_row(heading, *map(_styled, cells))
    return table
