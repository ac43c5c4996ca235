"""Keep other web sites out of the playground, and scripts out of its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from aiohttp import web

from bot.playground.refusals import RefusedError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_HOSTS: Final = ("localhost", "127.0.0.1", "::1")
_HEADERS: Final = {
    "Content-Security-Policy": ("default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


@web.middleware
async def keep_out(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what no page of ours sent: a foreign name (DNS rebinding) or a foreign origin."""
    if urlsplit(f"//{request.host}").hostname not in _HOSTS:
        raise web.HTTPForbidden(text="the playground answers to localhost only")
    if request.headers.get("Origin", f"http://{request.host}") != f"http://{request.host}":
        raise web.HTTPForbidden(text="another site may not post here")
    return await handler(request)


@web.middleware
async def refuse_politely(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Take only JSON from the page, and tell it in JSON what was refused."""
    if not request.path.startswith("/play/"):
        return await handler(request)
    # A form of another site can be posted without asking; JSON cannot
    if request.method == "POST" and request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="Content-Type must be application/json")
    try:
        return await handler(request)
    except RefusedError as refused:
        return web.json_response(refused.answer())
    except LookupError as missing:
        return web.json_response({"ok": False, "error": str(missing)})


async def add_headers(_: web.Request, response: web.StreamResponse) -> None:
    """Say what the browser may load and must not keep."""
    response.headers.update(_HEADERS)
