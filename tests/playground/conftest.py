"""A playground, and those around it: a bot that keeps what it gets, a Web API client, a browser's HTTP client."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from urllib.parse import parse_qs

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from tests.playground.samples import Json

Answer = str | Json | float | int


class Bot:
    """A bot that keeps what it gets and answers as told, in turn, then 200.

    An answer is text, JSON, a status (int) or the seconds it takes to answer (float).
    """

    def __init__(self) -> None:
        self.url = ""
        self.got: list[Json] = []
        self.headers: list[dict[str, str]] = []
        self.bodies: list[str] = []
        self.answers: list[Answer] = []

    async def take(self, request: web.Request) -> web.Response:
        """Note what came, and answer as told."""
        body = await request.text()
        self.bodies.append(body)
        self.headers.append(dict(request.headers))
        if request.content_type == "application/json":
            self.got.append(json.loads(body))
        else:
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self.got.append(json.loads(form["payload"]) if "payload" in form else form)
        match self.answers.pop(0) if self.answers else 200:
            case float(seconds):
                await asyncio.sleep(seconds)
                return web.Response()
            case int(status):
                return web.Response(status=status)
            case str(text):
                return web.Response(text=text)
            case answer:
                return web.json_response(answer)


@asynccontextmanager
async def listening(take: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> AsyncIterator[str]:
    """Serve one handler on a free port."""
    application = web.Application()
    application.router.add_post("/slack/events", take)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    finally:
        await runner.cleanup()


@pytest.fixture
async def slack() -> AsyncIterator[Playground]:
    """Start a playground that retries without waiting."""
    async with Playground(retry_delays=(0.0, 0.0, 0.0), redelivery=0.5) as playground:
        yield playground


@pytest.fixture
async def bot(slack: Playground) -> AsyncIterator[Bot]:
    """Start a bot that the playground delivers to."""
    plain = Bot()
    async with listening(plain.take) as plain.url:
        slack.deliver_to(plain.url)
        yield plain


@pytest.fixture
async def http(slack: Playground) -> AsyncIterator[aiohttp.ClientSession]:
    """Open a client for the playground's own addresses."""
    async with aiohttp.ClientSession(base_url=slack.url) as session:
        yield session


@pytest.fixture
async def api(slack: Playground) -> AsyncIterator[AsyncWebClient]:
    """Open a Web API client with one connection pool."""
    async with aiohttp.ClientSession() as session:
        yield AsyncWebClient("xoxb-playground", base_url=slack.api_url, session=session)
