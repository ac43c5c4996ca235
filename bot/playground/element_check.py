"""Check buttons, menus and fields against Slack's limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.blocks import limits

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.playground.cast import Json
    from bot.playground.findings import Findings

_CHOICE: Final = ("type", "action_id", "confirm", "options", "focus_on_load")
_MENU: Final = (*_CHOICE, "placeholder", "option_groups", "initial_option")
_MENUS: Final = (*_CHOICE, "placeholder", "option_groups", "initial_options", "max_selected_items")
_FIELDS: Final = {
    "button": (
        "type",
        "action_id",
        "confirm",
        "text",
        "value",
        "url",
        "style",
        "accessibility_label",
    ),
    "overflow": _CHOICE,
    "static_select": _MENU,
    "multi_static_select": _MENUS,
    "external_select": (*_MENU, "min_query_length"),
    "multi_external_select": (*_MENUS, "min_query_length"),
    "checkboxes": (*_CHOICE, "initial_options"),
    "radio_buttons": (*_CHOICE, "initial_option"),
    "plain_text_input": (
        "type",
        "action_id",
        "placeholder",
        "initial_value",
        "multiline",
        "min_length",
        "max_length",
        "focus_on_load",
        "dispatch_action_config",
    ),
}
IN_INPUT: Final = frozenset(_FIELDS) - {"button", "overflow"}
IN_MESSAGE: Final = frozenset(_FIELDS) - {"plain_text_input"}


def check_element(findings: Findings, found: object, place: str, allowed: Collection[str], seen: set[str]) -> None:
    """Note what is wrong with an interactive element; `seen` holds the action ids so far."""
    element = findings.mapping(found, place)
    if element is None:
        return
    kind = element.get("type")
    if kind not in allowed or kind not in _FIELDS:
        findings.add(f"unsupported type: {kind}", f"{place}/type")
        return
    findings.only(element, _FIELDS[kind], place)
    findings.identifier(element, "action_id", place, seen)
    if "placeholder" in element:
        findings.text(element["placeholder"], f"{place}/placeholder", limits.PLACEHOLDER_TEXT, plain=True)
    match kind:
        case "button":
            _check_button(findings, element, place)
        case "overflow":
            _check_options(findings, element, place, limits.OVERFLOW_OPTIONS)
        case "static_select" | "multi_static_select":
            _check_menu(findings, element, place)
        case "checkboxes" | "radio_buttons":
            _check_options(findings, element, place, limits.CHOICES)


def check_option(findings: Findings, found: object, place: str) -> None:
    """Note what is wrong with one option of a menu."""
    option = findings.mapping(found, place)
    if option is None:
        return
    findings.only(option, ("text", "value", "description", "url"), place)
    findings.text(option.get("text"), f"{place}/text", limits.OPTION_TEXT)
    findings.string(option.get("value"), f"{place}/value", limits.OPTION_VALUE)
    if "description" in option:
        findings.text(option["description"], f"{place}/description", limits.OPTION_TEXT)


def _check_button(findings: Findings, button: Json, place: str) -> None:
    findings.text(button.get("text"), f"{place}/text", limits.BUTTON_TEXT, plain=True)
    if "value" in button:
        findings.string(button["value"], f"{place}/value", limits.BUTTON_VALUE)
    if "url" in button:
        findings.string(button["url"], f"{place}/url", limits.LINK)
    if "accessibility_label" in button:
        findings.string(button["accessibility_label"], f"{place}/accessibility_label", limits.BUTTON_TEXT)
    if button.get("style", "primary") not in ("primary", "danger"):
        findings.add("must be primary or danger", f"{place}/style")


def _check_menu(findings: Findings, menu: Json, place: str) -> None:
    if "option_groups" not in menu:
        _check_options(findings, menu, place, limits.SELECT_OPTIONS)
        return
    place = f"{place}/option_groups"
    groups = findings.sequence(menu["option_groups"], place, limits.SELECT_OPTIONS)
    for at, found in enumerate(groups):
        group = findings.mapping(found, f"{place}/{at}")
        if group is not None:
            findings.text(group.get("label"), f"{place}/{at}/label", limits.OPTION_TEXT, plain=True)
            _check_options(findings, group, f"{place}/{at}", limits.SELECT_OPTIONS)


def _check_options(findings: Findings, holder: Json, place: str, limit: int) -> None:
    place = f"{place}/options"
    for at, option in enumerate(findings.sequence(holder.get("options"), place, limit)):
        check_option(findings, option, f"{place}/{at}")
