"""The playground as one object: start it, point it at a bot, talk, and see what happened."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Self, TypeVar

from aiohttp import web

from bot.playground import cast, payloads
from bot.playground.faults import Fault
from bot.playground.http_carrier import HttpCarrier
from bot.playground.message import Message
from bot.playground.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from bot.playground.cast import Channel, Json
    from bot.playground.clicks import Submission
    from bot.playground.delivery import Delivery, Outcome
    from bot.playground.people import CommandReply
    from bot.playground.web_api import Call
    from bot.playground.workspace import Workspace

Found = TypeVar("Found")
HOST = "127.0.0.1"
_LOOK_AGAIN_SECONDS = 0.005
_GOODBYE_SECONDS = 1.0


class Playground:
    """A small Slack on localhost; use it as an async context manager.

    Events reach the bot over HTTP once `deliver_to` was called, else over Socket Mode.
    Channels are named or given by id; people are given by id.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        signing_secret: str = "playground",  # noqa: S107 - signs on localhost only
        retry_delays: Sequence[float] = (0.0, 60.0, 300.0),
        redelivery: float = 4.0,
    ) -> None:
        """Take the port, 0 for any free one, and the secret shared with the bot.

        An event comes again after each of `retry_delays` over HTTP, after `redelivery` over Socket Mode, in seconds.
        """
        self._port, self._secret, self._retry_delays = port, signing_secret, retry_delays
        self._parts = Parts(port, redelivery)
        self._carriers: list[HttpCarrier] = []
        self._runner = web.AppRunner(self._parts.application(), access_log=None, shutdown_timeout=_GOODBYE_SECONDS)

    async def __aenter__(self) -> Self:
        """Listen on localhost."""
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, self._port).start()
        self._parts.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop listening and give up what is in flight."""
        await self._parts.dispatch.close()
        await self._runner.cleanup()
        for carrier in self._carriers:
            await carrier.close()

    @property
    def url(self) -> str:
        """Return the address of the page."""
        return self._parts.url

    @property
    def workspace(self) -> Workspace:
        """Return the people, channels and messages, to add or change some."""
        return self._parts.workspace

    @property
    def api_url(self) -> str:
        """Return the base address of the Web API, for SLACK_API_URL."""
        return f"{self.url}/api/"

    def deliver_to(self, url: str) -> None:
        """Send payloads to this request URL from now on, not over Socket Mode."""
        self._carriers.append(HttpCarrier(url, self._secret, self._retry_delays))
        self._parts.dispatch.carrier = self._carriers[-1]

    async def command(
        self, text: str, *, channel: str = "general", user: str = cast.ME, command: str = "/http"
    ) -> CommandReply:
        """Type a slash command and wait for the acknowledgement, which is shown as in Slack."""
        return await self._parts.people.command(user, self.channel(channel, user), command, text)

    async def say(
        self,
        text: str,
        *,
        channel: str = "general",
        user: str = cast.ME,
        thread_ts: str | None = None,
    ) -> str | None:
        """Type a message; return the event's id once acknowledged or given up, if there is one."""
        delivery = self._parts.people.say(user, self.channel(channel, user), text, thread_ts).delivery
        return None if delivery is None else (await delivery).event_id

    async def mention(
        self,
        text: str,
        *,
        channel: str = "general",
        user: str = cast.ME,
        thread_ts: str | None = None,
    ) -> str:
        """Mention the bot in a channel; return the event's id, acknowledged or given up."""
        typed = text if "@teapot" in text.lower() else f"@teapot {text}"
        return str(await self.say(typed, channel=channel, user=user, thread_ts=thread_ts))

    async def dm(self, text: str, *, user: str = cast.ME, thread_ts: str | None = None) -> str:
        """Write to the bot; return the event's id, acknowledged or given up."""
        said = await self.say(text, channel=cast.dm_id(user), user=user, thread_ts=thread_ts)
        return str(said)

    def deliver_event(self, envelope: Json) -> asyncio.Task[Delivery]:
        """Send an envelope as it is; await the task to learn how every attempt went."""
        return self._parts.dispatch.event(envelope)

    @staticmethod
    def envelope(event: Json, event_id: str | None = None) -> Json:
        """Wrap an event as the Events API does."""
        return payloads.envelope(event, event_id)

    async def click(
        self,
        place: Message | Json,
        action_id: str,
        *,
        selected: str | None = None,
        user: str = cast.ME,
    ) -> Outcome:
        """Use a button of a message or view, or a menu, where the option with the value `selected` is chosen."""
        option = None if selected is None else _option(selected)
        return await self._parts.clicks.click(user, self._now(place), action_id, option)

    async def suggest(self, place: Message | Json, action_id: str, typed: str, *, user: str = cast.ME) -> list[Json]:
        """Type into an external menu and return the options the bot offers."""
        return await self._parts.clicks.suggest(user, self._now(place), action_id, typed)

    async def submit(self, view: Json, values: Json | None = None, *, user: str = cast.ME) -> Submission:
        """Submit a modal, with values by block id and action id."""
        return await self._parts.clicks.submit(user, view, values or view["state"]["values"])

    async def close_view(self, view: Json, *, user: str = cast.ME) -> None:
        """Close a modal without submitting it."""
        await self._parts.clicks.close(user, view)

    def channel(self, name_or_id: str, user: str = cast.ME) -> Channel:
        """Return a channel, opening a person's direct messages when asked for by id."""
        if name_or_id == cast.dm_id(user):
            return self._parts.workspace.dm(user)
        channel = self._parts.workspace.find_channel(name_or_id)
        if channel is None:
            known = ", ".join(each.name for each in self._parts.workspace.channels.values())
            message = f"channel is {name_or_id!r}; there are {known}"
            raise LookupError(message)
        return channel

    def messages(self, channel: str) -> list[Message]:
        """Return all that stands in a channel, replies and ephemeral messages too, oldest first."""
        return self._parts.workspace.messages(self.channel(channel).id)

    def replies(self, ts: str) -> list[Message]:
        """Return the replies in the thread a message started, oldest first."""
        channels = self._parts.workspace.channels
        threads = [message for each in channels for message in self._parts.workspace.thread(each, ts)]
        return [message for message in threads if message.ts != ts]

    @property
    def views(self) -> list[Json]:
        """Return every open modal."""
        return self._parts.views.open()

    @property
    def calls(self) -> list[Call]:
        """Return the calls the bot made, oldest first, posts to a response_url included."""
        return list(self._parts.web_api.calls)

    @property
    def connections(self) -> int:
        """Return how many TCP connections the Web API has accepted so far."""
        return self._parts.web_api.connections

    @property
    def sockets(self) -> int:
        """Return how many Socket Mode clients are connected."""
        return self._parts.sockets.connected

    def refuse(self, method: str, *, error: str, times: int = 1) -> None:
        """Let the next calls of a method fail."""
        self._parts.web_api.faults.add(method, Fault(error, times))

    def rate_limit(self, method: str, *, retry_after: int = 1, times: int = 1) -> None:
        """Answer the next calls of a method with HTTP 429."""
        self._parts.web_api.faults.add(method, Fault("ratelimited", times, retry_after=retry_after))

    def delay(self, method: str, seconds: float) -> None:
        """Let every further call of a method take longer; 0 ends that."""
        self._parts.web_api.faults.delay(method, seconds)

    async def disconnect(self) -> None:
        """Ask Socket Mode clients to reconnect, and close their sockets."""
        await self._parts.sockets.disconnect()

    async def drop_sockets(self) -> None:
        """Close the sockets of Socket Mode clients without a word."""
        await self._parts.sockets.drop()

    async def wait_for(self, condition: Callable[[], Found], timeout: float = 5.0) -> Found:  # noqa: ASYNC109 - tests read it as a sentence
        """Wait until a condition holds and return what it gave; raise TimeoutError."""
        async with asyncio.timeout(timeout):
            while not (found := condition()):  # noqa: ASYNC110 - no event says when
                await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        return found

    def _now(self, place: Message | Json) -> Message | Json:
        """Return a message as it stands now, whatever it said when it was looked at."""
        if not isinstance(place, Message):
            return place
        return self._parts.workspace.find_message(place.channel, place.ts) or replace(place, blocks=None)


def _option(value: str) -> Json:
    return {"text": {"type": "plain_text", "text": value}, "value": value}
