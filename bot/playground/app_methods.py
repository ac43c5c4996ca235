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
            "auth.test": self.auth_test,
            "users.info": self.user_info,
            "views.open": self.open_view,
            "views.push": self.push_view,
            "views.update": self.update_view,
            "apps.connections.open": self.open_connection,
        }

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
        old = self._views.find(str(arguments.get("view_id")))
        if old is None:
            raise RefusedError("not_found")
        if arguments.get("hash") not in (None, old["hash"]):
            raise RefusedError("hash_conflict")
        return {"view": self._views.replace(old, check_view(arguments.get("view")))}

    def open_connection(self, _: Json) -> Json:
        """Return the address of a web socket."""
        return {"url": self._socket_url()}

    def _triggered(self, arguments: Json) -> str:
        return self._permits.redeem_trigger(str(arguments.get("trigger_id"))).user
