"""Every question is answered once: through retries, copies, a slow Slack, a locked database and `kill -9`."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.inbox import ACKNOWLEDGE_WITHIN
from bot.log.sqlite import LEASE_SECONDS
from bot.playground import Playground
from bot.server import listen
from knowledge.load import HERE, Knowledge
from tests.conftest import SECRET, Running, run_bot, until_ready


def dm(text: str, *, user: str = "U0ADA", channel: str = "D0TEAPOT") -> dict[str, object]:
    """Return the event of a direct message sent now."""
    ts = f"{time.time():.6f}"
    return {"type": "message", "channel_type": "im", "channel": channel, "user": user, "text": text, "ts": ts}


def crowd(slack: Playground, size: int) -> list[tuple[str, str]]:
    """Let people in; return each with their direct messages to the bot."""
    people = [slack.workspace.add_person(f"U0P{n}", f"person{n}").id for n in range(size)]
    return [(person, slack.workspace.dm(person).id) for person in people]


def answers(slack: Playground) -> Counter[str]:
    """Count the answers posted for each event."""
    posted = (call.arguments for call in slack.calls if call.method == "chat.postMessage" and call.ok)
    return Counter(arguments["metadata"]["event_payload"]["event_id"] for arguments in posted)


async def test_copies_of_an_event_are_answered_once(bot: Running) -> None:
    """Twenty copies of one event, delivered at once, get one answer and one row; a late copy gets none."""
    envelope = bot.slack.envelope(dm("404"), "EvCOPIES")
    deliveries = await asyncio.gather(*(bot.slack.deliver_event(envelope) for _ in range(20)))
    assert all(delivery.acknowledged for delivery in deliveries)
    await bot.slack.deliver_event(envelope)
    assert answers(bot.slack) == {"EvCOPIES": 1}
    assert [row["event_id"] for row in bot.rows()] == ["EvCOPIES"]


async def test_slow_slack_is_acknowledged_in_time(http_bot: Running) -> None:
    """Where posting takes longer than Slack waits, the event is acknowledged, and answered all the same.

    Slow because the deadline of 2.5 s has to pass.
    """
    slack = http_bot.slack
    slack.delay("chat.postMessage", ACKNOWLEDGE_WITHIN + 0.5)
    delivery = await slack.deliver_event(slack.envelope(dm("404"), "EvSLOW"))
    assert len(delivery.attempts) == 1
    assert ACKNOWLEDGE_WITHIN <= delivery.attempts[0].seconds < 3
    await slack.wait_for(http_bot.rows)
    assert answers(slack) == {"EvSLOW": 1}


async def test_failed_post_is_tried_again_with_the_retry(http_bot: Running) -> None:
    """When Slack's API fails, the event is not acknowledged, and its retry is answered."""
    slack = http_bot.slack
    slack.refuse("chat.postMessage", error="internal_error")
    delivery = await slack.deliver_event(slack.envelope(dm("404"), "EvFAIL"))
    assert [attempt.status for attempt in delivery.attempts] == [503, 200]
    assert answers(slack) == {"EvFAIL": 1}


async def test_post_that_fails_after_the_acknowledgement_is_tried_again(http_bot: Running) -> None:
    """Where Slack's API is slow and then fails, the acknowledged event is answered by ourselves.

    Slow because the deadline of 2.5 s has to pass.
    """
    slack = http_bot.slack
    slack.delay("chat.postMessage", ACKNOWLEDGE_WITHIN + 0.2)
    slack.refuse("chat.postMessage", error="internal_error")
    delivery = await slack.deliver_event(slack.envelope(dm("404"), "EvLATE"))
    assert [attempt.status for attempt in delivery.attempts] == [200]
    slack.delay("chat.postMessage", 0)
    await slack.wait_for(http_bot.rows)
    assert answers(slack) == {"EvLATE": 1}


async def test_answer_needs_no_auth_test(http_bot: Running) -> None:
    """A failing `auth.test` costs neither a question nor a command."""
    http_bot.slack.refuse("auth.test", error="internal_error", times=99)
    await http_bot.slack.dm("404")
    assert (await http_bot.slack.command("404")).message
    assert [row["surface"] for row in http_bot.rows()] == ["dm", "command"]


async def test_copy_is_recognised_while_the_database_is_locked(http_bot: Running) -> None:
    """An event answered while the log was locked gets no second answer from a late copy."""
    envelope = http_bot.slack.envelope(dm("404"), "EvLOCKED")
    with contextlib.closing(sqlite3.connect(http_bot.database, isolation_level=None)) as blocker:
        blocker.execute("BEGIN EXCLUSIVE")
        for _ in range(2):
            assert (await http_bot.slack.deliver_event(envelope)).acknowledged
        blocker.execute("ROLLBACK")
    assert answers(http_bot.slack) == {"EvLOCKED": 1}


async def test_refusal_for_good_is_not_repeated(http_bot: Running) -> None:
    """When the bot may not post there, asking Slack to deliver again would change nothing."""
    slack = http_bot.slack
    slack.refuse("chat.postMessage", error="is_archived", times=9)
    delivery = await slack.deliver_event(slack.envelope(dm("404"), "EvARCHIVED"))
    assert [attempt.status for attempt in delivery.attempts] == [200]


async def test_rate_limited_post_waits_as_told(http_bot: Running) -> None:
    """A 429 from Slack is honoured: the answer is posted after `Retry-After`, once."""
    slack = http_bot.slack
    slack.rate_limit("chat.postMessage", retry_after=1)
    delivery = await slack.deliver_event(slack.envelope(dm("404"), "EvLIMIT"))
    assert delivery.acknowledged
    assert answers(slack) == {"EvLIMIT": 1}


async def test_locked_database_never_stops_an_answer(http_bot: Running) -> None:
    """While somebody holds the database, commands, mentions and messages are answered; their rows come later."""
    slack = http_bot.slack
    with contextlib.closing(sqlite3.connect(http_bot.database, isolation_level=None)) as blocker:
        blocker.execute("BEGIN EXCLUSIVE")
        reply = await slack.command("403")
        assert reply.status == 200
        assert reply.seconds < 2.5
        await slack.mention("202 vs 409")
        event_id = await slack.dm("404")
        assert answers(slack)[event_id] == 1
        blocker.execute("ROLLBACK")
    await slack.wait_for(lambda: len(http_bot.rows()) == 3)
    assert {row["codes"] for row in http_bot.rows()} == {"[403]", "[202, 409]", "[404]"}


async def test_exception_still_gets_a_friendly_reply(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """When our own code fails, the person is told so kindly, with an id that stands in the log beside the traceback."""
    shutil.copytree(HERE, tmp_path / "knowledge")
    english = tmp_path / "knowledge/languages/en/language.toml"
    english.write_text(english.read_text().replace("{number} is no HTTP status", "{nonsense} is no HTTP status"))
    async with run_bot(tmp_path, knows=Knowledge(tmp_path / "knowledge")) as bot:
        reply = await bot.slack.command("742")
        assert reply.status == 200
        await bot.slack.mention("742")
        told = [reply.message.text if reply.message else "", bot.slack.messages("general")[-1].text]
    ids = [record.id for record in caplog.records if hasattr(record, "id")]
    assert len(ids) == 2
    for text, failure_id in zip(told, ids, strict=True):
        assert "Something went wrong on my side" in text
        assert failure_id in text
    assert "KeyError" in caplog.text


@contextlib.asynccontextmanager
async def process(slack: Playground, port: int, database: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run `teapot serve` as a process of its own."""
    environment = {
        **os.environ,
        "SLACK_BOT_TOKEN": "xoxb-playground",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": f"sqlite:///{database}",
        "HOST": "127.0.0.1",
        "PORT": str(port),
    }
    running = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "serve", env=environment)
    try:
        await until_ready(f"http://127.0.0.1:{port}")
        yield running
    finally:
        if running.returncode is None:
            running.kill()
        await running.wait()


async def test_kill_under_load_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """After `kill -9` in the middle of 200 questions and a restart, Slack's retries bring each one exactly one answer.

    Slow because a claim of the killed process has to run out before its question is answered again.
    """
    with listen("127.0.0.1", 0) as found:
        port = found.getsockname()[1]
    delays = (0.0, 1.0, LEASE_SECONDS + 1)
    async with Playground(signing_secret=SECRET, retry_delays=delays) as slack:
        slack.deliver_to(f"http://127.0.0.1:{port}/slack/events")
        slack.delay("chat.postMessage", 0.3)
        async with process(slack, port, tmp_path / "teapot.db") as first:
            people = crowd(slack, 20)
            asked = [dm("202 vs 409?", user=user, channel=channel) for user, channel in people * 10]
            events = [slack.envelope(event, f"EvKILL{n}") for n, event in enumerate(asked)]
            deliveries = [slack.deliver_event(event) for event in events]
            await slack.wait_for(lambda: len(answers(slack)) >= 50)
            first.send_signal(signal.SIGKILL)
            await first.wait()
        assert len(answers(slack)) < 200
        async with process(slack, port, tmp_path / "teapot.db") as second:
            outcomes = await asyncio.gather(*deliveries)
            second.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(second.wait(), 10) == 0
        assert [outcome for outcome in outcomes if not outcome.acknowledged] == []
        assert answers(slack) == {f"EvKILL{n}": 1 for n in range(200)}
    with contextlib.closing(sqlite3.connect(tmp_path / "teapot.db")) as database:
        assert database.execute("SELECT count(DISTINCT event_id), count(*) FROM queries").fetchone() == (200, 200)
        assert database.execute("SELECT count(*) FROM claims").fetchone() == (0,)


async def test_sigterm_finishes_what_is_in_flight(tmp_path: Path) -> None:
    """A process told to stop answers the question it is at, writes its row and exits with 0."""
    with listen("127.0.0.1", 0) as found:
        port = found.getsockname()[1]
    async with Playground(signing_secret=SECRET, retry_delays=()) as slack:
        slack.deliver_to(f"http://127.0.0.1:{port}/slack/events")
        slack.delay("chat.postMessage", 0.5)
        async with process(slack, port, tmp_path / "teapot.db") as running:
            delivery = slack.deliver_event(slack.envelope(dm("404"), "EvTERM"))
            await asyncio.sleep(0.2)
            running.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(running.wait(), 10) == 0
        assert (await delivery).acknowledged
        assert answers(slack) == {"EvTERM": 1}
    with contextlib.closing(sqlite3.connect(tmp_path / "teapot.db")) as database:
        assert database.execute("SELECT event_id FROM queries").fetchall() == [("EvTERM",)]
