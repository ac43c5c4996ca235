"""Answers tell the truth the same way everywhere: every code, every pair, every layout."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import TypeVar

import pytest

from bot.answer import Code, Comparison
from bot.blocks.draw import Layout
from bot.blocks.limits import FALLBACK_TEXT
from bot.parts import Fields, Grid, Heading, Next, Notes, Paragraph, Part, Steps
from bot.playground.block_check import Surface, problems
from bot.responder import Reply, Responder
from knowledge.load import knowledge

P = TypeVar("P", bound=Part)

LANGUAGES = knowledge().languages
NUMBERS = tuple(knowledge().translation("en").entries)
REGISTERED = tuple(number for number in NUMBERS if not knowledge().translation("en").entry(number).code.emitter)
PAIRS = tuple(itertools.combinations(REGISTERED, 2))
OTHERS = (
    "",
    "742",
    "999999",
    "timeout",
    "what is the meaning of life",
    "<!channel> *x* `y` _z_ & < >",
    "4xx 5xx",
    "x" * 50_000,
)


def only(parts: tuple[Part, ...], kind: type[P]) -> P:
    """Return the one part of a kind."""
    (part,) = (part for part in parts if isinstance(part, kind))
    return part


def refused(reply: Reply, layouts: Iterable[Layout] = tuple(Layout)) -> list[str]:
    """Return what Slack would say against a reply, in some layouts, posted or in an acknowledgement."""
    found = [problem for layout in layouts for problem in problems(reply.blocks(layout), Surface.MESSAGE)]
    return found + problems(reply.blocks(Layout.FIELDS, shareable=True), Surface.ACKNOWLEDGEMENT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_registered_pair_differs_in_three_rows(language: str) -> None:
    """Any two registered codes differ in three to eight rows, none with equal cells, and in a sentence of their own."""
    responder, leads = Responder(knowledge(), default_language=language), dict[str, tuple[object, ...]]()
    for pair in PAIRS:
        parts = responder.about(pair).parts
        grid = only(parts, Grid)
        assert 3 <= len(grid.rows) <= 8, pair
        for name, cells in grid.rows:
            assert len(set(cells)) == len(cells) == 2, (pair, name)
            assert all(cell.strip() for cell in cells), (pair, name)
        lead = only(parts, Paragraph).text
        assert lead not in leads, (pair, leads[lead])
        leads[lead] = pair


def test_there_are_2016_registered_pairs() -> None:
    """Each of the 64 registered codes is held against each other one."""
    assert len(PAIRS) == 2016


def test_no_row_restates_the_prose(responder: Responder) -> None:
    """No cell of a comparison is a sentence that stands elsewhere in the same answer."""
    for pair in PAIRS:
        parts = responder.about(pair).parts
        prose = " ".join(
            [only(parts, Paragraph).text, *(line for part in parts if isinstance(part, Steps) for line in part.items)]
        )
        for name, cells in only(parts, Grid).rows:
            for cell in cells:
                # a header's name may stand in both; a sentence may not
                assert len(cell.split()) < 3 or cell not in prose, (pair, name, cell)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pair_fits_into_slack(language: str) -> None:
    """Slack takes every comparison of two, in each layout, posted and in an acknowledgement; so does a notification.

    Of the unregistered codes each stands beside the longest code, as what an answer holds of one does not depend on
    the other.
    """
    responder = Responder(knowledge(), default_language=language)
    longest = max(REGISTERED, key=lambda number: len(responder.about((number,)).text))
    others = [(longest, number) for number in NUMBERS if number not in REGISTERED]
    written = [written.pair.codes for written in knowledge().translation(language).pairs.values()]
    for pair in (*PAIRS, *others, *written):
        reply = responder.about(pair)
        # fields hold all that a table and text do; in English each layout is tried
        assert refused(reply, Layout if language == "en" else (Layout.FIELDS,)) == [], pair
        assert len(reply.text) < FALLBACK_TEXT, pair


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_comparisons_of_four_fit_into_slack(language: str) -> None:
    """Four codes with the longest pages still fit."""
    responder = Responder(knowledge(), default_language=language)
    by_length = sorted(NUMBERS, key=lambda number: -len(responder.about((number,)).text))
    for four in itertools.combinations(by_length[:9], 4):
        assert refused(responder.about(four)) == [], four


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_fits_into_slack_and_cites_its_section(language: str) -> None:
    """A code's answer has its phrase, steps for caller and owner apart, and a link to where it is defined."""
    responder = Responder(knowledge(), default_language=language)
    say = responder.translation().say
    for number in NUMBERS:
        reply = responder.about((number,))
        assert isinstance(reply.answer, Code)
        assert refused(reply) == [], number
        assert len(reply.text) < FALLBACK_TEXT, number
        assert only(reply.parts, Heading).text == reply.answer.entry.full_title
        headings = [part.heading for part in reply.parts if isinstance(part, Steps)]
        assert {say("caller"), say("owner")} <= set(headings), number
        sources = only(reply.parts, Notes).sources
        assert sources, number
        assert all(source.url.startswith("https://") for source in sources), number
        view = responder.details(number)
        assert view
        assert problems(view["blocks"], Surface.MODAL) == [], number


def test_a_comparison_cites_a_section_for_each_code(responder: Responder) -> None:
    """Every code of a comparison has its source at the end."""
    reply = responder.reply("301, 302, 307 or 308?")
    assert isinstance(reply.answer, Comparison)
    assert [source.title for source in only(reply.parts, Notes).sources][:4] == [
        "RFC 9110 §15.4.2", "RFC 9110 §15.4.3", "RFC 9110 §15.4.8", "RFC 9110 §15.4.9",
    ]  # fmt: skip


@pytest.mark.parametrize("text", [*OTHERS, "1xx", "2xx", "3xx", "4xx", "5xx"])
def test_every_other_answer_fits_into_slack(responder: Responder, text: str) -> None:
    """Help, overviews, choices and honest not-founds fit as well, whatever was typed."""
    reply = responder.reply(text)
    assert refused(reply) == []
    assert 0 < len(reply.text) < FALLBACK_TEXT


def test_the_first_two_lines_are_the_answer(responder: Responder) -> None:
    """Whoever reads only heading and first sentence of `202 vs 409?` knows the difference."""
    lines = responder.reply("202 vs 409?").text.splitlines()
    assert lines[0] == "202 Accepted vs 409 Conflict"
    assert lines[1].startswith("202 took the work")
    assert "409 refused it" in lines[1]


def test_redirects_are_told_apart_by_method_and_permanence(responder: Responder) -> None:
    """For redirects the method and the permanence come before everything but the outcome."""
    rows = dict(only(responder.reply("301 vs 307").parts, Grid).rows)
    assert list(rows)[1:3] == ["Method after the redirect", "For how long"]
    assert rows["Method after the redirect"] == ("`POST` may become `GET`", "Stays the same")
    assert rows["For how long"] == ("For good", "For now")


def test_what_codes_share_is_one_remark(responder: Responder) -> None:
    """What two codes have in common is no row but a remark at the end."""
    parts = responder.reply("202 vs 409").parts
    (remark,) = only(parts, Notes).remarks
    assert remark.startswith("Same for both: ")
    assert "cached (only if the response says so)" in remark
    assert "Cached?" not in dict(only(parts, Grid).rows)


def test_a_code_nobody_registered_names_its_emitter(responder: Responder) -> None:
    """An unofficial code says whose it is, and what the client saw where that is another status."""
    nginx = responder.reply("497")
    assert "nginx uses it" in nginx.text
    assert ("What the client sees", "`400`") in only(nginx.parts, Fields).pairs


def test_buttons_ask_what_comes_next(responder: Responder) -> None:
    """Under a code stands a menu to compare it; under a full comparison of four there is none."""
    assert only(responder.reply("403").parts, Next) == Next(add_to=(403,), details=403)
    blocks = responder.reply("301 302 307 308").blocks(Layout.FIELDS)
    assert not any("compare_with" in str(block) for block in blocks)
