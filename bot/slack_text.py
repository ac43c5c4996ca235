"""Slack's own markup in text: taken off what people typed, and made harmless in what is shown again."""

from __future__ import annotations

import re

_LINK = re.compile(r"<(?:https?://|mailto:|tel:)[^|<>\s]{0,4000}(?:\|([^<>]{0,4000}))?>")
_REFERENCE = re.compile(r"<[@#!][^<>\s]{1,200}>|<[#!][^<>]{1,200}>")
_EMOJI = re.compile(r"(?<![\w:]):[a-z0-9_+'-]{1,100}:(?![\w:])")
_CODE_MARKS = re.compile(r"[`*~]+|(?<![^\W_])_+(?=\S)|(?<=\S)_+(?![^\W_])")
_MARKS = re.compile(r"[`*~]|(?<!\w)_+|_+(?!\w)")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_ENTITY = re.compile("|".join(_ENTITIES))


def without_markup(text: str) -> str:
    """Return what a person meant to type: no mentions, link targets, emoji or formatting marks; entities decoded."""
    text = _REFERENCE.sub(" ", _LINK.sub(_label, text))
    text = _CODE_MARKS.sub(" ", _EMOJI.sub(" ", text))
    return _ENTITY.sub(lambda entity: _ENTITIES[entity.group()], text)


def escape(text: str) -> str:
    """Return `text` so that Slack shows it literally: nobody can make the bot ping a channel."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quotable(text: str, *, limit: int = 80) -> str:
    """Return one short line of what somebody typed, without marks that would change the text around it."""
    line = " ".join("".join(mark for mark in _MARKS.sub("", text) if mark.isprintable()).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _label(link: re.Match[str]) -> str:
    return f" {link.group(1) or ''} "
