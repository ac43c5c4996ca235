"""The buttons under an answer: ask about other codes, see the details, share in the channel."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import post
from bot.blocks import actions, elements
from bot.desk import Desk
from bot.listeners import press
from bot.post import ResponseUrls
from bot.responder import Reply
from bot.slack_errors import error_of

_NO_MEMBER = frozenset({"not_in_channel", "channel_not_found", "user_not_in_channel"})


def register(app: AsyncApp, desk: Desk, response_urls: ResponseUrls) -> None:
    """Register the buttons."""

    @app.action(actions.ASK)
    async def ask(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await answer_press(body, actions.wanted(action["value"]), desk, client, response_urls)

    @app.action(actions.SHARE)
    async def share(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        reply = desk.responder.reply(action["value"])
        signed = reply.translation.say("shared_by", person=f"<@{body['user']['id']}>")
        added = [{"type": "context", "elements": [elements.markup(signed)]}]
        thread_ts = press.thread_ts(body)
        await response_urls.answer(body["response_url"], reply, shown_to_all=True, thread_ts=thread_ts, added=added)

    @app.action(actions.DETAILS)
    async def details(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        wanted = actions.wanted(action["value"])
        views = (desk.responder.details(number, language=wanted.language) for number in wanted.numbers)
        view = next(filter(None, views), None)
        if view:
            await client.views_open(trigger_id=body["trigger_id"], view=view)


async def answer_press(
    body: dict[str, Any],
    wanted: actions.Wanted,
    desk: Desk,
    client: AsyncWebClient,
    response_urls: ResponseUrls,
) -> None:
    """Answer a press that names codes, beside the message it was on: openly between us, else to the person alone."""

    async def deliver(reply: Reply) -> None:
        thread_ts, openly = press.thread_ts(body), press.is_between_us(body)
        if thread_ts and not openly:
            try:
                user, channel = body["user"]["id"], body["channel"]["id"]
                return await post.ephemeral(client, reply, channel=channel, user=user, thread_ts=thread_ts)
            except SlackApiError as refusal:
                # where the bot is no member only the response_url is left, which knows no threads
                if error_of(refusal) not in _NO_MEMBER:
                    raise
        return await response_urls.answer(body["response_url"], reply, shown_to_all=openly, thread_ts=thread_ts)

    await desk.answer_about(press.asked(body, wanted), wanted.numbers, deliver)
