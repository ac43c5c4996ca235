"""The Slack app manifest: name, scopes, events and where Slack delivers."""

from __future__ import annotations

from typing import Any

from bot.outline import COMMAND

USAGE = "403, bad gateway, or 202 vs 409"
# people's locales; who installs the app may leave it out
_OPTIONAL_SCOPES = ("users:read",)
_SCOPES = ("app_mentions:read", "chat:write", "commands", "im:history", *_OPTIONAL_SCOPES)
_EVENTS = ("app_mention", "message.im")
_LONG_DESCRIPTION = (
    "Teapot answers questions about HTTP status codes where you already talk. Ask `/http 403`, mention it with "
    "`202 vs 409?`, or send it a direct message. It says at once what happened, what differs, what the caller and "
    "the owner can do about it, and which section of the specification says so. It knows every registered code and "
    "many that only one server or platform uses, understands names, typos and program constants, and asks instead "
    "of guessing. Answers come from its own sourced knowledge; it asks no other service."
)


def manifest(url: str | None = None) -> dict[str, Any]:
    """Return the manifest for HTTP at `url` (`https://HOST`), or for Socket Mode without one."""
    request_url = f"{url.rstrip('/')}/slack/events" if url else None
    command = {
        "command": COMMAND,
        "description": "What a status code means",
        "usage_hint": USAGE,
        "should_escape": False,
    }
    interactivity: dict[str, Any] = {"is_enabled": True}
    events: dict[str, Any] = {"bot_events": list(_EVENTS)}
    if request_url:
        command["url"] = request_url
        interactivity |= {"request_url": request_url, "message_menu_options_url": request_url}
        events["request_url"] = request_url
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": "Teapot",
            "description": "HTTP status codes: what they mean, how they differ, what to do",
            "long_description": _LONG_DESCRIPTION,
            "background_color": "#1f3a3d",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": False,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "teapot", "always_online": True},
            "slash_commands": [command],
        },
        "oauth_config": {"scopes": {"bot": list(_SCOPES), "bot_optional": list(_OPTIONAL_SCOPES)}},
        "settings": {
            "event_subscriptions": events,
            "interactivity": interactivity,
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }
