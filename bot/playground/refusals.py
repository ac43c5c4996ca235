"""Say no as Slack does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.playground.cast import Json


class RefusedError(Exception):
    """A call Slack would not carry out: its error string, and what is wrong where."""

    def __init__(self, error: str, problems: Sequence[str] = ()) -> None:
        """Take Slack's error string and the problems found, if they can be named."""
        super().__init__(error)
        self.error = error
        self.problems = tuple(problems)

    def answer(self) -> Json:
        """Return the body of Slack's answer."""
        body: Json = {"ok": False, "error": self.error}
        return body | {"response_metadata": {"messages": list(self.problems)}} if self.problems else body
