"""Bring payloads to the bot's request URL, signed as Slack signs them."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import aiohttp

from bot.blocks import limits
from bot.playground.delivery import Failure, Outcome, Retry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.playground.cast import Json
    from bot.playground.delivery import Parcel

_FORM = "application/x-www-form-urlencoded"
_OK = range(200, 300)


class HttpCarrier:
    """One request URL and the secret shared with the bot behind it."""

    def __init__(self, url: str, secret: str, retry_delays: Sequence[float]) -> None:
        """Open the connections inside the running loop."""
        self.url = url
        self.retry_delays = retry_delays
        self._secret = secret.encode()
        # Slack opens as many connections as it has to say things at once
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0),
            timeout=aiohttp.ClientTimeout(total=limits.ACKNOWLEDGE_SECONDS),
        )

    async def carry(self, parcel: Parcel, retry: Retry) -> Outcome:
        """Post a parcel and return the answer, or how the post failed."""
        content_type, body = _encode(parcel)
        headers = {"Content-Type": content_type, **self._signature(body), **_retry_headers(retry)}
        started = time.perf_counter()
        try:
            async with self._session.post(self.url, data=body, headers=headers, allow_redirects=False) as response:
                text = await response.text(errors="replace")
        except TimeoutError:
            return _failed("http_timeout", started)
        except aiohttp.ClientError:
            return _failed("connection_failed", started)
        return Outcome(
            status=response.status,
            body=_decode(text),
            seconds=time.perf_counter() - started,
            failure=None if response.status in _OK else "http_error",
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()

    def _signature(self, body: bytes) -> dict[str, str]:
        """Sign a body, https://docs.slack.dev/authentication/verifying-requests-from-slack."""
        now = str(int(time.time()))
        digest = hmac.new(self._secret, b"v0:" + now.encode() + b":" + body, hashlib.sha256)
        return {"X-Slack-Signature": f"v0={digest.hexdigest()}", "X-Slack-Request-Timestamp": now}


def _encode(parcel: Parcel) -> tuple[str, bytes]:
    match parcel.kind:
        case "events_api":
            return "application/json", json.dumps(parcel.payload).encode()
        case "slash_commands":
            return _FORM, urlencode(parcel.payload).encode()
        case "interactive":
            return _FORM, urlencode({"payload": json.dumps(parcel.payload)}).encode()


def _retry_headers(retry: Retry) -> dict[str, str]:
    if retry.reason is None:
        return {}
    return {"X-Slack-Retry-Num": str(retry.number), "X-Slack-Retry-Reason": retry.reason}


def _decode(text: str) -> Json | str | None:
    """Read an acknowledgement: a JSON object, plain text, or nothing."""
    if not text.strip():
        return None
    try:
        decoded = json.loads(text)
    except ValueError:
        return text
    return decoded if isinstance(decoded, dict) else text


def _failed(failure: Failure, started: float) -> Outcome:
    return Outcome(0, None, time.perf_counter() - started, failure)
