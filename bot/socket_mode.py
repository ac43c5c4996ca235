"""Receive over Socket Mode what otherwise comes over HTTP, and notice when the connection is dead."""

from __future__ import annotations

import asyncio
import logging
import time

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.inbox import Inbox
from bot.slack_errors import error_of, reason_of

log = logging.getLogger(__name__)

_OK = 200
_NETWORK_ERRORS = (aiohttp.ClientError, TimeoutError, OSError)
_TOKEN_ERRORS = frozenset(
    {
        "invalid_auth",
        "not_authed",
        "account_inactive",
        "token_revoked",
        "token_expired",
        "not_allowed_token_type",
        "missing_scope",
    }
)
_LOOK_EVERY = 5.0
_RECONNECT_AFTER = 30.0
_GIVE_UP_AFTER = 180.0


class SocketModeError(Exception):
    """Slack cannot be reached over Socket Mode; the message says what to check."""


class SocketModeDoor:
    """One Socket Mode connection. A supervisor restarts the process when `run` raises."""

    def __init__(self, inbox: Inbox, *, app_token: str, web_client: AsyncWebClient) -> None:
        self._inbox = inbox
        self._client = SocketModeClient(app_token=app_token, web_client=web_client, auto_reconnect_enabled=True)
        self._client.socket_mode_request_listeners.append(self._take)

    async def run(self) -> None:
        """Connect, and watch over the connection until cancelled. Raises SocketModeError when it stays dead."""
        await self._connect()
        alive = time.monotonic()
        while True:
            await asyncio.sleep(_LOOK_EVERY)
            silent = time.monotonic() - alive
            if await self.is_connected():
                alive = time.monotonic()
            elif silent > _GIVE_UP_AFTER:
                raise SocketModeError(
                    f"Slack has been out of reach for {silent:.0f} s; check the network, then start again."
                )
            elif silent > _RECONNECT_AFTER:
                await self._reconnect()

    async def _connect(self) -> None:
        try:
            async with asyncio.timeout(_RECONNECT_AFTER):
                # a wrong token would otherwise be retried for ever
                await self._client.web_client.apps_connections_open(app_token=self._client.app_token)
                await self._client.connect()  # type: ignore[no-untyped-call]
        except SlackApiError as refusal:
            error = error_of(refusal)
            if error in _TOKEN_ERRORS:
                hint = "make a new app-level token with connections:write"
                raise SocketModeError(f"Slack refuses SLACK_APP_TOKEN ({error}); {hint}.") from None
            raise SocketModeError(f"Slack does not open a connection ({error}); start again in a while.") from None
        except _NETWORK_ERRORS as problem:
            reason = str(problem) or type(problem).__name__
            raise SocketModeError(f"Slack is out of reach: {reason}; check the network, then start again.") from None

    async def _reconnect(self) -> None:
        """Ask for a new address, as the client would keep to a dead one; whatever fails is tried again."""
        log.warning("reconnecting to slack")
        try:
            async with asyncio.timeout(_LOOK_EVERY):
                await self._client.connect_to_new_endpoint(force=True)
        except (SlackApiError, *_NETWORK_ERRORS) as problem:
            log.warning("slack is still out of reach: %s", reason_of(problem))

    async def is_connected(self) -> bool:
        """Tell whether the connection answered Slack's last pings."""
        return bool(await self._client.is_connected())

    async def close(self) -> None:
        """Close the connection, so that Slack delivers to somebody else."""
        await self._client.close()  # type: ignore[no-untyped-call]

    async def _take(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        response = await self._inbox.receive(request.payload)
        if response.status == _OK:
            # without an acknowledgement Slack delivers again
            acknowledgement = SocketModeResponse(envelope_id=request.envelope_id, payload=response.payload)
            await client.send_socket_mode_response(acknowledgement)
