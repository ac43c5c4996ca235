"""A response_url takes five posts in half an hour, and changes the message that was clicked in."""

from __future__ import annotations

import aiohttp
import pytest

from bot.blocks import limits
from bot.playground import Playground
from tests.playground.conftest import Bot
from tests.playground.samples import BUTTONS


async def respond(http: aiohttp.ClientSession, url: str, **said: object) -> tuple[int, str]:
    """Post to a response_url."""
    async with http.post(url, json=said) as response:
        return response.status, await response.text()


async def test_takes_five_posts(slack: Playground, bot: Bot, http: aiohttp.ClientSession) -> None:
    """The sixth post is refused; posts are ephemeral unless they say otherwise."""
    await slack.command("403")
    url = bot.got[0]["response_url"]
    assert await respond(http, url, text="for one") == (200, "ok")
    assert await respond(http, url, text="for all", response_type="in_channel") == (200, "ok")
    assert await respond(http, url, blocks=[{"type": "nonsense"}]) == (500, "invalid_blocks")
    assert await respond(http, url) == (500, "no_text")
    assert await respond(http, url, text="in a thread", thread_ts="1.000001") == (200, "ok")
    assert await respond(http, url, text="once more") == (404, "used_url")
    assert await respond(http, f"{slack.url}/response/guess", text="hi") == (404, "no_service")
    shown = [(m.text, m.ephemeral_for, m.thread_ts) for m in slack.messages("general")]
    assert shown == [("for one", "U0ADA", None), ("for all", None, None), ("in a thread", "U0ADA", "1.000001")]
    assert [call.error for call in slack.calls] == [None, None, "invalid_blocks", "no_text", None]


async def test_expires(
    slack: Playground, bot: Bot, http: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After half an hour nothing more is taken."""
    monkeypatch.setattr(limits, "RESPONSE_URL_SECONDS", 0.0)
    await slack.command("403")
    assert await respond(http, bot.got[0]["response_url"], text="late") == (404, "expired_url")


async def test_replaces_the_message_clicked_in(slack: Playground, bot: Bot, http: aiohttp.ClientSession) -> None:
    """`replace_original` and `delete_original` work on the message with the button, even ephemeral."""
    bot.answers.append({"text": "403", "blocks": [BUTTONS]})
    message = (await slack.command("403")).message
    assert message is not None
    await slack.click(message, "share")
    url = bot.got[-1]["response_url"]
    assert await respond(http, url, text="new", replace_original=True) == (200, "ok")
    (changed,) = slack.messages("general")
    assert (changed.text, changed.ts, changed.ephemeral_for) == ("new", message.ts, "U0ADA")
    assert await respond(http, url, delete_original=True) == (200, "ok")
    assert slack.messages("general") == []
