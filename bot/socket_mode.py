"""Receive over Socket Mode what otherwise comes over HTTP, and notice when the connection is dead."""

from __future__ import annotations

import asyncio
import logging
import time

from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.inbox import Inbox

log = logging.getLogger(__name__)

_OK = 200
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
        try:
            # a wrong token would otherwise be retried forever
            await self._client.web_client.apps_connections_open(app_token=self._client.app_token)
            await self._client.connect()  # type: ignore[no-untyped-call]
        except SlackApiError as refusal:
            error = refusal.response.get("error")
            raise SocketModeError(
                f"Slack refuses SLACK_APP_TOKEN ({error}); make a new one with connections:write."
            ) from None
        alive = time.monotonic()
        while True:
            await asyncio.sleep(_LOOK_EVERY)
            if await self.is_connected():
                alive = time.monotonic()
                continue
            silent = time.monotonic() - alive
            if silent > _GIVE_UP_AFTER:
                raise SocketModeError(
                    f"Slack has been out of reach for {silent:.0f} s; check the network, then start again."
                )
            if silent > _RECONNECT_AFTER:
                log.warning("reconnecting to slack", extra={"seconds": round(silent)})
                # the client keeps to a dead address; a new one has to be asked for
                await self._client.connect_to_new_endpoint(force=True)

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
