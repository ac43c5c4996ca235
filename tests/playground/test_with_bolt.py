"""A real Bolt app finds everything it expects of Slack, over HTTP and Socket Mode."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from tests.playground.conftest import listening
from tests.playground.samples import BUTTONS, Json, option, section


def bolt(slack: Playground) -> AsyncApp:
    """Make a small Bolt app with one listener for each surface."""
    client = AsyncWebClient("xoxb-playground", base_url=slack.api_url)
    app = AsyncApp(client=client, signing_secret="playground", process_before_response=True)

    @app.command("/http")
    async def command(ack: Any, command: Json) -> None:
        await ack(text=f"about {command['text']}", blocks=[section(), BUTTONS])

    @app.event("app_mention")
    async def mention(event: Json, say: Any) -> None:
        await say(text=event["text"], thread_ts=event["ts"])

    @app.event("message")
    async def message(event: Json, say: Any) -> None:
        await say(text=event["text"])

    @app.action("share")
    async def share(ack: Any, respond: Any, action: Json) -> None:
        await ack()
        await respond(text=f"shared {action['value']}", response_type="in_channel")

    @app.options("compare")
    async def options(ack: Any, payload: Json) -> None:
        await ack(options=[option(f"{payload['value']}9 Conflict", "409")])

    return app


@asynccontextmanager
async def over_http(slack: Playground) -> AsyncIterator[None]:
    """Run the Bolt app at a request URL."""
    app = bolt(slack)

    async def take(received: web.Request) -> web.StreamResponse:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(received)))

    async with listening(take) as url:
        slack.deliver_to(url)
        yield


@asynccontextmanager
async def over_socket(slack: Playground) -> AsyncIterator[None]:
    """Run the Bolt app at a web socket."""
    app = bolt(slack)
    handler = AsyncSocketModeHandler(app, "xapp-playground", web_client=app.client, ping_interval=1)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@pytest.fixture(params=[over_http, over_socket])
async def talk(request: pytest.FixtureRequest, slack: Playground) -> AsyncIterator[Playground]:
    """Return the playground with the Bolt app behind it, over HTTP, then over Socket Mode."""
    async with request.param(slack):
        yield slack


async def test_command_is_answered_for_one(talk: Playground) -> None:
    """A command's answer is seen by the person alone."""
    reply = await talk.command("403")
    assert (reply.status, reply.error) == (200, None)
    (shown,) = talk.messages("general")
    assert (shown.text, shown.ephemeral_for, shown.app) == ("about 403", "U0ADA", True)


async def test_mention_is_answered_in_its_thread(talk: Playground) -> None:
    """`mention` returns when the bot has posted and acknowledged."""
    event_id = await talk.mention("202 vs 409?", user="U0GRACE")
    question, answer = talk.messages("general")
    assert event_id.startswith("Ev")
    assert answer.text == "<@U0TEAPOT> 202 vs 409?"
    assert talk.replies(question.ts) == [answer]


async def test_direct_message_is_answered(talk: Playground) -> None:
    """A direct message opens the person's own channel with the bot."""
    await talk.dm("hello", user="U0GRACE")
    assert [each.text for each in talk.messages("D0GRACE")] == ["hello", "hello"]


async def test_click_reaches_the_action_and_its_response_url(talk: Playground) -> None:
    """A button carries its value, and its response_url posts for all."""
    reply = await talk.command("403")
    assert reply.message is not None
    outcome = await talk.click(reply.message, "share")
    assert outcome.acknowledged
    shared = await talk.wait_for(lambda: [m for m in talk.messages("general") if not m.ephemeral])
    assert shared[0].text == "shared 403"


async def test_menu_asks_for_options(talk: Playground) -> None:
    """What is typed into an external menu comes back as options."""
    reply = await talk.command("403")
    assert reply.message is not None
    (offered,) = await talk.suggest(reply.message, "compare", "40")
    assert offered["text"]["text"] == "409 Conflict"


async def test_bolt_reconnects_when_asked(slack: Playground) -> None:
    """A `disconnect` message makes the client open a new socket, over which the next mention is answered.

    More than once it may be: Slack's client sometimes reconnects twice, and this app knows no event from another.
    """
    async with over_socket(slack):
        await slack.disconnect()
        await slack.wait_for(lambda: slack.sockets == 1)
        await slack.mention("403")
        asked, *answers = slack.messages("general")
        assert {answer.thread_ts for answer in answers} == {asked.ts}
