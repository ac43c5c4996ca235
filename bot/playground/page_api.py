"""What the page asks for and does: the routes under `/play/`, and the page's own files."""

from __future__ import annotations

import asyncio
import json
import re
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from aiohttp import web

from bot.playground import cast
from bot.playground.refusals import RefusedError

if TYPE_CHECKING:
    from bot.playground.audience import Happening
    from bot.playground.cast import Channel, Json
    from bot.playground.clicks import Clicks
    from bot.playground.message import Message
    from bot.playground.people import People
    from bot.playground.views import Views
    from bot.playground.workspace import Workspace

_FOLDER: Final = Path(__file__).parent / "page"
_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_NO_ANSWER: Final = "the app did not answer"
_STILL_HERE_SECONDS: Final = 15.0
_LOCALE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_LONGEST: Final = 12_000
"""Characters Slack's own message field takes."""


class PageApi:
    """The routes, on behalf of the person at the page."""

    def __init__(self, workspace: Workspace, views: Views, people: People, clicks: Clicks) -> None:
        """Show this workspace; talk and click through these."""
        self._workspace = workspace
        self._views = views
        self._people = people
        self._clicks = clicks
        self._running: set[asyncio.Task[object]] = set()

    def routes(self) -> list[web.RouteDef]:
        """Return all routes of the page."""
        return [
            web.get("/", self._index),
            web.get("/page/{file:.+}", self._file),
            web.get("/play/state", self._state),
            web.get("/play/events", self._events),
            web.post("/play/say", self._say),
            web.post("/play/action", self._action),
            web.post("/play/options", self._options),
            web.post("/play/view", self._view),
            web.post("/play/locale", self._locale),
        ]

    async def _index(self, _: web.Request) -> web.FileResponse:
        return _page_file("index.html")

    async def _file(self, request: web.Request) -> web.FileResponse:
        return _page_file(request.match_info["file"])

    async def _state(self, _: web.Request) -> web.Response:
        channels = [each for each in self._workspace.channels.values() if _mine(each)]
        messages = {
            channel.id: [
                message.for_page()
                for message in self._workspace.messages(channel.id)
                if message.ephemeral_for in (None, cast.ME)
            ]
            for channel in channels
        }
        users = self._workspace.users
        return web.json_response(
            {
                "me": asdict(users[cast.ME]),
                "users": {user.id: asdict(user) for user in users.values()},
                "team": {"name": cast.TEAM_NAME},
                "channels": [asdict(channel) for channel in channels],
                "messages": messages,
                "commands": [asdict(command) for command in cast.COMMANDS],
                "bot": {"user": cast.BOT_USER},
                "views": self._views.of(cast.ME),
            }
        )

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        with self._workspace.audience.listen() as queue, suppress(ConnectionError):
            await response.write(b"retry: 1000\n\n")
            while True:
                try:
                    happening = await asyncio.wait_for(queue.get(), _STILL_HERE_SECONDS)
                except TimeoutError:
                    await response.write(b": still here\n\n")
                    continue
                if happening is None:
                    break
                if self._for_me(happening):
                    told = f"event: {happening.event}\ndata: {json.dumps(happening.told)}\n\n"
                    await response.write(told.encode())
        return response

    def _for_me(self, happening: Happening) -> bool:
        if happening.channel is not None and not _mine(self._workspace.channels[happening.channel]):
            return False
        seen_by = happening.told.get("message", {}).get("ephemeral_for", happening.person)
        return seen_by in (None, cast.ME)

    async def _say(self, request: web.Request) -> web.Response:
        said = await _said(request)
        channel, typed = self._channel(said), said.get("text")
        thread_ts = str(said.get("thread_ts") or "")
        if not isinstance(typed, str) or not typed.strip():
            raise RefusedError("no_text")
        if len(typed) > _LONGEST:
            raise RefusedError("msg_too_long")
        if typed.startswith("/"):
            return self._command(channel, typed, in_thread=thread_ts != "")
        if thread_ts and self._workspace.find_message(channel.id, thread_ts) is None:
            raise RefusedError("thread_not_found")
        message = self._people.say(cast.ME, channel, typed, thread_ts or None).message
        return web.json_response({"ok": True, "ts": message.ts})

    def _command(self, channel: Channel, typed: str, *, in_thread: bool) -> web.Response:
        name, *rest = typed.split(maxsplit=1)
        if in_thread:
            raise RefusedError("slash commands don't work in threads")
        if all(name != known.command for known in cast.COMMANDS):
            raise RefusedError(f"{name} is not a valid command")
        command = self._people.command(cast.ME, channel, name, "".join(rest))
        task: asyncio.Task[object] = asyncio.create_task(command)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return web.json_response({"ok": True, "ts": None})

    async def _action(self, request: web.Request) -> web.Response:
        said = await _said(request)
        action = said.get("action")
        if not isinstance(action, dict):
            raise RefusedError("invalid_arguments")
        action_id, selected = str(action.get("action_id")), action.get("selected_option")
        outcome = await self._clicks.click(cast.ME, self._place(said), action_id, selected)
        if outcome.acknowledged:
            return web.json_response({"ok": True})
        raise RefusedError(_NO_ANSWER)

    async def _options(self, request: web.Request) -> web.Response:
        said = await _said(request)
        action_id, typed = str(said.get("action_id")), str(said.get("value", ""))
        options = await self._clicks.suggest(cast.ME, self._place(said), action_id, typed)
        return web.json_response({"options": options})

    async def _view(self, request: web.Request) -> web.Response:
        said = await _said(request)
        view = self._open_view(said)
        if said.get("type") == "close":
            await self._clicks.close(cast.ME, view)
            return web.json_response({"ok": True})
        state = said.get("state")
        if not isinstance(state, dict):
            raise RefusedError("invalid_arguments")
        submission = await self._clicks.submit(cast.ME, view, state.get("values") or {})
        if submission.ok:
            return web.json_response({"ok": True})
        if submission.errors:
            return web.json_response({"ok": False, "errors": submission.errors})
        raise RefusedError(_NO_ANSWER)

    async def _locale(self, request: web.Request) -> web.Response:
        locale = (await _said(request)).get("locale")
        if not isinstance(locale, str) or not _LOCALE.fullmatch(locale):
            raise RefusedError("invalid_locale")
        self._workspace.set_locale(cast.ME, locale)
        return web.json_response({"ok": True})

    def _place(self, said: Json) -> Message | Json:
        if said.get("view_id"):
            return self._open_view(said)
        message = self._workspace.find_message(self._channel(said).id, str(said.get("ts")))
        if message is None:
            raise RefusedError("message_not_found")
        return message

    def _open_view(self, said: Json) -> Json:
        view = self._views.find(str(said.get("view_id") or ""))
        if view is None:
            raise RefusedError("view_not_found")
        return view

    def _channel(self, said: Json) -> Channel:
        channel = self._workspace.channels.get(str(said.get("channel")))
        if channel is None or not _mine(channel):
            raise RefusedError("channel_not_found")
        return channel


def _mine(channel: Channel) -> bool:
    return channel.person in (None, cast.ME)


async def _said(request: web.Request) -> Json:
    try:
        said = await request.json()
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise RefusedError("invalid_json")
    return said


def _page_file(name: str) -> web.FileResponse:
    path = (_FOLDER / name).resolve()
    content_type = _TYPES.get(path.suffix)
    if content_type is None or not path.is_relative_to(_FOLDER.resolve()) or not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers={"Content-Type": content_type})
