"""The payloads Slack sends to an app, with every field the playground can know."""

from __future__ import annotations

import secrets
import time
import uuid
from typing import TYPE_CHECKING

from bot.playground import cast

if TYPE_CHECKING:
    from bot.playground.cast import Channel, Json, User
    from bot.playground.message import Message


def envelope(event: Json, event_id: str | None = None) -> Json:
    """Wrap an event as the Events API does."""
    bot = {
        "enterprise_id": None,
        "team_id": cast.TEAM,
        "user_id": cast.BOT_USER,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": cast.VERIFICATION_TOKEN,
        "team_id": cast.TEAM,
        "api_app_id": cast.APP,
        "event": event,
        "type": "event_callback",
        "event_id": event_id or f"Ev{secrets.token_hex(5).upper()}",
        "event_time": int(time.time()),
        "authorizations": [bot],
        "is_ext_shared_channel": False,
        "event_context": f"4-{secrets.token_hex(8)}",
    }


def mention(message: Message) -> Json:
    """Return the event for a message that mentions the bot in a channel."""
    return {"type": "app_mention", **_said(message)}


def direct_message(message: Message) -> Json:
    """Return the event for a direct message to the bot."""
    return {"type": "message", "channel_type": "im", **_said(message)}


def command(channel: Channel, user: User, name: str, text: str) -> Json:
    """Return a slash command without its trigger_id and response_url."""
    return {
        "token": cast.VERIFICATION_TOKEN,
        "team_id": cast.TEAM,
        "team_domain": cast.TEAM_DOMAIN,
        "channel_id": channel.id,
        "channel_name": "directmessage" if channel.kind == "dm" else channel.name,
        "user_id": user.id,
        "user_name": user.name,
        "command": name,
        "text": text,
        "api_app_id": cast.APP,
        "is_enterprise_install": "false",
    }


def interaction(kind: str, user: User) -> Json:
    """Return what every interactive payload has: clicks, suggestions, views."""
    return {
        "type": kind,
        "user": {
            "id": user.id,
            "username": user.name,
            "name": user.name,
            "team_id": cast.TEAM,
        },
        "api_app_id": cast.APP,
        "token": cast.VERIFICATION_TOKEN,
        "team": {"id": cast.TEAM, "domain": cast.TEAM_DOMAIN},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def in_message(message: Message, channel: Channel) -> Json:
    """Return where a click happened; Slack leaves an ephemeral message itself out."""
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.ephemeral,
    }
    if message.thread_ts is not None:
        container["thread_ts"] = message.thread_ts
    name = "directmessage" if channel.kind == "dm" else channel.name
    place: Json = {
        "container": container,
        "channel": {"id": channel.id, "name": name},
        "state": {"values": {}},
    }
    return place if message.ephemeral else place | {"message": message.for_api()}


def in_view(view: Json) -> Json:
    """Return where a click in a modal happened."""
    return {"container": {"type": "view", "view_id": view["id"]}, "view": view}


def _said(message: Message) -> Json:
    said: Json = {
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        "client_msg_id": str(uuid.uuid4()),
        "team": cast.TEAM,
        "channel": message.channel,
        "event_ts": message.ts,
    }
    return said if message.thread_ts is None else said | {"thread_ts": message.thread_ts}
