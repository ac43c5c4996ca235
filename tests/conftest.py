"""The bot as it runs for people: its real listeners and a real database, with a small Slack on localhost around it."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.playground import Playground
from bot.responder import Responder
from bot.server import listen, serve
from bot.settings import Settings
from knowledge.load import Knowledge, knowledge

SECRET = "playground"
RETRY_DELAYS = (0.0, 0.1, 0.2)


@dataclasses.dataclass(frozen=True)
class Running:
    """A bot at work: the Slack it serves, where it listens, and its database."""

    slack: Playground
    url: str
    database: Path

    @property
    def events_url(self) -> str:
        """Where Slack delivers."""
        return f"{self.url}/slack/events"

    async def logged(self, count: int) -> list[dict[str, Any]]:
        """Wait until so many rows are there: an answer is seen before its row is written."""
        await self.slack.wait_for(lambda: len(self.rows()) >= count)
        return self.rows()

    def rows(self) -> list[dict[str, Any]]:
        """Return the rows of the query log, oldest first."""
        with contextlib.closing(sqlite3.connect(self.database)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute("SELECT * FROM queries ORDER BY id")]


Start = Callable[..., contextlib.AbstractAsyncContextManager[Running]]


@contextlib.asynccontextmanager
async def run_bot(
    folder: Path, *, socket_mode: bool = False, knows: Knowledge | None = None, **changes: Any
) -> AsyncIterator[Running]:
    """Run the bot on a free port with a Slack of its own, and stop it in order afterwards."""
    async with Playground(signing_secret=SECRET, retry_delays=RETRY_DELAYS, redelivery=0.5) as slack:
        listening = listen("127.0.0.1", 0)
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        if not socket_mode:
            slack.deliver_to(f"{url}/slack/events")
        settings = Settings(
            bot_token="xoxb-playground",
            signing_secret=SECRET,
            app_token="xapp-playground" if socket_mode else "",
            api_url=slack.api_url,
            database=str(folder / "teapot.db"),
        )
        stop = asyncio.Event()
        serving = asyncio.create_task(
            serve(dataclasses.replace(settings, **changes), knows or knowledge(), listening, stop)
        )
        await until_ready(url)
        try:
            yield Running(slack, url, folder / "teapot.db")
        finally:
            stop.set()
            await serving


async def until_ready(url: str, seconds: float = 10.0) -> None:
    """Wait until the bot says it can answer."""
    async with aiohttp.ClientSession() as session, asyncio.timeout(seconds):
        while True:
            with contextlib.suppress(aiohttp.ClientConnectionError):
                async with session.get(f"{url}/readyz") as response:
                    if response.ok:
                        return
            await asyncio.sleep(0.02)


@pytest.fixture(params=["http", "socket mode"])
async def bot(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Running]:
    """Run the bot, once over each of Slack's transports."""
    async with run_bot(tmp_path, socket_mode=request.param == "socket mode") as running:
        yield running


@pytest.fixture
async def http_bot(tmp_path: Path) -> AsyncIterator[Running]:
    """Run the bot over HTTP."""
    async with run_bot(tmp_path) as running:
        yield running


@pytest.fixture(scope="session")
def responder() -> Responder:
    """Return the bot without Slack."""
    return Responder(knowledge())
