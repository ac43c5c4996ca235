"""Read the knowledge files and refuse what they may not say."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from knowledge.model import Code, Language, Number, Page, Source, specification

HERE = Path(__file__).parent
ENGLISH = "en"

T = TypeVar("T")


class KnowledgeError(ValueError):
    """A knowledge file cannot be used; the message names the file, the field and the next step."""


@dataclass(frozen=True)
class Entry:
    """A code as one emitter means it, with its page in one language."""

    code: Code
    page: Page

    @property
    def number(self) -> Number:
        """The status, or a platform's own code such as `H12`."""
        return self.code.number

    @property
    def phrase(self) -> str:
        """The official phrase; the page's title where the registry gives none."""
        return self.page.title if self.code.phrase.startswith("(") else self.code.phrase

    @property
    def title(self) -> str:
        """Number and phrase: `409 Conflict`."""
        return f"{self.number} {self.phrase}"


@dataclass(frozen=True)
class Translation:
    """Everything Teapot can say in one language."""

    name: str
    language: Language
    entries: dict[Number, tuple[Entry, ...]]

    def entry(self, number: Number) -> Entry:
        """Return what `number` means first of all: the registry's meaning where there is one."""
        return self.entries[number][0]

    def say(self, name: str, **values: object) -> str:
        """Return one of the bot's own sentences, with `{placeholders}` filled."""
        return self.language.say[name].format(**values)


class Knowledge:
    """The facts about every code, and the languages they can be told in. Languages load when first asked for."""

    def __init__(self, folder: Path = HERE) -> None:
        self.folder = folder
        self.codes = {path.stem: _read(path, Code) for path in _files(folder / "codes")}
        self.sources = _read(folder / "sources.toml", dict[str, Source])
        self.emitters = _read(folder / "emitters.toml", dict[str, str])
        self.languages = tuple(sorted(path.parent.name for path in folder.glob("languages/*/language.toml")))
        self._translations: dict[str, Translation] = {}

    def translation(self, name: str) -> Translation:
        """Return the language `name`; English where Teapot does not speak it."""
        name = name if name in self.languages else ENGLISH
        if name not in self._translations:
            self._translations[name] = self._translate(name)
        return self._translations[name]

    def source(self, name: str) -> Source | None:
        """Return title and link of a source: a specification section, or a name in `sources.toml`."""
        return specification(name) or self.sources.get(name)

    def _translate(self, name: str) -> Translation:
        folder = self.folder / "languages" / name
        entries: dict[Number, list[Entry]] = defaultdict(list)
        for stem, code in self.codes.items():
            entries[code.number].append(Entry(code, _read(folder / f"{stem}.toml", Page)))
        return Translation(
            name=name,
            language=_read(folder / "language.toml", Language),
            entries={number: tuple(entries[number]) for number in sorted(entries, key=str)},
        )


@functools.cache
def knowledge() -> Knowledge:
    """Return the knowledge Teapot ships with, read once."""
    return Knowledge()


def _files(folder: Path) -> Iterator[Path]:
    """Yield the code files, the registry's meaning of a number (`451`) before others' (`451-exchange`)."""
    yield from sorted(folder.glob("*.toml"), key=lambda path: path.stem)


def _read(path: Path, shape: type[T]) -> T:
    try:
        return msgspec.toml.decode(path.read_bytes(), type=shape)
    except FileNotFoundError:
        raise KnowledgeError(f"{path}: missing; write it, or remove what refers to it.") from None
    except (msgspec.MsgspecError, ValueError) as problem:
        raise KnowledgeError(f"{path}: {problem}; `python -m knowledge schema` lists what a file may say.") from None
