"""Check rich text and the tables made of it against Slack's limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.blocks import limits

if TYPE_CHECKING:
    from bot.playground.cast import Json
    from bot.playground.findings import Findings

_MANY: Final = 1_000
_LEAF_FIELDS: Final = {
    "text": "text",
    "link": "url",
    "user": "user_id",
    "channel": "channel_id",
    "emoji": "name",
    "broadcast": "range",
}


def check_rich_text(findings: Findings, rich: Json, place: str) -> None:
    """Note what is wrong with a rich_text block or table cell."""
    for found, where in findings.each(rich.get("elements"), f"{place}/elements", _MANY):
        part = findings.mapping(found, where)
        if part is None:
            continue
        match part.get("type"):
            case "rich_text_section" | "rich_text_preformatted" | "rich_text_quote":
                _check_leaves(findings, part, where)
            case "rich_text_list":
                check_rich_text(findings, part, where)
            case other:
                findings.add(f"unsupported type: {other}", f"{where}/type")


def check_table(findings: Findings, table: Json, place: str) -> None:
    """Note what is wrong with a table: rows, columns, cells, and their text together."""
    for row, where in findings.each(table.get("rows"), f"{place}/rows", limits.TABLE_ROWS):
        for cell, place_of_cell in findings.each(row, where, limits.TABLE_COLUMNS):
            _check_cell(findings, cell, place_of_cell)
    if _cell_text(table.get("rows")) > limits.TABLE_TEXT:
        findings.add(f"must be less than {limits.TABLE_TEXT + 1} characters", f"{place}/rows")
    if "column_settings" in table:
        settings = table["column_settings"]
        for setting, where in findings.each(settings, f"{place}/column_settings", limits.TABLE_COLUMNS, least=0):
            _check_column(findings, setting, where)


def _check_leaves(findings: Findings, part: Json, place: str) -> None:
    for found, where in findings.each(part.get("elements"), f"{place}/elements", _MANY):
        leaf = findings.mapping(found, where)
        if leaf is None:
            continue
        kind = leaf.get("type")
        if kind not in _LEAF_FIELDS:
            findings.add(f"unsupported type: {kind}", f"{where}/type")
            continue
        name = _LEAF_FIELDS[kind]
        findings.string(leaf.get(name), f"{where}/{name}", limits.ALL_BLOCK_TEXT)


def _check_cell(findings: Findings, found: object, place: str) -> None:
    cell = findings.mapping(found, place)
    if cell is None:
        return
    match cell.get("type"):
        case "raw_text":
            findings.string(cell.get("text"), f"{place}/text", limits.TABLE_TEXT)
        case "rich_text":
            check_rich_text(findings, cell, place)
        case other:
            findings.add(f"unsupported type: {other}", f"{place}/type")


def _check_column(findings: Findings, found: object, place: str) -> None:
    # Slack takes null for a column without settings
    if found is None:
        return
    setting = findings.mapping(found, place)
    if setting is None:
        return
    findings.only(setting, ("align", "is_wrapped"), place)
    if setting.get("align", "left") not in ("left", "center", "right"):
        findings.add("must be left, center or right", f"{place}/align")


def _cell_text(found: object) -> int:
    match found:
        case list():
            return sum(map(_cell_text, found))
        case dict():
            own = found.get("text")
            return len(own) if isinstance(own, str) else _cell_text(found.get("elements"))
        case _:
            return 0
