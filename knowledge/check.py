"""Rules across knowledge files: everything wrong is found at once, and phrased as a next step."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, get_args

from knowledge import model
from knowledge.load import ENGLISH, Entry, Knowledge, Translation
from knowledge.model import Facts, Page
from knowledge.search import plain_words

# Slack takes 3,000 characters in one section; a list of steps is one section
MOST_IN_SECTION = 2_900
OWN = "teapot"
_OTHER_MARKUP = re.compile(r"\*\S[^*]*\*|(?<!\w)_\S[^_]*_(?!\w)|</?[a-z]+>|\[[^\]]+\]\(|https?://(?!\S*example\.)")
_FILLER = re.compile(r"(?i)\b(please|simply|make sure|ensure that|in order to|as you know|of course)\b")
_VALUES = {
    "standing": model.Standing,
    "acts": model.Actor,
    "again": model.Again,
    "cached": model.Cached,
    "body": model.Body,
    "sender": model.Sender,
    "method": model.RedirectMethod,
    "permanence": model.Permanence,
    "must_carry": Literal["nothing"],
    "should_carry": Literal["nothing"],
}

Problems = Iterator[str]


def problems(knowledge: Knowledge) -> list[str]:
    """Return everything that breaks a rule, each with file, value and what to do. Empty when all is well."""
    translations = [knowledge.translation(name) for name in knowledge.languages]
    found = [*_sources(knowledge), *_stray_pages(knowledge)]
    for translation in translations:
        found += [f"languages/{translation.name}/{problem}" for rule in _RULES for problem in rule(translation)]
    return found


def _sources(knowledge: Knowledge) -> Problems:
    """Source every fact, and use every source."""
    used = {OWN}
    for stem, code in knowledge.codes.items():
        cited = {"section": code.section}
        cited |= {name: fact.source for name in Facts.__struct_fields__ if (fact := getattr(code.facts, name))}
        used |= set(cited.values())
        for name, source in cited.items():
            if not knowledge.source(source):
                yield f"codes/{stem}.toml: {name} cites {source!r}; add it to sources.toml, or cite an RFC's section."
        if code.emitter and code.emitter not in knowledge.emitters:
            yield f"codes/{stem}.toml: emitter {code.emitter!r} has no name; add it to emitters.toml."
        for other in code.see_also:
            if other not in {each.number for each in knowledge.codes.values()}:
                yield f"codes/{stem}.toml: see_also names {other}, which has no file; add it, or name another."
    for name in knowledge.sources.keys() - used:
        yield f"sources.toml: nothing cites {name!r}; remove it."


def _stray_pages(knowledge: Knowledge) -> Problems:
    for page in sorted(knowledge.folder.glob("languages/*/*.toml")):
        if page.stem != "language" and page.stem not in knowledge.codes:
            where = page.relative_to(knowledge.folder)
            yield f"{where}: there is no codes/{page.name}; add the facts, or remove the page."


def _names(translation: Translation) -> Problems:
    """Give a name, a label and a gist to one code only."""
    owners: dict[str, dict[str, set[str]]] = {kind: defaultdict(set) for kind in ("name", "label", "gist")}
    for stem, entry in _entries(translation):
        texts = [entry.phrase, *entry.code.former_phrases, *entry.page.names]
        for text in texts:
            owners["name"][" ".join(plain_words(text))].add(stem)
        owners["label"][entry.page.label].add(stem)
        owners["gist"][entry.page.gist].add(stem)
    for kind, texts_by_owner in owners.items():
        for text, stems in texts_by_owner.items():
            if len({stem.split("-")[0] for stem in stems}) > 1:
                pages = " and ".join(f"{stem}.toml" for stem in sorted(stems))
                yield f"{pages}: both own the {kind} {text!r}; leave it to one of them."


def _words(translation: Translation) -> Problems:
    """Backticks are the only markup, they close, and no sentence is padded."""
    for stem, entry in _entries(translation):
        for field, text in _texts(entry.page):
            if text.count("`") % 2:
                yield f"{stem}.toml: {field} has a backtick that never closes: {_short(text)}"
            prose = re.sub(r"`[^`]*`", "", text)
            if marked := _OTHER_MARKUP.search(prose):
                yield f"{stem}.toml: {field} has {marked.group()!r}; backticks are the only markup."
            if padded := _FILLER.search(prose):
                yield f"{stem}.toml: {field} says {padded.group()!r}; leave it out: {_short(text)}"


def _lengths(translation: Translation) -> Problems:
    for stem, entry in _entries(translation):
        for field in ("caller", "owner", "proxy", "when", "causes"):
            length = sum(len(line) + 3 for line in getattr(entry.page, field))
            if length > MOST_IN_SECTION:
                yield f"{stem}.toml: {field} has {length} characters; Slack shows {MOST_IN_SECTION} in one section."


def _sentences(translation: Translation) -> Problems:
    """Let a gist, which goes on after the number, end open, and a choice, which closes a sentence, closed."""
    for stem, entry in _entries(translation):
        if entry.page.gist.endswith("."):
            yield f"{stem}.toml: gist ends with a full stop; the answer adds one."
        if translation.name == ENGLISH and not entry.page.choose.endswith("."):
            yield f"{stem}.toml: choose needs a full stop at its end."


def _examples(translation: Translation) -> Problems:
    for stem, entry in _entries(translation):
        facts, response = entry.code.facts, entry.code.example.response
        if facts.sender and facts.sender.is_ == "log-only":
            continue
        seen = facts.client_sees.is_ if facts.client_sees else entry.number
        if not re.search(rf"\bHTTP/[\d.]+ {seen}\b", response):
            yield f"{stem}.toml: example.response has no status line with {seen}; show what the client sees."


def _aspects(translation: Translation) -> Problems:
    """Every value that a fact may have can be said, and nothing else can."""
    aspects = translation.language.aspects
    for name, values in _VALUES.items():
        said = set(aspects[name].values) if name in aspects else set()
        for value in sorted(set(get_args(values)) - said):
            yield f"language.toml: aspects.{name}.values lacks {value}; say it in a few words."
        for value in sorted(said - set(get_args(values))):
            yield f"language.toml: aspects.{name}.values has {value}, which no fact may be; remove it."


_RULES: tuple[Callable[[Translation], Problems], ...] = (
    _names,
    _words,
    _lengths,
    _sentences,
    _examples,
    _aspects,
)


def _entries(translation: Translation) -> Iterable[tuple[str, Entry]]:
    for number, group in translation.entries.items():
        for entry in group:
            yield str(number) if not entry.code.emitter or len(group) == 1 else f"{number}-{entry.code.emitter}", entry


def _texts(page: Page) -> Iterator[tuple[str, str]]:
    for field in ("label", "gist", "look_for", "summary", "meaning", "choose"):
        yield field, getattr(page, field)
    for field in ("when", "causes", "caller", "owner", "proxy"):
        yield from ((field, line) for line in getattr(page, field))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."  # noqa: PLR2004 - fits a terminal's line
