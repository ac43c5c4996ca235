"""Read the knowledge files and refuse what they may not say."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec
import tomli

from knowledge.model import (
    Client,
    Code,
    Emitter,
    Framework,
    Number,
    Pair,
    Signature,
    Signatures,
    Source,
    Tongue,
    number_of,
    specification,
)
from knowledge.words import Habits, Language, Page, PairPage, SignaturePage, SignatureWords

HERE = Path(__file__).parent
ENGLISH = "en"

T = TypeVar("T")


class KnowledgeError(ValueError):
    """Knowledge files that cannot be used; the message names each file, the field and the next step."""


@dataclass(frozen=True)
class Entry:
    """A code as one emitter means it, with its page in one language. `stem` is the name of both files."""

    stem: str
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

    @property
    def full_title(self) -> str:
        """Number, official phrase and translated title: `409 Conflict · Conflit`."""
        if self.phrase.casefold() in self.page.title.casefold():
            return f"{self.number} {self.page.title}"
        return f"{self.title} · {self.page.title}"


@dataclass(frozen=True)
class WrittenPair:
    """Codes told apart by hand, with the words in one language."""

    stem: str
    pair: Pair
    page: PairPage


@dataclass(frozen=True)
class Known:
    """A signature of an emitter, with its words in one language."""

    emitter: str
    signature: Signature
    words: SignatureWords


@dataclass(frozen=True)
class Translation:
    """Everything Teapot can say in one language. The registry's meaning of a number comes first, where there is one.

    `situations` are cases that call for a code, as people describe them; each language has its own.
    """

    name: str
    language: Language
    entries: Mapping[Number, tuple[Entry, ...]]
    pairs: Mapping[frozenset[Number], WrittenPair]
    habits: Habits
    signatures: Mapping[str, SignaturePage]
    situations: Mapping[Number, tuple[str, ...]]

    def meanings(self, number: Number, emitter: str | None = None) -> tuple[Entry, ...]:
        """Return everything `number` means, what `emitter` means by it first."""
        return tuple(sorted(self.entries[number], key=lambda entry: entry.code.emitter != emitter))

    def entry(self, number: Number) -> Entry:
        """Return what `number` means first of all."""
        return self.entries[number][0]

    def say(self, name: str, **values: object) -> str:
        """Return one of the bot's own sentences, with `{placeholders}` filled."""
        return self.language.say[name].format(**values)

    def known(self, emitter: str, signature: Signature) -> Known:
        """Return a signature with its words."""
        return Known(emitter, signature, self.signatures[emitter].signatures[signature.id])

    def labelled(self, label: object, text: str) -> str:
        """Return `label: text`, with the colon as the language sets it."""
        return f"{label}{self.say('colon')} {text}"


class Knowledge:
    """The facts about every code, and the languages they can be told in. Languages load when first asked for.

    Raises `KnowledgeError` that names every file that cannot be used; given a list `unusable`, names them there
    instead, and does without them.
    """

    def __init__(self, folder: Path = HERE, *, unusable: list[str] | None = None) -> None:
        self.folder = folder
        self.languages = tuple(sorted(path.parent.name for path in folder.glob("languages/*/language.toml")))
        self._unusable = unusable
        self._translations: dict[str, Translation] = {}
        self._languages: dict[str, Language] = {}
        with self._reading() as read:
            self.codes = read.every("codes", Code)
            self.pairs = read.every("pairs", Pair)
            self.tongues = read.every("tongues", Tongue)
            self.frameworks = read.every("frameworks", Framework)
            self.signatures = {name: each.signatures for name, each in read.every("signatures", Signatures).items()}
            self.clients = read.one("clients.toml", dict[str, Client]) or {}
            self.emitters = read.one("emitters.toml", dict[str, Emitter]) or {}
            self.sources = read.one("sources.toml", dict[str, Source]) or {}

    def translation(self, name: str) -> Translation:
        """Return the language `name`; English where Teapot does not speak it."""
        name = name if name in self.languages else ENGLISH
        if name not in self._translations:
            self._translations[name] = self._translate(name)
        return self._translations[name]

    def language(self, name: str) -> Language:
        """Return how people ask in a language that is spoken, and the bot's own sentences, without its pages."""
        if name in self._translations:
            return self._translations[name].language
        if name not in self._languages:
            with self._reading() as read:
                language = read.one(f"languages/{name}/language.toml", Language)
            if not language:
                return self.translation(name).language
            self._languages[name] = language
        return self._languages[name]

    def signature(self, emitter: str, name: str) -> Signature:
        """Return a signature of an emitter by its id."""
        return next(each for each in self.signatures[emitter] if each.id == name)

    def source(self, name: str) -> Source | None:
        """Return title and link of a source: a specification section, or a name in `sources.toml`."""
        return specification(name) or self.sources.get(name)

    def _translate(self, name: str) -> Translation:
        folder = f"languages/{name}"
        entries: dict[Number, list[Entry]] = defaultdict(list)
        pairs: dict[frozenset[Number], WrittenPair] = {}
        with self._reading() as read:
            for stem, code in self.codes.items():
                if page := read.one(f"{folder}/{stem}.toml", Page):
                    entries[code.number].append(Entry(stem, code, page))
            for stem, pair in self.pairs.items():
                if words := read.one(f"{folder}/pairs/{stem}.toml", PairPage):
                    pairs[frozenset(pair.codes)] = WrittenPair(stem, pair, words)
            signatures = {
                emitter: told
                for emitter in self.signatures
                if (told := read.one(f"{folder}/signatures/{emitter}.toml", SignaturePage))
            }
            situations = read.lines(f"{folder}/situations")
            habits = read.one(f"{folder}/habits.toml", Habits)
            language = self._languages.get(name) or read.one(f"{folder}/language.toml", Language)
        if not language or not habits:
            raise KnowledgeError(f"{folder}: nothing can be said without language.toml and habits.toml.")
        return Translation(
            name=name,
            language=language,
            entries={number: tuple(entries[number]) for number in sorted(entries, key=str)},
            pairs=pairs,
            habits=habits,
            signatures=signatures,
            situations={number_of(stem): lines for stem, lines in situations.items()},
        )

    @contextmanager
    def _reading(self) -> Iterator[_Reader]:
        reader = _Reader(self.folder)
        yield reader
        if self._unusable is not None:
            self._unusable += reader.problems
        elif reader.problems:
            raise KnowledgeError("\n".join(reader.problems))


class _Reader:
    """Reads files of one knowledge folder, and notes what is wrong with them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.problems: list[str] = []

    def every(self, folder: str, shape: type[T]) -> dict[str, T]:
        """Return the files of a folder by name: the first meaning of a number (`451`), then others (`451-exchange`)."""
        stems = sorted(path.stem for path in (self._folder / folder).glob("*.toml"))
        return {stem: value for stem in stems if (value := self.one(f"{folder}/{stem}.toml", shape))}

    def lines(self, folder: str) -> dict[str, tuple[str, ...]]:
        """Return the lines of each text file of a folder, by its name."""
        files = sorted((self._folder / folder).glob("*.txt"))
        return {path.stem: tuple(path.read_text(encoding="utf-8").splitlines()) for path in files}

    def one(self, name: str, shape: type[T]) -> T | None:
        """Return one file; None when it cannot be used."""
        try:
            # msgspec's own decoder goes through tomllib, which takes four times as long as tomli's compiled twin of it
            table = tomli.loads((self._folder / name).read_text(encoding="utf-8"))
            return msgspec.convert(table, shape, str_keys=True)
        except FileNotFoundError:
            self.problems.append(f"{name}: missing; write it, or remove what refers to it.")
        except (msgspec.MsgspecError, ValueError) as problem:
            self.problems.append(f"{name}: {problem}; `python -m knowledge schema` lists what a file may say.")
        return None


@functools.cache
def knowledge() -> Knowledge:
    """Return the knowledge Teapot ships with, read once."""
    return Knowledge()
