"""A described case gets a recommendation, a pasted log a diagnosis, and a follow-up is read with what went before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.answer import Advice, Diagnosis
from bot.blocks.draw import Layout
from bot.conversation import Context
from bot.desk import Asked, Desk
from bot.log.sqlite import SqliteLog
from bot.parts import Steps
from bot.playground.block_check import Surface, problems
from bot.responder import Responder
from knowledge.load import knowledge
from tests.scoring import labelled
from tests.test_cli import teapot

REFUSED = """2026/03/01 10:00:00 [error] 31#31: *17 connect() failed (111: Connection refused) \
while connecting to upstream, client: 203.0.113.7, server: shop.example.com, request: "GET /cart HTTP/1.1", upstream: "http://127.0.0.1:8000/cart"
"""
ACCESS = """203.0.113.7 - - [01/Mar/2026:10:00:00 +0000] "GET /404 HTTP/1.1" 200 512 "-" "curl/8.5.0"
203.0.113.7 - - [01/Mar/2026:10:00:01 +0000] "POST /cart HTTP/1.1" 502 157 "-" "curl/8.5.0"
"""
UNREACHABLE = "curl: (7) Failed to connect to api.example.com port 8443 after 12 ms: Connection refused"


def test_a_case_gets_its_code_and_why_not_the_next(responder: Responder) -> None:
    """The code that a case calls for comes with the reason, the runners-up and what decides between them."""
    reply = responder.reply("which status should I return when the user signs up with an email that already exists")
    assert isinstance(reply.answer, Advice)
    assert reply.answer.codes == (409,)
    assert "Return" not in reply.answer.entry.page.choose
    assert reply.answer.entry.page.choose.split(":")[0].replace("`", "") in reply.text
    assert 1 <= len(reply.answer.suggestions) <= 2
    headings = [part.heading for part in reply.parts if isinstance(part, Steps)]
    assert headings[0] == "Close, but not quite"


def test_a_paste_gets_its_cause(responder: Responder) -> None:
    """A log line gives code, emitter, the likely cause, and a step each for caller and owner."""
    reply = responder.reply(REFUSED)
    assert isinstance(reply.answer, Diagnosis)
    assert (reply.answer.codes, reply.answer.emitter) == ((502,), "nginx")
    assert reply.answer.known
    assert reply.answer.known.signature.id == "connection-refused"
    assert "proxy_pass" in reply.text
    assert problems(reply.blocks(Layout.FIELDS, shareable=True), Surface.ACKNOWLEDGEMENT) == []


def test_the_status_that_failed_leads(responder: Responder) -> None:
    """Of several statuses among byte counts, ports and paths the one that failed is told about."""
    assert responder.reply(ACCESS).answer.codes == (502,)


def test_a_paste_without_a_status_is_told_so(responder: Responder) -> None:
    """A refused connection has no HTTP status; the answer says so, with the next step."""
    reply = responder.reply(UNREACHABLE)
    assert (reply.answer.kind, reply.answer.codes) == ("diagnosis", ())
    assert reply.text.startswith("No HTTP status at all")


@pytest.mark.parametrize("language", knowledge().languages)
def test_every_signature_fits_into_slack(language: str) -> None:
    """Slack takes the diagnosis of every signature, found by the texts it is known by."""
    responder = Responder(knowledge(), default_language=language)
    for emitter, signatures in knowledge().signatures.items():
        for signature in signatures:
            if not signature.all and not signature.any:
                continue
            pasted = "\n".join((emitter, *signature.all, *signature.any[:1], ""))
            reply = responder.reply(pasted, asked_language=language)
            assert problems(reply.blocks(Layout.FIELDS, shareable=True), Surface.ACKNOWLEDGEMENT) == [], signature.id


async def test_a_paste_is_kept_as_what_was_recognised(tmp_path: Path) -> None:
    """The log has code, emitter and signature of a paste, and none of its text; a question is kept, redacted."""
    query_log = await SqliteLog(str(tmp_path / "teapot.db")).open()
    desk = Desk(Responder(knowledge()), query_log)
    await desk.answer(Asked(text=REFUSED, surface="dm", channel_id="D1"))
    await desk.answer(Asked(text="403 for ada@example.com", surface="dm", channel_id="D1"))
    await query_log.close()
    rows = [json.loads(line) for line in _rows(tmp_path)]
    assert [row["text"] for row in rows] == ["502 nginx connection-refused", "403 for [hidden]"]


def _rows(folder: Path) -> list[str]:
    import sqlite3  # noqa: PLC0415 - only to read what was written

    database = sqlite3.connect(folder / "teapot.db")
    rows = database.execute("SELECT json_object('text', text) FROM queries ORDER BY id").fetchall()
    database.close()
    return [row[0] for row in rows]


@pytest.mark.parametrize(
    ("text", "codes", "language"),
    [
        ("vs 503?", [500, 503], "fr"),
        ("how do I fix it", [500], "en"),
        ("and in french?", [500], "fr"),
        ("403", [403], "fr"),
    ],
)
async def test_a_follow_up_survives_a_restart(tmp_path: Path, text: str, codes: list[int], language: str) -> None:
    """What was talked about stands in the log, so another process reads the follow-up with it, in the same language."""
    for asked in (Asked(text="erreur 500, c'est quoi ?", surface="dm", channel_id="D1"), None):
        query_log = await SqliteLog(str(tmp_path / "teapot.db")).open()
        desk = Desk(Responder(knowledge()), query_log)
        reply = await desk.answer(asked or Asked(text=text, surface="dm", channel_id="D1"))
        await query_log.close()
    assert (list(reply.answer.codes), reply.language) == (codes, language)


async def test_another_conversation_is_another_context(tmp_path: Path) -> None:
    """A thread, a channel and a command know nothing of what was asked elsewhere."""
    query_log = await SqliteLog(str(tmp_path / "teapot.db")).open()
    desk = Desk(Responder(knowledge()), query_log)
    await desk.answer(Asked(text="500", surface="mention", channel_id="C1", thread_ts="1.0"))
    elsewhere = [
        Asked(text="vs 503?", surface="mention", channel_id="C1", thread_ts="2.0"),
        Asked(text="vs 503?", surface="dm", channel_id="D1"),
        Asked(text="vs 503?", surface="command", channel_id="C1"),
    ]
    assert [(await desk.answer(asked)).answer.codes for asked in elsewhere] == [(503,)] * 3
    there = await desk.answer(Asked(text="vs 503?", surface="mention", channel_id="C1", thread_ts="1.0"))
    assert there.answer.codes == (500, 503)
    await query_log.close()


@pytest.mark.parametrize(
    ("case", "goes_on", "codes"),
    [
        ("which status when a record was created", "and when it is only queued for later?", [202]),
        (
            "they send xml but we only take json, which status",
            "and if they want xml back, in the accept header?",
            [406],
        ),
        ("which status for a page that is gone for good", "what if it never existed", [404]),
        ("which status for a page that is gone for good", "and in french?", [410]),
    ],
)
async def test_a_case_is_varied(tmp_path: Path, case: str, goes_on: str, codes: list[int]) -> None:
    """`and when it is ...?` is read with the case told before, which stands in the log."""
    for text in (case, goes_on):
        query_log = await SqliteLog(str(tmp_path / "teapot.db")).open()
        reply = await Desk(Responder(knowledge()), query_log).answer(Asked(text=text, surface="dm", channel_id="D1"))
        await query_log.close()
    assert list(reply.answer.codes) == codes


def test_what_is_answered_today_is_not_recommended(responder: Responder) -> None:
    """Who tells a case, and the status it is answered with today, gets the one that it calls for."""
    answer = responder.reply("a required field is missing in the body, and right now our api answers 500").answer
    assert (answer.kind, answer.codes) == ("advice", (400,))
    assert responder.reply("our api answers 500").answer.codes == (500,)


def test_a_told_symptom_may_have_several_causes(responder: Responder) -> None:
    """What is told in words fits less surely than a paste, so further causes of the same status are named."""
    told = [question["text"] for question in labelled("questions_own.jsonl") if question["kind"] == "symptom"]
    replies = [responder.reply(text) for text in told]
    several = [(r, r.answer) for r in replies if isinstance(r.answer, Diagnosis) and r.answer.others]
    assert several
    for reply, answer in several:
        assert answer.known
        assert {other.signature.code for other in answer.others} == {answer.known.signature.code}
        assert "Could also be" in reply.text


@pytest.mark.parametrize("text", ["too many requests", "what is too many requests?", "429"])
def test_another_code_in_a_thread_stands_alone(responder: Responder, text: str) -> None:
    """Who names another code, and holds it against nothing, asks about that."""
    for before in ((202, 409), (404,)):
        assert responder.reply(text, context=Context(before, "en")).answer.codes == (429,)


def test_a_paste_in_a_thread_stands_alone(responder: Responder) -> None:
    """What is pasted after a question is read as in a new thread."""
    assert responder.reply(REFUSED, context=Context((404,), "en")).answer.codes == (502,)


def test_a_stack_trace_without_a_status_is_told_so(responder: Responder) -> None:
    """A stack trace of a program that spoke no HTTP has no status, whatever line numbers stand in it."""
    trace = (
        'Traceback (most recent call last):\n  File "/app/sync.py", line 404, in run\n    row["id"]\nKeyError: \'id\'\n'
    )
    answer = responder.reply(trace).answer
    assert (answer.kind, answer.codes) == ("diagnosis", ())


@pytest.mark.parametrize(
    ("text", "codes"), [("the second one", (409,)), ("the first", (202,)), ("which one means it failed?", (409,))]
)
def test_one_of_several_is_pointed_at(responder: Responder, text: str, codes: tuple[int, ...]) -> None:
    """After a comparison one of its codes is meant by its place, or by what is described."""
    assert responder.reply(text, context=Context((202, 409), "en")).answer.codes == codes


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("fr 404", "fr"),
        ("404 en français", "fr"),
        ("404 in hindi", "hi"),
        ("erreur 404, c'est quoi ?", "fr"),
        ("404 kya hota hai", "hi"),
        ("lỗi 404 là gì", "vi"),
        ("what does 404 mean", "en"),
        ("hi all, what does 404 mean", "en"),
        ("401 vs 403", "vi"),
        ("¿qué significa 404?", "vi"),
    ],
)
def test_the_language_of_the_answer(text: str, language: str) -> None:
    """The language asked for, else the question's own, else the default; codes alone, and Spanish, tell none."""
    assert Responder(knowledge(), default_language="vi").reply(text).language == language


def test_lines_of_a_thread_share_their_context(tmp_path: Path) -> None:
    """`ask --jsonl` reads lines with the same `thread` as messages of one."""
    lines = [{"text": "500", "thread": "a"}, {"text": "404", "thread": "b"}, {"text": "vs 503?", "thread": "a"}]
    typed = "\n".join(map(json.dumps, lines))
    told = [json.loads(line) for line in teapot("ask", "--jsonl", folder=tmp_path, typed=typed).stdout.splitlines()]
    assert [answer["codes"] for answer in told] == [[500], [404], [500, 503]]
