"""The Web API methods about the app, its people, its views and its sockets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground import cast
from bot.playground.refusals import RefusedError
from bot.playground.view_check import check_view

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.playground.cast import Json
    from bot.playground.permits import Permits
    from bot.playground.views import Views
    from bot.playground.workspace import Workspace


class AppMethods:
    """auth.*, users.info, views.* and apps.connections.open."""

    def __init__(
        self,
        workspace: Workspace,
        views: Views,
        permits: Permits,
        socket_url: Callable[[], str],
    ) -> None:
        """Work on these; `socket_url` gives a new address for one web socket."""
        self._workspace = workspace
        self._views = views
        self._permits = permits
        self._socket_url = socket_url

    def offered(self) -> Mapping[str, Callable[[Json], Json]]:
        """Return the methods by Slack's names."""
        return {
            "api.test": self.api_test,
            "auth.test": self.auth_test,
            "users.info": self.user_info,
            "views.open": self.open_view,
            "views.push": self.push_view,
            "views.update": self.update_view,
            "views.publish": self.publish_view,
            "apps.connections.open": self.open_connection,
        }

    def api_test(self, arguments: Json) -> Json:
        """Return what was said, or the error asked for."""
        if arguments.get("error"):
            raise RefusedError(str(arguments["error"]))
        return {"args": arguments}

    def auth_test(self, _: Json) -> Json:
        """Tell whose the token is."""
        return {
            "url": f"https://{cast.TEAM_DOMAIN}.slack.com/",
            "team": cast.TEAM_NAME,
            "user": self._workspace.users[cast.BOT_USER].name,
            "team_id": cast.TEAM,
            "user_id": cast.BOT_USER,
            "bot_id": cast.BOT,
            "is_enterprise_install": False,
        }

    def user_info(self, arguments: Json) -> Json:
        """Tell about a person; their locale when asked."""
        user = self._workspace.users.get(str(arguments.get("user")))
        if user is None:
            raise RefusedError("user_not_found")
        told: Json = {
            "id": user.id,
            "team_id": cast.TEAM,
            "name": user.name,
            "real_name": user.display,
            "is_bot": user.is_bot,
            "deleted": False,
        }
        if str(arguments.get("include_locale", "")).lower() in ("1", "true"):
            told["locale"] = user.locale
        return {"user": told}

    def open_view(self, arguments: Json) -> Json:
        """Open a modal for whoever a trigger_id stands for."""
        view = check_view(arguments.get("view"))
        return {"view": self._views.start(self._triggered(arguments), view)}

    def push_view(self, arguments: Json) -> Json:
        """Lay a modal on the one that is open."""
        view = check_view(arguments.get("view"))
        return {"view": self._views.push(self._triggered(arguments), view)}

    def update_view(self, arguments: Json) -> Json:
        """Draw an open modal anew."""
        name = arguments.get("view_id") or arguments.get("external_id") or ""
        old = self._views.find(str(name))
        if old is None:
            raise RefusedError("not_found")
        if arguments.get("hash") not in (None, old["hash"]):
            raise RefusedError("hash_conflict")
        view = check_view(arguments.get("view"), old["type"])
        return {"view": self._views.replace(old, view)}

    def publish_view(self, arguments: Json) -> Json:
        """Set a person's Home tab."""
        user = str(arguments.get("user_id"))
        if user not in self._workspace.users:
            raise RefusedError("user_not_found")
        return {"view": self._views.publish(user, check_view(arguments.get("view"), "home"))}

    def open_connection(self, _: Json) -> Json:
        """Return the address of a web socket."""
        return {"url": self._socket_url()}

    def _triggered(self, arguments: Json) -> str:
        trigger = self._permits.redeem_trigger(str(arguments.get("trigger_id") or ""))
        if isinstance(trigger, str):
            raise RefusedError(trigger)
        return trigger.user
