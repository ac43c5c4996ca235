"""What Slack hands an app for a while: trigger ids and response URLs."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass

from bot.blocks import limits
from bot.playground.refusals import RefusedError

_KEPT = 5_000


@dataclass(slots=True)
class Permit:
    """The right to act for a person for a while; of a response_url, where, and the message clicked in."""

    expires: float
    uses_left: int
    user: str
    channel: str = ""
    ts: str | None = None


class Permits:
    """Those given out, newest last; the oldest are forgotten."""

    def __init__(self) -> None:
        """Start with none given out."""
        self._triggers: OrderedDict[str, Permit] = OrderedDict()
        self._responses: OrderedDict[str, Permit] = OrderedDict()

    def trigger(self, user: str) -> str:
        """Give out a trigger_id: the right to open one view within three seconds."""
        name = f"{int(time.time())}.{secrets.token_hex(16)}"
        expires = time.monotonic() + limits.TRIGGER_SECONDS
        _give(self._triggers, name, Permit(expires, 1, user))
        return name

    def response(self, channel: str, user: str, ts: str | None = None) -> str:
        """Give out the secret part of a response_url: the right to post five times in half an hour."""
        name = secrets.token_urlsafe(24)
        expires = time.monotonic() + limits.RESPONSE_URL_SECONDS
        _give(self._responses, name, Permit(expires, limits.RESPONSE_URL_POSTS, user, channel, ts))
        return name

    def redeem_trigger(self, name: str) -> Permit:
        """Use a trigger_id up, or raise RefusedError."""
        return _redeem(self._triggers.get(name), "invalid_trigger_id", "expired_trigger_id", "exchanged_trigger_id")

    def redeem_response(self, name: str) -> Permit:
        """Use one post of a response_url up, or raise RefusedError."""
        return _redeem(self._responses.get(name), "no_service", "expired_url", "used_url")


def _give(given: OrderedDict[str, Permit], name: str, permit: Permit) -> None:
    given[name] = permit
    while len(given) > _KEPT:
        given.popitem(last=False)


def _redeem(permit: Permit | None, if_unknown: str, if_expired: str, if_used: str) -> Permit:
    if permit is None:
        raise RefusedError(if_unknown)
    if permit.expires <= time.monotonic():
        raise RefusedError(if_expired)
    if permit.uses_left == 0:
        raise RefusedError(if_used)
    permit.uses_left -= 1
    return permit
