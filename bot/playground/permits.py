"""What Slack hands an app for a while: trigger ids and response URLs."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass

from bot.blocks import limits

_KEPT = 5_000


@dataclass(slots=True)
class Trigger:
    """The right to open one view for a person, for three seconds."""

    user: str
    expires: float
    used: bool = False


@dataclass(slots=True)
class Response:
    """The right to post five times in half an hour; `ts` is the message clicked in."""

    channel: str
    user: str
    ts: str | None
    expires: float
    posts_left: int = limits.RESPONSE_URL_POSTS


class Permits:
    """Those given out, newest last; the oldest are forgotten."""

    def __init__(self, trigger_seconds: float = limits.TRIGGER_SECONDS) -> None:
        """Start with none given out."""
        self._trigger_seconds = trigger_seconds
        self._triggers: OrderedDict[str, Trigger] = OrderedDict()
        self._responses: OrderedDict[str, Response] = OrderedDict()

    def trigger(self, user: str) -> str:
        """Give out a trigger_id."""
        name = f"{int(time.time())}.{secrets.token_hex(16)}"
        self._triggers[name] = Trigger(user, time.monotonic() + self._trigger_seconds)
        _forget_oldest(self._triggers)
        return name

    def response(self, channel: str, user: str, ts: str | None = None) -> str:
        """Give out the secret part of a response_url."""
        name = secrets.token_urlsafe(24)
        expires = time.monotonic() + limits.RESPONSE_URL_SECONDS
        self._responses[name] = Response(channel, user, ts, expires)
        _forget_oldest(self._responses)
        return name

    def redeem_trigger(self, name: str) -> Trigger | str:
        """Use a trigger_id up; return it, or Slack's error."""
        trigger = self._triggers.get(name)
        if trigger is None:
            return "invalid_trigger_id"
        if trigger.expires <= time.monotonic():
            return "expired_trigger_id"
        if trigger.used:
            return "exchanged_trigger_id"
        trigger.used = True
        return trigger

    def redeem_response(self, name: str) -> Response | str:
        """Use one post of a response_url up; return it, or Slack's error."""
        response = self._responses.get(name)
        if response is None:
            return "no_service"
        if response.expires <= time.monotonic():
            return "expired_url"
        if response.posts_left == 0:
            return "used_url"
        response.posts_left -= 1
        return response


def _forget_oldest(given: OrderedDict[str, Trigger] | OrderedDict[str, Response]) -> None:
    while len(given) > _KEPT:
        given.popitem(last=False)
