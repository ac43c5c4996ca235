"""Refuse modals and Home tabs as Slack would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bot.blocks import limits
from bot.playground.block_check import Surface, problems
from bot.playground.findings import Findings
from bot.playground.refusals import RefusedError

if TYPE_CHECKING:
    from bot.playground.cast import Json


def check_view(found: object, kind: Literal["modal", "home"] = "modal") -> Json:
    """Return the view, or raise RefusedError naming all that is wrong with it."""
    findings = Findings()
    view = findings.mapping(found, "/view")
    if view is not None:
        if view.get("type") != kind:
            findings.add(f"must be {kind}", "/view/type")
        if kind == "modal":
            _check_frame(findings, view)
        _check_hidden(findings, view)
        blocks = problems(view.get("blocks"), Surface(kind))
        findings.faults.extend(fault.replace("[json-pointer:", "[json-pointer:/view") for fault in blocks)
    if view is None or findings.faults:
        raise RefusedError("invalid_arguments", findings.faults)
    return view


def _check_frame(findings: Findings, view: Json) -> None:
    findings.text(view.get("title"), "/view/title", limits.VIEW_TITLE, plain=True)
    for name in ("submit", "close"):
        if view.get(name) is not None:
            findings.text(view[name], f"/view/{name}", limits.VIEW_BUTTON, plain=True)
    blocks = view.get("blocks")
    asks = isinstance(blocks, list) and any(
        isinstance(block, dict) and block.get("type") == "input" for block in blocks
    )
    if asks and view.get("submit") is None:
        findings.add("`submit` is required when an `input` block is within blocks", "/view/submit")


def _check_hidden(findings: Findings, view: Json) -> None:
    sizes = {
        "private_metadata": limits.PRIVATE_METADATA,
        "callback_id": limits.IDENTIFIER,
        "external_id": limits.IDENTIFIER,
    }
    for name, limit in sizes.items():
        if view.get(name) is not None:
            findings.string(view[name], f"/view/{name}", limit, least=0)
