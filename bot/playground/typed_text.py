"""Turn what a person types into the text Slack sends to an app."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.playground.cast import Channel, User

_URL = re.compile(r"https?://[^\s<>|`\"']+")
_URL_TAIL = ".,;:!?)]}*_~"


def escape(text: str) -> str:
    """Escape the three characters Slack's mrkdwn gives a meaning."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def encode(typed: str, users: Iterable[User], channels: Iterable[Channel]) -> str:
    """Return typed text as an event carries it: escaped, with names, channels and links marked.

    A typed `<!channel>` stays text. In code spans only links are marked, as in Slack.
    """
    people = {name.lower(): user.id for user in users for name in (user.name, user.display)}
    rooms = {room.name.lower(): room for room in channels if room.kind == "channel"}
    pieces = _spans(_mark_links(escape(typed)))
    return "".join(
        piece if is_code else _mark_channels(_mark_people(piece, people), rooms) for piece, is_code in pieces
    )


def _mark_links(text: str) -> str:
    return _URL.sub(_mark_link, text)


def _mark_link(match: re.Match[str]) -> str:
    url, entity, rest = _before_entity(match[0])
    link = url.rstrip(_URL_TAIL)
    return f"<{link}>{url[len(link) :]}{entity}{rest}"


def _before_entity(url: str) -> tuple[str, str, str]:
    """Cut a link where an escaped angle bracket ends it; an escaped ampersand belongs to it."""
    ends = [at for at in (url.find("&lt;"), url.find("&gt;")) if at >= 0]
    end = min(ends, default=len(url))
    return url[:end], url[end : end + 4], url[end + 4 :]


def _spans(text: str) -> list[tuple[str, bool]]:
    """Split text into (piece, is it code), fences first; an unclosed mark is no code."""
    pieces: list[tuple[str, bool]] = []
    for piece, fenced in _split(text, "```"):
        pieces.extend([(piece, True)] if fenced else _split(piece, "`"))
    return pieces


def _split(text: str, mark: str) -> list[tuple[str, bool]]:
    parts = text.split(mark)
    if len(parts) % 2 == 0:
        parts[-2:] = [mark.join(parts[-2:])]
    return [(f"{mark}{part}{mark}" if at % 2 else part, bool(at % 2)) for at, part in enumerate(parts)]


def _mark_people(text: str, people: dict[str, str]) -> str:
    return _named("@", people).sub(lambda found: f"<@{people[found[1].lower()]}>", text)


def _mark_channels(text: str, rooms: dict[str, Channel]) -> str:
    def mark(found: re.Match[str]) -> str:
        room = rooms[found[1].lower()]
        return f"<#{room.id}|{room.name}>"

    return _named("#", rooms).sub(mark, text)


def _named(mark: str, names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    either = "|".join(re.escape(name) for name in longest_first)
    return re.compile(rf"(?<![\w/<]){mark}({either})(?![\w-])", re.IGNORECASE)
