"""A direct message: answered in the conversation, or in the thread it was written in."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.desk import Desk
from bot.listeners import conversation


def register(app: AsyncApp, desk: Desk) -> None:
    """Register direct messages."""

    @app.event("message", matchers=[conversation.is_asked])
    async def answer(body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext) -> None:
        thread_ts = body["event"].get("thread_ts")
        await conversation.answer(body, client, context, desk, surface="dm", thread_ts=thread_ts)
