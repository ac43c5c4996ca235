"""The HTTP door: what comes in signed is answered, everything else changes nothing."""

from __future__ import annotations

import asyncio
import io
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from tests import signed
from tests.conftest import Running, run_bot

JSON = "application/json"


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """Open an HTTP client of our own."""
    async with aiohttp.ClientSession() as session:
        yield session


async def post(session: aiohttp.ClientSession, bot: Running, body: str, headers: dict[str, str]) -> tuple[int, str]:
    """Deliver a body; return status and text."""
    async with session.post(bot.events_url, data=io.BytesIO(body.encode()), headers=headers) as response:
        return response.status, await response.text()


async def test_command_with_the_word_payload_in_it(http_bot: Running, session: aiohttp.ClientSession) -> None:
    """`/http 413 payload too large` is answered, though Bolt alone would lose a form body with that word in it."""
    body = signed.command("413 payload too large", channel_name="payload-team")
    status, text = await post(session, http_bot, body, signed.headers(body))
    assert status == 200
    assert json.loads(text)["text"].startswith("413 Content Too Large")


async def test_unsigned_is_refused(http_bot: Running, session: aiohttp.ClientSession) -> None:
    """No signature, a wrong one, one for another body, and one too old all get 401 and change nothing."""
    body = signed.command("404")
    right = signed.headers(body)
    old = str(int(time.time()) - 6 * 60)
    for headers in (
        {"Content-Type": signed.FORM},
        right | {"X-Slack-Signature": "v0=00"},
        signed.headers(signed.command("405")),
        signed.headers(body, timestamp=old),
    ):
        assert (await post(session, http_bot, body, headers))[0] == 401
    assert http_bot.rows() == []


@pytest.mark.parametrize("timestamp", ["", "soon", "12.5", "-1", "1e9", "9" * 40, "١٢٣", "0x10"])
async def test_malformed_timestamp_is_401(http_bot: Running, session: aiohttp.ClientSession, timestamp: str) -> None:
    """A timestamp that is no number of seconds is refused like any wrong signature, not with 500."""
    body = signed.command("404")
    headers = signed.headers(body) | {"X-Slack-Request-Timestamp": timestamp}
    assert (await post(session, http_bot, body, headers))[0] == 401


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("{", JSON),
        ("[]", JSON),
        ('"text"', JSON),
        ("[" * 100_000, JSON),
        ("payload=%7B", signed.FORM),
        ("payload=3", signed.FORM),
        ("", signed.FORM),
        ("", JSON),
    ],
)
async def test_malformed_body_is_401(
    http_bot: Running, session: aiohttp.ClientSession, body: str, content_type: str
) -> None:
    """A body that is nothing Slack sends is refused, though it is signed."""
    assert (await post(session, http_bot, body, signed.headers(body, content_type=content_type)))[0] == 401


async def test_unsigned_ssl_check_is_refused(http_bot: Running, session: aiohttp.ClientSession) -> None:
    """Slack's certificate check is answered when it is signed, and only then."""
    body = "ssl_check=1&token=x"
    assert (await post(session, http_bot, body, {"Content-Type": signed.FORM}))[0] == 401
    assert (await post(session, http_bot, body, signed.headers(body)))[0] == 200


async def test_url_verification_returns_the_challenge(http_bot: Running, session: aiohttp.ClientSession) -> None:
    """Slack's proof of the request URL gets its challenge back."""
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"})
    status, text = await post(session, http_bot, body, signed.headers(body, content_type=JSON))
    assert (status, text) == (200, "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P")


async def test_too_large_body_is_413(http_bot: Running, session: aiohttp.ClientSession) -> None:
    """A body over 1 MiB is refused with the status that says so; one just below is read."""
    large = "x" * (1024 * 1024 + 1)
    assert (await post(session, http_bot, large, signed.headers(large)))[0] == 413
    below = signed.command("404 " + "x" * 900_000)
    assert (await post(session, http_bot, below, signed.headers(below)))[0] == 200


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "event_callback", "event_id": "Ev1", "team_id": "T0TEAPOT", "event": {"type": "emoji_changed"}},
        {"type": "event_callback", "event_id": "Ev2", "team_id": "T0TEAPOT", "event": {"type": "unheard_of", "a": 1}},
        {"type": "block_actions", "user": {"id": "U0ADA"}, "actions": [{"action_id": "gone", "block_id": "b"}]},
        {"type": "something_new"},
        {"type": "event_callback", "event": None},
    ],
)
async def test_what_nobody_listens_to_is_acknowledged(
    http_bot: Running, session: aiohttp.ClientSession, payload: dict[str, object]
) -> None:
    """Unknown events and old buttons get 200, or Slack would deliver them again."""
    body = json.dumps(payload)
    assert (await post(session, http_bot, body, signed.headers(body, content_type=JSON)))[0] == 200


async def test_other_paths_are_404(http_bot: Running, session: aiohttp.ClientSession) -> None:
    """Only the documented paths answer."""
    for method, path in (("GET", "/"), ("GET", "/slack/events"), ("POST", "/healthz"), ("GET", "/../etc/passwd")):
        async with session.request(method, http_bot.url + path) as response:
            assert response.status == 404


async def test_health_tells_apart_living_and_ready(tmp_path: Path, session: aiohttp.ClientSession) -> None:
    """A process whose token Slack refuses lives, and is not ready."""
    async with run_bot(tmp_path) as bot:
        for path in ("/healthz", "/readyz"):
            async with session.get(bot.url + path) as response:
                assert response.status == 200
    async with run_bot(tmp_path, socket_mode=True) as bot:
        await bot.slack.drop_sockets()
        async with session.get(f"{bot.url}/healthz") as response:
            assert response.status == 200


async def test_socket_mode_takes_nothing_over_http(tmp_path: Path, session: aiohttp.ClientSession) -> None:
    """A bot in Socket Mode has no request URL."""
    async with run_bot(tmp_path, socket_mode=True) as bot:
        body = signed.command("404")
        assert (await post(session, bot, body, signed.headers(body)))[0] == 404


async def test_one_connection_serves_many_calls(http_bot: Running) -> None:
    """Posting thirty answers one after another opens no further connection to Slack."""
    await http_bot.slack.dm("404")
    before = http_bot.slack.connections
    for _ in range(30):
        await http_bot.slack.dm("404")
    assert http_bot.slack.connections == before


async def test_command_waits_for_no_poll(http_bot: Running) -> None:
    """The fastest of fifty commands takes well under the 10 ms that Bolt's polling for an acknowledgement costs."""
    times = [(await http_bot.slack.command("403")).seconds for _ in range(50)]
    assert min(times) < 0.008


async def test_broadcast_typed_by_a_person_comes_back_harmless(http_bot: Running) -> None:
    """`<!channel>` and `<@everyone>` in a question that is quoted back ping nobody."""
    for text in (
        "<!channel> blorptastic",
        "&lt;!channel&gt; blorptastic",
        "&lt;!here|x&gt; blorptastic &lt;@U0GRACE&gt;",
    ):
        body = signed.command(text)
        async with aiohttp.ClientSession() as session:
            status, answered = await post(session, http_bot, body, signed.headers(body))
        assert status == 200
        assert "blorptastic" in answered
        assert "<!" not in json.dumps(json.loads(answered)["blocks"])
        assert "<@" not in json.dumps(json.loads(answered)["blocks"])
        assert "&amp;lt;" not in answered
    await http_bot.slack.dm("<!channel> blorptastic")
    assert "<!channel>" not in json.dumps(http_bot.slack.messages("D0TEAPOT")[-1].blocks)


async def test_many_people_at_once(http_bot: Running) -> None:
    """Two hundred commands at once are all answered, each with a row of its own."""
    replies = await asyncio.gather(*(http_bot.slack.command(str(400 + n % 5)) for n in range(200)))
    assert {reply.status for reply in replies} == {200}
    assert len(http_bot.rows()) == 200
