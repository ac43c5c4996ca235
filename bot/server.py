"""Run the bot: HTTP under uvicorn, Socket Mode beside it where asked for, and an orderly shutdown."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
from collections.abc import Iterator

import uvicorn

from bot.app import Bot, build
from bot.settings import Settings
from knowledge.load import Knowledge

log = logging.getLogger(__name__)

_FINISH_WITHIN = 8
_LAST_WORDS = 0.05
_LEARNS_AFTER = 1.0
_BACKLOG = 2048


def listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to `host` and `port` (0 for any free one). Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    # an answer goes out in two writes; without this the second may wait 40 ms for the first to be acknowledged
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


async def serve(
    settings: Settings, knowledge: Knowledge, listening: socket.socket, stop: asyncio.Event | None = None
) -> None:
    """Serve until SIGTERM, SIGINT or `stop`: take no more work, finish what is in flight, write the log; within 10 s.

    Raises SocketModeError when Slack stays out of reach.
    """
    with listening:
        await _serve(settings, knowledge, listening, stop or asyncio.Event())


async def _serve(settings: Settings, knowledge: Knowledge, listening: socket.socket, stop: asyncio.Event) -> None:
    async with build(settings, knowledge) as bot:
        server = _Server(_config(bot))
        loop = asyncio.get_running_loop()
        for ending in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(ending, stop.set)
        running = [asyncio.create_task(server.serve(sockets=[listening]))]
        if bot.socket_mode:
            running.append(asyncio.create_task(bot.socket_mode.run()))
        learning = asyncio.create_task(_learn(bot))
        log.info("serving", extra={"port": listening.getsockname()[1], "socket_mode": settings.uses_socket_mode})
        asked = asyncio.create_task(stop.wait())
        await asyncio.wait([*running, asked], return_when=asyncio.FIRST_COMPLETED)
        asked.cancel()
        learning.cancel()
        server.should_exit = True
        await bot.inbox.drain(_FINISH_WITHIN)
        if bot.socket_mode:
            # the last acknowledgements are on their way out
            await asyncio.sleep(_LAST_WORDS)
            running[1].cancel()
            await bot.socket_mode.close()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*running)


async def _learn(bot: Bot) -> None:
    """Learn what described cases and pastes need, so that nobody's first question waits for it; the start does not."""
    await asyncio.sleep(_LEARNS_AFTER)
    await asyncio.to_thread(bot.responder.learn)


class _Server(uvicorn.Server):
    """A server that leaves signals to us: uvicorn would let SIGTERM end the process before the log is written."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _config(bot: Bot) -> uvicorn.Config:
    return uvicorn.Config(
        bot.door,
        loop="none",
        http="httptools",
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_FINISH_WITHIN,
    )
