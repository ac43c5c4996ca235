"""Find the codes that words may mean, typos and other word orders allowed."""

from __future__ import annotations

import copy
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from knowledge.load import Entry, Translation
from knowledge.model import STATUSES, Number, Tongue

# Below this score (0 to 100) a near match is more often wrong than right, measured on mistyped official phrases.
GOOD = 82.0
# Where words are missing or joined, only a score above this says that the same name was meant.
SURE = 86.0
# Codes whose best names score this close to each other are offered as a choice.
MARGIN = 3.0
# A short word resembles too many others to be taken for a mistyped name.
SHORTEST_FUZZY = 5
_LONG_WORD = 8
_SHORTEST_PREFIX = 3
_PREFIX_SCORE = 94.0
# What the right words in another order lose
_OTHER_ORDER = 4.0


# Python's \w has no vowel signs of Devanagari, which are parts of words there
LETTER = r"(?:[^\W\d_]|[\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963])"
# Scripts that set no spaces between words: Japanese and Chinese
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_WORD = re.compile(rf"(?:{LETTER}|\d)+")
_PLAIN_WORD = re.compile(r"[a-z\d]+")
_WITHOUT_QUOTES = str.maketrans("", "", "'`")
# What people leave out: accents, apostrophes, the dot of क़, the joiners of Devanagari
_UNWRITTEN = re.compile("['’`\u0300-\u036f\u093c\u200c\u200d]")
_CANDRABINDU, _ANUSVARA = "\u0901", "\u0902"


@dataclass(frozen=True)
class Match:
    """A code that some words may mean, and how well its name fits them (0 to 100).

    `emitter` is whose name it is, where that is not the first meaning of the number.
    """

    number: Number
    name: str
    score: float
    is_official: bool = False
    emitter: str | None = None


@dataclass(frozen=True)
class _Name:
    text: str
    words: tuple[str, ...]
    number: Number
    is_official: bool
    emitter: str | None

    def match(self, score: float) -> Match:
        return Match(self.number, self.text, score, self.is_official, self.emitter)


class Names:
    """Every name of every code in one language, official phrases first."""

    def __init__(self, *translations: Translation) -> None:
        """Take the names of the given languages; a name belongs to the first code that claims it."""
        found: dict[str, _Name] = {}
        self._platform_names: dict[tuple[str, str], _Name] = {}
        for text, entry, emitter, is_official in _claims(translations):
            words = tuple(plain_words(text))
            name = _Name(" ".join(words), words, entry.number, is_official, emitter)
            if isinstance(entry.number, int):
                found.setdefault(name.text, name)
            else:
                self._platform_names.setdefault((entry.code.emitter or "", name.text), name)
        self._arrange(found)

    def _arrange(self, names: dict[str, _Name]) -> None:
        """Lay names out for each way of looking them up."""
        self._names = names
        self._texts = list(names)
        self._sorted_texts = [" ".join(sorted(name.words)) for name in names.values()]
        self._longest = max(len(name.words) for name in names.values())
        self._by_start = _by_start(names)
        self._firsts = {name.words[0] for name in names.values() if name.words}

    def with_tongue(self, tongue: Tongue) -> Names:
        """Return these names, and those of a language that we only understand."""
        added: dict[str, _Name] = {}
        for number, texts in tongue.names.items():
            for text in texts:
                words = tuple(plain_words(text))
                name = _Name(" ".join(words), words, number, is_official=True, emitter=None)
                if name.text not in self._names:
                    added[name.text] = name
        more = copy.copy(self)
        more._arrange(self._names | added)  # noqa: SLF001 - a copy of ourselves
        return more

    def exact(self, words: Sequence[str]) -> Match | None:
        """Return the code whose name is just these words."""
        name = self._names.get(" ".join(words))
        return name.match(100.0) if name else None

    def of_platform(self, words: Sequence[str], emitter: str) -> Match | None:
        """Return the platform's own code whose name is just these words; such names are everyday words elsewhere."""
        name = self._platform_names.get((emitter, " ".join(words)))
        return name.match(100.0) if name else None

    def inside(self, words: Sequence[str]) -> list[Match]:
        """Return the codes whose names of two words or more stand within `words`, in order."""
        return _one_per_code([match for start, end, match in self.spans(words) if end - start > 1])

    def spans(self, words: Sequence[str]) -> list[tuple[int, int, Match]]:
        """Return where names stand within `words`, in order, the longest name where several begin."""
        found: list[tuple[int, int, Match]] = []
        at = 0
        while at < len(words):
            if words[at] not in self._firsts:
                at += 1
                continue
            ends = range(min(at + self._longest, len(words)), at, -1)
            match, end = next(((match, end) for end in ends if (match := self.exact(words[at:end]))), (None, at + 1))
            found += [(at, end, match)] if match else []
            at = end
        return found

    def near(self, words: Sequence[str], *, cutoff: float = GOOD, abbreviated: bool = False) -> list[Match]:
        """Return the codes with a name like `words` as a whole, best first, one match per code.

        `abbreviated` takes words for the beginnings of a name's: `perm redirect`, `int server err`.
        """
        exact = self.exact(words)
        if exact:
            return [exact]
        query = " ".join(words)
        matches = self._abbreviated(words) if abbreviated else []
        if len(query) >= SHORTEST_FUZZY:
            found = process.extract(query, self._texts, scorer=fuzz.ratio, score_cutoff=cutoff, limit=12)
            matches += [self._match(at, score) for _, score, at in found if self._is_misspelt(words, at, score)]
        if len(query) >= SHORTEST_FUZZY and len(words) > 1:
            in_any_order = " ".join(sorted(words))
            cutoff += _OTHER_ORDER
            found = process.extract(in_any_order, self._sorted_texts, scorer=fuzz.ratio, score_cutoff=cutoff, limit=12)
            matches += [
                self._match(at, score - _OTHER_ORDER) for _, score, at in found if self._is_misspelt(words, at, score)
            ]
        return best_first(matches)

    def partly(self, words: Sequence[str]) -> list[Match]:
        """Return the codes with a name that has all of `words`: `timeout` is part of two. Fuller names come first."""
        wanted = set(words)
        matches = [
            name.match(60 + 30 * len(wanted) / len(name.words))
            for name in self._names.values()
            if wanted and wanted <= set(name.words)
        ]
        return best_first(matches)

    def _match(self, at: int, score: float) -> Match:
        name = self._names[self._texts[at]]
        return name.match(score)

    def _is_misspelt(self, words: Sequence[str], at: int, score: float) -> bool:
        """Tell whether each word may be a misspelling of one in the name: `unknown error` is no `unknown route`."""
        name = self._names[self._texts[at]].words
        if len(name) != len(words):
            return score >= SURE
        return all(any(_is_slip(word, meant) for meant in name) for word in words)

    def _abbreviated(self, words: Sequence[str]) -> list[Match]:
        if not words or min(map(len, words)) < _SHORTEST_PREFIX:
            return []
        return [
            name.match(_PREFIX_SCORE)
            for name in self._by_start.get((len(words), words[0][:_SHORTEST_PREFIX]), ())
            if all(full.startswith(short) for full, short in zip(name.words, words, strict=True))
        ]


def plain_words(text: str) -> list[str]:
    """Return the words of `text` in lower case, without accents and apostrophes: `I'm a Teapot` is im, a, teapot."""
    if text.isascii():
        return _PLAIN_WORD.findall(text.lower().translate(_WITHOUT_QUOTES))
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    return _WORD.findall(_UNWRITTEN.sub("", decomposed).replace(_CANDRABINDU, _ANUSVARA))


def nearest_word(word: str, known: Sequence[str]) -> str | None:
    """Return the one of `known` that `word` is mistyped for: one slip away, two in a long word; None where none is."""
    if len(word) < SHORTEST_FUZZY:
        return None
    slips = 2 if len(word) > _LONG_WORD else 1
    near = process.extractOne(word, known, scorer=OSA.distance, score_cutoff=slips)
    return str(near[0]) if near else None


def _is_slip(word: str, meant: str) -> bool:
    return OSA.distance(word, meant) <= max(1, len(meant) // 3)


def best_first(matches: Sequence[Match]) -> list[Match]:
    """Return the best match of each code, the best of all first."""
    return _one_per_code(sorted(matches, key=lambda match: -match.score))


def is_clear(matches: Sequence[Match]) -> bool:
    """Tell whether the best match leads the next by more than the margin within which we ask instead of guessing."""
    return bool(matches) and (len(matches) == 1 or matches[0].score - matches[1].score > MARGIN)


def nearest(number: str, known: Iterable[Number], *, limit: int = 3) -> tuple[Number, ...]:
    """Return the known codes that `number` may have been meant as, one slip of a digit away, its own class first."""
    if not number.isdigit():
        return ()
    statuses = sorted(code for code in known if isinstance(code, int) and code in STATUSES)
    value = int(number)
    near = [code for code in statuses if OSA.distance(number, str(code)) == 1]
    near.sort(key=lambda code: (code // 100 != value // 100, abs(code - value)))
    # a program takes an unknown status for the x00 of its class (RFC 9110 15)
    general = [code for code in statuses if code == value // 100 * 100]
    return tuple(dict.fromkeys([*near[: limit - 1], *general, *near[limit - 1 :]]))[:limit]


def _by_start(names: Mapping[str, _Name]) -> dict[tuple[int, str], list[_Name]]:
    """Return names by how many words they have, and how the first of them begins."""
    found: dict[tuple[int, str], list[_Name]] = defaultdict(list)
    for name in names.values():
        if name.words:
            found[len(name.words), name.words[0][:_SHORTEST_PREFIX]].append(name)
    return dict(found)


def _claims(translations: Sequence[Translation]) -> Iterable[tuple[str, Entry, str | None, bool]]:
    """Yield each name with its code, with its emitter where that is not the first to mean something, official first."""
    groups = [group for translation in translations for group in translation.entries.values()]
    meanings = [(entry, entry.code.emitter if at else None) for group in groups for at, entry in enumerate(group)]
    for entry, emitter in meanings:
        for text in (entry.phrase, entry.page.title, *entry.code.former_phrases):
            yield text, entry, emitter, True
    for entry, emitter in meanings:
        for text in entry.page.names:
            yield text, entry, emitter, False


def _one_per_code(matches: Sequence[Match]) -> list[Match]:
    best: dict[Number, Match] = {}
    for match in matches:
        best.setdefault(match.number, match)
    return list(best.values())
