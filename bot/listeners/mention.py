"""A mention in a channel: answered in its thread."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.desk import Desk
from bot.listeners import conversation


def register(app: AsyncApp, desk: Desk) -> None:
    """Register mentions."""

    @app.event("app_mention", matchers=[conversation.is_asked])
    async def answer(body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext) -> None:
        event = body["event"]
        thread_ts = event.get("thread_ts") or event["ts"]
        await conversation.answer(body, client, context, desk, surface="mention", thread_ts=thread_ts)
