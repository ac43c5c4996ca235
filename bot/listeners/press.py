"""Read a press on a button or a menu: who pressed, where, and which codes it names."""

from __future__ import annotations

from typing import Any

from bot.blocks.actions import Wanted
from bot.desk import Asked
from bot.log import Surface


def asked(body: dict[str, Any], wanted: Wanted) -> Asked:
    """Return a press as the question it stands for."""
    return Asked(
        text=" vs ".join(map(str, wanted.numbers)),
        language=wanted.language,
        surface=_surface(body),
        team_id=(body.get("team") or {}).get("id"),
        channel_id=(body.get("channel") or {}).get("id"),
        user_id=body["user"]["id"],
        thread_ts=thread_ts(body),
    )


def is_between_us(body: dict[str, Any]) -> bool:
    """Tell whether the press was in the person's conversation with the bot, where nobody else would see the answer.

    A command's answer stands alone in any conversation, one between two people too: it is ephemeral there.
    """
    in_direct_message = str((body.get("channel") or {}).get("id", "")).startswith("D")
    return in_direct_message and not (body.get("container") or {}).get("is_ephemeral")


def thread_ts(body: dict[str, Any]) -> str | None:
    """Return the thread in which the pressed message stands."""
    return (body.get("container") or {}).get("thread_ts") or (body.get("message") or {}).get("thread_ts")


def _surface(body: dict[str, Any]) -> Surface:
    if is_between_us(body):
        return "dm"
    return "mention" if thread_ts(body) else "command"
