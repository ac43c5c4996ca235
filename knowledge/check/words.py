"""Rules for the words of one language: plain, short enough for Slack, and each name in one hand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, get_args

from knowledge import model
from knowledge.load import Entry, Knowledge, Translation
from knowledge.model import Number
from knowledge.search import plain_words

# Slack takes 3,000 characters in one section; a list of steps is one section
MOST_IN_SECTION = 2_900
SHORTEST_CASE, LONGEST_CASE = 4, 240
STEPS = ("when", "causes", "caller", "owner", "proxy")
SENTENCES = ("title", "label", "gist", "look_for", "summary", "meaning", "choose")
_OTHER_MARKUP = re.compile(r"\*\S[^*]*\*|(?<!\w)_\S[^_]*_(?!\w)|</?[a-z]+>|\[[^\]]+\]\(|https?://(?!\S*example\.)")
_FULL_STOPS = (".", "।")
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
}

Problems = Iterator[str]
Text = tuple[str, str, str]
"""File, field and the text that stands there."""


def problems(translation: Translation, knowledge: Knowledge) -> Problems:
    """Yield what breaks a rule, with the file's name inside the language's folder."""
    for rule in _RULES:
        yield from rule(translation)
    yield from _habits(translation, knowledge)
    yield from _signatures(translation, knowledge)


def texts(translation: Translation) -> Iterator[Text]:
    """Yield every text of a language that people read."""
    for entry in entries(translation):
        for field in SENTENCES:
            yield f"{entry.stem}.toml", field, getattr(entry.page, field)
        for field in STEPS:
            yield from ((f"{entry.stem}.toml", field, line) for line in getattr(entry.page, field))
    for written in translation.pairs.values():
        page, file = written.page, f"pairs/{written.stem}.toml"
        yield from ((file, "rule", page.rule), (file, "mistake", page.mistake))
        yield from ((file, f"when.{number}", line) for number, line in page.when.items())
    for framework, habits in translation.habits.habits.items():
        yield from (("habits.toml", f"{framework}.{name}", line) for name, line in habits.items())
    yield from _texts_of_signatures(translation)
    yield from _texts_of_language(translation)


def _texts_of_signatures(translation: Translation) -> Iterator[Text]:
    for emitter, page in translation.signatures.items():
        for name, words in page.signatures.items():
            for field in ("title", "cause", "caller", "owner"):
                yield f"signatures/{emitter}.toml", f"{name}.{field}", getattr(words, field)


def _texts_of_language(translation: Translation) -> Iterator[Text]:
    for name, line in translation.language.say.items():
        yield "language.toml", f"say.{name}", line
    for digit, words in translation.language.classes.items():
        yield from (("language.toml", f"classes.{digit}.{name}", line) for name, line in words.items())
    for name, aspect in translation.language.aspects.items():
        yield "language.toml", f"aspects.{name}", aspect.heading
        yield from (("language.toml", f"aspects.{name}.{value}", line) for value, line in aspect.values.items())


def entries(translation: Translation) -> Iterable[Entry]:
    """Return every meaning of every number."""
    return (entry for group in translation.entries.values() for entry in group)


def _names(translation: Translation) -> Problems:
    """Give a name to one code only, a label and a gist to one meaning, a rule to one pair."""
    owners: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for entry in entries(translation):
        if isinstance(entry.number, int):
            for text in (entry.phrase, *entry.code.former_phrases, *entry.page.names):
                owners["name"][" ".join(plain_words(text))].add(entry.stem)
        else:
            # found only beside the platform's name, so it may be a status's name too
            for text in entry.page.names:
                owners[f"{entry.code.emitter} name"][" ".join(plain_words(text))].add(entry.stem)
        for field in ("label", "gist"):
            owners[field][getattr(entry.page, field)].add(entry.stem)
    for written in translation.pairs.values():
        owners["rule"][written.page.rule].add(f"pairs/{written.stem}")
    for field, stems_by_text in owners.items():
        for text, stems in stems_by_text.items():
            alike = {stem.split("-")[0] for stem in stems} if field.endswith("name") else stems
            if len(alike) > 1:
                pages = " and ".join(f"{stem}.toml" for stem in sorted(stems))
                yield f"{pages}: both own the {field} {text!r}; leave it to one of them."


def _markup(translation: Translation) -> Problems:
    """Backticks are the only markup, they close, and no sentence is padded."""
    padding = "|".join(map(re.escape, translation.language.padding))
    padded = re.compile(rf"(?i)(?<!\w)({padding})(?!\w)")
    for file, field, text in texts(translation):
        if text.count("`") % 2:
            yield f"{file}: {field} has a backtick that never closes: {_short(text)}"
        prose = re.sub(r"`[^`]*`", "", text)
        if not file.startswith("language") and (marked := _OTHER_MARKUP.search(prose)):
            yield f"{file}: {field} has {marked.group()!r}; backticks are the only markup."
        if found := padded.search(prose):
            yield f"{file}: {field} says {found.group()!r}; leave it out: {_short(text)}"


def _lengths(translation: Translation) -> Problems:
    for entry in entries(translation):
        for field in STEPS:
            length = sum(len(line) + 3 for line in getattr(entry.page, field))
            if length > MOST_IN_SECTION:
                yield f"{entry.stem}.toml: {field} has {length} characters; Slack shows {MOST_IN_SECTION} in a section."


def _sentences(translation: Translation) -> Problems:
    """Let a gist, which goes on after the number, end open, and a choice, which closes a sentence, closed."""
    for entry in entries(translation):
        if entry.page.gist.endswith(_FULL_STOPS):
            yield f"{entry.stem}.toml: gist ends with a full stop; the answer adds one."
        if not entry.page.choose.endswith(_FULL_STOPS):
            yield f"{entry.stem}.toml: choose needs a full stop at its end."


def _examples(translation: Translation) -> Problems:
    for entry in entries(translation):
        facts, response = entry.code.facts, entry.code.example.response
        if facts.sender and facts.sender.is_ == "log-only":
            continue
        seen = facts.client_sees.is_ if facts.client_sees else entry.number
        if not re.search(rf"\bHTTP/[\d.]+ {seen}\b", response):
            yield f"{entry.stem}.toml: example.response has no status line with {seen}; show what the client sees."


def _written_pairs(translation: Translation) -> Problems:
    for written in translation.pairs.values():
        codes = {str(number) for number in written.pair.codes}
        for number in sorted(codes ^ written.page.when.keys()):
            yield f"pairs/{written.stem}.toml: when and the pair's codes differ in {number}; say when to use each code."
        for number in sorted(codes - set(re.findall(r"[\w.]+", written.page.rule))):
            yield f"pairs/{written.stem}.toml: rule does not name {number}; say what decides between all of them."


def _situations(translation: Translation) -> Problems:
    """Let each case be a line that calls for one code."""
    owners: dict[str, set[Number]] = defaultdict(set)
    for number, texts in translation.situations.items():
        if number not in translation.entries:
            yield f"situations/{number}.txt: no page tells of {number}; write it, or move these cases."
        for text in texts:
            owners[" ".join(plain_words(text))].add(number)
            if not SHORTEST_CASE <= len(text) <= LONGEST_CASE:
                yield f"situations/{number}.txt: write {SHORTEST_CASE} to {LONGEST_CASE} characters: {_short(text)}"
    for text, numbers in owners.items():
        if len(numbers) > 1:
            files = " and ".join(f"{number}.txt" for number in sorted(numbers, key=str))
            yield f"situations/: {files} both have {_short(text)!r}; leave it to one of them."


def _aspects(translation: Translation) -> Problems:
    """Every value that a fact may have can be said, and nothing else can."""
    aspects = translation.language.aspects
    for name, values in _VALUES.items():
        said = set(aspects[name].values) if name in aspects else set()
        for value in sorted(set(get_args(values)) - said):
            yield f"language.toml: aspects.{name}.values lacks {value}; say it in a few words."
        for value in sorted(said - set(get_args(values))):
            yield f"language.toml: aspects.{name}.values has {value}, which no fact may be; remove it."


def _habits(translation: Translation, knowledge: Knowledge) -> Problems:
    known = {f"{stem}.{habit.id}" for stem, each in knowledge.frameworks.items() for habit in each.habits}
    said = {f"{framework}.{name}" for framework, habits in translation.habits.habits.items() for name in habits}
    for name in sorted(known - said):
        yield f"habits.toml: says nothing of {name}; add a line, or remove the habit from frameworks/."
    for name in sorted(said - known):
        yield f"habits.toml: {name} is no habit of frameworks/; add its source there, or remove it."


def _signatures(translation: Translation, knowledge: Knowledge) -> Problems:
    for emitter, page in translation.signatures.items():
        known = {each.id for each in knowledge.signatures[emitter]}
        for name in sorted(known - page.signatures.keys()):
            yield f"signatures/{emitter}.toml: says nothing of {name}; add its words, or remove the signature."
        for name in sorted(page.signatures.keys() - known):
            yield f"signatures/{emitter}.toml: there is no signature {name}; add it there, or remove these words."


_RULES: tuple[Callable[[Translation], Problems], ...] = (
    _names,
    _markup,
    _lengths,
    _sentences,
    _examples,
    _written_pairs,
    _situations,
    _aspects,
)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."  # noqa: PLR2004 - fits a terminal's line
