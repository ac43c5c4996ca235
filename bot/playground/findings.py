"""Collect what is wrong with blocks, in Slack's words and with the place of each fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import limits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from bot.playground.cast import Json


class Findings:
    """Faults found so far; every place is a JSON pointer such as `/blocks/1/text`."""

    def __init__(self) -> None:
        """Start with none."""
        self.faults: list[str] = []

    def add(self, what: str, place: str) -> None:
        """Note a fault at a place."""
        self.faults.append(f"[ERROR] {what} [json-pointer:{place}]")

    def mapping(self, found: object, place: str) -> Json | None:
        """Return a JSON object, or note that this is none."""
        if isinstance(found, dict):
            return found
        self.add("must be an object", place)
        return None

    def sequence(self, found: object, place: str, limit: int, *, least: int = 1) -> list[object]:
        """Return a list if its length is allowed, or note what it is."""
        if not isinstance(found, list):
            self.add("must provide an array", place)
            return []
        if len(found) < least:
            self.add(f"must have at least {least} items", place)
        if len(found) > limit:
            self.add(f"no more than {limit} items allowed [have {len(found)}]", place)
        return found

    def each(self, found: object, place: str, limit: int, *, least: int = 1) -> Iterator[tuple[object, str]]:
        """Yield the items of a list with their places; note when it is none, or too short or long."""
        for at, item in enumerate(self.sequence(found, place, limit, least=least)):
            yield item, f"{place}/{at}"

    def string(self, found: object, place: str, limit: int, *, least: int = 1) -> None:
        """Note when this is no string, or one too short or too long."""
        if not isinstance(found, str):
            self.add("must be a string", place)
        elif len(found) < least:
            self.add(f"must be more than {least - 1} characters", place)
        elif len(found) > limit:
            self.add(f"must be less than {limit + 1} characters", place)

    def only(self, found: Json, allowed: Collection[str], place: str) -> None:
        """Note each field Slack does not know here."""
        for name in found:
            if name not in allowed:
                self.add(f"invalid additional property: {name}", place)

    def identifier(self, found: Json, name: str, place: str, seen: set[str]) -> None:
        """Note an id that is malformed or was there before; a missing one is fine."""
        identifier = found.get(name)
        if identifier is None:
            return
        self.string(identifier, f"{place}/{name}", limits.IDENTIFIER)
        if isinstance(identifier, str):
            if identifier in seen:
                self.add(f'`{name}` "{identifier}" already exists', f"{place}/{name}")
            seen.add(identifier)

    def text(self, found: object, place: str, limit: int, *, plain: bool = False) -> None:
        """Note what is wrong with a text object."""
        text = self.mapping(found, place)
        if text is None:
            return
        match text.get("type"):
            case "plain_text":
                self.only(text, ("type", "text", "emoji"), place)
            case "mrkdwn" if not plain:
                self.only(text, ("type", "text", "verbatim"), place)
            case _:
                self.add(f"must be {'plain_text' if plain else 'plain_text or mrkdwn'}", f"{place}/type")
        self.string(text.get("text"), f"{place}/text", limit)
