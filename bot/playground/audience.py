"""Tell open pages what happens in the workspace."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.playground.cast import Json

WAITING = 1_000
"""Happenings kept for a slow page before it is sent away to read the state anew."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One change: the name of the event, what it carries, and the channel or person it concerns."""

    event: str
    told: Json
    channel: str | None = None
    person: str | None = None


class Audience:
    """Those who listen; each has a bounded queue, where None says that nothing more comes."""

    def __init__(self) -> None:
        """Start with nobody listening."""
        self._queues: set[asyncio.Queue[Happening | None]] = set()

    @contextmanager
    def listen(self) -> Iterator[asyncio.Queue[Happening | None]]:
        """Return a queue that gets every happening from now on."""
        queue: asyncio.Queue[Happening | None] = asyncio.Queue(WAITING + 1)
        self._queues.add(queue)
        try:
            yield queue
        finally:
            self._queues.discard(queue)

    def tell(self, happening: Happening) -> None:
        """Pass a happening to all who listen."""
        for queue in tuple(self._queues):
            if queue.qsize() < WAITING:
                queue.put_nowait(happening)
            else:
                self._dismiss(queue)

    def dismiss_all(self) -> None:
        """Tell all who listen that nothing more comes."""
        for queue in tuple(self._queues):
            self._dismiss(queue)

    def _dismiss(self, queue: asyncio.Queue[Happening | None]) -> None:
        self._queues.discard(queue)
        queue.put_nowait(None)
