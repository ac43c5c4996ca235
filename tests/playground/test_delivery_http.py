"""Commands and events reach a request URL as Slack sends them: signed, timed, and events again when they failed."""

from __future__ import annotations

import asyncio

import pytest
from slack_sdk.signature import SignatureVerifier

from bot.blocks import limits
from bot.playground import Playground
from tests.playground.conftest import Answer, Bot

NOBODY = "http://127.0.0.1:1/slack/events"


async def test_commands_are_signed_forms_with_all_fields(slack: Playground, bot: Bot) -> None:
    """A command is a form with a valid signature; its text is escaped, its names are not marked."""
    await slack.command("413 <a> & @ada", channel="payload-team", user="U0GRACE")
    (form,) = bot.got
    verifier = SignatureVerifier("playground")
    assert verifier.is_valid_request(bot.bodies[0], {k.lower(): v for k, v in bot.headers[0].items()})
    assert form.pop("response_url").startswith(f"{slack.url}/response/")
    assert form.pop("trigger_id")
    assert form == {
        "token": "playground",
        "team_id": "T0TEAPOT",
        "team_domain": "teapot-playground",
        "channel_id": "C0PAYLOAD",
        "channel_name": "payload-team",
        "user_id": "U0GRACE",
        "user_name": "grace",
        "command": "/http",
        "text": "413 &lt;a&gt; &amp; @ada",
        "api_app_id": "A0TEAPOT",
        "is_enterprise_install": "false",
    }


async def test_answer_for_all_shows_the_command_too(slack: Playground, bot: Bot) -> None:
    """With `in_channel` everybody sees what was typed, then the answer."""
    bot.answers.append({"response_type": "in_channel", "text": "Forbidden"})
    await slack.command("403")
    typed, answer = slack.messages("general")
    assert (typed.user, typed.text, typed.ephemeral) == ("U0ADA", "/http 403", False)
    assert (answer.text, answer.ephemeral) == ("Forbidden", False)


async def test_plain_text_and_silence_are_answers(slack: Playground, bot: Bot) -> None:
    """Plain text is shown, an empty acknowledgement shows nothing."""
    bot.answers.append("just text")
    assert (await slack.command("403")).body == "just text"
    assert (await slack.command("404")).body is None
    assert [each.text for each in slack.messages("general")] == ["just text"]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (500, "dispatch_failed"),
        (0.6, "operation_timeout"),
        ({"blocks": [{"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}]}, "invalid_blocks"),
    ],
)
async def test_failed_command_is_told_once(
    slack: Playground, bot: Bot, monkeypatch: pytest.MonkeyPatch, answer: Answer, error: str
) -> None:
    """A command is never sent again; the page says how it failed."""
    monkeypatch.setattr(limits, "ACKNOWLEDGE_SECONDS", 0.3)
    slack.deliver_to(bot.url)
    bot.answers.append(answer)
    with slack.workspace.audience.listen() as queue:
        reply = await slack.command("403")
        told = queue.get_nowait()
    assert reply.error == error
    assert len(bot.got) == 1
    assert told is not None
    assert told.told["text"] == f'/http failed with the error "{error}"'


async def test_one_event_for_a_message(slack: Playground, bot: Bot) -> None:
    """A mention is an app_mention, a direct message a message, anything else nobody's business."""
    await slack.mention("403", thread_ts="1.000001")
    await slack.dm("403")
    assert await slack.say("403 is what I get") is None
    mention, direct = (envelope["event"] for envelope in bot.got)
    assert (mention["type"], mention["thread_ts"]) == ("app_mention", "1.000001")
    assert (direct["type"], direct["channel_type"], direct["channel"]) == ("message", "im", "D0TEAPOT")
    assert bot.got[0]["authorizations"][0]["user_id"] == "U0TEAPOT"


@pytest.mark.parametrize("statuses", [[500, 404], [500, 500, 500, 500]])
async def test_event_is_retried_with_its_id_and_the_reason(slack: Playground, bot: Bot, statuses: list[Answer]) -> None:
    """After an error the same envelope comes again and says why; four attempts are all."""
    bot.answers += statuses
    await slack.mention("403")
    assert len({envelope["event_id"] for envelope in bot.got}) == 1
    retries = [(h.get("X-Slack-Retry-Num"), h.get("X-Slack-Retry-Reason")) for h in bot.headers]
    assert retries == [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")][: len(retries)]
    assert len(retries) == min(len(statuses) + 1, 4)


async def test_slow_or_absent_bot_gets_the_event_again(
    slack: Playground, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reasons tell a slow bot from one that is not there."""
    monkeypatch.setattr(limits, "ACKNOWLEDGE_SECONDS", 0.3)
    slack.deliver_to(bot.url)
    bot.answers.append(0.6)
    slow = await slack.deliver_event(slack.envelope({"type": "app_mention"}))
    slack.deliver_to(NOBODY)
    absent = await slack.deliver_event(slack.envelope({"type": "app_mention"}))
    assert [attempt.failure for attempt in slow.attempts] == ["http_timeout", None]
    assert bot.headers[1]["X-Slack-Retry-Reason"] == "http_timeout"
    assert {attempt.failure for attempt in absent.attempts} == {"connection_failed"}
    assert not absent.acknowledged


async def test_an_envelope_can_be_replayed(slack: Playground, bot: Bot) -> None:
    """Tests deliver one event twice at once, as Slack may."""
    envelope = slack.envelope({"type": "app_mention", "text": "403"}, "Ev1")
    both = await asyncio.gather(slack.deliver_event(envelope), slack.deliver_event(envelope))
    assert [delivery.event_id for delivery in both] == ["Ev1", "Ev1"]
    assert len(bot.got) == 2
