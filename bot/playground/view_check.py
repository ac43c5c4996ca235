"""Refuse modals as Slack would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import limits
from bot.playground.block_check import Surface, check_blocks
from bot.playground.findings import Findings
from bot.playground.refusals import RefusedError

if TYPE_CHECKING:
    from bot.playground.cast import Json

_HIDDEN = {
    "private_metadata": limits.PRIVATE_METADATA,
    "callback_id": limits.IDENTIFIER,
    "external_id": limits.IDENTIFIER,
}


def check_view(found: object) -> Json:
    """Return the view, or raise RefusedError naming all that is wrong with it."""
    findings = Findings()
    view = findings.mapping(found, "/view")
    if view is not None:
        if view.get("type") != "modal":
            findings.add("must be modal", "/view/type")
        check_blocks(findings, view.get("blocks"), Surface.MODAL, "/view/blocks")
        _check_frame(findings, view)
    if view is None or findings.faults:
        raise RefusedError("invalid_arguments", findings.faults)
    return view


def _check_frame(findings: Findings, view: Json) -> None:
    findings.text(view.get("title"), "/view/title", limits.VIEW_TITLE, plain=True)
    for name in ("submit", "close"):
        if view.get(name) is not None:
            findings.text(view[name], f"/view/{name}", limits.VIEW_BUTTON, plain=True)
    for name, limit in _HIDDEN.items():
        if view.get(name) is not None:
            findings.string(view[name], f"/view/{name}", limit, least=0)
    blocks = view.get("blocks")
    asks = isinstance(blocks, list) and any(
        isinstance(block, dict) and block.get("type") == "input" for block in blocks
    )
    if asks and view.get("submit") is None:
        findings.add("`submit` is required when an `input` block is within blocks", "/view/submit")
