"""Put the parts of the playground together, and give each its address."""

from __future__ import annotations

from aiohttp import web

from bot.playground import guard
from bot.playground.app_methods import AppMethods
from bot.playground.chat_methods import ChatMethods
from bot.playground.clicks import Clicks
from bot.playground.delivery import Dispatch
from bot.playground.page_api import PageApi
from bot.playground.people import People
from bot.playground.permits import Permits
from bot.playground.response_url import ResponseUrls
from bot.playground.socket_mode import SocketMode
from bot.playground.views import Views
from bot.playground.web_api import WebApi
from bot.playground.workspace import Workspace


class Parts:
    """All parts, each made once."""

    def __init__(self, port: int, redelivery: float) -> None:
        """Make the parts; the port may become known later."""
        self.port = port
        self.workspace = Workspace()
        self.permits = Permits()
        self.views = Views(self.workspace.audience)
        self.sockets = SocketMode(redelivery)
        self.dispatch = Dispatch(self.sockets)
        self.people = People(self.workspace, self.dispatch, self.permits, self._response_url)
        self.clicks = Clicks(self.workspace, self.views, self.dispatch, self.permits, self._response_url)
        about = AppMethods(self.workspace, self.views, self.permits, self._socket_url)
        self.web_api = WebApi({**ChatMethods(self.workspace).offered(), **about.offered()})

    @property
    def url(self) -> str:
        """Return the address of the page."""
        return f"http://localhost:{self.port}"

    def application(self) -> web.Application:
        """Return the web application that serves the page, the Web API and the sockets."""
        application = web.Application(middlewares=[guard.keep_out, guard.refuse_politely])
        page = PageApi(self.workspace, self.views, self.people, self.clicks)
        responses = ResponseUrls(self.workspace, self.permits, self.web_api)
        application.add_routes(page.routes())
        application.router.add_get("/api/{method}", self.web_api.handle)
        application.router.add_post("/api/{method}", self.web_api.handle)
        application.router.add_post("/response/{secret}", responses.handle)
        application.router.add_get("/socket/{ticket}", self.sockets.serve)
        application.on_response_prepare.append(guard.add_headers)
        application.on_shutdown.append(self._dismiss)
        return application

    async def _dismiss(self, _: web.Application) -> None:
        self.workspace.audience.dismiss_all()
        await self.sockets.drop()

    def _response_url(self, channel: str, user: str, ts: str | None) -> str:
        return f"{self.url}/response/{self.permits.response(channel, user, ts)}"

    def _socket_url(self) -> str:
        return f"ws://localhost:{self.port}/socket/{self.sockets.ticket()}"
