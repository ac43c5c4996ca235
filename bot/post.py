"""Bring a reply to Slack, stepping down to a plainer layout where Slack refuses the blocks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks.draw import Layout
from bot.blocks.elements import Block
from bot.responder import Reply
from bot.slack_errors import error_of
from bot.slack_text import escape

ANSWER_EVENT = "teapot_answer"
_REFUSED = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
_NO_PREVIEWS = {"unfurl_links": False, "unfurl_media": False}
# A table stands only in messages that are there for everybody
_PLAINER = (Layout.FIELDS, Layout.TEXT)
# Slack delivers an event for the last time after about six minutes
_RETRIES_END = 600
_RESPONSE_URL_TIMEOUT = aiohttp.ClientTimeout(total=5)


class ResponseUrlError(Exception):
    """A response_url did not take a message; it lives 30 minutes and takes five."""


async def message(
    client: AsyncWebClient, reply: Reply, *, channel: str, thread_ts: str | None, event_id: str | None
) -> None:
    """Post a reply in a conversation, marked with the event it answers. Raises SlackApiError."""
    where: dict[str, Any] = {"channel": channel, "thread_ts": thread_ts}
    if event_id:
        where["metadata"] = {"event_type": ANSWER_EVENT, "event_payload": {"event_id": event_id}}
    await _post(client.chat_postMessage, reply, [reply.blocks(layout) for layout in Layout], where | _NO_PREVIEWS)


async def ephemeral(client: AsyncWebClient, reply: Reply, *, channel: str, user: str, thread_ts: str) -> None:
    """Post a reply in a thread, for one person alone. Raises SlackApiError."""
    where = {"channel": channel, "user": user, "thread_ts": thread_ts}
    await _post(client.chat_postEphemeral, reply, [reply.blocks(layout, shareable=True) for layout in _PLAINER], where)


async def _post(
    method: Callable[..., Awaitable[Any]], reply: Reply, layouts: Sequence[list[Block]], where: dict[str, Any]
) -> None:
    """Post the first layout that Slack takes, at last the text alone."""
    for blocks in (*layouts, None):
        try:
            await method(**where, text=escape(reply.text), blocks=blocks)
        except SlackApiError as refusal:
            if blocks is None or error_of(refusal) not in _REFUSED:
                raise
        else:
            return


async def is_posted(client: AsyncWebClient, *, channel: str, thread_ts: str | None, since: str, event_id: str) -> bool:
    """Tell whether the answer to an event from `since` stands in the conversation; False where we may not look."""
    window: dict[str, Any] = {
        "oldest": since,
        "latest": str(float(since) + _RETRIES_END),
        "limit": 200,
        "include_all_metadata": True,
    }
    try:
        if thread_ts:
            found = await client.conversations_replies(channel=channel, ts=thread_ts, **window)
        else:
            found = await client.conversations_history(channel=channel, **window)
    except SlackApiError:
        return False
    marks = (each.get("metadata", {}).get("event_payload", {}) for each in found.get("messages") or [])
    return any(mark.get("event_id") == event_id for mark in marks)


class ResponseUrls:
    """Posts to the response_url of a command or a press, over one shared connection pool."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    async def answer(
        self,
        url: str,
        reply: Reply,
        *,
        shown_to_all: bool,
        thread_ts: str | None = None,
        added: list[Block] | None = None,
    ) -> None:
        """Post a reply beside the message that the person pressed on. Raises ResponseUrlError."""
        where = {
            "response_type": "in_channel" if shown_to_all else "ephemeral",
            "replace_original": False,
        } | _NO_PREVIEWS
        if thread_ts:
            where["thread_ts"] = thread_ts
        for layout in Layout if shown_to_all else _PLAINER:
            blocks = reply.blocks(layout, shareable=not shown_to_all)
            if await self._post(url, {**where, "text": escape(reply.text), "blocks": [*blocks, *(added or [])]}):
                return
        if not await self._post(url, {**where, "text": escape(reply.text)}):
            raise ResponseUrlError

    async def say(self, url: str, text: str) -> None:
        """Post a short text that only the person sees. Raises ResponseUrlError."""
        if not await self._post(url, {"response_type": "ephemeral", "replace_original": False, "text": text}):
            raise ResponseUrlError

    async def _post(self, url: str, payload: dict[str, Any]) -> bool:
        """Tell whether Slack took a message; False asks for a plainer one. Raises ResponseUrlError where none helps."""
        async with self._session.post(url, json=payload, timeout=_RESPONSE_URL_TIMEOUT) as response:
            body = await response.text()
            # a refusal may come as 200 with an error in the body
            if response.ok and '"ok":false' not in body.replace(" ", ""):
                return True
            if any(refusal in body for refusal in _REFUSED):
                return False
            raise ResponseUrlError(f"{response.status} {body[:80]}")
