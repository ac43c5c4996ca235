"""Who and what is in the playground: the team, the app, its people and channels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

Json = dict[str, Any]
"""A decoded JSON object, as Slack and the bot exchange them."""


@dataclass(frozen=True, slots=True)
class User:
    """A person or the bot itself."""

    id: str
    name: str
    display: str
    avatar_color: str
    is_bot: bool = False
    locale: str = "en-US"


@dataclass(frozen=True, slots=True)
class Channel:
    """A public channel, or the direct messages of the bot and one person."""

    id: str
    name: str
    topic: str = ""
    kind: Literal["channel", "dm"] = "channel"
    person: str | None = None


@dataclass(frozen=True, slots=True)
class SlashCommand:
    """A slash command as the app's manifest declares it."""

    command: str
    usage_hint: str
    description: str


TEAM: Final = "T0TEAPOT"
TEAM_NAME: Final = "Teapot Playground"
TEAM_DOMAIN: Final = "teapot-playground"
APP: Final = "A0TEAPOT"
BOT: Final = "B0TEAPOT"
BOT_USER: Final = "U0TEAPOT"
ME: Final = "U0ADA"
"""The person at the page."""

BOT_TOKEN: Final = "xoxb-playground"  # noqa: S105 - opens nothing but this localhost server
APP_TOKEN: Final = "xapp-playground"  # noqa: S105 - opens nothing but this localhost server
VERIFICATION_TOKEN: Final = "playground"  # noqa: S105 - Slack's long outdated field

SCOPES: Final = ("commands", "chat:write", "app_mentions:read", "im:history", "users:read")

USERS: Final = (
    User(ME, "ada", "Ada Byron", "#7c3085"),
    User("U0GRACE", "grace", "Grace Hopper", "#1264a3"),
    User("U0LINUS", "linus", "Linus", "#2b8a3e"),
    User(BOT_USER, "teapot", "Teapot", "#c0562f", is_bot=True),
)

CHANNELS: Final = (
    Channel("C0GENERAL", "general", "Everything and anything"),
    Channel("C0INCIDENTS", "incidents", "What is broken right now"),
    Channel("C0APIDESIGN", "api-design", "Which status should we return?"),
    Channel("C0PAYLOAD", "payload-team", "Requests and what they carry"),
    Channel("D0TEAPOT", "teapot", kind="dm", person=ME),
)

COMMANDS: Final = (
    SlashCommand(
        "/http",
        "403, 202 vs 409, or a pasted log line",
        "Explain an HTTP status, compare several, or find the right one",
    ),
)


def dm_id(user: str) -> str:
    """Return the id of the direct messages between the bot and a person."""
    return "D0TEAPOT" if user == ME else "D0" + user.removeprefix("U0")
