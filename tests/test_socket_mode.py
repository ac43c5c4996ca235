"""Socket Mode survives what Slack does to connections, and says plainly when it cannot connect."""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiohttp
import pytest

from bot.playground import Playground
from bot.server import listen, serve
from bot.settings import Settings
from bot.socket_mode import SocketModeError
from knowledge.load import knowledge
from tests.conftest import run_bot


async def test_a_refreshed_connection_goes_on_answering(tmp_path: Path) -> None:
    """When Slack asks for a new connection, the next question is answered over it."""
    async with run_bot(tmp_path, socket_mode=True) as bot:
        await bot.slack.dm("404")
        await bot.slack.disconnect()
        await bot.slack.wait_for(lambda: bot.slack.sockets == 1)
        await bot.slack.dm("405")
        assert [row["codes"] for row in bot.rows()] == ["[404]", "[405]"]


async def test_a_dropped_connection_is_not_ready_until_it_is_back(tmp_path: Path) -> None:
    """A connection lost without a word is built anew by itself."""
    async with run_bot(tmp_path, socket_mode=True) as bot, aiohttp.ClientSession() as session:
        await bot.slack.drop_sockets()
        await bot.slack.wait_for(lambda: bot.slack.sockets == 1, timeout=15)
        async with session.get(f"{bot.url}/healthz") as response:
            assert response.status == 200
        await bot.slack.dm("404")
        assert [row["codes"] for row in bot.rows()] == ["[404]"]


async def test_what_was_not_acknowledged_comes_again_and_is_answered_once(tmp_path: Path) -> None:
    """An envelope that failed is delivered again by Slack, and its question has one answer."""
    async with run_bot(tmp_path, socket_mode=True) as bot:
        bot.slack.refuse("chat.postMessage", error="internal_error")
        await bot.slack.dm("404")
        posted = [call for call in bot.slack.calls if call.method == "chat.postMessage" and call.ok]
        assert len(posted) == 1
        assert len(bot.rows()) == 1


async def test_a_refused_app_token_ends_the_process_with_a_reason(tmp_path: Path) -> None:
    """A wrong app token is said to be wrong, and not tried for ever."""
    async with Playground() as slack:
        settings = Settings(
            bot_token="xoxb-playground",
            app_token="xapp-wrong",
            api_url=slack.api_url,
            database=str(tmp_path / "teapot.db"),
        )
        with pytest.raises(SocketModeError, match="Slack refuses SLACK_APP_TOKEN"):
            await asyncio.wait_for(serve(settings, knowledge(), listen("127.0.0.1", 0)), 10)
