"""Take what the bot posts to a response_url."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from bot.playground import cast
from bot.playground.block_check import refuse_message
from bot.playground.refusals import RefusedError
from bot.playground.workspace import Draft

if TYPE_CHECKING:
    from bot.playground.cast import Json
    from bot.playground.permits import Permit, Permits
    from bot.playground.web_api import WebApi
    from bot.playground.workspace import Workspace

METHOD = "response_url"
"""The name under which posts are recorded, and can be refused or delayed."""


class ResponseUrls:
    """Answers at `/response/<secret>`: five posts in half an hour each."""

    def __init__(self, workspace: Workspace, permits: Permits, web_api: WebApi) -> None:
        """Show posts in this workspace and record them with the Web API's calls."""
        self._workspace = workspace
        self._permits = permits
        self._web_api = web_api

    async def handle(self, request: web.Request) -> web.Response:
        """Take one post."""
        try:
            permit = self._permits.redeem_response(request.match_info["secret"])
        except RefusedError as refused:
            return web.Response(status=404, text=refused.error)
        try:
            said = await request.json()
        except ValueError:
            said = None
        if not isinstance(said, dict):
            return web.Response(status=400, text="invalid_payload")
        answer = await self._web_api.run(METHOD, said, lambda: self._take(permit, said))
        if answer.retry_after is not None:
            return web.Response(status=answer.status, headers=answer.headers())
        if answer.body["ok"]:
            return web.Response(text="ok")
        return web.Response(status=500, text=answer.body["error"])

    def _take(self, permit: Permit, said: Json) -> Json:
        original = None
        if permit.ts is not None:
            original = self._workspace.find_message(permit.channel, permit.ts)
        if said.get("delete_original"):
            if original is None:
                raise RefusedError("message_not_found")
            self._workspace.delete(original)
            return {}
        refuse_message(said.get("text"), said.get("blocks"))
        everyone = said.get("response_type") == "in_channel"
        draft = Draft(
            said.get("text") or "",
            said.get("blocks") or None,
            thread_ts=said.get("thread_ts") or None,
            ephemeral_for=None if everyone else permit.user,
            metadata=said.get("metadata"),
        )
        if said.get("replace_original") and original is not None:
            self._workspace.change(original, draft)
        else:
            self._workspace.post(permit.channel, cast.BOT_USER, draft)
        return {}
