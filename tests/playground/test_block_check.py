"""Blocks are refused as Slack refuses them, by the limits the bot relies on."""

from __future__ import annotations

import pytest

from bot.playground.block_check import Surface, problems
from tests.playground.samples import Json, actions, button, markdown, option, plain, section


def header(text: Json) -> Json:
    """Return a header."""
    return {"type": "header", "text": text}


def table(*rows: list[str]) -> Json:
    """Return a table of raw text."""
    return {"type": "table", "rows": [[{"type": "raw_text", "text": text} for text in row] for row in rows]}


REFUSED = {
    "51 blocks": ([section()] * 51, "/blocks]"),
    "long section": (
        [section(), section("x" * 3_001)],
        "less than 3001 characters [json-pointer:/blocks/1/text/text]",
    ),
    "empty text": ([section("")], "/blocks/0/text/text"),
    "no text": ([{"type": "section"}], "missing required field"),
    "11 fields": ([section(fields=[markdown("x")] * 11)], "/blocks/0/fields"),
    "long field": ([section(fields=[markdown("x" * 2_001)])], "/blocks/0/fields/0/text"),
    "mrkdwn header": ([header(markdown("x"))], "must be plain_text"),
    "long header": ([header(plain("x" * 151))], "/blocks/0/text/text"),
    "verbatim header": ([header(plain("x") | {"verbatim": True})], "verbatim"),
    "11 context elements": ([{"type": "context", "elements": [markdown("x")] * 11}], "/blocks/0/elements"),
    "26 buttons": ([actions(*[button()] * 26)], "/blocks/0/elements"),
    "long button": ([actions(button(text=plain("x" * 76)))], "/blocks/0/elements/0/text/text"),
    "long value": ([actions(button(value="x" * 2_001))], "/blocks/0/elements/0/value"),
    "odd style": ([actions(button(style="blue"))], "primary or danger"),
    "long action_id": ([actions(button(action_id="x" * 256))], "/blocks/0/elements/0/action_id"),
    "action_id twice": ([actions(button(action_id="a")), actions(button(action_id="a"))], "already exists"),
    "block_id twice": ([section(block_id="a"), section(block_id="a")], "already exists"),
    "long option": (
        [actions({"type": "static_select", "options": [option("x" * 76, "v")]})],
        "/blocks/0/elements/0/options/0/text",
    ),
    "101 rows": ([table(*[["x"]] * 101)], "/blocks/0/rows"),
    "21 columns": ([table(["x"] * 21)], "/blocks/0/rows/0"),
    "empty cell": ([table([""])], "/blocks/0/rows/0/0/text"),
    "10,001 characters": ([table(["x" * 5_001, "x" * 5_000])], "less than 10001 characters"),
    "two tables": ([table(["x"]), table(["x"])], "only_one_table_allowed"),
    "much text": ([section("x" * 3_000)] * 5, "13200 characters"),
    "unknown block": ([{"type": "container"}], "unsupported type: container"),
    "unknown element": ([actions({"type": "rating"})], "unsupported type: rating"),
    "unknown field": ([section(colour="red")], "invalid additional property: colour"),
    "odd text": ([section() | {"text": "x"}], "must be an object"),
    "no list": ({"type": "section"}, "must provide an array"),
}


@pytest.mark.parametrize(("blocks", "fault"), REFUSED.values(), ids=REFUSED.keys())
def test_blocks_beyond_a_limit_are_refused(blocks: object, fault: str) -> None:
    """Each limit the bot relies on is checked, and the fault names its place."""
    assert any(fault in found for found in problems(blocks))


def test_blocks_at_their_limits_are_taken() -> None:
    """What just fits is taken; a table stands in messages only."""
    rich = {"type": "rich_text_section", "elements": [{"type": "text", "text": " "}]}
    blocks = [
        section("x" * 3_000, fields=[markdown("x")] * 10, block_id="b" * 255),
        header(plain("x" * 150)),
        {"type": "divider"},
        actions(button(value="x" * 2_000, action_id="a", style="danger")),
        {"type": "table", "rows": [[{"type": "rich_text", "elements": [rich]}] * 20] * 100},
    ]
    assert problems(blocks) == []
    assert "acknowledgement" in problems(blocks, Surface.ACKNOWLEDGEMENT)[0]
