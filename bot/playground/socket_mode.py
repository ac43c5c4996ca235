"""Bring payloads to the bot over the web sockets it opened (Socket Mode)."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from bot.blocks import limits
from bot.playground import cast
from bot.playground.delivery import Outcome, Retry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.playground.cast import Json
    from bot.playground.delivery import Failure, Parcel

Answer = asyncio.Future["Json | str | None"]
_EVENT_ATTEMPTS_AFTER_FIRST = 3
_PING_SECONDS = 10.0


class SocketMode:
    """The open sockets; each payload goes to one of them in turn."""

    def __init__(self, redelivery: float) -> None:
        """Take the seconds after which an unacknowledged event comes again."""
        self.retry_delays: Sequence[float] = (0.0,) * _EVENT_ATTEMPTS_AFTER_FIRST
        self._redelivery = redelivery
        self._tickets: set[str] = set()
        self._sockets: list[web.WebSocketResponse] = []
        self._answers: dict[str, tuple[web.WebSocketResponse, Answer]] = {}
        self._arrived = asyncio.Event()

    @property
    def connected(self) -> int:
        """Return how many sockets are open."""
        return len(self._sockets)

    def ticket(self) -> str:
        """Return the secret part of a socket's address, good for one connection."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Keep one socket: greet, take acknowledgements, until it closes."""
        ticket = request.match_info["ticket"]
        if ticket not in self._tickets:
            raise web.HTTPNotFound
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(heartbeat=_PING_SECONDS)
        await socket.prepare(request)
        if self.connected >= limits.SOCKET_CONNECTIONS:
            await self._say_goodbye(socket, "too_many_websockets")
            return socket
        await self._greet(socket)
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._take_answer(message.data)
        finally:
            self._forget(socket)
        return socket

    async def carry(self, parcel: Parcel, retry: Retry) -> Outcome:
        """Send an envelope to a socket and wait for its acknowledgement."""
        started = time.perf_counter()
        is_event = parcel.kind == "events_api"
        patience = self._redelivery if is_event else limits.ACKNOWLEDGE_SECONDS
        try:
            async with asyncio.timeout(patience):
                # An event waits for the bot to connect; a command fails at once, as in Slack
                if is_event:
                    await self._arrived.wait()
                body, failure = await self._ask(parcel, retry)
        except TimeoutError:
            body, failure = None, "http_timeout" if self._sockets else "connection_failed"
        return Outcome(0 if failure else 200, body, time.perf_counter() - started, failure)

    async def disconnect(self) -> None:
        """Tell every client to reconnect, and close its socket."""
        for socket in tuple(self._sockets):
            await self._say_goodbye(socket, "refresh_requested")
            self._forget(socket)

    async def drop(self) -> None:
        """Close every socket without a word."""
        for socket in tuple(self._sockets):
            await socket.close()
            self._forget(socket)

    async def _ask(self, parcel: Parcel, retry: Retry) -> tuple[Json | str | None, Failure | None]:
        if not self._sockets:
            return None, "connection_failed"
        socket = self._sockets.pop(0)
        self._sockets.append(socket)
        answer: Answer = asyncio.get_running_loop().create_future()
        self._answers[parcel.id] = socket, answer
        try:
            await socket.send_json(_envelope(parcel, retry))
            return await answer, None
        except ConnectionError:
            return None, "connection_failed"
        finally:
            self._answers.pop(parcel.id, None)

    async def _greet(self, socket: web.WebSocketResponse) -> None:
        await socket.send_json(
            {
                "type": "hello",
                "num_connections": self.connected + 1,
                "debug_info": {"host": "playground", "approximate_connection_time": 18_060},
                "connection_info": {"app_id": cast.APP},
            }
        )
        self._sockets.append(socket)
        self._arrived.set()

    async def _say_goodbye(self, socket: web.WebSocketResponse, reason: str) -> None:
        with suppress(ConnectionError):
            await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "playground"}})
        await socket.close()

    def _take_answer(self, text: str) -> None:
        try:
            said = json.loads(text)
        except ValueError:
            return
        if not isinstance(said, dict):
            return
        _, answer = self._answers.get(str(said.get("envelope_id")), (None, None))
        if answer is not None and not answer.done():
            answer.set_result(_shown(said.get("payload")))

    def _forget(self, socket: web.WebSocketResponse) -> None:
        if socket in self._sockets:
            self._sockets.remove(socket)
        if not self._sockets:
            self._arrived.clear()
        for asked, answer in tuple(self._answers.values()):
            if asked is socket and not answer.done():
                answer.set_exception(ConnectionResetError("the socket closed before the answer"))


def _envelope(parcel: Parcel, retry: Retry) -> Json:
    envelope: Json = {
        "envelope_id": parcel.id,
        "type": parcel.kind,
        "accepts_response_payload": parcel.accepts_response,
        "payload": parcel.payload,
    }
    if parcel.kind == "events_api":
        reason = {"http_timeout": "timeout"}.get(retry.reason or "", retry.reason or "")
        envelope |= {"retry_attempt": retry.number, "retry_reason": reason}
    return envelope


def _shown(payload: object) -> Json | str | None:
    match payload:
        case dict() | str() if payload:
            return payload
        case _:
            return None
