"""What mentions and direct messages have in common: events that Slack delivers at least once, answered by a post."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot import post
from bot.desk import Asked, Desk
from bot.log import Surface
from bot.responder import Reply

AGAIN = "is_delivered_again"
"""Set in a request's context where an earlier copy was claimed and never finished: the answer may be posted already."""

# Some bots carry only one of the first two; an edit is no new question
_BOT_MARKS = frozenset({"bot_id", "bot_profile", "edited"})
_SUBTYPES = (None, "file_share", "thread_broadcast")


async def is_asked(event: dict[str, Any]) -> bool:
    """Tell whether a person wrote this to us: no bot, no edit, no notice; in direct messages, or as a mention."""
    if not all(isinstance(event.get(name), str) for name in ("type", "user", "channel", "ts")):
        return False
    to_us = event["type"] == "app_mention" or event.get("channel_type") == "im"
    by_person = not _BOT_MARKS & event.keys() and event["user"] != "USLACKBOT"
    return to_us and by_person and event.get("subtype") in _SUBTYPES


async def answer(  # noqa: PLR0913 - what Bolt hands over, and where to answer
    body: dict[str, Any],
    client: AsyncWebClient,
    context: AsyncBoltContext,
    desk: Desk,
    *,
    surface: Surface,
    thread_ts: str | None,
) -> None:
    """Answer an event by a post, unless an earlier copy of it was answered before it could be written down."""
    event, event_id = body["event"], body.get("event_id")
    asked = Asked(
        text=event.get("text") or "",
        surface=surface,
        team_id=body.get("team_id"),
        channel_id=event["channel"],
        user_id=event["user"],
        thread_ts=thread_ts,
        event_id=event_id,
    )

    async def deliver(reply: Reply) -> None:
        where = {"channel": event["channel"], "thread_ts": thread_ts, "event_id": event_id}
        if not (context.get(AGAIN) and await post.is_posted(client, since=event["ts"], **where)):
            await post.message(client, reply, **where)

    await desk.answer(asked, deliver)
