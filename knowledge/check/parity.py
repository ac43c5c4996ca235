"""Rules that hold a translation to English: nothing missing, nothing stale, technical tokens untouched."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from knowledge.check import words
from knowledge.load import Translation

_TOKEN = re.compile(r"`([^`]*)`")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
# Shorter texts may be alike in two languages: "Cache", "Notes"
_LONG = 25
# What a person may type in that language
_IN_OWN_WORDS = "_examples"


def problems(translation: Translation, english: Translation) -> Iterator[str]:
    """Yield what sets a translation apart from English; of a file not begun only that."""
    if translation is english:
        return
    editions, current = _editions(translation), _editions(english)
    for file in sorted(editions.keys() & current.keys()):
        if editions[file] != current[file]:
            yield f"{file}: translates edition {editions[file]}; bring it up to date and set edition = {current[file]}."
    begun = {file for file, edition in editions.items() if edition}
    ours, theirs = _fields(translation, begun), _fields(english, begun)
    for file, field in theirs.keys() | ours.keys():
        where, told = f"{file}: {field}", _told_differently(ours[file, field], theirs[file, field])
        yield from (f"{where} {problem}" for problem in told if not field.endswith(_IN_OWN_WORDS))


def _told_differently(ours: list[str], theirs: list[str]) -> Iterator[str]:
    """Yield how the texts of one field differ from the English ones in more than language."""
    if len(ours) != len(theirs):
        yield f"has {len(ours)} texts, English {len(theirs)}; translate each one, and add none."
        return
    if missing := _tokens(theirs) - _tokens(ours):
        yield f"lacks {_listed(missing)}; technical tokens stay as they are."
    if added := _tokens(ours) - _tokens(theirs):
        yield f"has {_listed(added)}, which English has not; technical tokens stay as they are."
    for text in sorted(set(ours) & set(theirs)):
        if len(_TOKEN.sub("", text)) > _LONG:
            yield f"is still English; translate it: {text[:40]}"


def _editions(translation: Translation) -> dict[str, int]:
    """Return the edition of each file."""
    editions = {f"{entry.stem}.toml": entry.page.edition for entry in words.entries(translation)}
    editions |= {f"pairs/{each.stem}.toml": each.page.edition for each in translation.pairs.values()}
    editions |= {f"signatures/{emitter}.toml": page.edition for emitter, page in translation.signatures.items()}
    return editions | {"language.toml": translation.language.edition, "habits.toml": translation.habits.edition}


def _fields(translation: Translation, files: set[str]) -> dict[tuple[str, str], list[str]]:
    """Return the texts of each field of some files."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for file, field, text in words.texts(translation):
        if file in files:
            found[file, field].append(text)
    return found


def _tokens(texts: list[str]) -> Counter[str]:
    return Counter(token for text in texts for pattern in (_TOKEN, _PLACEHOLDER) for token in pattern.findall(text))


def _listed(tokens: Counter[str]) -> str:
    return ", ".join(f"`{token}`" for token in sorted(tokens))
