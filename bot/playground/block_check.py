"""Refuse blocks as Slack would, by the limits the bot relies on."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.blocks import limits
from bot.playground.element_check import IN_INPUT, IN_MESSAGE, check_element
from bot.playground.findings import Findings
from bot.playground.refusals import RefusedError
from bot.playground.rich_check import check_rich_text, check_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.playground.cast import Json


class Surface(StrEnum):
    """Where blocks are to stand; a table stands in posted messages only."""

    MESSAGE = "message"
    ACKNOWLEDGEMENT = "acknowledgement"
    MODAL = "modal"


_FIELDS: Final = {
    "section": ("text", "fields", "accessory", "expand"),
    "header": ("text",),
    "divider": (),
    "context": ("elements",),
    "actions": ("elements",),
    "input": ("label", "element", "hint", "optional", "dispatch_action"),
    "rich_text": ("elements",),
    "table": ("rows", "column_settings"),
}


def refuse_message(
    text: object,
    blocks: object,
    surface: Surface = Surface.MESSAGE,
    *,
    text_limit: int = limits.MESSAGE_TEXT,
) -> None:
    """Raise RefusedError when Slack would refuse a message with this text and these blocks."""
    if not text and not blocks:
        raise RefusedError("no_text")
    if text is not None and not isinstance(text, str):
        raise RefusedError("invalid_arguments", ["[ERROR] must be a string [json-pointer:/text]"])
    if text is not None and len(text) > text_limit:
        raise RefusedError("msg_too_long")
    faults = [] if blocks is None else problems(blocks, surface)
    if faults:
        raise RefusedError("invalid_blocks", faults)


def problems(blocks: object, surface: Surface = Surface.MESSAGE) -> list[str]:
    """Return what Slack would say against these blocks; nothing when it takes them."""
    findings = Findings()
    check_blocks(findings, blocks, surface, "/blocks")
    return findings.faults


def check_blocks(findings: Findings, blocks: object, surface: Surface, place: str) -> None:
    """Note what is wrong with the blocks of a message or view."""
    in_message = surface is not Surface.MODAL
    limit = limits.MESSAGE_BLOCKS if in_message else limits.MODAL_BLOCKS
    check = _BlockCheck(findings, surface)
    for block, where in findings.each(blocks, place, limit, least=0):
        check.block(block, where)
    if in_message and _length(blocks) > limits.ALL_BLOCK_TEXT:
        findings.add(f"no more than {limits.ALL_BLOCK_TEXT} characters of text allowed", place)


class _BlockCheck:
    def __init__(self, findings: Findings, surface: Surface) -> None:
        self._findings = findings
        self._surface = surface
        self._block_ids: set[str] = set()
        self._action_ids: set[str] = set()
        self._tables = 0
        self._checks: dict[str, Callable[[Json, str], None]] = {
            "section": self._section,
            "header": self._header,
            "context": self._context,
            "actions": self._actions,
            "input": self._input,
            "rich_text": self._rich_text,
            "table": self._table,
        }

    def block(self, found: object, place: str) -> None:
        """Note what is wrong with one block."""
        block = self._findings.mapping(found, place)
        if block is None:
            return
        kind = block.get("type")
        if not isinstance(kind, str) or kind not in _FIELDS:
            self._findings.add(f"unsupported type: {kind}", f"{place}/type")
            return
        self._findings.only(block, ("type", "block_id", *_FIELDS[kind]), place)
        self._findings.identifier(block, "block_id", place, self._block_ids)
        if kind in self._checks:
            self._checks[kind](block, place)

    def _section(self, block: Json, place: str) -> None:
        if "text" not in block and "fields" not in block:
            self._findings.add("missing required field: text or fields", place)
        if "text" in block:
            self._findings.text(block["text"], f"{place}/text", limits.TEXT_OBJECT)
        if "fields" in block:
            for field, where in self._findings.each(block["fields"], f"{place}/fields", limits.SECTION_FIELDS):
                self._findings.text(field, where, limits.FIELD_TEXT)
        if "accessory" in block:
            check_element(self._findings, block["accessory"], f"{place}/accessory", IN_MESSAGE, self._action_ids)

    def _header(self, block: Json, place: str) -> None:
        self._findings.text(block.get("text"), f"{place}/text", limits.HEADER_TEXT, plain=True)

    def _context(self, block: Json, place: str) -> None:
        elements = block.get("elements")
        for element, where in self._findings.each(elements, f"{place}/elements", limits.CONTEXT_ELEMENTS):
            self._findings.text(element, where, limits.TEXT_OBJECT)

    def _actions(self, block: Json, place: str) -> None:
        elements = block.get("elements")
        for element, where in self._findings.each(elements, f"{place}/elements", limits.ACTION_ELEMENTS):
            check_element(self._findings, element, where, IN_MESSAGE, self._action_ids)

    def _input(self, block: Json, place: str) -> None:
        self._findings.text(block.get("label"), f"{place}/label", limits.INPUT_LABEL, plain=True)
        if "hint" in block:
            self._findings.text(block["hint"], f"{place}/hint", limits.INPUT_HINT, plain=True)
        where = f"{place}/element"
        check_element(self._findings, block.get("element"), where, IN_INPUT, self._action_ids)

    def _rich_text(self, block: Json, place: str) -> None:
        check_rich_text(self._findings, block, place)

    def _table(self, block: Json, place: str) -> None:
        if self._surface is not Surface.MESSAGE:
            self._findings.add(f"table is not allowed in: {self._surface}", place)
        self._tables += 1
        if self._tables > limits.TABLES:
            self._findings.add("only_one_table_allowed", place)
        check_table(self._findings, block, place)


def _length(found: object) -> int:
    """Add up the characters of every text in some blocks."""
    match found:
        case list():
            return sum(_length(each) for each in found)
        case dict():
            own = found.get("text")
            return (len(own) if isinstance(own, str) else 0) + sum(map(_length, found.values()))
        case _:
            return 0
