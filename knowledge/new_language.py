"""Start a language: every file that English has, to be translated one after another."""

from __future__ import annotations

import re
from pathlib import Path

from knowledge.load import ENGLISH, HERE

_CODE = re.compile(r"[a-z]{2,3}")
_EDITION = re.compile(r"^edition = \d+$", re.MULTILINE)
_NAME = re.compile(r'^name = ".*"$', re.MULTILINE)


def start(language: str, folder: Path = HERE) -> list[Path]:
    """Copy the English files for a language such as `pl`, marked as untranslated (edition 0), and return them.

    Raises `ValueError` for what is no language code (ISO 639), or a language that exists.
    """
    if not _CODE.fullmatch(language):
        raise ValueError(f"{language!r} is no language code; use the ISO 639 one, in lower case: pl.")
    target, english = folder / "languages" / language, folder / "languages" / ENGLISH
    if target.exists():
        raise ValueError(f"languages/{language} exists; go on in it: `python -m knowledge check` lists what is to do.")
    written = []
    for page in sorted(english.glob("**/*.toml")):
        path = target / page.relative_to(english)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = _EDITION.sub("edition = 0", page.read_text(encoding="utf-8"), count=1)
        path.write_text(_NAME.sub(f'name = "{language}"', text, count=1), encoding="utf-8")
        written.append(path)
    return written
