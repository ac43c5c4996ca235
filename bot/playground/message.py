"""A message in the playground, as the page and as Slack's Web API show it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.playground import cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.playground.cast import Json


@dataclass(frozen=True, slots=True)
class Message:
    """What stands in a channel or thread; `ephemeral_for` names the one person who sees it."""

    ts: str
    channel: str
    user: str
    text: str
    thread_ts: str | None = None
    blocks: list[Json] | None = None
    ephemeral_for: str | None = None
    edited: bool = False
    metadata: Json | None = None

    @property
    def ephemeral(self) -> bool:
        """Tell whether only one person sees it."""
        return self.ephemeral_for is not None

    @property
    def app(self) -> bool:
        """Tell whether the bot wrote it."""
        return self.user == cast.BOT_USER

    @property
    def in_thread(self) -> bool:
        """Tell whether it is a reply, not what a thread starts from."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    def elements(self) -> Iterator[tuple[Json, Json]]:
        """Yield each interactive element with the block that holds it."""
        yield from elements_of(self.blocks or [])

    def for_page(self) -> Json:
        """Return the message as the page draws it."""
        shown: Json = {
            "ts": self.ts,
            "channel": self.channel,
            "user": self.user,
            "text": self.text,
            "ephemeral": self.ephemeral,
            "edited": self.edited,
            "app": self.app,
        }
        optional = {
            "thread_ts": self.thread_ts,
            "blocks": self.blocks,
            "ephemeral_for": self.ephemeral_for,
        }
        return shown | {name: value for name, value in optional.items() if value is not None}

    def for_api(self, *, with_metadata: bool = False) -> Json:
        """Return the message as conversations.history tells it."""
        told: Json = {
            "type": "message",
            "user": self.user,
            "text": self.text,
            "ts": self.ts,
            "team": cast.TEAM,
        }
        if self.app:
            told |= {"bot_id": cast.BOT, "app_id": cast.APP}
        if self.thread_ts is not None:
            told["thread_ts"] = self.thread_ts
        if self.blocks is not None:
            told["blocks"] = self.blocks
        if self.edited:
            told["edited"] = {"user": self.user, "ts": self.ts}
        if with_metadata and self.metadata is not None:
            told["metadata"] = self.metadata
        return told


def elements_of(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Yield each interactive element of some blocks with the block that holds it."""
    for block in blocks:
        held = [*block.get("elements", ()), block.get("accessory"), block.get("element")]
        for element in held:
            if isinstance(element, dict) and "action_id" in element:
                yield element, block


def with_block_ids(blocks: list[Json]) -> list[Json]:
    """Give each block without a block_id one, as Slack does."""
    return [block if block.get("block_id") else block | {"block_id": _block_id()} for block in blocks]


def _block_id() -> str:
    return secrets.token_urlsafe(4)
