"""What a person is told when something of ours fails: sorry, and an id under which it is logged."""

from __future__ import annotations

import logging
import secrets
from typing import Any

import aiohttp
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.desk import Desk
from bot.post import ResponseUrlError, ResponseUrls
from bot.slack_errors import reason_of

log = logging.getLogger(__name__)

_UNREACHABLE = (aiohttp.ClientError, TimeoutError, ConnectionError)
# What will not get better if Slack delivers the event again
_FINAL = frozenset(
    {
        "account_inactive", "cannot_reply_to_message", "channel_not_found", "expired_trigger_id",
        "invalid_auth", "is_archived", "missing_scope",
        "no_permission", "not_in_channel", "restricted_action", "token_revoked", "thread_locked", "user_not_found",
    }
)  # fmt: skip


def register(app: AsyncApp, desk: Desk, response_urls: ResponseUrls) -> None:
    """Register the one handler of errors."""

    @app.error
    async def failed(error: Exception, body: dict[str, Any], client: AsyncWebClient) -> BoltResponse:
        reason = reason_of(error)
        if isinstance(error, SlackApiError) and reason in _FINAL:
            log.error("slack refused an answer: %s", reason)
            return BoltResponse(status=200)
        if isinstance(error, (SlackApiError, ResponseUrlError, *_UNREACHABLE)):
            log.error("slack could not be reached: %s", reason)
            return BoltResponse(status=503)
        failure_id = secrets.token_hex(4)
        log.error("failed", exc_info=error, extra={"id": failure_id})
        say = desk.responder.translation().say
        text = f"*{say('failed_header')}*\n{say('failed', id=failure_id)}"
        return await _apologise(text, body, client, response_urls)


async def _apologise(
    text: str, body: dict[str, Any], client: AsyncWebClient, response_urls: ResponseUrls
) -> BoltResponse:
    event = body.get("event") or {}
    try:
        if body.get("command"):
            return BoltResponse(status=200, body={"response_type": "ephemeral", "text": text})
        if event.get("channel"):
            thread_ts = event.get("thread_ts") or (event.get("ts") if event.get("type") == "app_mention" else None)
            await client.chat_postMessage(channel=event["channel"], thread_ts=thread_ts, text=text)
        elif body.get("response_url"):
            await response_urls.say(body["response_url"], text)
    except (SlackApiError, ResponseUrlError, *_UNREACHABLE) as problem:
        log.error("the apology could not be delivered: %s", reason_of(problem))  # noqa: TRY400 - logged above
    return BoltResponse(status=200)
