"""What people in the playground say: messages, mentions, slash commands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.playground import cast, payloads, typed_text
from bot.playground.block_check import Surface, refuse_message
from bot.playground.delivery import Parcel
from bot.playground.refusals import RefusedError
from bot.playground.workspace import Draft

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from bot.playground.cast import Channel, Json
    from bot.playground.delivery import Delivery, Dispatch, Outcome
    from bot.playground.message import Message
    from bot.playground.permits import Permits
    from bot.playground.workspace import Workspace

    ResponseUrl = Callable[[str, str, str | None], str]


@dataclass(frozen=True, slots=True)
class CommandReply:
    """The bot's acknowledgement of a command, why Slack would not show it, and what it shows."""

    status: int
    body: Json | str | None
    seconds: float
    error: str | None = None
    problems: tuple[str, ...] = ()
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A message somebody sent, and its way to the bot if it concerns the bot."""

    message: Message
    delivery: asyncio.Task[Delivery] | None


class People:
    """Those who talk, with the bot or with each other."""

    def __init__(
        self,
        workspace: Workspace,
        dispatch: Dispatch,
        permits: Permits,
        response_url: ResponseUrl,
    ) -> None:
        """Talk in this workspace."""
        self._workspace = workspace
        self._dispatch = dispatch
        self._permits = permits
        self._response_url = response_url

    def say(self, user: str, channel: Channel, typed: str, thread_ts: str | None = None) -> Said:
        """Post typed text; a mention and a direct message go to the bot."""
        users, channels = self._workspace.users.values(), self._workspace.channels.values()
        text = typed_text.encode(typed, users, channels)
        draft = Draft(text, thread_ts=thread_ts)
        message = self._workspace.post(channel.id, user, draft)
        event = _event(message, channel)
        if event is None:
            return Said(message, None)
        return Said(message, self._dispatch.event(payloads.envelope(event)))

    async def command(self, user: str, channel: Channel, name: str, typed: str) -> CommandReply:
        """Send a slash command and show what the bot answers."""
        # Slack escapes commands; names and links stay as typed unless the manifest asks otherwise
        text = typed_text.escape(typed.strip())
        payload = payloads.command(channel, self._workspace.users[user], name, text)
        payload["response_url"] = self._response_url(channel.id, user, None)
        payload["trigger_id"] = self._permits.trigger(user)
        outcome = await self._dispatch.once(Parcel("slash_commands", payload))
        try:
            message = self._show(user, channel, f"{name} {text}".rstrip(), outcome)
        except RefusedError as refused:
            if user == cast.ME:
                failed = f'{name} failed with the error "{refused.error}"'
                self._workspace.notice(channel.id, failed)
            return CommandReply(outcome.status, outcome.body, outcome.seconds, refused.error, refused.problems)
        return CommandReply(outcome.status, outcome.body, outcome.seconds, message=message)

    def _show(self, user: str, channel: Channel, typed: str, outcome: Outcome) -> Message | None:
        """Show an acknowledgement: to the person alone, or to all together with the command."""
        if outcome.failure is not None:
            in_time = outcome.failure != "http_timeout"
            raise RefusedError("dispatch_failed" if in_time else "operation_timeout")
        if outcome.body is None:
            return None
        body: Json = {"text": outcome.body} if isinstance(outcome.body, str) else outcome.body
        in_channel = body.get("response_type") == "in_channel"
        says_something = bool(body.get("text") or body.get("blocks"))
        if says_something:
            refuse_message(body.get("text"), body.get("blocks"), Surface.ACKNOWLEDGEMENT)
        if in_channel:
            self._workspace.post(channel.id, user, Draft(typed))
        if not says_something:
            return None
        draft = Draft(
            body.get("text") or "",
            body.get("blocks") or None,
            ephemeral_for=None if in_channel else user,
        )
        return self._workspace.post(channel.id, cast.BOT_USER, draft)


def _event(message: Message, channel: Channel) -> Json | None:
    """Return the one event a message gives rise to, if any."""
    if channel.kind == "dm":
        return payloads.direct_message(message)
    if f"<@{cast.BOT_USER}>" in message.text:
        return payloads.mention(message)
    return None
