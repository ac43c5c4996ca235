"""What the playground remembers: people, channels, messages and threads."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.playground import cast
from bot.playground.audience import Audience, Happening
from bot.playground.cast import Channel, User
from bot.playground.message import Message, with_block_ids

if TYPE_CHECKING:
    from bot.playground.cast import Json

MESSAGES_KEPT = 2_000


@dataclass(frozen=True, slots=True)
class Draft:
    """What a message is to say, before it has a time and a place."""

    text: str
    blocks: list[Json] | None = None
    thread_ts: str | None = None
    ephemeral_for: str | None = None
    metadata: Json | None = None


class Workspace:
    """The team with its channels; tells its audience about every change."""

    def __init__(self) -> None:
        """Start with the fixed people and empty channels."""
        self.audience = Audience()
        self.users: dict[str, User] = {user.id: user for user in cast.USERS}
        self.channels: dict[str, Channel] = {}
        self._messages: dict[str, OrderedDict[str, Message]] = {}
        self._newest = 0
        for channel in cast.CHANNELS:
            self._add_channel(channel)

    def add_person(self, user: str, name: str) -> User:
        """Let one more person in and return them."""
        person = User(user, name, name.capitalize(), "#555555")
        self.users[user] = person
        return person

    def set_locale(self, user: str, locale: str) -> None:
        """Change the language a person uses Slack in."""
        self.users[user] = replace(self.users[user], locale=locale)

    def find_channel(self, name_or_id: str) -> Channel | None:
        """Return the channel with this id or name (`general`, `#general`)."""
        if name_or_id in self.channels:
            return self.channels[name_or_id]
        name = name_or_id.removeprefix("#")
        named = (room for room in self.channels.values() if room.name == name)
        return next(named, None)

    def dm(self, user: str) -> Channel:
        """Return the direct messages of the bot and a person, opened if need be."""
        channel = self.channels.get(cast.dm_id(user))
        if channel is not None:
            return channel
        opened = Channel(cast.dm_id(user), f"teapot-{self.users[user].name}", kind="dm", person=user)
        return self._add_channel(opened)

    def messages(self, channel: str) -> list[Message]:
        """Return all that stands in a channel, replies and ephemeral messages too, oldest first."""
        return list(self._messages[channel].values())

    def find_message(self, channel: str, ts: str) -> Message | None:
        """Return one message, or None when it is gone or never was."""
        return self._messages.get(channel, OrderedDict()).get(ts)

    def thread(self, channel: str, ts: str) -> list[Message]:
        """Return a message and its replies, oldest first."""
        return [each for each in self.messages(channel) if ts in (each.ts, each.thread_ts)]

    def post(self, channel: str, user: str, draft: Draft) -> Message:
        """Put a message into a channel and return it."""
        message = Message(
            ts=self.next_ts(),
            channel=channel,
            user=user,
            text=draft.text,
            thread_ts=draft.thread_ts,
            blocks=None if draft.blocks is None else with_block_ids(draft.blocks),
            ephemeral_for=draft.ephemeral_for,
            metadata=draft.metadata,
        )
        kept = self._messages[channel]
        kept[message.ts] = message
        if len(kept) > MESSAGES_KEPT:
            kept.popitem(last=False)
        self.audience.tell(Happening("message", {"message": message.for_page()}, channel))
        return message

    def change(self, message: Message, draft: Draft) -> Message:
        """Replace what a message says and return the new one."""
        changed = replace(
            message,
            text=draft.text,
            blocks=None if draft.blocks is None else with_block_ids(draft.blocks),
            metadata=draft.metadata,
            edited=not message.ephemeral,
        )
        self._messages[message.channel][message.ts] = changed
        self.audience.tell(Happening("message_changed", {"message": changed.for_page()}, message.channel))
        return changed

    def delete(self, message: Message) -> None:
        """Take a message away."""
        self._messages[message.channel].pop(message.ts, None)
        gone = {"channel": message.channel, "ts": message.ts}
        self.audience.tell(Happening("message_deleted", gone, message.channel))

    def notice(self, channel: str, text: str) -> None:
        """Tell the page something that Slack itself says, such as a failed command."""
        self.audience.tell(Happening("notice", {"channel": channel, "text": text}, channel))

    def next_ts(self) -> str:
        """Return a time stamp no message has, later than all before."""
        self._newest = max(self._newest + 1, time.time_ns() // 1_000)
        return f"{self._newest // 1_000_000}.{self._newest % 1_000_000:06d}"

    def _add_channel(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        self._messages[channel.id] = OrderedDict()
        return channel
