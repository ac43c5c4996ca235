"""Envelopes reach the bot over the web sockets it opened, and come again when nobody acknowledges them."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground


async def address(slack: Playground) -> str:
    """Ask for the address of one web socket."""
    client = AsyncWebClient("xapp-playground", base_url=slack.api_url)
    opened = await client.apps_connections_open(app_token="xapp-playground")
    return str(opened["url"])


async def connect(slack: Playground, http: aiohttp.ClientSession) -> aiohttp.ClientWebSocketResponse:
    """Open a connection by hand and take its greeting."""
    socket = await http.ws_connect(await address(slack))
    assert (await socket.receive_json())["type"] == "hello"
    return socket


async def test_address_is_good_for_one_socket(slack: Playground, http: aiohttp.ClientSession) -> None:
    """A second connection to the same address is refused."""
    url = await address(slack)
    await http.ws_connect(url)
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await http.ws_connect(url)


async def test_unacknowledged_envelope_comes_again(slack: Playground, http: aiohttp.ClientSession) -> None:
    """An event that no socket acknowledged comes again, on another one if there is."""
    first, second = await connect(slack, http), await connect(slack, http)
    delivery = slack.deliver_event(slack.envelope({"type": "app_mention"}, "Ev1"))
    lost = await first.receive_json()
    again = await second.receive_json()
    assert (lost["type"], lost["payload"]["event_id"]) == ("events_api", "Ev1")
    assert (again["retry_attempt"], again["retry_reason"]) == (1, "timeout")
    await second.send_json({"envelope_id": again["envelope_id"]})
    assert (await delivery).acknowledged


async def test_closing_a_socket_hands_its_envelope_on(slack: Playground, http: aiohttp.ClientSession) -> None:
    """A bot that goes away in the middle gets the event again when it is back."""
    first = await connect(slack, http)
    delivery = slack.deliver_event(slack.envelope({"type": "app_mention"}))
    await first.receive_json()
    await first.close()
    second = await connect(slack, http)
    again = await second.receive_json()
    await second.send_json({"envelope_id": again["envelope_id"]})
    assert (await delivery).acknowledged


async def test_command_without_a_socket_fails_at_once(slack: Playground) -> None:
    """Nobody is there to answer."""
    assert (await slack.command("403")).error == "dispatch_failed"


async def test_command_over_a_socket(slack: Playground, http: aiohttp.ClientSession) -> None:
    """A command's acknowledgement carries what is shown."""
    socket = await connect(slack, http)
    command = asyncio.create_task(slack.command("403"))
    envelope = await socket.receive_json()
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
    await socket.send_json({"envelope_id": envelope["envelope_id"], "payload": {"text": "Forbidden"}})
    assert (await command).message == slack.messages("general")[0]


async def test_eleventh_socket_is_turned_away(slack: Playground, http: aiohttp.ClientSession) -> None:
    """An app has ten connections."""
    connected = [await connect(slack, http) for _ in range(10)]
    turned_away = await http.ws_connect(await address(slack))
    assert (await turned_away.receive_json())["reason"] == "too_many_websockets"
    assert slack.sockets == len(connected)
