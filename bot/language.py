"""Choose the language to answer in."""

from __future__ import annotations

from collections.abc import Sequence


def choose(asked: str | None, locale: str | None, default: str, spoken: Sequence[str]) -> str:
    """Return the first language we speak of: the one asked for, the person's locale (`fr-FR`), the default."""
    for name in (asked, locale):
        language = (name or "").replace("_", "-").split("-")[0].lower()
        if language in spoken:
            return language
    return default
