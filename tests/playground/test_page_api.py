"""The page talks and listens for Ada alone, and gets no more than its own files."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from tests.playground.conftest import Bot
from tests.playground.samples import BUTTONS, MODAL, Json, option


async def post(http: aiohttp.ClientSession, path: str, **said: object) -> Json:
    """Post as the page does."""
    async with http.post(f"/play/{path}", json=said) as response:
        decoded: Json = await response.json()
        return decoded


async def events(http: aiohttp.ClientSession) -> AsyncGenerator[tuple[str, Json], None]:
    """Listen as the page does; the first event says that the stream is open."""
    async with http.get("/play/events") as stream:
        assert stream.content_type == "text/event-stream"
        yield "open", {}
        name = ""
        async for line in stream.content:
            if line.startswith(b"event: "):
                name = line.decode().removeprefix("event: ").strip()
            if line.startswith(b"data: "):
                yield name, json.loads(line.decode().removeprefix("data: "))


async def test_page_says_and_hears(
    slack: Playground, bot: Bot, http: aiohttp.ClientSession, api: AsyncWebClient
) -> None:
    """What Ada types goes to the bot; she hears of everything but what is others' own."""
    heard = events(http)
    await anext(heard)
    said = await post(http, "say", channel="C0GENERAL", text="@teapot <!channel>")
    assert await anext(heard) == ("message", {"message": slack.messages("general")[0].for_page()})
    await slack.wait_for(lambda: bot.got)
    assert bot.got[0]["event"]["text"] == "<@U0TEAPOT> &lt;!channel&gt;"
    await slack.dm("hidden", user="U0GRACE")
    await api.chat_postEphemeral(channel="C0GENERAL", user="U0GRACE", text="hidden")
    mine = await api.chat_postMessage(channel="C0GENERAL", text="yours", thread_ts=said["ts"])
    await api.chat_delete(channel="C0GENERAL", ts=mine["ts"])
    kind, told = await anext(heard)
    assert (kind, told["message"]["text"]) == ("message", "yours")
    assert await anext(heard) == ("message_deleted", {"channel": "C0GENERAL", "ts": mine["ts"]})
    await heard.aclose()


async def test_page_types_commands(slack: Playground, bot: Bot, http: aiohttp.ClientSession) -> None:
    """A slash at the start is a command."""
    assert (await post(http, "say", channel="C0GENERAL", text="/http  403 "))["ok"]
    await slack.wait_for(lambda: bot.got)
    assert bot.got[0]["text"] == "403"


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"text": "/foo"}, "/foo is not a valid command"),
        ({"text": "/http 403", "thread_ts": "1.000001"}, "slash commands don't work in threads"),
        ({"text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
        ({"text": "x", "channel": "D0GRACE"}, "channel_not_found"),
        ({"text": " "}, "no_text"),
        ({"text": "x" * 12_001}, "msg_too_long"),
    ],
)
async def test_page_is_told_what_cannot_be_said(
    slack: Playground, http: aiohttp.ClientSession, said: Json, error: str
) -> None:
    """Unknown commands, threads and channels, nothing and too much are refused in words, and not posted."""
    assert await post(http, "say", **{"channel": "C0GENERAL", **said}) == {"ok": False, "error": error}
    assert slack.messages("general") == []


async def test_page_reads_the_state(slack: Playground, http: aiohttp.ClientSession, api: AsyncWebClient) -> None:
    """The state names everything the page draws, and none of what only others see."""
    await slack.say("hello")
    await api.chat_postEphemeral(channel="C0GENERAL", user="U0GRACE", text="hidden")
    await post(http, "locale", locale="fr-FR")
    async with http.get("/play/state") as response:
        state = await response.json()
    assert state["me"]["id"] == "U0ADA"
    assert state["bot"] == {"user": "U0TEAPOT"}
    assert [each["name"] for each in state["channels"]][:2] == ["general", "incidents"]
    assert [each["text"] for each in state["messages"]["C0GENERAL"]] == ["hello"]
    assert state["commands"][0]["command"] == "/http"
    assert slack.workspace.users["U0ADA"].locale == "fr-FR"


async def test_page_clicks_and_picks(bot: Bot, http: aiohttp.ClientSession, api: AsyncWebClient) -> None:
    """Buttons and menus of messages reach the bot by the page's routes."""
    sent = await api.chat_postMessage(channel="C0GENERAL", text="x", blocks=[BUTTONS])
    block_id = sent["message"]["blocks"][0]["block_id"]
    place = {"channel": "C0GENERAL", "ts": sent["ts"]}
    action = {"type": "button", "action_id": "share", "block_id": block_id, "value": "403"}
    assert await post(http, "action", **place, action=action) == {"ok": True}
    assert bot.got[0]["actions"][0]["value"] == "403"
    offered = option("409 Conflict", "409")
    bot.answers.append({"options": [offered]})
    query = {"block_id": block_id, "action_id": "compare", "value": "40"}
    assert await post(http, "options", **place, **query) == {"options": [offered]}
    assert bot.got[1]["value"] == "40"
    picked = action | {"type": "external_select", "action_id": "compare", "selected_option": offered}
    assert await post(http, "action", **place, action=picked) == {"ok": True}
    assert bot.got[2]["actions"][0]["selected_option"] == offered
    bot.answers.append(500)
    assert (await post(http, "action", **place, action=action))["ok"] is False
    assert (await post(http, "action", **place, action=action | {"action_id": "nothing"}))["ok"] is False


async def test_page_submits_a_view(
    slack: Playground, bot: Bot, http: aiohttp.ClientSession, api: AsyncWebClient
) -> None:
    """Errors come back by block; an empty answer closes the view."""
    await slack.command("ask")
    opened = await api.views_open(trigger_id=bot.got[0]["trigger_id"], view=MODAL)
    answer = {"view_id": opened["view"]["id"], "type": "submit", "state": {"values": {}}}
    bot.answers.append({"response_action": "errors", "errors": {"question": "Which?"}})
    assert await post(http, "view", **answer) == {"ok": False, "errors": {"question": "Which?"}}
    assert await post(http, "view", **answer) == {"ok": True}
    assert slack.views == []
    assert (await post(http, "view", **answer))["error"] == "view_not_found"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "evil.example"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({}, 200),
    ],
)
async def test_other_sites_may_not_post(
    http: aiohttp.ClientSession, slack: Playground, headers: dict[str, str], status: int
) -> None:
    """Only the page itself talks for Ada."""
    said = json.dumps({"channel": "C0GENERAL", "text": "hi"})
    sent = {"Content-Type": "application/json", **headers}
    async with http.post("/play/say", data=said, headers=sent) as response:
        assert response.status == status
    assert len(slack.messages("general")) == (status == 200)


async def test_page_files_are_served_safely(http: aiohttp.ClientSession) -> None:
    """The page loads only its own files, and is not kept."""
    async with http.get("/") as response:
        assert response.content_type == "text/html"
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/page/%2e%2e/server.py", "/page/..%2fserver.py", "/page/nothing.js", "/page/"])
async def test_other_files_are_not_served(http: aiohttp.ClientSession, path: str) -> None:
    """Nothing outside the page's folder is served, nor what is not there."""
    async with http.get(path) as response:
        assert response.status == 404
