"""What people get in Slack: commands, mentions, direct messages and buttons, over HTTP and Socket Mode alike."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlencode

import aiohttp
import pytest

from bot.playground.message import Message
from tests import signed
from tests.conftest import Running, run_bot

COMPARISON = "202 Accepted vs 409 Conflict"


def heading(message: Message | None) -> str:
    """Return the first line of a message's blocks."""
    assert message
    assert message.blocks
    return str(message.blocks[0]["text"]["text"])


def action_ids(message: Message) -> list[str]:
    """Return the buttons and menus under a message."""
    return [element["action_id"] for element, _ in message.elements()]


async def test_command_is_answered_to_the_person_alone(bot: Running) -> None:
    """`/http 202 vs 409?` is answered in the acknowledgement, ephemeral, and its row says what was asked."""
    reply = await bot.slack.command("202 vs 409?", channel="incidents")
    assert reply.status == 200
    assert reply.problems == ()
    assert heading(reply.message) == COMPARISON
    assert reply.message
    assert reply.message.ephemeral_for == "U0ADA"
    (row,) = bot.rows()
    assert row["codes"] == "[202, 409]"
    assert {
        name: row[name] for name in ("surface", "text", "kind", "language", "user_id", "channel_id", "team_id")
    } == {
        "surface": "command",
        "text": "202 vs 409?",
        "kind": "comparison",
        "language": "en",
        "user_id": "U0ADA",
        "channel_id": "C0INCIDENTS",
        "team_id": "T0TEAPOT",
    }
    assert row["event_id"] is None


async def test_mention_is_answered_in_its_thread(bot: Running) -> None:
    """`@teapot 202 vs 409?` is answered in a thread under the question, with a table, visible to all."""
    event_id = await bot.slack.mention("202 vs 409?")
    asked, answered = bot.slack.messages("general")
    assert answered.thread_ts == asked.ts
    assert heading(answered) == COMPARISON
    assert not answered.ephemeral
    assert answered.blocks
    assert "table" in [block["type"] for block in answered.blocks]
    assert "share" not in action_ids(answered)
    (row,) = bot.rows()
    assert (row["surface"], row["event_id"], row["thread_ts"]) == ("mention", event_id, asked.ts)


async def test_mention_inside_a_thread_stays_there(bot: Running) -> None:
    """A mention in a thread is answered in the same thread, and the row knows which."""
    await bot.slack.say("the deploy is broken", user="U0GRACE")
    root = bot.slack.messages("general")[0].ts
    await bot.slack.mention("bad getway", thread_ts=root)
    assert [heading(message) for message in bot.slack.replies(root) if message.app] == ["502 Bad Gateway"]
    assert bot.rows()[0]["thread_ts"] == root


async def test_direct_message_is_answered_in_the_conversation(bot: Running) -> None:
    """A direct message is answered beside it, not in a thread."""
    await bot.slack.dm("payload to large")
    asked, answered = bot.slack.messages("D0TEAPOT")
    assert heading(answered) == "413 Content Too Large"
    assert answered.thread_ts is None
    assert asked.user == "U0ADA"
    (row,) = bot.rows()
    assert row["surface"] == "dm"
    assert 80 < row["score"] <= 100


async def test_people_talking_among_themselves_are_left_alone(bot: Running) -> None:
    """Neither an ordinary message in a channel nor the bot's own answer is answered."""
    await bot.slack.say("we got a 502 again", user="U0GRACE")
    await bot.slack.mention("403")
    assert len(bot.rows()) == 1
    assert len([message for message in bot.slack.messages("general") if message.app]) == 1


@pytest.mark.parametrize(
    "change",
    [{"bot_id": "B0OTHER"}, {"subtype": "message_changed"}, {"edited": {"user": "U0ADA", "ts": "1.0"}}, {"user": None}],
)
async def test_bots_edits_and_notices_are_not_questions(http_bot: Running, change: dict[str, object]) -> None:
    """What no person wrote just now is acknowledged and left alone."""
    slack = http_bot.slack
    event = {
        "type": "message",
        "channel_type": "im",
        "channel": "D0TEAPOT",
        "user": "U0ADA",
        "text": "404",
        "ts": "1.0",
    }
    delivery = await slack.deliver_event(slack.envelope(event | change))
    assert delivery.acknowledged
    assert http_bot.rows() == []
    assert [call for call in slack.calls if call.method == "chat.postMessage"] == []


async def test_share_button_shows_the_answer_to_the_channel(bot: Running) -> None:
    """The button under a command's answer posts it for everybody, signed by who shared it."""
    reply = await bot.slack.command("401/403")
    assert reply.message
    outcome = await bot.slack.click(reply.message, "share")
    assert outcome.status == 200
    shared = bot.slack.messages("general")[-1]
    assert not shared.ephemeral
    assert heading(shared) == "401 Unauthorized vs 403 Forbidden"
    assert "Shared by <@U0ADA>" in json.dumps(shared.blocks)
    assert "share" not in action_ids(shared)


async def test_menu_adds_a_code_to_the_comparison(bot: Running) -> None:
    """Typing into the menu offers codes by number and by name; choosing one compares all of them."""
    reply = await bot.slack.command("202 vs 409")
    assert reply.message
    (menu,) = [name for name in action_ids(reply.message) if name.startswith("compare_with_")]
    by_number = await bot.slack.suggest(reply.message, menu, "41")
    assert {"410", "412", "413"} <= {option["value"] for option in by_number}
    by_name = await bot.slack.suggest(reply.message, menu, "precond")
    assert {"412", "428"} == {option["value"] for option in by_name}
    await bot.slack.click(reply.message, menu, selected="412")
    compared = bot.slack.messages("general")[-1]
    assert heading(compared) == "202 Accepted vs 409 Conflict vs 412 Precondition Failed"
    assert compared.ephemeral
    assert [row["codes"] for row in bot.rows()] == ["[202, 409]", "[202, 409, 412]"]


async def test_button_asks_the_next_question(bot: Running) -> None:
    """A button under an answer in a direct message asks about other codes, answered in the conversation."""
    await bot.slack.dm("202 vs 409")
    answered = bot.slack.messages("D0TEAPOT")[-1]
    await bot.slack.click(answered, "ask_0")
    assert heading(bot.slack.messages("D0TEAPOT")[-1]) == "409 Conflict vs 412 Precondition Failed"
    assert [row["surface"] for row in bot.rows()] == ["dm", "dm"]


async def test_button_in_a_thread_answers_in_the_thread(bot: Running) -> None:
    """A button under an answer in a thread answers the person there, and what is shared from it stays there."""
    await bot.slack.mention("202 vs 409")
    asked, answered = bot.slack.messages("general")
    await bot.slack.click(answered, "ask_0")
    private = bot.slack.messages("general")[-1]
    assert heading(private) == "409 Conflict vs 412 Precondition Failed"
    assert (private.thread_ts, private.ephemeral_for) == (asked.ts, "U0ADA")
    await bot.slack.click(private, "share")
    shared = bot.slack.messages("general")[-1]
    assert (shared.thread_ts, shared.ephemeral) == (asked.ts, False)
    assert [row["surface"] for row in bot.rows()] == ["mention", "mention"]


async def test_button_still_answers_where_the_bot_is_no_member(http_bot: Running) -> None:
    """Where the bot may not post in the thread, the answer comes by the response_url."""
    await http_bot.slack.mention("202 vs 409")
    answered = http_bot.slack.messages("general")[-1]
    http_bot.slack.refuse("chat.postEphemeral", error="not_in_channel")
    await http_bot.slack.click(answered, "ask_0")
    private = http_bot.slack.messages("general")[-1]
    assert heading(private) == "409 Conflict vs 412 Precondition Failed"
    assert private.ephemeral


async def test_private_answer_stays_private_among_two(http_bot: Running) -> None:
    """A command's answer is private in a direct message too, be it between two people; so is what follows."""
    reply = await http_bot.slack.command("202 vs 409", channel="D0TEAPOT")
    assert reply.message
    await http_bot.slack.click(reply.message, "ask_0")
    assert all(message.ephemeral for message in http_bot.slack.messages("D0TEAPOT"))


async def test_notifications_show_angle_brackets_as_typed(http_bot: Running) -> None:
    """The text beside the blocks is escaped, so that Slack takes no part of it for a link."""
    await http_bot.slack.dm("103")
    (call,) = [call for call in http_bot.slack.calls if call.method == "chat.postMessage"]
    assert "&lt;" in call.arguments["text"]
    assert "<" not in call.arguments["text"]


async def test_details_button_opens_a_view(bot: Running) -> None:
    """The details of a code come as a modal: meaning, occasions, causes and an exchange."""
    reply = await bot.slack.command("409")
    assert reply.message
    await bot.slack.click(reply.message, "details")
    (view,) = bot.slack.views
    assert view["title"]["text"] == "409 in detail"
    assert "The application itself" in json.dumps(view["blocks"])
    assert "HTTP/1.1 409 Conflict" in json.dumps(view["blocks"])


async def test_answers_step_down_where_slack_refuses_a_layout(http_bot: Running) -> None:
    """Refused tables become fields; where every block is refused, the text alone is posted."""
    slack = http_bot.slack
    slack.refuse("chat.postMessage", error="invalid_blocks")
    await slack.mention("202 vs 409?")
    posted = slack.messages("general")[-1]
    assert heading(posted) == COMPARISON
    assert posted.blocks
    assert "table" not in [block["type"] for block in posted.blocks]
    slack.refuse("chat.postMessage", error="invalid_blocks", times=3)
    await slack.dm("202 vs 409?")
    plain = slack.messages("D0TEAPOT")[-1]
    assert plain.text.startswith(COMPARISON)
    assert "Caller waits or polls" in plain.text


async def test_help_is_for_whoever_says_nothing(bot: Running) -> None:
    """An empty command, a bare mention and a greeting are answered with how to ask."""
    reply = await bot.slack.command("")
    assert heading(reply.message) == "Ask me about HTTP status codes"
    await bot.slack.mention("@teapot")
    await bot.slack.dm("hello")
    assert [row["kind"] for row in bot.rows()] == ["help", "help", "help"]


async def test_text_is_kept_out_of_the_log_when_asked(tmp_path: Path) -> None:
    """With TEAPOT_LOG_TEXT=none the row says what kind of answer was given, not what was typed."""
    async with run_bot(tmp_path, log_text="none") as bot:
        await bot.slack.command("my secret question about 404")
        (row,) = bot.rows()
    assert row["text"] is None
    assert row["codes"] == "[404]"


@pytest.mark.parametrize("value", ["", "abc,9999", "²", "1" * 1900, "404," * 400, "402,<!channel>"])
async def test_tampered_buttons_harm_nothing(http_bot: Running, value: str) -> None:
    """Whatever a button's value says, its press is acknowledged and answered with what is known, or with help."""
    reply = await http_bot.slack.command("409")
    assert reply.message
    for action_id in ("ask_0", "details", "share", "compare_with_" + value[:200]):
        action = {"type": "button", "action_id": action_id, "block_id": "b", "value": value}
        payload = {
            "type": "block_actions", "user": {"id": "U0ADA"}, "team": {"id": "T0TEAPOT"},
            "channel": {"id": "C0GENERAL"}, "container": {"is_ephemeral": True}, "trigger_id": "1",
            "response_url": f"{http_bot.slack.url}/response/none", "actions": [action],
        }  # fmt: skip
        body = urlencode({"payload": json.dumps(payload)})
        async with (
            aiohttp.ClientSession() as session,
            session.post(http_bot.events_url, data=body, headers=signed.headers(body)) as response,
        ):
            # the response_url and the trigger are not Slack's: 503 asks for another delivery, 500 would be our fault
            assert response.status in {200, 503}
