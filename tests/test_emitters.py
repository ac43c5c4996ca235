"""Every code that people meet is answered as the one who emits it means it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bot.answer import Code
from bot.parts import Fields
from bot.responder import Responder
from knowledge.load import Entry, knowledge
from knowledge.model import number_of
from knowledge.search import plain_words

ROWS = list(csv.DictReader((Path(__file__).parent / "data/codes.csv").read_text(encoding="utf-8").splitlines()))
EMITTERS = knowledge().emitters
# Words of a row's name that tell nothing about its meaning
IDLE = frozenset(plain_words("the a of in on with to by from for until now use used client sees not http error code"))


def said_of(entry: Entry) -> set[str]:
    """Return the words by which an entry says what it means."""
    page = entry.page
    texts = (entry.phrase, page.title, page.label, page.gist, page.summary, page.meaning, *page.names)
    return set(plain_words(" ".join((*texts, *entry.code.former_phrases))))


def test_the_list_is_whole() -> None:
    """It has the registry's 64 entries and 96 that stand in no registry."""
    assert len(ROWS) == 160
    assert sum(not row["emitter"] for row in ROWS) == 64


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['number']}-{row['emitter']}-{row['name'][:16]}")
def test_a_code_is_answered_with_its_emitter_and_meaning(responder: Responder, row: dict[str, str]) -> None:
    """A bare number is answered with each meaning and whose it is; named, the emitter's own leads."""
    number, emitter = number_of(row["number"]), row["emitter"] or None
    answer = responder.reply(row["number"]).answer
    assert isinstance(answer, Code)
    assert answer.codes == (number,)
    meant = [entry for entry in answer.meanings if entry.code.emitter == emitter]
    wanted = set(plain_words(row["name"])) - IDLE
    fitting = [entry for entry in meant if 2 * len(said_of(entry) & wanted) >= len(wanted)]
    assert fitting
    assert responder.reply(row["number"]).text.count(fitting[0].page.summary.replace("`", "")) == 1
    if emitter and EMITTERS[emitter].words:
        named = responder.reply(f"{EMITTERS[emitter].words[0]} {row['number']}").answer
        assert isinstance(named, Code)
        assert (named.codes, named.emitter, named.entry.code.emitter) == ((number,), emitter, emitter)
    if emitter:
        assert EMITTERS[emitter].name in responder.reply(row["number"]).text


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("H12", ["H12"]),
        ("h12", ["H12"]),
        ("what does R14 mean", ["R14"]),
        ("heroku request timeout", ["H12"]),
        ("H12 vs 503", ["H12", 503]),
        ("503 or H12?", [503, "H12"]),
        ("error 1015", ["1015"]),
        ("cloudflare 1020", ["1020"]),
        ("1015 vs 429", ["1015", 429]),
        ("429 versus 1015", [429, "1015"]),
        ("000", ["000"]),
        ("1020 users", []),
        ("it took 1015 ms", []),
        ("1000", []),
        ("+1 202 555 1015", []),
    ],
)
def test_platforms_codes_are_found_where_they_are_meant(responder: Responder, text: str, codes: list[object]) -> None:
    """A platform's own code is found where it can be nothing else, or a word beside it says so."""
    assert list(responder.reply(text).answer.codes) == codes


@pytest.mark.parametrize(
    ("text", "status", "number"),
    [("IIS 500.19", 500, "500.19"), ("HTTP Error 404.13 - Not Found", 404, "404.13"), ("403.14", 403, "403.14")],
)
def test_a_sub_status_is_reported_as_its_status(responder: Responder, text: str, status: int, number: str) -> None:
    """IIS's sub-status has a page of its own; programs and the log get the HTTP status."""
    answer = responder.reply(text).answer
    assert (answer.codes, answer.reported, answer.emitter) == ((number,), (status,), "iis")


def test_what_never_reaches_the_client_says_what_the_client_saw(responder: Responder) -> None:
    """A code that goes out as another status says as which."""
    for entries in knowledge().translation("en").entries.values():
        for entry in entries:
            facts = entry.code.facts
            if facts.client_sees:
                reply = responder.reply(f"{entry.number}")
                shown = [pair for part in reply.parts if isinstance(part, Fields) for pair in part.pairs]
                if isinstance(reply.answer, Code) and reply.answer.entry == entry:
                    assert ("What the client sees", f"`{facts.client_sees.is_}`") in shown
