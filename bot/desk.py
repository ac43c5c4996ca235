"""The desk where questions are taken: answer, deliver, write down, in this order."""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.answer import Diagnosis
from bot.conversation import NOTHING_BEFORE, Context
from bot.log import QueryLog, Row, Surface
from bot.log.redact import redact
from bot.responder import Reply, Responder
from knowledge.model import Number

_CONVERSATIONS = frozenset({"mention", "dm"})
# Outside threads, what was asked longer ago is another conversation
_CONTEXT_LASTS = timedelta(minutes=30)

Deliver = Callable[[Reply], Awaitable[None]]
LocaleOf = Callable[[str], Awaitable[str | None]]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question with where it came from. `event_id` is None for what Slack does not deliver as an event.

    `language` is the one asked for, where one was.
    """

    text: str
    surface: Surface
    language: str | None = None
    team_id: str | None = None
    channel_id: str | None = None
    user_id: str | None = None
    thread_ts: str | None = None
    event_id: str | None = None


class Desk:
    """Answers questions and remembers them in the query log."""

    def __init__(
        self, responder: Responder, query_log: QueryLog, locale_of: LocaleOf | None = None, *, keeps_text: bool = True
    ) -> None:
        """Take what answers, what remembers, and what knows people's locales.

        Without `keeps_text` a question's words are not stored.
        """
        self.responder = responder
        self._log = query_log
        self._locale_of = locale_of
        self._keeps_text = keeps_text

    async def answer(self, asked: Asked, deliver: Deliver | None = None) -> Reply:
        """Answer a question, deliver the reply, and write it down. Whatever `deliver` raises leaves nothing written."""
        context = await self._context(asked)
        locale = await self._locale_of(asked.user_id) if self._locale_of and asked.user_id else None

        def answer() -> Reply:
            return self.responder.reply(asked.text, asked_language=asked.language, locale=locale, context=context)

        return await self._finish(asked, answer, deliver)

    async def answer_about(self, asked: Asked, numbers: tuple[Number, ...], deliver: Deliver | None = None) -> Reply:
        """Answer a press on a button that names codes; otherwise as `answer`."""
        return await self._finish(asked, lambda: self.responder.about(numbers, language=asked.language), deliver)

    async def _context(self, asked: Asked) -> Context:
        """Return what was talked about before in a thread or a direct message; commands stand alone."""
        if asked.channel_id is None or asked.surface not in _CONVERSATIONS:
            return NOTHING_BEFORE
        since = None if asked.thread_ts else datetime.now(UTC) - _CONTEXT_LASTS
        last = await self._log.last(asked.channel_id, asked.thread_ts, since=since)
        return Context.after(last.kind, json.loads(last.codes), last.language, last.text) if last else NOTHING_BEFORE

    async def _finish(self, asked: Asked, answer: Callable[[], Reply], deliver: Deliver | None) -> Reply:
        asked_at, started = datetime.now(UTC), time.perf_counter_ns()
        reply = answer()
        took = (time.perf_counter_ns() - started) // 1000
        if deliver:
            await deliver(reply)
        await self._log.add(self._row(asked, reply, asked_at, took))
        return reply

    def _row(self, asked: Asked, reply: Reply, asked_at: datetime, took: int) -> Row:
        return Row(
            asked_at=asked_at.isoformat(timespec="milliseconds"),
            surface=asked.surface,
            language=reply.language,
            text=_told(asked, reply) if self._keeps_text else None,
            kind=reply.answer.kind,
            codes=json.dumps(reply.answer.reported),
            score=reply.answer.score,
            duration_us=took,
            team_id=asked.team_id,
            channel_id=asked.channel_id,
            user_id=asked.user_id,
            thread_ts=asked.thread_ts,
            event_id=asked.event_id,
        )


def _told(asked: Asked, reply: Reply) -> str:
    """Return a question as it is kept: without its secrets, and of a paste only what was recognised in it."""
    answer = reply.answer
    return answer.recognised if isinstance(answer, Diagnosis) and answer.is_pasted else redact(asked.text)
