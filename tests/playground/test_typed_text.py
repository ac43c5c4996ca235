"""What people type becomes the text Slack sends."""

from __future__ import annotations

import pytest

from bot.playground.typed_text import encode
from bot.playground.workspace import Workspace


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("<!channel> & <@U0ADA>", "&lt;!channel&gt; &amp; &lt;@U0ADA&gt;"),
        ("@Teapot ask @grace hopper", "<@U0TEAPOT> ask <@U0GRACE>"),
        ("see #general, not #nowhere", "see <#C0GENERAL|general>, not #nowhere"),
        ("ada@teapot.example", "ada@teapot.example"),
        ("`@ada` and ```#general```", "`@ada` and ```#general```"),
        ("open ` @ada", "open ` <@U0ADA>"),
        (
            "GET https://a.example/b?c=1&d. <https://x.example>",
            "GET <https://a.example/b?c=1&amp;d>. &lt;<https://x.example>&gt;",
        ),
    ],
)
def test_typed_text_becomes_slacks(typed: str, text: str) -> None:
    """What is typed is escaped first, so nobody types a ping; names and links are marked."""
    workspace = Workspace()
    assert encode(typed, workspace.users.values(), workspace.channels.values()) == text
