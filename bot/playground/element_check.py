"""Check buttons, menus and fields against Slack's limits; those the page can draw are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.blocks import limits

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.playground.cast import Json
    from bot.playground.findings import Findings

_MENU: Final = ("confirm", "placeholder", "initial_option", "focus_on_load")
_FIELDS: Final = {
    "button": ("confirm", "text", "value", "url", "style", "accessibility_label"),
    "static_select": (*_MENU, "options"),
    "external_select": (*_MENU, "min_query_length"),
    "plain_text_input": ("placeholder", "initial_value", "multiline", "min_length", "max_length", "focus_on_load"),
}
IN_INPUT: Final = frozenset(_FIELDS) - {"button"}
IN_MESSAGE: Final = frozenset(_FIELDS) - {"plain_text_input"}


def check_element(findings: Findings, found: object, place: str, allowed: Collection[str], seen: set[str]) -> None:
    """Note what is wrong with an interactive element; `seen` holds the action ids so far."""
    element = findings.mapping(found, place)
    if element is None:
        return
    kind = element.get("type")
    if not isinstance(kind, str) or kind not in allowed:
        findings.add(f"unsupported type: {kind}", f"{place}/type")
        return
    findings.only(element, ("type", "action_id", *_FIELDS[kind]), place)
    findings.identifier(element, "action_id", place, seen)
    if "placeholder" in element:
        findings.text(element["placeholder"], f"{place}/placeholder", limits.PLACEHOLDER_TEXT, plain=True)
    if kind == "button":
        _check_button(findings, element, place)
    if kind == "static_select":
        check_options(findings, element.get("options"), f"{place}/options")


def check_options(findings: Findings, found: object, place: str, *, least: int = 1) -> None:
    """Note what is wrong with the options of a menu."""
    for each, where in findings.each(found, place, limits.SELECT_OPTIONS, least=least):
        option = findings.mapping(each, where)
        if option is None:
            continue
        findings.only(option, ("text", "value", "description", "url"), where)
        findings.text(option.get("text"), f"{where}/text", limits.OPTION_TEXT)
        findings.string(option.get("value"), f"{where}/value", limits.OPTION_VALUE)
        if "description" in option:
            findings.text(option["description"], f"{where}/description", limits.OPTION_TEXT)


def _check_button(findings: Findings, button: Json, place: str) -> None:
    findings.text(button.get("text"), f"{place}/text", limits.BUTTON_TEXT, plain=True)
    for name, limit in (
        ("value", limits.BUTTON_VALUE),
        ("url", limits.LINK),
        ("accessibility_label", limits.BUTTON_TEXT),
    ):
        if name in button:
            findings.string(button[name], f"{place}/{name}", limit)
    if button.get("style", "primary") not in ("primary", "danger"):
        findings.add("must be primary or danger", f"{place}/style")
