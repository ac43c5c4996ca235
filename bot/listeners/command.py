"""The slash command: answered in its acknowledgement, to the person alone."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.blocks.draw import Layout
from bot.desk import Asked, Desk
from bot.outline import COMMAND
from bot.slack_text import escape


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the command."""

    @app.command(COMMAND)
    async def answer(ack: AsyncAck, command: dict[str, Any]) -> None:
        asked = Asked(
            text=command.get("text") or "",
            surface="command",
            team_id=command.get("team_id"),
            channel_id=command.get("channel_id"),
            user_id=command.get("user_id"),
        )
        # Slack does not deliver a command again: the row is durable before the acknowledgement carries the answer
        reply = await desk.answer(asked)
        await ack(
            response_type="ephemeral", text=escape(reply.text), blocks=reply.blocks(Layout.FIELDS, shareable=True)
        )
