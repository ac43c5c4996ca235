"""The Web API posts, changes, reads and refuses as Slack's does, and fails when a test asks it to."""

from __future__ import annotations

import asyncio
import json

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from bot.playground.workspace import MESSAGES_KEPT
from tests.playground.samples import Json, section


async def test_ephemeral_messages_are_in_no_history(slack: Playground, api: AsyncWebClient) -> None:
    """Nobody can read, change or delete an ephemeral message by the Web API."""
    sent = await api.chat_postEphemeral(channel="general", user="U0ADA", text="psst")
    assert len(slack.messages("general")) == 1
    assert (await api.conversations_history(channel="C0GENERAL"))["messages"] == []
    with pytest.raises(SlackApiError, match="message_not_found"):
        await api.chat_update(channel="C0GENERAL", ts=sent["message_ts"], text="aloud")


async def test_messages_can_be_changed_and_deleted(slack: Playground, api: AsyncWebClient) -> None:
    """The bot changes its own messages; blocks it does not mention stay."""
    sent = await api.chat_postMessage(channel="#general", text="one", blocks=[section()])
    await api.chat_update(channel="C0GENERAL", ts=sent["ts"], text="two")
    (changed,) = slack.messages("general")
    assert (changed.text, changed.edited, changed.blocks) == ("two", True, sent["message"]["blocks"])
    await api.chat_delete(channel="C0GENERAL", ts=sent["ts"])
    assert slack.messages("general") == []
    await slack.say("mine")
    with pytest.raises(SlackApiError, match="cant_update_message"):
        await api.chat_update(channel="C0GENERAL", ts=slack.messages("general")[0].ts, text="no")


async def test_threads_are_read_with_metadata(api: AsyncWebClient) -> None:
    """conversations.replies gives the thread's start, its replies, and metadata on request."""
    metadata = {"event_type": "teapot_answer", "event_payload": {"codes": [403]}}
    first = await api.chat_postMessage(channel="C0GENERAL", text="one")
    await api.chat_postMessage(channel="C0GENERAL", text="two", thread_ts=first["ts"], metadata=metadata)
    thread = {"channel": "C0GENERAL", "ts": first["ts"]}
    replies = (await api.conversations_replies(**thread, include_all_metadata=True))["messages"]
    assert [reply["text"] for reply in replies] == ["one", "two"]
    assert replies[1]["metadata"] == metadata
    assert "metadata" not in (await api.conversations_replies(**thread))["messages"][1]
    history = (await api.conversations_history(channel="C0GENERAL"))["messages"]
    assert [message["text"] for message in history] == ["one"]
    with pytest.raises(SlackApiError, match="thread_not_found"):
        await api.conversations_replies(channel="C0GENERAL", ts="1.000001")


async def test_history_comes_in_pages_and_by_time(api: AsyncWebClient) -> None:
    """A cursor leads on; oldest and latest cut, inclusive or not."""
    sent = [await api.chat_postMessage(channel="C0GENERAL", text=str(n)) for n in range(5)]
    first = await api.conversations_history(channel="C0GENERAL", limit=3)
    cursor = first["response_metadata"]["next_cursor"]
    rest = await api.conversations_history(channel="C0GENERAL", limit=3, cursor=cursor)
    texts = [message["text"] for page in (first, rest) for message in page["messages"]]
    assert (texts, rest["has_more"]) == (["4", "3", "2", "1", "0"], False)
    cut = {"channel": "C0GENERAL", "oldest": sent[1]["ts"], "latest": sent[3]["ts"]}
    between = await api.conversations_history(**cut)
    around = await api.conversations_history(**cut, inclusive=True)
    assert [len(page["messages"]) for page in (between, around)] == [1, 3]


async def test_a_channel_keeps_the_newest(slack: Playground) -> None:
    """Time stamps rise and never repeat; a channel forgets its oldest messages."""
    for number in range(MESSAGES_KEPT + 2):
        await slack.say(str(number))
    kept = slack.messages("general")
    assert (len(kept), kept[0].text) == (MESSAGES_KEPT, "2")
    stamps = [message.ts for message in kept]
    assert stamps == sorted(set(stamps))


async def test_people_have_locales(slack: Playground, api: AsyncWebClient) -> None:
    """users.info tells the locale when asked."""
    slack.workspace.add_person("U0MARIE", "marie")
    for person, locale in (("U0ADA", "fr-FR"), ("U0MARIE", "pl-PL")):
        slack.workspace.set_locale(person, locale)
        assert (await api.users_info(user=person, include_locale=True))["user"]["locale"] == locale
    assert "locale" not in (await api.users_info(user="U0ADA"))["user"]


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        ("", "auth.test", "not_authed"),
        ("xoxb-other", "auth.test", "invalid_auth"),
        ("xapp-playground", "chat.postMessage", "not_allowed_token_type"),
        ("xoxb-playground", "apps.connections.open", "not_allowed_token_type"),
        ("xoxb-playground", "chat.shout", "unknown_method"),
        ("xoxb-playground", "chat.postMessage", "channel_not_found"),
    ],
)
async def test_web_api_refuses_in_slacks_words(
    http: aiohttp.ClientSession, token: str, method: str, error: str
) -> None:
    """Tokens, methods and channels are checked as Slack does."""
    async with http.post(f"/api/{method}", data={"token": token}) as response:
        assert await response.json() == {"ok": False, "error": error}


async def test_web_api_takes_forms_and_json(slack: Playground, http: aiohttp.ClientSession) -> None:
    """Blocks may be JSON text in a form."""
    said = {"channel": "C0GENERAL", "text": "x", "blocks": [section()]}
    ways: list[Json] = [{"json": said}, {"data": said | {"blocks": json.dumps([section()])}}]
    for way in ways:
        headers = {"Authorization": "Bearer xoxb-playground"}
        async with http.post("/api/chat.postMessage", headers=headers, **way) as response:
            assert (await response.json())["ok"]
    assert [call.arguments["blocks"] for call in slack.calls] == [[section()], [section()]]


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"text": "x", "blocks": [section("")]}, "invalid_blocks"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"text": ""}, "no_text"),
    ],
)
async def test_refused_messages_are_not_posted(slack: Playground, api: AsyncWebClient, said: Json, error: str) -> None:
    """chat.postMessage says what is wrong, of blocks where; nothing is posted."""
    with pytest.raises(SlackApiError) as refused:
        await api.api_call("chat.postMessage", json={"channel": "C0GENERAL", **said})
    assert refused.value.response["error"] == error
    if "blocks" in said:
        assert "/blocks/0/text/text" in refused.value.response["response_metadata"]["messages"][0]
    assert slack.messages("general") == []


async def test_faults_come_when_asked_for(slack: Playground, api: AsyncWebClient) -> None:
    """Tests make single calls fail, and see that one connection served them all."""
    slack.rate_limit("chat.postMessage", retry_after=7)
    slack.refuse("chat.postMessage", error="invalid_blocks")
    post: Json = {"channel": "C0GENERAL", "text": "x", "blocks": [section()]}
    with pytest.raises(SlackApiError) as limited:
        await api.chat_postMessage(**post)
    assert limited.value.response.status_code == 429
    assert limited.value.response.headers["Retry-After"] == "7"
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await api.chat_postMessage(**post)
    slack.delay("chat.postMessage", 0.05)
    started = asyncio.get_running_loop().time()
    await api.chat_postMessage(**post)
    assert asyncio.get_running_loop().time() - started >= 0.05
    assert [call.error for call in slack.calls] == ["ratelimited", "invalid_blocks", None]
    assert slack.connections == 1
