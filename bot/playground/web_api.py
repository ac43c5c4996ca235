"""Slack's Web API under `/api/`: who may call, what is recorded, and which method answers."""

from __future__ import annotations

import asyncio
import json
import weakref
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aiohttp import web

from bot.playground import cast
from bot.playground.faults import Faults
from bot.playground.refusals import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.playground.cast import Json

    Method = Callable[[Json], Json]

CALLS_KEPT = 10_000
_FOR_THE_APP: Final = ("apps.connections.open",)
_OBJECTS: Final = ("blocks", "metadata", "view")


@dataclass(frozen=True, slots=True)
class Call:
    """A call the bot made: its arguments without the token, and Slack's error if there was one."""

    method: str
    arguments: Json
    error: str | None = None

    @property
    def ok(self) -> bool:
        """Tell whether Slack carried it out."""
        return self.error is None


@dataclass(frozen=True, slots=True)
class Answer:
    """What Slack answers; with `retry_after` it asks for patience."""

    body: Json
    retry_after: int | None = None

    @property
    def status(self) -> int:
        """Return the HTTP status."""
        return 200 if self.retry_after is None else 429

    def headers(self) -> dict[str, str]:
        """Return the headers Slack adds."""
        scopes = {"X-OAuth-Scopes": ",".join(cast.SCOPES)}
        return scopes if self.retry_after is None else {"Retry-After": str(self.retry_after)}


class WebApi:
    """The methods offered, the faults asked for and the calls so far."""

    def __init__(self, methods: Mapping[str, Method]) -> None:
        """Take the methods by name."""
        self.faults = Faults()
        self.calls: deque[Call] = deque(maxlen=CALLS_KEPT)
        self.connections = 0
        self._methods = methods
        self._known: weakref.WeakSet[asyncio.BaseTransport] = weakref.WeakSet()

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one call."""
        self.count(request)
        method = request.match_info["method"]
        try:
            arguments = await _arguments(request)
        except ValueError:
            return web.json_response({"ok": False, "error": "invalid_json"})
        token = _token(request, arguments)
        answer = await self.run(method, arguments, lambda: self._carry_out(method, arguments, token))
        return web.json_response(answer.body, status=answer.status, headers=answer.headers())

    async def run(self, method: str, arguments: Json, carry_out: Callable[[], Json]) -> Answer:
        """Answer by carrying the call out, unless a fault comes first; record either."""
        await asyncio.sleep(self.faults.delay_of(method))
        fault = self.faults.take(method)
        if fault is not None:
            self.calls.append(Call(method, arguments, fault.error))
            return Answer({"ok": False, "error": fault.error}, fault.retry_after)
        try:
            body = carry_out()
        except RefusedError as refused:
            self.calls.append(Call(method, arguments, refused.error))
            return Answer(refused.answer())
        self.calls.append(Call(method, arguments))
        return Answer({"ok": True, **body})

    def count(self, request: web.Request) -> None:
        """Count the connection of this request, once."""
        transport = request.transport
        if transport is not None and transport not in self._known:
            self._known.add(transport)
            self.connections += 1

    def _carry_out(self, method: str, arguments: Json, token: str | None) -> Json:
        if method not in self._methods:
            raise RefusedError("unknown_method")
        _check_token(method, token)
        return self._methods[method](arguments)


async def _arguments(request: web.Request) -> Json:
    """Read a query, a form or JSON into one flat object; raise ValueError on broken JSON."""
    arguments: Json = dict(request.query)
    if request.content_type == "application/json":
        said = await request.json()
        if not isinstance(said, dict):
            raise ValueError(request.path)
    else:
        said = dict(await request.post())
    arguments |= said
    for name in _OBJECTS:
        if isinstance(arguments.get(name), str):
            arguments[name] = _decoded(arguments[name])
    return arguments


def _decoded(text: str) -> object:
    """Read JSON that was sent as text; what is none stays text and is refused later."""
    try:
        return json.loads(text) if text else None
    except ValueError:
        return text


def _token(request: web.Request, arguments: Json) -> str | None:
    header = request.headers.get("Authorization", "")
    in_form = arguments.pop("token", None)
    return header.removeprefix("Bearer ") or in_form


def _check_token(method: str, token: str | None) -> None:
    if not token:
        raise RefusedError("not_authed")
    if token not in (cast.BOT_TOKEN, cast.APP_TOKEN):
        raise RefusedError("invalid_auth")
    if (token == cast.APP_TOKEN) != (method in _FOR_THE_APP):
        raise RefusedError("not_allowed_token_type")
