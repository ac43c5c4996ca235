"""Build the bot: the only place where all its parts meet."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.desk import Desk
from bot.door import Door
from bot.inbox import Inbox
from bot.listeners import register
from bot.locales import Locales
from bot.log.sqlite import SqliteLog
from bot.post import ResponseUrls
from bot.readiness import Readiness
from bot.responder import Responder
from bot.settings import Settings
from bot.socket_mode import SocketModeDoor
from knowledge.load import Knowledge

_MOST_CONNECTIONS = 100
# Less than the lease on an event, so that a slow post is not answered a second time
_API_SECONDS = 8


@dataclass(frozen=True)
class Bot:
    """Everything that runs: the HTTP door, the Socket Mode door where there is one, and what is behind them."""

    responder: Responder
    door: Door
    socket_mode: SocketModeDoor | None
    inbox: Inbox
    query_log: SqliteLog


@contextlib.asynccontextmanager
async def build(settings: Settings, knowledge: Knowledge) -> AsyncIterator[Bot]:
    """Yield the bot, its log open. Everything is closed on the way out, the log last."""
    query_log = await SqliteLog(settings.database).open()
    # one session made inside the loop: Bolt's clients would open a connection for each call
    connector = aiohttp.TCPConnector(limit=_MOST_CONNECTIONS)
    # the SDK leaves timeouts to a session that it is given
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=_API_SECONDS)) as session:
        responder = Responder(knowledge, default_language=settings.language)
        try:
            yield _assemble(settings, responder, query_log, session)
        finally:
            await query_log.close()


def _assemble(settings: Settings, responder: Responder, query_log: SqliteLog, session: aiohttp.ClientSession) -> Bot:
    client = _client(settings, session)
    desk = Desk(responder, query_log, Locales(client).of, keeps_text=settings.log_text == "redacted")

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=settings.bot_token)

    app = AsyncApp(
        client=client,
        # Bolt would call auth.test with the first question, and lose the question if that fails
        authorize=authorize,
        # without it Bolt looks for the acknowledgement every 10 ms
        process_before_response=True,
        # the door does these, for both transports
        request_verification_enabled=False,
        ssl_check_enabled=False,
        url_verification_enabled=False,
    )
    register(app, desk, ResponseUrls(session))
    inbox = Inbox(app, query_log)
    socket_mode = None
    if settings.uses_socket_mode:
        socket_mode = SocketModeDoor(inbox, app_token=settings.app_token, web_client=client)
    readiness = Readiness(client, query_log, socket_mode)
    secret = "" if settings.uses_socket_mode else settings.signing_secret
    return Bot(
        responder, Door(inbox, signing_secret=secret, is_ready=readiness.is_ready), socket_mode, inbox, query_log
    )


def _client(settings: Settings, session: aiohttp.ClientSession) -> AsyncWebClient:
    return AsyncWebClient(
        token=settings.bot_token,
        base_url=settings.api_url,
        session=session,
        # a call that failed any other way may have been carried out: the inbox looks before it posts again
        retry_handlers=[AsyncRateLimitErrorRetryHandler(max_retry_count=2)],
    )
