"""The buttons under an answer: ask about other codes, see the details, share in the channel."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks import actions
from bot.desk import Desk
from bot.listeners import press
from bot.post import ResponseUrls
from bot.responder import Reply


def register(app: AsyncApp, desk: Desk, response_urls: ResponseUrls) -> None:
    """Register the buttons."""

    @app.action(actions.ASK)
    async def ask(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        await answer_press(body, actions.parted(action["value"]), desk, response_urls)

    @app.action(actions.SHARE)
    async def share(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        reply = desk.responder.reply(action["value"])
        signed = reply.translation.say("shared_by", person=f"<@{body['user']['id']}>")
        added = [{"type": "context", "elements": [{"type": "mrkdwn", "text": signed}]}]
        await response_urls.answer(body["response_url"], reply, shown_to_all=True, added=added)

    @app.action(actions.DETAILS)
    async def details(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], client: AsyncWebClient) -> None:
        view = desk.responder.details(actions.parted(action["value"])[0])
        await ack()
        if view:
            await client.views_open(trigger_id=body["trigger_id"], view=view)


async def answer_press(
    body: dict[str, Any], numbers: tuple[int | str, ...], desk: Desk, response_urls: ResponseUrls
) -> None:
    """Answer a press that names codes, beside the message it was on: to all in a direct message, else to the person."""

    async def deliver(reply: Reply) -> None:
        to_all = press.is_in_direct_message(body)
        await response_urls.answer(body["response_url"], reply, shown_to_all=to_all, thread_ts=press.thread_ts(body))

    text = " vs ".join(map(str, numbers))
    await desk.answer_about(press.asked(body, text), numbers, deliver)
