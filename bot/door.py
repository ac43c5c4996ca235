"""The HTTP door: an ASGI application that verifies what claims to come from Slack, and tells how the process is."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

from slack_sdk.signature import SignatureVerifier

from bot.inbox import Inbox, Response

MOST_BYTES = 1024 * 1024
_SECONDS_DIGITS = 12

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
IsReady = Callable[[], Awaitable[bool]]

_UNAUTHORIZED = Response(401)
_NOT_FOUND = Response(404)
_NOT_READY = Response(503, "not ready\n")
_TOO_LARGE = Response(413)
_WELL = Response(200, "ok\n")


class Door:
    """`POST /slack/events`, `GET /healthz` and `GET /readyz`; anything else is 404.

    Without a signing secret nothing is taken from Slack here: Socket Mode brings it.
    """

    def __init__(self, inbox: Inbox, *, signing_secret: str, is_ready: IsReady) -> None:
        self._inbox = inbox
        self._verifier = SignatureVerifier(signing_secret) if signing_secret else None
        self._is_ready = is_ready

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one ASGI request."""
        if scope["type"] != "http":
            return
        await _respond(send, await self._response(scope, receive))

    async def _response(self, scope: Scope, receive: Receive) -> Response:
        match scope["method"], scope["path"]:
            case "GET" | "HEAD", "/healthz":
                return _WELL
            case "GET" | "HEAD", "/readyz":
                return _WELL if await self._is_ready() else _NOT_READY
            case "POST", "/slack/events" if self._verifier:
                return await self._take(scope, receive)
        return _NOT_FOUND

    async def _take(self, scope: Scope, receive: Receive) -> Response:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        body = await _read(receive)
        if body is None:
            return _TOO_LARGE
        if not self._is_signed(headers, body):
            return _UNAUTHORIZED
        payload = _parse(headers.get("content-type", ""), body)
        if payload is None:
            return _UNAUTHORIZED
        if payload.get("type") == "url_verification":
            return Response(200, str(payload.get("challenge", "")))
        if "ssl_check" in payload:
            return Response()
        return await self._inbox.receive(payload)

    def _is_signed(self, headers: dict[str, str], body: bytes) -> bool:
        timestamp = headers.get("x-slack-request-timestamp", "")
        signature = headers.get("x-slack-signature", "")
        # SignatureVerifier raises on a timestamp that is no number
        is_number = timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= _SECONDS_DIGITS
        return bool(is_number and self._verifier and self._verifier.is_valid(body, timestamp, signature))


async def _read(receive: Receive) -> bytes | None:
    """Return the body of a request, or None as soon as it is larger than we take."""
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > MOST_BYTES:
            return None
        chunks.append(chunk)
        if not message.get("more_body"):
            return b"".join(chunks)


def _parse(content_type: str, body: bytes) -> dict[str, Any] | None:
    """Return the payload in a body, as Slack sends it: JSON, a form, or JSON in the form field `payload`."""
    try:
        text = body.decode("utf-8")
        if content_type.startswith("application/json"):
            payload = json.loads(text)
        else:
            form = dict(parse_qsl(text, keep_blank_values=True))
            payload = json.loads(form["payload"]) if "payload" in form else form
    except (UnicodeDecodeError, ValueError, RecursionError):
        return None
    return payload if isinstance(payload, dict) and payload else None


async def _respond(send: Send, response: Response) -> None:
    kind = b"application/json" if response.body.startswith("{") else b"text/plain; charset=utf-8"
    body = response.body.encode()
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
