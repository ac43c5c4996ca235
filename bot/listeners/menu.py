"""The menu that adds a code to compare with: its options while the person types, and the choice."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks import actions
from bot.desk import Desk
from bot.listeners.buttons import answer_press
from bot.post import ResponseUrls

_MENU = re.compile(f"^{actions.MENU}")


def register(app: AsyncApp, desk: Desk, response_urls: ResponseUrls) -> None:
    """Register the menu."""

    @app.options(_MENU)
    async def options(ack: AsyncAck, payload: dict[str, Any]) -> None:
        language = actions.compared_with(payload["action_id"]).language
        await ack(options=desk.responder.options(payload.get("value") or "", language=language))

    @app.action(_MENU)
    async def choice(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        before = actions.compared_with(action["action_id"])
        added = actions.wanted((action.get("selected_option") or {}).get("value") or "")
        wanted = replace(before, numbers=before.numbers + added.numbers)
        await answer_press(body, wanted, desk, client, response_urls)
