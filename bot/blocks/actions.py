"""Draw the buttons under an answer, and read what a press on one of them asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer import MOST_COMPARED
from bot.blocks import elements
from bot.blocks.elements import Block
from bot.parts import Next
from knowledge.load import Translation
from knowledge.model import Number, number_of

ASK = re.compile(r"ask_\d")
MENU = "compare_with_"
DETAILS = "details"
SHARE = "share"
_MOST_QUESTIONS = 4
# Ten codes are more than anybody compares; a tampered value may be longer
_LONGEST_VALUE = 40


@dataclass(frozen=True)
class Wanted:
    """What a press asks for: codes, in the language of the answer that the button stands under."""

    numbers: tuple[Number, ...]
    language: str | None


def draw(next_: Next, translation: Translation, *, to_share: str | None) -> list[Block]:
    """Return the row of buttons, or nothing where there is nothing to ask next."""
    drawn: list[Block] = []
    if next_.add_to and len(next_.add_to) < MOST_COMPARED:
        name = "button_compare" if len(next_.add_to) == 1 else "button_add"
        # the menu's options and choice come back without a value, so its id carries what to compare with
        drawn.append(elements.search_menu(translation.say(name), f"{MENU}{_value(next_.add_to, translation)}"))
    for at, numbers in enumerate(next_.questions[:_MOST_QUESTIONS]):
        drawn.append(elements.button(question_text(numbers, translation), f"ask_{at}", _value(numbers, translation)))
    if next_.details is not None:
        drawn.append(elements.button(translation.say("button_details"), DETAILS, _value([next_.details], translation)))
    if to_share:
        drawn.append(elements.button(translation.say("button_share"), SHARE, f"{translation.name} {to_share}"))
    return [elements.actions(drawn)] if drawn else []


def question_text(numbers: Sequence[Number], translation: Translation) -> str:
    """Return a question about codes, as a button says it."""
    if len(numbers) == 1:
        return translation.say("button_about", number=numbers[0])
    return translation.say("versus_glue").join(map(str, numbers))


def wanted(value: str) -> Wanted:
    """Return what a button's value asks for."""
    language, _, numbers = value[:_LONGEST_VALUE].rpartition(":")
    return Wanted(tuple(number_of(number) for number in numbers.split(",") if number), language or None)


def compared_with(action_id: str) -> Wanted:
    """Return the codes that a menu of codes adds one to."""
    return wanted(action_id.removeprefix(MENU))


def _value(numbers: Sequence[Number], translation: Translation) -> str:
    """Return codes as a button's value: `fr:202,409`."""
    return f"{translation.name}:{','.join(map(str, numbers))}"
