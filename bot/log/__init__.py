"""The query log: what was asked and how it was answered, one row per question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Literal, Protocol

Surface = Literal["command", "mention", "dm", "shortcut", "workflow", "home", "cli"]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One question. `text` is redacted; `asked_at` is UTC in ISO 8601; `event_id` is None for commands."""

    asked_at: str
    surface: Surface
    language: str
    text: str | None
    kind: str
    codes: str
    score: float | None
    duration_us: int
    team_id: str | None = None
    channel_id: str | None = None
    user_id: str | None = None
    thread_ts: str | None = None
    event_id: str | None = None


@dataclass(frozen=True)
class Last:
    """The last answer in a conversation: its kind and language, its codes as JSON, and what was asked, redacted."""

    kind: str
    codes: str
    language: str
    text: str | None


class Claim(Enum):
    """Whether an event is ours to answer."""

    OURS = "ours"
    OURS_AGAIN = "ours again"
    """Claimed before by somebody who never finished; an answer may have been posted."""
    TAKEN = "taken"
    """Somebody is answering it right now."""
    ANSWERED = "answered"
    UNKNOWN = "unknown"
    """The log cannot be asked; an answer never depends on it."""


class QueryLog(Protocol):
    """Where questions are remembered. No method raises because the database is locked, full or away."""

    async def claim(self, event_id: str) -> Claim:
        """Take an event for the length of a lease, so that concurrent copies are answered once."""

    async def release(self, event_id: str) -> None:
        """Give a claimed event back, so that a retry may answer it if need be."""

    async def add(self, row: Row) -> bool:
        """Write a row and return True once it is durable; False where it is kept in memory, to be written later."""

    async def last(self, channel_id: str, thread_ts: str | None, *, since: datetime | None = None) -> Last | None:
        """Return the last answer about codes in a thread, or outside threads in a channel; None where there is none."""

    async def is_open(self) -> bool:
        """Tell whether the database answers."""

    async def close(self) -> None:
        """Write what is waiting, and close."""
