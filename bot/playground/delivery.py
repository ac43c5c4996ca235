"""Carry payloads to the bot, over HTTP or Socket Mode, and try again as Slack does."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.playground.cast import Json

Kind = Literal["events_api", "slash_commands", "interactive"]
Failure = Literal["http_error", "http_timeout", "connection_failed"]
FIRST_TRY: Final = 0


@dataclass(frozen=True, slots=True)
class Parcel:
    """A payload on its way, the same through all attempts."""

    kind: Kind
    payload: Json
    accepts_response: bool = True
    id: str = field(default_factory=lambda: secrets.token_hex(16))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came back from one attempt: status (0 for none), decoded body, the time it took."""

    status: int
    body: Json | str | None
    seconds: float
    failure: Failure | None = None

    @property
    def acknowledged(self) -> bool:
        """Tell whether the bot took the payload."""
        return self.failure is None


@dataclass(frozen=True, slots=True)
class Delivery:
    """How an event fared: every attempt in order."""

    event_id: str
    attempts: tuple[Outcome, ...]

    @property
    def acknowledged(self) -> bool:
        """Tell whether the bot took the event at last."""
        return self.attempts[-1].acknowledged


@dataclass(frozen=True, slots=True)
class Retry:
    """Which attempt this is, and why the one before failed."""

    number: int = FIRST_TRY
    reason: Failure | None = None


class Carrier(Protocol):
    """One way to the bot."""

    @property
    def retry_delays(self) -> Sequence[float]:
        """Seconds to wait before each further attempt at an event."""

    async def carry(self, parcel: Parcel, retry: Retry) -> Outcome:
        """Bring a parcel to the bot once and return what came back."""


class Dispatch:
    """Sends by the carrier in use now, and keeps hold of what is in flight."""

    def __init__(self, carrier: Carrier) -> None:
        """Start with one carrier; set `carrier` to use another."""
        self.carrier = carrier
        self._in_flight: set[asyncio.Task[Delivery]] = set()

    async def once(self, parcel: Parcel) -> Outcome:
        """Send what Slack never sends twice: commands, clicks, views."""
        return await self.carrier.carry(parcel, Retry())

    def event(self, envelope: Json) -> asyncio.Task[Delivery]:
        """Send an event until it is acknowledged or given up; awaiting the task is optional."""
        task = asyncio.create_task(self._until_acknowledged(envelope))
        self._in_flight.add(task)
        task.add_done_callback(self._in_flight.discard)
        return task

    async def close(self) -> None:
        """Give up what is in flight."""
        tasks = tuple(self._in_flight)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _until_acknowledged(self, envelope: Json) -> Delivery:
        parcel = Parcel("events_api", envelope, accepts_response=False)
        attempts = [await self.carrier.carry(parcel, Retry())]
        for number, delay in enumerate(self.carrier.retry_delays, start=1):
            if attempts[-1].acknowledged:
                break
            await asyncio.sleep(delay)
            retry = Retry(number, attempts[-1].failure)
            attempts.append(await self.carrier.carry(parcel, retry))
        return Delivery(envelope["event_id"], tuple(attempts))
