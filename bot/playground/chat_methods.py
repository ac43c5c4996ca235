"""The Web API methods that post, change and read messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import limits
from bot.playground import cast
from bot.playground.block_check import Surface, refuse_message
from bot.playground.refusals import RefusedError
from bot.playground.workspace import Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.playground.cast import Channel, Json
    from bot.playground.message import Message
    from bot.playground.workspace import Workspace

_PAGE = 100
_MOST = 999


class ChatMethods:
    """chat.* and conversations.*, over one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        """Work on this workspace."""
        self._workspace = workspace

    def offered(self) -> Mapping[str, Callable[[Json], Json]]:
        """Return the methods by Slack's names."""
        return {
            "chat.postMessage": self.post,
            "chat.postEphemeral": self.post_ephemeral,
            "chat.update": self.update,
            "chat.delete": self.delete,
            "conversations.history": self.history,
            "conversations.replies": self.replies,
        }

    def post(self, arguments: Json) -> Json:
        """Post a message of the bot."""
        channel = self._channel(arguments)
        refuse_message(arguments.get("text"), arguments.get("blocks"))
        message = self._workspace.post(channel.id, cast.BOT_USER, _draft(arguments))
        told = message.for_api(with_metadata=True)
        return {"channel": channel.id, "ts": message.ts, "message": told}

    def post_ephemeral(self, arguments: Json) -> Json:
        """Post what one person sees."""
        channel = self._channel(arguments)
        user = arguments.get("user")
        if user not in self._workspace.users:
            raise RefusedError("user_not_in_channel")
        refuse_message(arguments.get("text"), arguments.get("blocks"), Surface.ACKNOWLEDGEMENT)
        draft = _draft(arguments, ephemeral_for=user)
        return {"message_ts": self._workspace.post(channel.id, cast.BOT_USER, draft).ts}

    def update(self, arguments: Json) -> Json:
        """Change a message of the bot; blocks not mentioned stay."""
        message = self._own_message(arguments, "cant_update_message")
        blocks = arguments.get("blocks")
        text = arguments.get("text")
        refuse_message(text, blocks, text_limit=limits.FALLBACK_TEXT)
        draft = Draft(
            text=message.text if text is None else text,
            blocks=message.blocks if blocks is None else blocks or None,
            metadata=arguments.get("metadata") or message.metadata,
        )
        changed = self._workspace.change(message, draft)
        return {
            "channel": changed.channel,
            "ts": changed.ts,
            "text": changed.text,
            "message": changed.for_api(with_metadata=True),
        }

    def delete(self, arguments: Json) -> Json:
        """Take a message of the bot away."""
        message = self._own_message(arguments, "cant_delete_message")
        self._workspace.delete(message)
        return {"channel": message.channel, "ts": message.ts}

    def history(self, arguments: Json) -> Json:
        """Return a channel's messages, newest first, without replies."""
        channel = self._channel(arguments)
        standing = [
            message
            for message in reversed(self._workspace.messages(channel.id))
            if not message.ephemeral and not message.in_thread
        ]
        return _page(standing, arguments)

    def replies(self, arguments: Json) -> Json:
        """Return a thread, oldest first, from what it started with."""
        channel = self._channel(arguments)
        thread = self._workspace.thread(channel.id, str(arguments.get("ts")))
        if not thread:
            raise RefusedError("thread_not_found")
        return _page([message for message in thread if not message.ephemeral], arguments)

    def _channel(self, arguments: Json) -> Channel:
        wanted = str(arguments.get("channel") or "")
        if wanted in self._workspace.users:
            return self._workspace.dm(wanted)
        channel = self._workspace.find_channel(wanted)
        if channel is None:
            raise RefusedError("channel_not_found")
        return channel

    def _own_message(self, arguments: Json, otherwise: str) -> Message:
        channel = self._channel(arguments)
        message = self._workspace.find_message(channel.id, str(arguments.get("ts")))
        if message is None or message.ephemeral:
            raise RefusedError("message_not_found")
        if not message.app:
            raise RefusedError(otherwise)
        return message


def _draft(arguments: Json, *, ephemeral_for: str | None = None) -> Draft:
    metadata = arguments.get("metadata")
    if metadata is not None and not _is_metadata(metadata):
        raise RefusedError("invalid_metadata_format")
    return Draft(
        text=arguments.get("text") or "",
        blocks=arguments.get("blocks") or None,
        thread_ts=arguments.get("thread_ts") or None,
        ephemeral_for=ephemeral_for,
        metadata=metadata,
    )


def _is_metadata(found: object) -> bool:
    match found:
        case {"event_type": str(), "event_payload": dict()}:
            return True
        case _:
            return False


def _page(messages: list[Message], arguments: Json) -> Json:
    """Cut out what was asked for by time, cursor and limit."""
    # Slack's time stamps have one width, so they compare as text
    oldest, latest = str(arguments.get("oldest") or ""), str(arguments.get("latest") or "~")
    within = [
        message
        for message in messages
        if oldest < message.ts < latest or (_flag(arguments, "inclusive") and message.ts in (oldest, latest))
    ]
    start = _number(arguments.get("cursor"), 0)
    end = start + max(1, min(_MOST, _number(arguments.get("limit"), _PAGE)))
    with_metadata = _flag(arguments, "include_all_metadata")
    shown = [message.for_api(with_metadata=with_metadata) for message in within[start:end]]
    page: Json = {"messages": shown, "has_more": end < len(within)}
    if page["has_more"]:
        page["response_metadata"] = {"next_cursor": str(end)}
    return page


def _number(found: object, otherwise: int) -> int:
    text = str(found or "")
    return int(text) if text.isdecimal() else otherwise


def _flag(arguments: Json, name: str) -> bool:
    return str(arguments.get(name, "")).lower() in ("1", "true")
