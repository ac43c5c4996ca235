"""The playground: a small Slack in the browser around the real bot, no account and no token."""

from __future__ import annotations

import asyncio
import dataclasses
import webbrowser

from bot.playground.server import Playground
from bot.server import listen, serve
from bot.settings import Settings
from knowledge.load import Knowledge

_SECRET = "playground"  # noqa: S105 - signs between two parts of one process
_TOKEN = "xoxb-playground"  # noqa: S105 - as above


async def play(settings: Settings, knowledge: Knowledge, *, port: int, opens_browser: bool) -> None:
    """Serve the playground's page on `port` until interrupted, the bot behind it. Raises OSError for a taken port."""
    listening = listen("127.0.0.1", 0)
    async with Playground(port=port, signing_secret=_SECRET) as slack:
        slack.deliver_to(f"http://127.0.0.1:{listening.getsockname()[1]}/slack/events")
        bot_settings = dataclasses.replace(
            settings, bot_token=_TOKEN, signing_secret=_SECRET, app_token="", api_url=slack.api_url
        )
        serving = asyncio.create_task(serve(bot_settings, knowledge, listening))
        print(f"\n  Teapot is on: {slack.url}\n  It logs to {settings.database}. Ctrl-C stops it.\n", flush=True)
        if opens_browser:
            await asyncio.to_thread(webbrowser.open, slack.url)
        await serving
