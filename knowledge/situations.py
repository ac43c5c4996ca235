"""Rank the codes that a described case may call for, from how people describe such cases.

A multinomial naive Bayes classifier (Manning, Raghavan, Schütze: Introduction to Information Retrieval, chapter 13)
over words and pairs of words, weighted by how rare they are (tf-idf): words of a topic, which stand with every code,
count for little, telling ones for much, and no word decides alone.
"""

from __future__ import annotations

import functools
import itertools
import math
import operator
from array import array
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from knowledge.load import Translation
from knowledge.model import Number, Tongue
from knowledge.search import UNSPACED, nearest_word, plain_words

# What one code's pages say in our words counts less than what people say in theirs
_OUR_WORDS = 0.2
_SMOOTHING = 0.05
# Above 1, rare words count for more than plain tf-idf lets them; these four were chosen on labelled questions
_RARE_COUNTS = 1.3
# Pairs are rarer than words, and would decide alone
_PAIR = 0.7
# Makes shares of scores: with weights of length one these lie close together
_SHARPNESS = 4.0
_UNLIKELY = 1.0
_LONGEST_CASE = 120
_ENDINGS = (
    "ations", "ation", "ingly", "ments", "ment", "ings", "ing", "ized", "ised", "izes", "ises", "edly", "ies", "ied",
    "ers", "ors", "er", "or", "ely", "ly", "ed", "es", "s", "e", "y",
)  # fmt: skip
_SHORTEST_STEM = 3

L = TypeVar("L", bound=Hashable)
Case = tuple[L, str, float]
"""What a case calls for, the case in words, and how much these words count."""
Kind = Literal["case", "symptom"]
_Document = tuple[int, Sequence[int], float]
"""The place of what a text calls for, the numbers of its features, and how much it counts."""


@dataclass(frozen=True)
class Likely(Generic[L]):
    """What a described case may call for: a code, or a signature; `share` is how likely it is among all, 0 to 1."""

    value: L
    share: float


@dataclass(frozen=True)
class Ranking(Generic[L]):
    """What a text may call for, best first; and which shares of its words, and of its pairs of them, any case has."""

    likely: tuple[Likely[L], ...]
    words: float
    pairs: float

    @property
    def share(self) -> float:
        """How likely the best is among all, 0 to 1."""
        return self.likely[0].share if self.likely else 0.0


class Situations(Generic[L]):
    """Cases in one language, and what each calls for."""

    def __init__(self, cases: Iterable[Case[L]], filler: Iterable[str] = (), *, fewest_pairs: int = 1) -> None:
        """Learn from cases, those of one value together; more of them, and more various ones, make better answers.

        Words of `filler` make no pairs. Pairs that stand together fewer than `fewest_pairs` times are forgotten.
        """
        self._filler = frozenset(_stem(word) for word in filler)
        self._features: dict[str, int] = {}
        self._values: list[L] = []
        documents: list[_Document] = []
        for value, text, weight in cases:
            if not self._values or self._values[-1] != value:
                self._values.append(value)
            numbers = (self._features.setdefault(name, len(self._features)) for name in self._paired(_words(text)))
            documents.append((len(self._values) - 1, array("I", numbers), weight))
        seen = array("I", bytes(4 * len(self._features)))
        for _, features, _ in documents:
            for feature in set(features):
                seen[feature] += 1
        rarities = {count: _rarity(count, len(documents)) for count in set(seen)}
        self._rarities = array("d", map(rarities.__getitem__, seen))
        for pair, number in self._features.items():
            if " " in pair:
                self._rarities[number] *= _PAIR
        self._forget_pairs(seen, fewest_pairs)
        # slips in the first letter are rare
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        for word in (feature for feature in self._features if " " not in feature):
            self._by_letter[word[0]].append(word)
        self._count(documents)

    def _forget_pairs(self, seen: Sequence[int], fewest: int) -> None:
        """Make pairs that were seen too seldom count for nothing."""
        forgotten = [name for name, number in self._features.items() if " " in name and seen[number] < fewest]
        for name in forgotten:
            self._rarities[self._features.pop(name)] = 0.0

    def _count(self, documents: Sequence[_Document]) -> None:
        """Lay out for each feature, one after another, which values it speaks for, and how much."""
        features, places, gains = array("I"), array("H"), array("d")
        self._floors: list[float] = []
        for place, told in itertools.groupby(documents, key=operator.itemgetter(0)):
            amounts: dict[int, float] = defaultdict(float)
            for _, numbers, weight in told:
                for feature, amount in self._weighted(numbers).items():
                    amounts[feature] += amount * weight
            self._floors.append(math.log(_SMOOTHING / (sum(amounts.values()) + _SMOOTHING * len(self._features))))
            features.extend(amounts)
            places.extend(itertools.repeat(place, len(amounts)))
            gains.extend(math.log(1 + amount / _SMOOTHING) for amount in amounts.values())
        self._starts = array("I", bytes(4 * (len(self._rarities) + 1)))
        for feature in features:
            self._starts[feature + 1] += 1
        self._starts = array("I", itertools.accumulate(self._starts))
        free = array("I", self._starts)
        self._places, self._gains = array("H", places), array("d", gains)
        for feature, place, gain in zip(features, places, gains, strict=True):
            self._places[free[feature]], self._gains[free[feature]] = place, gain
            free[feature] += 1

    def rank(self, text: str, *, among: Collection[L] = (), unlikely: Collection[L] = (), limit: int = 5) -> Ranking[L]:
        """Rank what a case may call for, of `among` where that is given; nothing where no word is known.

        What is `unlikely` for other reasons than words must be told apart the more clearly by them.
        """
        words = [self._spelt_right(word) for word in _words(text)[:_LONGEST_CASE]]
        features = self._paired(words)
        known = sum(word in self._features for word in words)
        pairs = features[len(words) :]
        known_pairs = sum(pair in self._features for pair in pairs)
        told = self._weighted(self._features[feature] for feature in features if feature in self._features)
        likely = self._likely(told, among, unlikely, limit)
        return Ranking(tuple(likely), known / max(1, len(words)), known_pairs / max(1, len(pairs)))

    def _likely(
        self, told: dict[int, float], among: Collection[L], unlikely: Collection[L], limit: int
    ) -> list[Likely[L]]:
        mass = sum(told.values())
        scores = [mass * floor for floor in self._floors]
        for feature, amount in told.items():
            for at in range(self._starts[feature], self._starts[feature + 1]):
                scores[self._places[at]] += amount * self._gains[at]
        best = {value: score for value, score in zip(self._values, scores, strict=True) if not among or value in among}
        best |= {value: best[value] - _UNLIKELY for value in unlikely if value in best}
        return _shares(best, limit) if best and told else []

    def _paired(self, words: Sequence[str]) -> list[str]:
        """Return words, and pairs of those that stand together when filler is left out."""
        telling = [word for word in words if word not in self._filler]
        return [*words, *(f"{first} {second}" for first, second in itertools.pairwise(telling))]

    def _weighted(self, features: Iterable[int]) -> dict[int, float]:
        """Return tf-idf weights of length one."""
        weighted: dict[int, float] = {}
        for feature in features:
            if rarity := self._rarities[feature]:
                weighted[feature] = weighted.get(feature, 0.0) + rarity
        length = math.sqrt(sum(value * value for value in weighted.values())) or 1
        return {feature: value / length for feature, value in weighted.items()}

    def _spelt_right(self, word: str) -> str:
        """Return the known word that a mistyped one is meant for, or the word itself."""
        if word in self._features:
            return word
        return nearest_word(word, self._by_letter.get(word[0], ())) or word


def cases(translation: Translation) -> list[Case[Number]]:
    """Return every case that the pages of a language tell: in people's words, and in ours."""
    found: list[Case[Number]] = []
    for number, (entry, *_) in translation.entries.items():
        page = entry.page
        found += [(number, text, 1.0) for text in translation.situations.get(number, ())]
        if not entry.code.emitter:
            ours = (page.choose, page.summary, page.gist, *page.when, *page.causes, *page.names)
            found += [(number, text, _OUR_WORDS) for text in ours]
    return found


def cases_of_tongue(tongue: Tongue) -> list[Case[Number]]:
    """Return the cases of a language that we only understand, and the names of its codes."""
    both = (tongue.situations, tongue.names)
    numbers = sorted({number for texts in both for number in texts})
    return [(number, text, 1.0) for number in numbers for texts in both for text in texts.get(number, ())]


def symptoms(translation: Translation) -> list[Case[tuple[str, str]]]:
    """Return every symptom that signatures tell, each with its emitter and id."""
    found: list[Case[tuple[str, str]]] = []
    for emitter, page in translation.signatures.items():
        for name, words in page.signatures.items():
            found += [((emitter, name), text, 1.0) for text in words.asked]
            found.append(((emitter, name), f"{words.title} {words.cause}", _OUR_WORDS))
    return found


def kinds(translation: Translation) -> list[Case[Kind]]:
    """Return every case and every symptom, each as what it is: those who tell them want different answers."""
    told = [text for texts in translation.situations.values() for text in texts]
    asked = [
        text for page in translation.signatures.values() for words in page.signatures.values() for text in words.asked
    ]
    return [*(("case", text, 1.0) for text in told), *(("symptom", text, 1.0) for text in asked)]


def length(text: str) -> int:
    """Return how many words a text has; of scripts without spaces, half as many as it has characters."""
    return len(_words(text))


def _rarity(count: int, documents: int) -> float:
    """Return how much a feature of `count` documents counts, rare ones for more."""
    return float((1 + math.log((1 + documents) / (1 + count))) ** _RARE_COUNTS)


def _shares(scores: dict[L, float], limit: int) -> list[Likely[L]]:
    best = sorted(scores.items(), key=lambda item: -item[1])
    odds = [(value, math.exp(_SHARPNESS * (score - best[0][1]))) for value, score in best]
    total = sum(odd for _, odd in odds)
    return [Likely(value, odd / total) for value, odd in odds[:limit]]


def _words(text: str) -> list[str]:
    """Return the words of a text by their stems; of scripts without spaces, pairs of characters."""
    found: list[str] = []
    for word in plain_words(text):
        if UNSPACED.search(word):
            found += [word[at : at + 2] for at in range(max(1, len(word) - 1))]
        elif not word.isdigit():
            found.append(_stem(word))
    return found


@functools.lru_cache(maxsize=4_096)
def _stem(word: str) -> str:
    """Return an English word without its ending, so that `created` and `creates` are one; others nearly as they are."""
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= _SHORTEST_STEM), "")
    stem = word.removesuffix(ending)
    if len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2]:
        stem = stem[:-1]
    return stem.removesuffix("i") or word
