"""The modals that are open and the Home tabs that were published."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from bot.blocks import limits
from bot.playground import cast
from bot.playground.audience import Happening
from bot.playground.message import with_block_ids
from bot.playground.refusals import RefusedError

if TYPE_CHECKING:
    from bot.playground.audience import Audience
    from bot.playground.cast import Json

_TAKEN_OVER = (
    "type",
    "title",
    "submit",
    "close",
    "private_metadata",
    "callback_id",
    "external_id",
    "clear_on_close",
    "notify_on_close",
)


class Views:
    """Each person's stack of modals, and their Home tab."""

    def __init__(self, audience: Audience) -> None:
        """Start with nothing open."""
        self._audience = audience
        self._stacks: dict[str, list[Json]] = {}
        self.homes: dict[str, Json] = {}

    def open(self) -> list[Json]:
        """Return every open modal, the topmost of each person last."""
        return [view for stack in self._stacks.values() for view in stack]

    def of(self, user: str) -> list[Json]:
        """Return the modals a person has open, topmost last."""
        return list(self._stacks.get(user, []))

    def find(self, view_id: str) -> Json | None:
        """Return an open modal or a Home tab by id or external_id."""
        shown = [*self.open(), *self.homes.values()]
        named = (view for view in shown if view_id and view_id in (view["id"], view["external_id"]))
        return next(named, None)

    def owner(self, view_id: str) -> str | None:
        """Return who looks at a view."""
        for user, stack in self._stacks.items():
            if any(view["id"] == view_id for view in stack):
                return user
        homes = (user for user, view in self.homes.items() if view["id"] == view_id)
        return next(homes, None)

    def push(self, user: str, wanted: Json) -> Json:
        """Lay a modal on those a person has open."""
        stack = self._stacks.setdefault(user, [])
        if len(stack) >= limits.VIEWS_STACKED:
            raise RefusedError("push_limit_reached")
        below = stack[-1] if stack else None
        view = _complete(wanted, f"V{secrets.token_hex(5).upper()}")
        view["previous_view_id"] = None if below is None else below["id"]
        view["root_view_id"] = view["id"] if below is None else below["root_view_id"]
        stack.append(view)
        self._tell("view_opened", user, view)
        return view

    def start(self, user: str, wanted: Json) -> Json:
        """Open a modal in the place of whatever a person has open."""
        self.clear(user)
        return self.push(user, wanted)

    def replace(self, old: Json, wanted: Json) -> Json:
        """Draw an open view anew; it keeps its id, and the answers of fields that stay."""
        view = _complete(wanted, old["id"])
        view |= {name: old[name] for name in ("previous_view_id", "root_view_id", "state")}
        user = self.owner(old["id"])
        if user is None:
            raise RefusedError("not_found")
        if user in self.homes and self.homes[user]["id"] == old["id"]:
            return self.publish(user, wanted)
        stack = self._stacks[user]
        stack[[each["id"] for each in stack].index(old["id"])] = view
        self._tell("view_updated", user, view)
        return view

    def close(self, view: Json) -> None:
        """Take one modal away."""
        user = self.owner(view["id"])
        if user is not None:
            stack = self._stacks.get(user, [])
            self._stacks[user] = [each for each in stack if each["id"] != view["id"]]
            self._tell("view_closed", user, view)

    def clear(self, user: str) -> None:
        """Take all modals of a person away."""
        for view in reversed(self._stacks.pop(user, [])):
            self._tell("view_closed", user, view)

    def publish(self, user: str, wanted: Json) -> Json:
        """Set a person's Home tab."""
        known = self.homes.get(user)
        view = _complete(wanted, known["id"] if known else f"V{secrets.token_hex(5).upper()}")
        view |= {"previous_view_id": None, "root_view_id": view["id"]}
        self.homes[user] = view
        self._tell("home_published", user, view)
        return view

    def _tell(self, event: str, user: str, view: Json) -> None:
        self._audience.tell(Happening(event, {"view": view}, person=user))


def _complete(wanted: Json, view_id: str) -> Json:
    """Fill in what Slack adds to a view."""
    blank: Json = {
        "title": None,
        "submit": None,
        "close": None,
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "clear_on_close": False,
        "notify_on_close": False,
    }
    return {
        "id": view_id,
        "team_id": cast.TEAM,
        "app_id": cast.APP,
        "bot_id": cast.BOT,
        "app_installed_team_id": cast.TEAM,
        "hash": secrets.token_hex(8),
        "state": {"values": {}},
        **blank,
        **{name: wanted[name] for name in _TAKEN_OVER if wanted.get(name) is not None},
        "blocks": with_block_ids(wanted["blocks"]),
    }
