"""One short file for each Slack surface: take from the payload, ask the desk, post the reply."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp

from bot.desk import Desk
from bot.listeners import buttons, command, direct_message, failure, mention, menu
from bot.post import ResponseUrls


def register(app: AsyncApp, desk: Desk, response_urls: ResponseUrls) -> None:
    """Register every surface; the one asked most stands first, as each listener before it costs time."""
    command.register(app, desk)
    mention.register(app, desk)
    direct_message.register(app, desk)
    buttons.register(app, desk, response_urls)
    menu.register(app, desk, response_urls)
    failure.register(app, desk, response_urls)
