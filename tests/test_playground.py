"""The playground plays Slack's side as Slack does, so that what works here works there."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import aiohttp
import pytest
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks import limits
from bot.playground import Playground
from bot.playground.block_check import Surface, problems
from bot.playground.typed_text import encode
from bot.playground.workspace import MESSAGES_KEPT, Workspace

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable

Json = dict[str, Any]
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "hello"}}
BUTTONS = {
    "type": "actions",
    "elements": [
        {
            "type": "button",
            "action_id": "share",
            "value": "403",
            "text": {"type": "plain_text", "text": "Share"},
        },
        {
            "type": "external_select",
            "action_id": "compare",
            "placeholder": {"type": "plain_text", "text": "Compare with"},
        },
    ],
}
MODAL = {
    "type": "modal",
    "callback_id": "ask",
    "title": {"type": "plain_text", "text": "Ask"},
    "submit": {"type": "plain_text", "text": "Go"},
    "blocks": [
        {
            "type": "input",
            "block_id": "question",
            "label": {"type": "plain_text", "text": "Question"},
            "element": {"type": "plain_text_input", "action_id": "typed"},
        }
    ],
}


class Bot:
    """A bot that keeps what it gets and answers what it is told to, in turn, then 200."""

    def __init__(self) -> None:
        self.url = ""
        self.got: list[Json] = []
        self.headers: list[dict[str, str]] = []
        self.bodies: list[str] = []
        self.answers: list[web.Response | Json | float] = []

    async def take(self, request: web.Request) -> web.Response:
        """Note what came, and answer as told."""
        body = await request.text()
        self.bodies.append(body)
        self.headers.append(dict(request.headers))
        if request.content_type == "application/json":
            self.got.append(json.loads(body))
        else:
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self.got.append(json.loads(form["payload"]) if "payload" in form else form)
        match self.answers.pop(0) if self.answers else web.Response():
            case float(seconds):
                await asyncio.sleep(seconds)
                return web.Response()
            case dict(answer):
                return web.json_response(answer)
            case response:
                return response


@asynccontextmanager
async def listening(
    take: Callable[[web.Request], Awaitable[web.StreamResponse]],
) -> AsyncIterator[str]:
    """Serve one handler on a free port."""
    application = web.Application()
    application.router.add_post("/slack/events", take)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    await runner.cleanup()


@pytest.fixture
async def slack() -> AsyncIterator[Playground]:
    """Start a playground that retries without waiting."""
    async with Playground(retry_delays=(0.0, 0.0, 0.0), redelivery=0.2) as playground:
        yield playground


@pytest.fixture
async def bot(slack: Playground) -> AsyncIterator[Bot]:
    """Start a bot that the playground delivers to."""
    plain = Bot()
    async with listening(plain.take) as plain.url:
        slack.deliver_to(plain.url)
        yield plain


@pytest.fixture
async def api(slack: Playground) -> AsyncIterator[AsyncWebClient]:
    """Open a Web API client with one connection pool."""
    async with aiohttp.ClientSession() as session:
        yield AsyncWebClient("xoxb-playground", base_url=slack.api_url, session=session)


@pytest.fixture
async def page(slack: Playground) -> AsyncIterator[aiohttp.ClientSession]:
    """Open a browser's side of the connection."""
    async with aiohttp.ClientSession(base_url=slack.url) as session:
        yield session


def bolt(slack: Playground) -> AsyncApp:
    """Make a small Bolt app with one listener for each surface."""
    client = AsyncWebClient("xoxb-playground", base_url=slack.api_url)
    app = AsyncApp(client=client, signing_secret="playground", process_before_response=True)

    @app.command("/http")
    async def command(ack: Any, command: Json) -> None:
        await ack(text=f"about {command['text']}", blocks=[SECTION, BUTTONS])

    @app.event("app_mention")
    async def mention(event: Json, say: Any) -> None:
        await say(text=event["text"], thread_ts=event["ts"])

    @app.event("message")
    async def message(event: Json, say: Any) -> None:
        await say(text=event["text"])

    @app.action("share")
    async def share(ack: Any, respond: Any, action: Json) -> None:
        await ack()
        await respond(text=f"shared {action['value']}", response_type="in_channel")

    @app.options("compare")
    async def options(ack: Any, payload: Json) -> None:
        text = {"type": "plain_text", "text": f"{payload['value']}9 Conflict"}
        await ack(options=[{"text": text, "value": "409"}])

    return app


@pytest.fixture(params=["http", "socket"])
async def bolt_app(request: pytest.FixtureRequest, slack: Playground) -> AsyncIterator[AsyncApp]:
    """Run the Bolt app over HTTP, then over Socket Mode."""
    app = bolt(slack)
    if request.param == "http":

        async def take(received: web.Request) -> web.StreamResponse:
            answer = await app.async_dispatch(await to_bolt_request(received))
            return await to_aiohttp_response(answer)

        async with listening(take) as url:
            slack.deliver_to(url)
            yield app
        return
    handler = AsyncSocketModeHandler(app, "xapp-playground", web_client=app.client, ping_interval=0.2)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    yield app
    await handler.close_async()  # type: ignore[no-untyped-call]


@pytest.mark.usefixtures("bolt_app")
class TestWithBolt:
    """A real Bolt app finds everything it expects of Slack, over either way."""

    async def test_command_is_answered_for_one(self, slack: Playground) -> None:
        """A command's answer is seen by the person alone."""
        reply = await slack.command("403")
        assert (reply.status, reply.error) == (200, None)
        (shown,) = slack.messages("general")
        assert (shown.text, shown.ephemeral_for, shown.app) == ("about 403", "U0ADA", True)

    async def test_mention_is_answered_in_its_thread(self, slack: Playground) -> None:
        """`mention` returns when the bot has posted and acknowledged."""
        event_id = await slack.mention("202 vs 409?", user="U0GRACE")
        question, answer = slack.messages("general")
        assert event_id.startswith("Ev")
        assert answer.text == "<@U0TEAPOT> 202 vs 409?"
        assert slack.replies(question.ts) == [answer]

    async def test_direct_message_is_answered(self, slack: Playground) -> None:
        """A direct message opens the person's own channel with the bot."""
        await slack.dm("hello", user="U0GRACE")
        assert [each.text for each in slack.messages("D0GRACE")] == ["hello", "hello"]

    async def test_click_reaches_the_action_and_its_response_url(self, slack: Playground) -> None:
        """A button carries its value, and its response_url posts for all."""
        reply = await slack.command("403")
        assert reply.message is not None
        outcome = await slack.click(reply.message, "share")
        assert outcome.acknowledged
        shared = await slack.wait_for(lambda: [m for m in slack.messages("general") if not m.ephemeral])
        assert shared[0].text == "shared 403"

    async def test_menu_asks_for_options(self, slack: Playground) -> None:
        """What is typed into an external menu comes back as options."""
        reply = await slack.command("403")
        assert reply.message is not None
        (option,) = await slack.suggest(reply.message, "compare", "40")
        assert option["text"]["text"] == "409 Conflict"


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
    bot.answers.append(web.Response(text="just text"))
    assert (await slack.command("403")).body == "just text"
    assert (await slack.command("404")).body is None
    assert [each.text for each in slack.messages("general")] == ["just text"]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (web.Response(status=500), "dispatch_failed"),
        (0.5, "operation_timeout"),
        (
            {"blocks": [{"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}]},
            "invalid_blocks",
        ),
    ],
)
async def test_failed_command_is_told_once(
    answer: web.Response | Json | float,
    error: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A command is never sent again; the page says how it failed."""
    monkeypatch.setattr(limits, "ACKNOWLEDGE_SECONDS", 0.1)
    plain = Bot()
    plain.answers.append(answer)
    async with Playground() as slack, listening(plain.take) as url:
        slack.deliver_to(url)
        with slack.workspace.audience.listen() as queue:
            reply = await slack.command("403")
            told = queue.get_nowait()
    assert reply.error == error
    assert len(plain.got) == 1
    assert told is not None
    assert told.told["text"] == f'/http failed with the error "{error}"'


async def test_one_event_for_a_message(slack: Playground, bot: Bot) -> None:
    """A mention is an app_mention, a direct message a message, anything else nobody's business."""
    await slack.mention("403", thread_ts="1.000001")
    await slack.dm("403")
    assert await slack.say("403 is what I get") is None
    mention, direct = (envelope["event"] for envelope in bot.got)
    assert (mention["type"], mention["thread_ts"]) == ("app_mention", "1.000001")
    assert (direct["type"], direct["channel_type"], direct["channel"]) == (
        "message",
        "im",
        "D0TEAPOT",
    )
    assert bot.got[0]["authorizations"][0]["user_id"] == "U0TEAPOT"


async def test_event_is_retried_with_its_id_and_the_reason(slack: Playground, bot: Bot) -> None:
    """After an error the same envelope comes again and says why."""
    bot.answers += [web.Response(status=500), web.Response(status=404)]
    await slack.mention("403")
    assert len({envelope["event_id"] for envelope in bot.got}) == 1
    retries = [(h.get("X-Slack-Retry-Num"), h.get("X-Slack-Retry-Reason")) for h in bot.headers]
    assert retries == [(None, None), ("1", "http_error"), ("2", "http_error")]


async def test_event_is_given_up(slack: Playground, bot: Bot) -> None:
    """Four attempts are all; a header of the bot ends them sooner."""
    bot.answers += [web.Response(status=500) for _ in range(4)]
    await slack.mention("403")
    assert len(bot.got) == 4
    bot.answers.append(web.Response(status=500, headers={"X-Slack-No-Retry": "1"}))
    await slack.mention("404")
    assert len(bot.got) == 5


async def test_slow_or_absent_bot_gets_the_event_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reasons tell a slow bot from one that is not there."""
    monkeypatch.setattr(limits, "ACKNOWLEDGE_SECONDS", 0.05)
    plain = Bot()
    plain.answers.append(0.2)
    async with Playground(retry_delays=(0.0, 0.0)) as slack:
        async with listening(plain.take) as url:
            slack.deliver_to(url)
            slow = await slack.deliver_event(slack.envelope({"type": "app_mention"}))
        absent = await slack.deliver_event(slack.envelope({"type": "app_mention"}))
    assert [attempt.failure for attempt in slow.attempts] == ["http_timeout", None]
    assert plain.headers[1]["X-Slack-Retry-Reason"] == "http_timeout"
    assert {attempt.failure for attempt in absent.attempts} == {"connection_failed"}
    assert not absent.acknowledged


async def test_an_envelope_can_be_replayed(slack: Playground, bot: Bot) -> None:
    """Tests deliver one event twice at once, as Slack may."""
    envelope = slack.envelope({"type": "app_mention", "text": "403"}, "Ev1")
    both = await asyncio.gather(slack.deliver_event(envelope), slack.deliver_event(envelope))
    assert [delivery.event_id for delivery in both] == ["Ev1", "Ev1"]
    assert len(bot.got) == 2


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("<!channel> & <@U0ADA>", "&lt;!channel&gt; &amp; &lt;@U0ADA&gt;"),
        ("@Teapot ask @grace hopper", "<@U0TEAPOT> ask <@U0GRACE>"),
        ("see #general, not #nowhere", "see <#C0GENERAL|general>, not #nowhere"),
        ("ada@teapot.example", "ada@teapot.example"),
        ("`@ada` and ```#general```", "`@ada` and ```#general```"),
        ("open ` @ada", "open ` <@U0ADA>"),
        ("GET https://a.example/b?c=1&d. <https://x.example>", None),
    ],
)
def test_typed_text_becomes_slacks(typed: str, text: str | None) -> None:
    """What is typed is escaped first, so nobody types a ping; names and links are marked."""
    workspace = Workspace()
    encoded = encode(typed, workspace.users.values(), workspace.channels.values())
    links = "GET <https://a.example/b?c=1&amp;d>. &lt;<https://x.example>&gt;"
    assert encoded == (links if text is None else text)


async def respond(url: str, **said: object) -> tuple[int, str]:
    """Post to a response_url."""
    async with aiohttp.ClientSession() as session, session.post(url, json=said) as response:
        return response.status, await response.text()


async def test_response_url_takes_five_posts(slack: Playground, bot: Bot) -> None:
    """The sixth post is refused; posts are ephemeral unless they say otherwise."""
    await slack.command("403")
    url = bot.got[0]["response_url"]
    assert await respond(url, text="for one") == (200, "ok")
    assert await respond(url, text="for all", response_type="in_channel") == (200, "ok")
    assert await respond(url, blocks=[{"type": "nonsense"}]) == (500, "invalid_blocks")
    assert await respond(url) == (500, "no_text")
    assert await respond(url, text="in a thread", thread_ts="1.000001") == (200, "ok")
    assert await respond(url, text="once more") == (404, "used_url")
    assert await respond(f"{slack.url}/response/guess", text="hi") == (404, "no_service")
    shown = [(m.text, m.ephemeral_for, m.thread_ts) for m in slack.messages("general")]
    assert shown == [
        ("for one", "U0ADA", None),
        ("for all", None, None),
        ("in a thread", "U0ADA", "1.000001"),
    ]
    assert [call.error for call in slack.calls] == [None, None, "invalid_blocks", "no_text", None]


async def test_response_url_expires(slack: Playground, bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    """After half an hour nothing more is taken."""
    monkeypatch.setattr(limits, "RESPONSE_URL_SECONDS", 0.0)
    await slack.command("403")
    assert await respond(bot.got[0]["response_url"], text="late") == (404, "expired_url")


async def test_response_url_replaces_the_message_clicked_in(slack: Playground, bot: Bot) -> None:
    """`replace_original` and `delete_original` work on the message with the button, even ephemeral."""
    bot.answers.append({"text": "403", "blocks": [BUTTONS]})
    message = (await slack.command("403")).message
    assert message is not None
    await slack.click(message, "share")
    click = bot.got[-1]
    assert await respond(click["response_url"], text="new", replace_original=True) == (200, "ok")
    (changed,) = slack.messages("general")
    assert (changed.text, changed.ts, changed.ephemeral_for) == ("new", message.ts, "U0ADA")
    assert await respond(click["response_url"], delete_original=True) == (200, "ok")
    assert slack.messages("general") == []


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


async def test_ephemeral_messages_are_in_no_history(slack: Playground, api: AsyncWebClient) -> None:
    """Nobody can read, change or delete an ephemeral message by the Web API."""
    sent = await api.chat_postEphemeral(channel="general", user="U0ADA", text="psst")
    assert len(slack.messages("general")) == 1
    assert (await api.conversations_history(channel="C0GENERAL"))["messages"] == []
    with pytest.raises(SlackApiError, match="message_not_found"):
        await api.chat_update(channel="C0GENERAL", ts=sent["message_ts"], text="aloud")


async def test_messages_can_be_changed_and_deleted(slack: Playground, api: AsyncWebClient) -> None:
    """The bot changes its own messages; blocks it does not mention stay."""
    sent = await api.chat_postMessage(channel="#general", text="one", blocks=[SECTION])
    await api.chat_update(channel="C0GENERAL", ts=sent["ts"], text="two")
    (changed,) = slack.messages("general")
    assert (changed.text, changed.edited, changed.blocks) == (
        "two",
        True,
        sent["message"]["blocks"],
    )
    await api.chat_delete(channel="C0GENERAL", ts=sent["ts"])
    assert slack.messages("general") == []
    await slack.say("mine")
    with pytest.raises(SlackApiError, match="cant_update_message"):
        await api.chat_update(channel="C0GENERAL", ts=slack.messages("general")[0].ts, text="no")


async def test_threads_are_read_with_metadata(api: AsyncWebClient) -> None:
    """conversations.replies gives the thread's start, its replies, and metadata on request."""
    metadata = {"event_type": "teapot_answer", "event_payload": {"codes": [403]}}
    first = await api.chat_postMessage(channel="C0GENERAL", text="one")
    await api.chat_postMessage(channel="C0GENERAL", text="two", thread_ts=first["ts"], metadata=metadata)
    thread = {"channel": "C0GENERAL", "ts": first["ts"]}
    replies = (await api.conversations_replies(**thread, include_all_metadata=True))["messages"]
    assert [reply["text"] for reply in replies] == ["one", "two"]
    assert replies[1]["metadata"] == metadata
    assert "metadata" not in (await api.conversations_replies(**thread))["messages"][1]
    history = (await api.conversations_history(channel="C0GENERAL"))["messages"]
    assert [message["text"] for message in history] == ["one"]
    with pytest.raises(SlackApiError, match="thread_not_found"):
        await api.conversations_replies(channel="C0GENERAL", ts="1.000001")


async def test_history_comes_in_pages_and_by_time(api: AsyncWebClient) -> None:
    """A cursor leads on; oldest and latest cut, inclusive or not."""
    sent = [await api.chat_postMessage(channel="C0GENERAL", text=str(n)) for n in range(5)]
    first = await api.conversations_history(channel="C0GENERAL", limit=3)
    cursor = first["response_metadata"]["next_cursor"]
    rest = await api.conversations_history(channel="C0GENERAL", limit=3, cursor=cursor)
    texts = [message["text"] for page in (first, rest) for message in page["messages"]]
    assert (texts, rest["has_more"]) == (["4", "3", "2", "1", "0"], False)
    cut = {"channel": "C0GENERAL", "oldest": sent[1]["ts"], "latest": sent[3]["ts"]}
    between = await api.conversations_history(**cut)
    around = await api.conversations_history(**cut, inclusive=True)
    assert [len(page["messages"]) for page in (between, around)] == [1, 3]


async def test_a_channel_keeps_the_newest(slack: Playground) -> None:
    """Time stamps rise and never repeat; a channel forgets its oldest messages."""
    for number in range(MESSAGES_KEPT + 2):
        await slack.say(str(number))
    kept = slack.messages("general")
    assert (len(kept), kept[0].text) == (MESSAGES_KEPT, "2")
    stamps = [message.ts for message in kept]
    assert stamps == sorted(set(stamps))


async def test_people_have_locales(slack: Playground, api: AsyncWebClient) -> None:
    """users.info tells the locale when asked."""
    slack.workspace.set_locale("U0ADA", "fr-FR")
    slack.workspace.add_person("U0MARIE", "marie", locale="pl-PL")
    assert (await api.users_info(user="U0ADA", include_locale=True))["user"]["locale"] == "fr-FR"
    assert (await api.users_info(user="U0MARIE", include_locale=True))["user"]["locale"] == "pl-PL"
    assert "locale" not in (await api.users_info(user="U0ADA"))["user"]


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        ("", "auth.test", "not_authed"),
        ("xoxb-other", "auth.test", "invalid_auth"),
        ("xapp-playground", "chat.postMessage", "not_allowed_token_type"),
        ("xoxb-playground", "apps.connections.open", "not_allowed_token_type"),
        ("xoxb-playground", "chat.shout", "unknown_method"),
        ("xoxb-playground", "chat.postMessage", "channel_not_found"),
    ],
)
async def test_web_api_refuses_in_slacks_words(slack: Playground, token: str, method: str, error: str) -> None:
    """Tokens, methods and channels are checked as Slack does."""
    async with aiohttp.ClientSession() as session:
        url = slack.api_url + method
        async with session.post(url, data={"token": token}) as response:
            assert await response.json() == {"ok": False, "error": error}


async def test_web_api_takes_forms_and_json(slack: Playground) -> None:
    """Blocks may be JSON text in a form."""
    headers = {"Authorization": "Bearer xoxb-playground"}
    said = {"channel": "C0GENERAL", "text": "x", "blocks": [SECTION]}
    form = said | {"blocks": json.dumps([SECTION])}
    url = f"{slack.api_url}chat.postMessage"
    async with aiohttp.ClientSession(headers=headers) as session:
        ways: list[Json] = [{"json": said}, {"data": form}]
        for body in ways:
            async with session.post(url, **body) as response:
                assert (await response.json())["ok"]
    assert [call.arguments["blocks"] for call in slack.calls] == [[SECTION], [SECTION]]


async def test_faults_come_when_asked_for(slack: Playground, api: AsyncWebClient) -> None:
    """Tests make single calls fail, and see that one connection served them all."""
    slack.refuse("chat.postMessage", error="invalid_blocks", when=lambda said: "blocks" in said)
    slack.rate_limit("chat.postMessage", retry_after=7)
    post: Json = {"channel": "C0GENERAL", "text": "x"}
    with pytest.raises(SlackApiError) as limited:
        await api.chat_postMessage(**post)
    assert (limited.value.response.status_code, limited.value.response.headers["Retry-After"]) == (
        429,
        "7",
    )
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await api.chat_postMessage(**post, blocks=[SECTION])
    slack.delay("chat.postMessage", 0.05)
    started = asyncio.get_running_loop().time()
    await api.chat_postMessage(**post, blocks=[SECTION])
    assert asyncio.get_running_loop().time() - started >= 0.05
    assert [call.error for call in slack.calls] == ["ratelimited", "invalid_blocks", None]
    assert slack.connections == 1


def plain(text: str) -> Json:
    """Return a plain text object."""
    return {"type": "plain_text", "text": text}


def markdown(text: str) -> Json:
    """Return a mrkdwn text object."""
    return {"type": "mrkdwn", "text": text}


def section(text: str = "x", **more: object) -> Json:
    """Return a section."""
    return {"type": "section", "text": markdown(text), **more}


def button(**more: object) -> Json:
    """Return an actions block with one button."""
    return {"type": "actions", "elements": [{"type": "button", "text": plain("x"), **more}]}


def table(*rows: list[str]) -> Json:
    """Return a table of raw text."""
    return {
        "type": "table",
        "rows": [[{"type": "raw_text", "text": c} for c in row] for row in rows],
    }


REFUSED = {
    "51 blocks": ([section()] * 51, "/blocks]"),
    "long section": (
        [section(), section("x" * 3_001)],
        "less than 3001 characters [json-pointer:/blocks/1/text/text]",
    ),
    "empty text": ([section("")], "/blocks/0/text/text"),
    "no text": ([{"type": "section"}], "missing required field"),
    "11 fields": ([section(fields=[markdown("x")] * 11)], "/blocks/0/fields"),
    "long field": ([section(fields=[markdown("x" * 2_001)])], "/blocks/0/fields/0/text"),
    "mrkdwn header": ([{"type": "header", "text": markdown("x")}], "must be plain_text"),
    "long header": ([{"type": "header", "text": plain("x" * 151)}], "/blocks/0/text/text"),
    "11 context elements": (
        [{"type": "context", "elements": [markdown("x")] * 11}],
        "/blocks/0/elements",
    ),
    "26 buttons": (
        [{"type": "actions", "elements": button()["elements"] * 26}],
        "/blocks/0/elements",
    ),
    "long button": ([button(text=plain("x" * 76))], "/blocks/0/elements/0/text/text"),
    "long value": ([button(value="x" * 2_001)], "/blocks/0/elements/0/value"),
    "odd style": ([button(style="blue")], "primary or danger"),
    "long action_id": ([button(action_id="x" * 256)], "/blocks/0/elements/0/action_id"),
    "action_id twice": ([button(action_id="a"), button(action_id="a")], "already exists"),
    "block_id twice": ([section(block_id="a"), section(block_id="a")], "already exists"),
    "long option": (
        [button(type="static_select", options=[{"text": plain("x" * 76), "value": "v"}])],
        "/blocks/0/elements/0/options/0/text",
    ),
    "101 rows": ([table(*[["x"]] * 101)], "/blocks/0/rows"),
    "21 columns": ([table(["x"] * 21)], "/blocks/0/rows/0"),
    "empty cell": ([table([""])], "/blocks/0/rows/0/0/text"),
    "10,001 characters": ([table(["x" * 5_001, "x" * 5_000])], "less than 10001 characters"),
    "two tables": ([table(["x"]), table(["x"])], "only_one_table_allowed"),
    "much text": ([section("x" * 3_000)] * 5, "13200 characters"),
    "unknown block": ([{"type": "container"}], "unsupported type: container"),
    "unknown field": ([section(colour="red")], "invalid additional property: colour"),
    "odd text": ([section() | {"text": "x"}], "must be an object"),
    "verbatim plain": ([{"type": "header", "text": plain("x") | {"verbatim": True}}], "verbatim"),
    "no list": ({"type": "section"}, "must provide an array"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_blocks_beyond_a_limit_are_refused(case: str) -> None:
    """Each limit the bot relies on is checked, and the fault names its place."""
    blocks, fault = REFUSED[case]
    assert any(fault in found for found in problems(blocks))


def test_blocks_at_their_limits_are_taken() -> None:
    """What just fits is taken; a table stands in messages only."""
    rich = {"type": "rich_text_section", "elements": [{"type": "text", "text": " "}]}
    blocks = [
        section("x" * 3_000, fields=[markdown("x")] * 10, block_id="b" * 255),
        {"type": "header", "text": plain("x" * 150)},
        {"type": "divider"},
        button(value="x" * 2_000, action_id="a", style="danger"),
        {"type": "table", "rows": [[{"type": "rich_text", "elements": [rich]}] * 20] * 100},
    ]
    assert problems(blocks) == []
    assert "acknowledgement" in problems(blocks, Surface.ACKNOWLEDGEMENT)[0]


async def test_refused_blocks_are_named_to_the_bot(slack: Playground, api: AsyncWebClient) -> None:
    """chat.postMessage says invalid_blocks and where; nothing is posted."""
    with pytest.raises(SlackApiError) as refused:
        await api.chat_postMessage(channel="C0GENERAL", text="x", blocks=[section("")])
    assert refused.value.response["error"] == "invalid_blocks"
    assert "/blocks/0/text/text" in refused.value.response["response_metadata"]["messages"][0]
    with pytest.raises(SlackApiError, match="msg_too_long"):
        await api.chat_postMessage(channel="C0GENERAL", text="x" * 40_001)
    with pytest.raises(SlackApiError, match="no_text"):
        await api.api_call("chat.postMessage", data={"channel": "C0GENERAL", "text": ""})
    assert slack.messages("general") == []


async def test_modals_open_by_trigger_and_answer_submissions(slack: Playground, bot: Bot, api: AsyncWebClient) -> None:
    """A trigger opens one modal; the answer to its submission keeps, changes or closes it."""
    await slack.command("ask")
    trigger = bot.got[0]["trigger_id"]
    await api.views_open(trigger_id=trigger, view=MODAL)
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
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
    bot.answers.append({"response_action": "clear"})
    await slack.submit(slack.views[1])
    assert slack.views == []


async def test_trigger_expires(bot: Bot) -> None:
    """A trigger_id lives for three seconds, here for none."""
    async with Playground(trigger_seconds=0.0) as slack:
        slack.deliver_to(bot.url)
        await slack.command("ask")
        api = AsyncWebClient("xoxb-playground", base_url=slack.api_url)
        with pytest.raises(SlackApiError, match="expired_trigger_id"):
            await api.views_open(trigger_id=bot.got[0]["trigger_id"], view=MODAL)


async def test_views_are_checked_and_updated(slack: Playground, bot: Bot, api: AsyncWebClient) -> None:
    """A long title is refused, a stale hash too; closing is told when asked for."""
    await slack.command("ask")
    trigger = bot.got[0]["trigger_id"]
    with pytest.raises(SlackApiError, match="/view/title/text"):
        await api.views_open(trigger_id=trigger, view=MODAL | {"title": plain("x" * 25)})
    opened = await api.views_open(trigger_id=trigger, view=MODAL)
    view_id = opened["view"]["id"]
    await api.views_update(view_id=view_id, view=MODAL | {"notify_on_close": True})
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await api.views_update(view_id=view_id, hash=opened["view"]["hash"], view=MODAL)
    await slack.close_view(slack.views[0])
    assert (bot.got[-1]["type"], slack.views) == ("view_closed", [])


async def test_home_tab_is_published(slack: Playground, bot: Bot, api: AsyncWebClient) -> None:
    """Looking at the Home tab tells the bot, which publishes it and gets its clicks."""
    await slack.open_home()
    assert bot.got[0]["event"]["type"] == "app_home_opened"
    await api.views_publish(user_id="U0ADA", view={"type": "home", "blocks": [BUTTONS]})
    await slack.click(slack.homes["U0ADA"], "share")
    assert bot.got[-1]["container"] == {"type": "view", "view_id": slack.homes["U0ADA"]["id"]}


async def socket(slack: Playground, session: aiohttp.ClientSession) -> aiohttp.ClientWebSocketResponse:
    """Open a Socket Mode connection by hand and take its greeting."""
    client = AsyncWebClient("xapp-playground", base_url=slack.api_url)
    opened = await client.apps_connections_open(app_token="xapp-playground")
    connected = await session.ws_connect(opened["url"])
    assert (await connected.receive_json())["type"] == "hello"
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await session.ws_connect(opened["url"])
    return connected


async def test_unacknowledged_envelope_comes_again(slack: Playground, page: aiohttp.ClientSession) -> None:
    """An event that no socket acknowledged comes again, on another one if there is."""
    first, second = await socket(slack, page), await socket(slack, page)
    delivery = slack.deliver_event(slack.envelope({"type": "app_mention"}, "Ev1"))
    lost = await first.receive_json()
    again = await second.receive_json()
    assert (lost["type"], lost["payload"]["event_id"]) == ("events_api", "Ev1")
    assert (again["retry_attempt"], again["retry_reason"]) == (1, "timeout")
    await second.send_json({"envelope_id": again["envelope_id"]})
    assert (await delivery).acknowledged


async def test_closing_a_socket_hands_its_envelope_on(slack: Playground, page: aiohttp.ClientSession) -> None:
    """A bot that goes away in the middle gets the event again when it is back."""
    first = await socket(slack, page)
    delivery = slack.deliver_event(slack.envelope({"type": "app_mention"}))
    await first.receive_json()
    await first.close()
    second = await socket(slack, page)
    again = await second.receive_json()
    await second.send_json({"envelope_id": again["envelope_id"]})
    assert (await delivery).acknowledged


async def test_command_without_a_socket_fails_at_once(slack: Playground) -> None:
    """Nobody is there to answer."""
    assert (await slack.command("403")).error == "dispatch_failed"


async def test_command_over_a_socket(slack: Playground, page: aiohttp.ClientSession) -> None:
    """A command's acknowledgement carries what is shown."""
    connected = await socket(slack, page)
    command = asyncio.create_task(slack.command("403"))
    envelope = await connected.receive_json()
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
    await connected.send_json({"envelope_id": envelope["envelope_id"], "payload": {"text": "Forbidden"}})
    assert (await command).message == slack.messages("general")[0]


async def test_bolt_reconnects_when_asked(slack: Playground) -> None:
    """A `disconnect` message makes the client open a new socket."""
    app = bolt(slack)
    handler = AsyncSocketModeHandler(app, "xapp-playground", web_client=app.client, ping_interval=0.1)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await slack.disconnect("refresh_requested")
    await slack.wait_for(lambda: slack.sockets == 1)
    await slack.mention("403")
    assert len(slack.messages("general")) == 2
    await handler.close_async()  # type: ignore[no-untyped-call]


async def test_eleventh_socket_is_turned_away(slack: Playground, page: aiohttp.ClientSession) -> None:
    """An app has ten connections."""
    connected = [await socket(slack, page) for _ in range(10)]
    client = AsyncWebClient(base_url=slack.api_url)
    opened = await client.apps_connections_open(app_token="xapp-playground")
    turned_away = await page.ws_connect(opened["url"])
    assert (await turned_away.receive_json())["reason"] == "too_many_websockets"
    assert slack.sockets == len(connected)


async def post(page: aiohttp.ClientSession, path: str, **said: object) -> Json:
    """Post as the page does."""
    async with page.post(f"/play/{path}", json=said) as response:
        decoded: Json = await response.json()
        return decoded


async def events(page: aiohttp.ClientSession) -> AsyncGenerator[tuple[str, Json], None]:
    """Listen as the page does; the first event says that the stream is open."""
    async with page.get("/play/events") as stream:
        assert stream.content_type == "text/event-stream"
        yield "open", {}
        name = ""
        async for line in stream.content:
            if line.startswith(b"event: "):
                name = line.decode().removeprefix("event: ").strip()
            if line.startswith(b"data: "):
                yield name, json.loads(line.decode().removeprefix("data: "))


async def test_page_says_and_hears(
    slack: Playground, bot: Bot, page: aiohttp.ClientSession, api: AsyncWebClient
) -> None:
    """What Ada types goes to the bot; she hears of everything but what is others' own."""
    heard = events(page)
    await anext(heard)
    said = await post(page, "say", channel="C0GENERAL", text="@teapot <!channel>")
    assert await anext(heard) == ("message", {"message": slack.messages("general")[0].for_page()})
    await slack.wait_for(lambda: bot.got)
    assert bot.got[0]["event"]["text"] == "<@U0TEAPOT> &lt;!channel&gt;"
    await slack.dm("hidden", user="U0GRACE")
    await api.chat_postEphemeral(channel="C0GENERAL", user="U0GRACE", text="hidden")
    mine = await api.chat_postMessage(channel="C0GENERAL", text="yours", thread_ts=said["ts"])
    await api.chat_delete(channel="C0GENERAL", ts=mine["ts"])
    kind, told = await anext(heard)
    assert (kind, told["message"]["text"]) == ("message", "yours")
    assert await anext(heard) == ("message_deleted", {"channel": "C0GENERAL", "ts": mine["ts"]})
    await heard.aclose()


async def test_page_types_commands(slack: Playground, bot: Bot, page: aiohttp.ClientSession) -> None:
    """A slash at the start is a command, known or not, and never one in a thread."""
    assert (await post(page, "say", channel="C0GENERAL", text="/http  403 "))["ok"]
    await slack.wait_for(lambda: bot.got)
    assert bot.got[0]["text"] == "403"
    unknown = await post(page, "say", channel="C0GENERAL", text="/foo")
    assert unknown == {"ok": False, "error": "/foo is not a valid command"}
    threaded = await post(page, "say", channel="C0GENERAL", text="/http 403", thread_ts="1.000001")
    assert threaded == {"ok": False, "error": "slash commands don't work in threads"}
    assert (await post(page, "say", channel="D0GRACE", text="x"))["error"] == "channel_not_found"
    assert (await post(page, "say", channel="C0GENERAL", text=" "))["error"] == "no_text"


async def test_page_reads_the_state(slack: Playground, page: aiohttp.ClientSession, api: AsyncWebClient) -> None:
    """The state names everything the page draws, and none of what only others see."""
    await slack.say("hello")
    await api.chat_postEphemeral(channel="C0GENERAL", user="U0GRACE", text="hidden")
    await post(page, "locale", locale="fr-FR")
    async with page.get("/play/state") as response:
        state = await response.json()
    assert state["me"]["id"] == "U0ADA"
    assert state["bot"] == {"user": "U0TEAPOT", "name": "teapot", "app_id": "A0TEAPOT"}
    assert [each["name"] for each in state["channels"]][:2] == ["general", "incidents"]
    assert [each["text"] for each in state["messages"]["C0GENERAL"]] == ["hello"]
    assert state["commands"][0]["command"] == "/http"
    assert slack.workspace.users["U0ADA"].locale == "fr-FR"


async def test_page_clicks_and_picks(bot: Bot, page: aiohttp.ClientSession, api: AsyncWebClient) -> None:
    """Buttons and menus of messages reach the bot by the page's routes."""
    sent = await api.chat_postMessage(channel="C0GENERAL", text="x", blocks=[BUTTONS])
    block_id = sent["message"]["blocks"][0]["block_id"]
    place = {"channel": "C0GENERAL", "ts": sent["ts"]}
    action = {"type": "button", "action_id": "share", "block_id": block_id, "value": "403"}
    assert await post(page, "action", **place, action=action) == {"ok": True}
    assert bot.got[0]["actions"][0]["value"] == "403"
    option = {"text": plain("409 Conflict"), "value": "409"}
    bot.answers.append({"options": [option]})
    query = {"block_id": block_id, "action_id": "compare", "value": "40"}
    assert await post(page, "options", **place, **query) == {"options": [option]}
    assert bot.got[1]["value"] == "40"
    bot.answers.append(web.Response(status=500))
    assert (await post(page, "action", **place, action=action))["ok"] is False
    missing = action | {"action_id": "nothing"}
    assert (await post(page, "action", **place, action=missing))["ok"] is False


async def test_page_submits_a_view(
    slack: Playground, bot: Bot, page: aiohttp.ClientSession, api: AsyncWebClient
) -> None:
    """Errors come back by block; an empty answer closes the view."""
    await slack.command("ask")
    opened = await api.views_open(trigger_id=bot.got[0]["trigger_id"], view=MODAL)
    answer = {"view_id": opened["view"]["id"], "type": "submit", "state": {"values": {}}}
    bot.answers.append({"response_action": "errors", "errors": {"question": "Which?"}})
    assert await post(page, "view", **answer) == {"ok": False, "errors": {"question": "Which?"}}
    assert await post(page, "view", **answer) == {"ok": True}
    assert slack.views == []
    assert (await post(page, "view", **answer))["error"] == "view_not_found"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "evil.example"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({}, 200),
    ],
)
async def test_other_sites_may_not_post(
    page: aiohttp.ClientSession, slack: Playground, headers: dict[str, str], status: int
) -> None:
    """Only the page itself talks for Ada."""
    said = json.dumps({"channel": "C0GENERAL", "text": "hi"})
    sent = {"Content-Type": "application/json", **headers}
    async with page.post("/play/say", data=said, headers=sent) as response:
        assert response.status == status
    assert len(slack.messages("general")) == (status == 200)


async def test_page_files_are_served_safely(page: aiohttp.ClientSession) -> None:
    """The page loads only its own files, and gets no others."""
    async with page.get("/") as response:
        assert response.content_type == "text/html"
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cache-Control"] == "no-store"
    for path in ("/page/%2e%2e/server.py", "/page/..%2fserver.py", "/page/nothing.js", "/page/"):
        async with page.get(path) as response:
            assert response.status == 404
