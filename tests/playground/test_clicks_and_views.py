"""Buttons and menus tell the bot where they were used; modals open by trigger and follow the bot's answers."""

from __future__ import annotations

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks import limits
from bot.playground import Playground
from tests.playground.conftest import Bot
from tests.playground.samples import BUTTONS, MODAL, plain


@pytest.fixture
async def trigger(slack: Playground, bot: Bot) -> str:
    """Return the trigger_id of a command."""
    await slack.command("ask")
    return str(bot.got[0]["trigger_id"])


async def test_click_tells_where_it_happened(slack: Playground, bot: Bot, api: AsyncWebClient) -> None:
    """The payload holds the message, unless it is ephemeral."""
    posted = await api.chat_postMessage(channel="C0GENERAL", text="x", blocks=[BUTTONS], thread_ts="1.2")
    await api.chat_postEphemeral(channel="C0GENERAL", user="U0ADA", text="x", blocks=[BUTTONS])
    public, private = slack.messages("general")
    await slack.click(public, "compare", selected="409", user="U0GRACE")
    await slack.click(private, "share")
    first, second = bot.got
    assert first["message"]["ts"] == posted["ts"]
    assert first["container"]["thread_ts"] == "1.2"
    assert first["user"]["id"] == "U0GRACE"
    assert first["actions"][0]["selected_option"]["value"] == "409"
    assert "message" not in second
    assert second["container"]["is_ephemeral"] is True
    with pytest.raises(LookupError, match="share, compare"):
        await slack.click(public, "nothing")


async def test_click_in_a_view_names_the_view(slack: Playground, bot: Bot, api: AsyncWebClient, trigger: str) -> None:
    """A button in a modal tells which modal, and has no response_url."""
    await api.views_open(trigger_id=trigger, view={"type": "modal", "title": plain("Ask"), "blocks": [BUTTONS]})
    (view,) = slack.views
    await slack.click(view, "share")
    assert bot.got[-1]["container"] == {"type": "view", "view_id": view["id"]}
    assert "response_url" not in bot.got[-1]


async def test_trigger_opens_one_modal(slack: Playground, api: AsyncWebClient, trigger: str) -> None:
    """A trigger_id is good once."""
    await api.views_open(trigger_id=trigger, view=MODAL)
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        await api.views_open(trigger_id=trigger, view=MODAL)
    assert len(slack.views) == 1


async def test_trigger_expires(
    slack: Playground, bot: Bot, api: AsyncWebClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A trigger_id lives for three seconds, here for none."""
    monkeypatch.setattr(limits, "TRIGGER_SECONDS", 0.0)
    await slack.command("ask")
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await api.views_open(trigger_id=bot.got[0]["trigger_id"], view=MODAL)


async def test_submissions_are_answered(slack: Playground, bot: Bot, api: AsyncWebClient, trigger: str) -> None:
    """The answer to a submission keeps, changes, covers or closes the modal."""
    await api.views_open(trigger_id=trigger, view=MODAL)
    (view,) = slack.views
    bot.answers.append({"response_action": "errors", "errors": {"question": "Which code?"}})
    refused = await slack.submit(view, {"question": {"typed": {"value": ""}}})
    assert (refused.ok, refused.errors) == (False, {"question": "Which code?"})
    assert bot.got[-1]["view"]["state"]["values"]["question"]["typed"]["value"] == ""
    bot.answers.append({"response_action": "update", "view": MODAL | {"callback_id": "second"}})
    assert (await slack.submit(view)).ok
    assert [each["callback_id"] for each in slack.views] == ["second"]
    bot.answers.append({"response_action": "push", "view": MODAL})
    await slack.submit(slack.views[0])
    assert slack.views[1]["root_view_id"] == view["id"]
    await api.views_push(trigger_id=bot.got[-1]["trigger_id"], view=MODAL)
    assert slack.views[2]["previous_view_id"] == slack.views[1]["id"]
    bot.answers.append({"response_action": "clear"})
    await slack.submit(slack.views[2])
    assert slack.views == []


async def test_views_are_checked_and_updated(slack: Playground, bot: Bot, api: AsyncWebClient, trigger: str) -> None:
    """A long title is refused, a stale hash too; closing is told when asked for."""
    with pytest.raises(SlackApiError, match="/view/title/text"):
        await api.views_open(trigger_id=trigger, view=MODAL | {"title": plain("x" * 25)})
    opened = await api.views_open(trigger_id=trigger, view=MODAL)
    view_id = opened["view"]["id"]
    await api.views_update(view_id=view_id, view=MODAL | {"notify_on_close": True})
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await api.views_update(view_id=view_id, hash=opened["view"]["hash"], view=MODAL)
    await slack.close_view(slack.views[0])
    assert (bot.got[-1]["type"], slack.views) == ("view_closed", [])
