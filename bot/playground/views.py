"""The modals that are open."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

from bot.blocks import limits
from bot.playground import cast
from bot.playground.audience import Happening
from bot.playground.message import with_block_ids
from bot.playground.refusals import RefusedError

if TYPE_CHECKING:
    from bot.playground.audience import Audience
    from bot.playground.cast import Json

_UNLESS_GIVEN: Final = {
    "title": None,
    "submit": None,
    "close": None,
    "private_metadata": "",
    "callback_id": "",
    "external_id": "",
    "clear_on_close": False,
    "notify_on_close": False,
}


class Views:
    """Each person's stack of modals."""

    def __init__(self, audience: Audience) -> None:
        """Start with nothing open."""
        self._audience = audience
        self._stacks: dict[str, list[Json]] = {}

    def open(self) -> list[Json]:
        """Return every open modal, the topmost of each person last."""
        return [view for stack in self._stacks.values() for view in stack]

    def of(self, user: str) -> list[Json]:
        """Return the modals a person has open, topmost last."""
        return list(self._stacks.get(user, []))

    def find(self, view_id: str) -> Json | None:
        """Return an open modal."""
        return next((view for view in self.open() if view["id"] == view_id), None)

    def push(self, user: str, wanted: Json) -> Json:
        """Lay a modal on those a person has open."""
        stack = self._stacks.setdefault(user, [])
        if len(stack) >= limits.VIEWS_STACKED:
            raise RefusedError("push_limit_reached")
        view = _complete(wanted, f"V{secrets.token_hex(5).upper()}")
        view["previous_view_id"] = stack[-1]["id"] if stack else None
        view["root_view_id"] = stack[0]["id"] if stack else view["id"]
        stack.append(view)
        self._tell("view_opened", user, view)
        return view

    def start(self, user: str, wanted: Json) -> Json:
        """Open a modal in the place of whatever a person has open."""
        self.clear(user)
        return self.push(user, wanted)

    def replace(self, old: Json, wanted: Json) -> Json:
        """Draw an open modal anew; it keeps its id, and the answers of fields that stay."""
        view = _complete(wanted, old["id"])
        view |= {name: old[name] for name in ("previous_view_id", "root_view_id", "state")}
        user = self._owner(old)
        if user is None:
            raise RefusedError("not_found")
        self._stacks[user] = [view if each["id"] == old["id"] else each for each in self._stacks[user]]
        self._tell("view_updated", user, view)
        return view

    def close(self, view: Json) -> None:
        """Take one modal away."""
        user = self._owner(view)
        if user is not None:
            self._stacks[user] = [each for each in self._stacks[user] if each["id"] != view["id"]]
            self._tell("view_closed", user, view)

    def clear(self, user: str) -> None:
        """Take all modals of a person away."""
        for view in reversed(self._stacks.pop(user, [])):
            self._tell("view_closed", user, view)

    def _owner(self, view: Json) -> str | None:
        """Return who looks at a modal, if it is still open."""
        owners = (user for user, stack in self._stacks.items() if any(each["id"] == view["id"] for each in stack))
        return next(owners, None)

    def _tell(self, event: str, user: str, view: Json) -> None:
        self._audience.tell(Happening(event, {"view": view}, person=user))


def _complete(wanted: Json, view_id: str) -> Json:
    """Fill in what Slack adds to a view."""
    given = {name: wanted[name] for name in _UNLESS_GIVEN if wanted.get(name) is not None}
    return {
        "id": view_id,
        "type": "modal",
        "team_id": cast.TEAM,
        "app_id": cast.APP,
        "bot_id": cast.BOT,
        "app_installed_team_id": cast.TEAM,
        "hash": secrets.token_hex(8),
        "state": {"values": {}},
        **_UNLESS_GIVEN,
        **given,
        "blocks": with_block_ids(wanted["blocks"]),
    }
