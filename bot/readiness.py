"""Whether the bot can answer: the database is open, and Slack is reachable or connected."""

from __future__ import annotations

import logging
import time

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.log import QueryLog
from bot.slack_errors import reason_of
from bot.socket_mode import SocketModeDoor

log = logging.getLogger(__name__)

_TRUSTED_SECONDS = 60.0


class Readiness:
    """Asks the parts. Slack's own word, `auth.test`, is trusted for a minute."""

    def __init__(self, client: AsyncWebClient, query_log: QueryLog, socket_mode: SocketModeDoor | None) -> None:
        self._client = client
        self._log = query_log
        self._socket_mode = socket_mode
        self._trusted_until = 0.0

    async def is_ready(self) -> bool:
        """Tell whether a question would be answered now."""
        return await self._log.is_open() and await self._reaches_slack()

    async def _reaches_slack(self) -> bool:
        if self._socket_mode:
            return await self._socket_mode.is_connected()
        if time.monotonic() < self._trusted_until:
            return True
        try:
            await self._client.auth_test()
        except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError) as problem:
            log.warning("slack is out of reach: %s", reason_of(problem))
            return False
        self._trusted_until = time.monotonic() + _TRUSTED_SECONDS
        return True
