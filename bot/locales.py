"""People's Slack locales, by which they are answered where nothing in a question tells its language."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack_errors import error_of, reason_of

log = logging.getLogger(__name__)

_MOST_KEPT = 10_000
_KEPT_SECONDS = 24 * 3600.0
# An answer does not wait longer for the person's language; the next one finds it
_PATIENCE = 0.5
_PAUSE = 60.0
# The operator left the scope out, which is optional
_NOT_ALLOWED = frozenset({"missing_scope", "not_allowed_token_type", "no_permission"})


class Locales:
    """Asks Slack once a day for each person. Never fails: who cannot be asked about has no locale."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._found: OrderedDict[str, tuple[float, str | None]] = OrderedDict()
        self._asking: dict[str, asyncio.Task[None]] = {}
        self._quiet_until = 0.0

    async def of(self, user_id: str) -> str | None:
        """Return a person's locale, such as `fr-FR`; None where Slack does not tell it soon."""
        until, locale = self._found.get(user_id, (0.0, None))
        now = time.monotonic()
        if until > now or self._quiet_until > now:
            return locale
        if user_id not in self._asking:
            self._asking[user_id] = asyncio.create_task(self._ask(user_id))
        await asyncio.wait([self._asking[user_id]], timeout=_PATIENCE)
        return self._found.get(user_id, (0.0, None))[1]

    async def _ask(self, user_id: str) -> None:
        try:
            answer = await self._client.users_info(user=user_id, include_locale=True)
            locale = (answer.get("user") or {}).get("locale")
            self._keep(user_id, locale if isinstance(locale, str) else None)
        except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError) as problem:
            is_refused = isinstance(problem, SlackApiError) and error_of(problem) in _NOT_ALLOWED
            self._quiet_until = time.monotonic() + (_KEPT_SECONDS if is_refused else _PAUSE)
            log.info("people's locales are not known: %s", reason_of(problem))
        finally:
            del self._asking[user_id]

    def _keep(self, user_id: str, locale: str | None) -> None:
        self._found[user_id] = (time.monotonic() + _KEPT_SECONDS, locale)
        while len(self._found) > _MOST_KEPT:
            self._found.popitem(last=False)
