"""Receive what Slack delivers, over HTTP or Socket Mode alike: each event is answered once, and none is lost."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.listeners.conversation import AGAIN, is_asked
from bot.log import Claim, QueryLog

log = logging.getLogger(__name__)

ACKNOWLEDGE_WITHIN = 2.5
"""Seconds after which Slack gets its acknowledgement in any case; it waits 3."""

_LATE_RETRIES = (1.0, 5.0)
_MOST_REMEMBERED = 10_000
_UNMATCHED = 404
_TRY_AGAIN = 503
_FAILED = 500


@dataclass(frozen=True)
class Response:
    """What Slack gets back: 200 acknowledges, 503 asks it to deliver again."""

    status: int = 200
    body: str = ""

    @property
    def payload(self) -> dict[str, Any] | None:
        """The body for an acknowledgement over Socket Mode."""
        return json.loads(self.body) if self.body.startswith("{") else None


class Inbox:
    """Takes payloads, hands them to Bolt, and keeps track of those in flight."""

    def __init__(self, app: AsyncApp, query_log: QueryLog) -> None:
        self._app = app
        self._log = query_log
        self._working: set[asyncio.Task[Response]] = set()
        self._events: dict[str, asyncio.Task[Response]] = {}
        # the log says which events were answered; this holds while it cannot be asked
        self._answered: dict[str, None] = {}
        self._is_closed = False

    async def receive(self, payload: dict[str, Any]) -> Response:
        """Return the response to a payload, within `ACKNOWLEDGE_WITHIN` seconds whatever happens."""
        if self._is_closed:
            return Response(_TRY_AGAIN)
        event_id = await _claimed_id(payload)
        task = self._events.get(event_id) if event_id else None
        if task is None:
            task = self._start(payload, event_id)
        done, _ = await asyncio.wait([task], timeout=ACKNOWLEDGE_WITHIN)
        return task.result() if done else Response()

    async def drain(self, seconds: float) -> None:
        """Take nothing more, and wait for what is in flight, at most so long."""
        self._is_closed = True
        if self._working:
            await asyncio.wait(self._working, timeout=seconds)

    def _start(self, payload: dict[str, Any], event_id: str | None) -> asyncio.Task[Response]:
        work = self._answer_once(payload, event_id) if event_id else self._dispatch(payload)
        task = asyncio.create_task(work)
        self._working.add(task)
        task.add_done_callback(self._working.discard)
        if event_id:
            self._events[event_id] = task
            task.add_done_callback(lambda _: self._events.pop(event_id, None))
        return task

    async def _answer_once(self, payload: dict[str, Any], event_id: str) -> Response:
        claim = await self._log.claim(event_id)
        if claim is Claim.ANSWERED or event_id in self._answered:
            return Response()
        if claim is Claim.TAKEN:
            # whoever took it may die before it answers: let Slack ask again
            return Response(_TRY_AGAIN)
        response = await self._answer(payload, is_again=claim is Claim.OURS_AGAIN)
        if response.status >= _FAILED:
            await self._log.release(event_id)
        else:
            self._remember(event_id)
        return response

    def _remember(self, event_id: str) -> None:
        self._answered[event_id] = None
        if len(self._answered) > _MOST_REMEMBERED:
            del self._answered[next(iter(self._answered))]

    async def _answer(self, payload: dict[str, Any], *, is_again: bool) -> Response:
        """Have an event answered; what fails after Slack was told that all is well is tried again by ourselves."""
        started = time.monotonic()
        response = await self._dispatch(payload, is_again=is_again)
        for pause in _LATE_RETRIES:
            if response.status < _FAILED or time.monotonic() - started < ACKNOWLEDGE_WITHIN:
                return response
            await asyncio.sleep(pause)
            response = await self._dispatch(payload, is_again=True)
        if response.status >= _FAILED:
            log.error("an answer is lost: slack stayed out of reach", extra={"event_id": payload.get("event_id")})
        return response

    async def _dispatch(self, payload: dict[str, Any], *, is_again: bool = False) -> Response:
        if "event" in payload and not isinstance(payload["event"], dict):
            return Response()
        # Bolt loses form bodies that contain the word "payload"; parsed here, both transports look alike to it
        try:
            request = AsyncBoltRequest(body=payload, mode="socket_mode", context={AGAIN: is_again})
            response = await self._app.async_dispatch(request)
        except Exception:
            # Bolt hands what listeners raise to our handler; this is a payload that Bolt itself cannot read
            log.exception("a payload of an unknown shape")
            return Response()
        if response.status == _UNMATCHED:
            log.info("nothing listens to this", extra={"type": payload.get("type") or payload.get("command")})
            return Response()
        return Response(response.status, response.body or "")


async def _claimed_id(payload: dict[str, Any]) -> str | None:
    """Return the id of an event that somebody wants answered; other payloads need no claim."""
    event = payload.get("event")
    if payload.get("type") == "event_callback" and isinstance(event, dict) and await is_asked(event):
        event_id = payload.get("event_id")
        return event_id if isinstance(event_id, str) else None
    return None
