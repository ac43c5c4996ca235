"""Block Kit's building stones as plain dicts, every text escaped and cut to what Slack takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bot.blocks import limits
from bot.markup import spans, without_marks
from bot.slack_text import escape
from knowledge.model import Source

Block = dict[str, Any]


def header(text: str) -> Block:
    """Return a header; its text has no markup."""
    return {"type": "header", "text": plain_text(text, limits.HEADER_TEXT)}


def section(text: str) -> Block:
    """Return a section of text."""
    return {"type": "section", "text": mrkdwn(text, limits.TEXT_OBJECT)}


def fields(pairs: Iterable[tuple[str, str]]) -> Block:
    """Return a section of short facts in two columns; Slack takes ten."""
    shown = list(pairs)[: limits.SECTION_FIELDS]
    return {"type": "section", "fields": [mrkdwn(f"*{name}*\n{text}", limits.FIELD_TEXT) for name, text in shown]}


def verbatim(heading: str, text: str) -> Block:
    """Return lines that keep their spacing, under a heading."""
    lines = escape(cut(text, limits.TEXT_OBJECT // 2))
    return {"type": "section", "text": markup(f"*{escape(heading)}*\n```{lines}```")}


def context(remarks: Sequence[str], sources: Sequence[Source]) -> Block:
    """Return small grey text: remarks, then links to the sources."""
    texts = [escape(remark) for remark in remarks]
    texts += [f"<{source.url}|{escape(source.title)}>" for source in sources if source.url]
    return {"type": "context", "elements": [markup(cut("  ·  ".join(texts), limits.TEXT_OBJECT))]}


def actions(elements: Sequence[Block]) -> Block:
    """Return a row of buttons and menus."""
    return {"type": "actions", "elements": list(elements)}


def button(text: str, action_id: str, value: str) -> Block:
    """Return a button."""
    return {"type": "button", "action_id": action_id, "value": value, "text": plain_text(text, limits.BUTTON_TEXT)}


def search_menu(placeholder: str, action_id: str) -> Block:
    """Return a menu whose options the bot is asked for while the person types."""
    return {
        "type": "external_select",
        "action_id": action_id,
        "placeholder": plain_text(placeholder, limits.PLACEHOLDER_TEXT),
        "min_query_length": 1,
    }


def option(text: str, value: str) -> Block:
    """Return one entry of a menu."""
    return {"text": plain_text(text, limits.OPTION_TEXT), "value": value}


def table(columns: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]]) -> Block:
    """Return a table: the first row names the columns, the first cell of every other row its aspect."""
    # Slack refuses an empty cell
    drawn = [[cell(" "), *(cell(f"*{name}*") for name in columns)]]
    drawn += [[cell(f"*{name}*"), *map(cell, cells)] for name, cells in rows]
    return {"type": "table", "column_settings": [{"is_wrapped": True}] * (len(columns) + 1), "rows": drawn}


def cell(text: str) -> Block:
    """Return a table cell, with code and bold runs."""
    runs = [
        {"type": "text", "text": span.text} | ({"style": {span.style: True}} if span.style != "plain" else {})
        for span in spans(text)
    ]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": runs}]}


def mrkdwn(text: str, limit: int) -> Block:
    """Return a text object in Slack's markup."""
    return markup(cut(escape(text), limit))


def markup(text: str) -> Block:
    """Return a text object of text that is escaped already; only what is marked as a link or mention becomes one."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def plain_text(text: str, limit: int) -> Block:
    """Return a text object without markup."""
    return {"type": "plain_text", "text": cut(without_marks(text), limit)}


def cut(text: str, limit: int) -> str:
    """Return `text` with at most `limit` characters; an ellipsis shows that something is missing."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
