"""Blocks and views to send, and short ways to make more."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    """Return a plain text object."""
    return {"type": "plain_text", "text": text}


def markdown(text: str) -> Json:
    """Return a mrkdwn text object."""
    return {"type": "mrkdwn", "text": text}


def section(text: str = "hello", **more: object) -> Json:
    """Return a section."""
    return {"type": "section", "text": markdown(text), **more}


def actions(*elements: Json) -> Json:
    """Return a row of buttons and menus."""
    return {"type": "actions", "elements": list(elements)}


def button(**more: object) -> Json:
    """Return a button."""
    return {"type": "button", "text": plain("Share"), **more}


def option(text: str, value: str) -> Json:
    """Return one option of a menu."""
    return {"text": plain(text), "value": value}


BUTTONS = actions(
    button(action_id="share", value="403"),
    {"type": "external_select", "action_id": "compare", "placeholder": plain("Compare with")},
)
MODAL = {
    "type": "modal",
    "callback_id": "ask",
    "title": plain("Ask"),
    "submit": plain("Go"),
    "blocks": [
        {
            "type": "input",
            "block_id": "question",
            "label": plain("Question"),
            "element": {"type": "plain_text_input", "action_id": "typed"},
        }
    ],
}
