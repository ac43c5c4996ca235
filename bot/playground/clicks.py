"""What people in the playground click, pick and submit."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from bot.playground import payloads
from bot.playground.delivery import Outcome, Parcel
from bot.playground.element_check import check_options
from bot.playground.findings import Findings
from bot.playground.message import Message, elements_of
from bot.playground.refusals import RefusedError
from bot.playground.view_check import check_view

if TYPE_CHECKING:
    from bot.playground.cast import Json
    from bot.playground.delivery import Dispatch
    from bot.playground.people import ResponseUrl
    from bot.playground.permits import Permits
    from bot.playground.views import Views
    from bot.playground.workspace import Workspace

    Place = Message | Json

_OF_A_BUTTON = ("text", "value", "style", "url")


@dataclass(frozen=True, slots=True)
class Submission:
    """How submitting a modal went: accepted, or errors by block id."""

    ok: bool
    errors: dict[str, str] = field(default_factory=dict)


class Clicks:
    """Buttons and menus in messages and views, and the views themselves."""

    def __init__(
        self,
        workspace: Workspace,
        views: Views,
        dispatch: Dispatch,
        permits: Permits,
        response_url: ResponseUrl,
    ) -> None:
        """Act in this workspace and on these views."""
        self._workspace = workspace
        self._views = views
        self._dispatch = dispatch
        self._permits = permits
        self._response_url = response_url

    async def click(self, user: str, place: Place, action_id: str, selected: Json | None) -> Outcome:
        """Use a button of a message or view, or a menu, where an option is `selected`.

        Raises LookupError when there is no such element.
        """
        element, block = _find_element(place, action_id)
        action = _action(element, block, selected)
        payload = payloads.interaction("block_actions", self._workspace.users[user])
        payload |= self._in_place(place)
        payload |= {"actions": [action], "trigger_id": self._permits.trigger(user)}
        if isinstance(place, Message):
            payload["response_url"] = self._response_url(place.channel, user, place.ts)
            if selected is not None:
                picked = {"type": element["type"], "selected_option": selected}
                payload["state"] = {"values": {block["block_id"]: {action_id: picked}}}
        parcel = Parcel("interactive", payload, accepts_response=False)
        return await self._dispatch.once(parcel)

    async def suggest(self, user: str, place: Place, action_id: str, typed: str) -> list[Json]:
        """Return what the bot offers in an external menu for what was typed so far."""
        _, block = _find_element(place, action_id)
        payload = payloads.interaction("block_suggestion", self._workspace.users[user])
        payload |= self._in_place(place)
        payload |= {"action_id": action_id, "block_id": block["block_id"], "value": typed}
        outcome = await self._dispatch.once(Parcel("interactive", payload))
        body = outcome.body if isinstance(outcome.body, dict) else {}
        options: list[Json] = body.get("options", [])
        findings = Findings()
        check_options(findings, options, "/options", least=0)
        if findings.faults:
            raise RefusedError("invalid_options", findings.faults)
        return options

    async def submit(self, user: str, view: Json, values: Json) -> Submission:
        """Submit a modal and do what the bot answers: close, errors, another view."""
        filled = view | {"state": {"values": values}}
        payload = payloads.interaction("view_submission", self._workspace.users[user])
        trigger = self._permits.trigger(user)
        payload |= {"view": filled, "trigger_id": trigger, "response_urls": []}
        outcome = await self._dispatch.once(Parcel("interactive", payload))
        if not outcome.acknowledged:
            return Submission(ok=False)
        body = outcome.body if isinstance(outcome.body, dict) else {}
        return self._follow(user, view, body)

    async def close(self, user: str, view: Json) -> None:
        """Close a modal; the bot hears of it when the view asked for that."""
        self._views.close(view)
        if view["notify_on_close"]:
            payload = payloads.interaction("view_closed", self._workspace.users[user])
            payload |= {"view": view, "is_cleared": False}
            parcel = Parcel("interactive", payload, accepts_response=False)
            await self._dispatch.once(parcel)

    def _follow(self, user: str, view: Json, body: Json) -> Submission:
        action: Literal["errors", "update", "push", "clear"] | None = body.get("response_action")
        match action:
            case "errors":
                return Submission(ok=False, errors=dict(body.get("errors") or {}))
            case "update":
                self._views.replace(view, check_view(body.get("view")))
            case "push":
                self._views.push(user, check_view(body.get("view")))
            case "clear":
                self._views.clear(user)
            case _:
                self._views.close(view)
        return Submission(ok=True)

    def _in_place(self, place: Place) -> Json:
        if isinstance(place, Message):
            return payloads.in_message(place, self._workspace.channels[place.channel])
        return payloads.in_view(place)


def _find_element(place: Place, action_id: str) -> tuple[Json, Json]:
    """Return an interactive element of a message or view, and its block; raise LookupError."""
    blocks = place.blocks if isinstance(place, Message) else place["blocks"]
    for element, block in elements_of(blocks or []):
        if element["action_id"] == action_id:
            return element, block
    offered = ", ".join(element["action_id"] for element, _ in elements_of(blocks or []))
    message = f"action_id is {action_id!r}; there is {offered or 'nothing to click'}"
    raise LookupError(message)


def _action(element: Json, block: Json, selected: Json | None) -> Json:
    action: Json = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": f"{time.time():.6f}",
    }
    if element["type"] == "button":
        action |= {name: element[name] for name in _OF_A_BUTTON if name in element}
    return action if selected is None else action | {"selected_option": selected}
