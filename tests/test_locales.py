"""People whose question tells no language are answered in the one they use Slack in."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.conftest import Running, run_bot

FRENCH, ENGLISH = "404 Not Found · Introuvable", "404 Not Found"


async def heading(bot: Running, question: str) -> str:
    """Ask by command; return the heading of the answer."""
    reply = await bot.slack.command(question)
    assert reply.message
    assert reply.message.blocks
    return str(reply.message.blocks[0]["text"]["text"])


async def test_a_number_is_answered_in_the_persons_language(bot: Running) -> None:
    """`404` tells no language, so the person's locale does; a question's own and the one asked for come first."""
    bot.slack.workspace.set_locale("U0ADA", "fr-FR")
    assert await heading(bot, "404") == FRENCH
    assert await heading(bot, "what does 404 mean?") == ENGLISH
    assert await heading(bot, "en 404") == ENGLISH
    assert [row["language"] for row in bot.rows()] == ["fr", "en", "en"]
    asked = [call for call in bot.slack.calls if call.method == "users.info"]
    assert len(asked) == 1


async def test_a_language_that_is_not_spoken_leaves_the_default(bot: Running) -> None:
    """Somebody who uses Slack in Swedish is answered in English."""
    bot.slack.workspace.set_locale("U0ADA", "sv-SE")
    assert await heading(bot, "404") == ENGLISH


@pytest.mark.parametrize("error", ["missing_scope", "user_not_found", "internal_error"])
async def test_without_the_scope_the_default_is_spoken(tmp_path: Path, error: str) -> None:
    """`users:read` is optional: without it Slack refuses once, is not asked again, and the default is spoken."""
    async with run_bot(tmp_path, language="vi") as bot:
        bot.slack.refuse("users.info", error=error, times=5)
        for _ in range(2):
            assert (await heading(bot, "404")).startswith("404 ")
        assert [row["language"] for row in bot.rows()] == ["vi", "vi"]
        assert len([call for call in bot.slack.calls if call.method == "users.info"]) == 1


async def test_an_answer_does_not_wait_for_a_slow_slack(tmp_path: Path) -> None:
    """Where Slack is slow to tell a locale, the default is spoken within a second, the person's language afterwards."""
    async with run_bot(tmp_path) as bot:
        bot.slack.workspace.set_locale("U0ADA", "fr-FR")
        bot.slack.delay("users.info", 1.0)
        started = time.monotonic()
        assert await heading(bot, "404") == ENGLISH
        assert time.monotonic() - started < 1.0
        await bot.slack.wait_for(lambda: [call for call in bot.slack.calls if call.method == "users.info"])
        assert await heading(bot, "404") == FRENCH


async def test_a_press_is_answered_in_the_language_of_its_answer(bot: Running) -> None:
    """Buttons, menu and details under a French answer speak French, whatever the person uses Slack in."""
    reply = await bot.slack.command("fr 404")
    assert reply.message
    menu = next(name for name in (e["action_id"] for e, _ in reply.message.elements()) if name.startswith("compare"))
    offered = await bot.slack.suggest(reply.message, menu, "passerelle incorrecte")
    assert "502" in {option["value"] for option in offered}
    await bot.slack.click(reply.message, menu, selected="403")
    assert "Interdit" in json.dumps(bot.slack.messages("general")[-1].blocks, ensure_ascii=False)
    await bot.slack.click(bot.slack.messages("general")[-1], "ask_0")
    await bot.slack.click(reply.message, "details")
    assert "404 en détail" in json.dumps(bot.slack.views[-1], ensure_ascii=False)
    await bot.slack.click(reply.message, "share")
    shared = bot.slack.messages("general")[-1]
    assert not shared.ephemeral
    assert FRENCH in json.dumps(shared.blocks, ensure_ascii=False)
    assert {row["language"] for row in bot.rows()} == {"fr"}
