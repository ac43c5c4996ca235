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
_BACKLOG = 2048


def listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to `host` and `port` (0 for any free one). Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=_BACKLOG)


async def serve(settings: Settings, knowledge: Knowledge, listening: socket.socket) -> None:
    """Serve until SIGTERM or SIGINT: stop taking work, finish what is in flight, write the log, close; within 10 s.

    Raises SocketModeError when Slack stays out of reach.
    """
    async with build(settings, knowledge) as bot:
        server = _Server(_config(bot))
        loop = asyncio.get_running_loop()
        for stop in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(stop, server.stop)
        running = [asyncio.create_task(server.serve(sockets=[listening]))]
        if bot.socket_mode:
            running.append(asyncio.create_task(bot.socket_mode.run()))
        log.info("serving", extra={"port": listening.getsockname()[1], "socket_mode": settings.uses_socket_mode})
        await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        server.stop()
        if bot.socket_mode:
            await bot.socket_mode.close()
            running[1].cancel()
        await bot.inbox.drain(_FINISH_WITHIN)
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*running)


class _Server(uvicorn.Server):
    """A server that leaves signals to us: uvicorn would let SIGTERM end the process before the log is written."""

    def stop(self) -> None:
        self.should_exit = True

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
