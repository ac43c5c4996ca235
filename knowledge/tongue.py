"""Tell the language of a question, by its script and by the words that each language uses."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from knowledge.load import Translation
from knowledge.model import Tongue
from knowledge.search import plain_words

# How much likelier the best language must be than the next, as a natural logarithm: below it nothing tells
_SURE = 2.0
_FEW, _SURE_OF_FEW = 2, 3.0
_SMOOTHING = 0.2
_MOST_WORDS = 60
_CODE = re.compile(r"`[^`]*`|\b[a-z][a-z0-9+.-]{1,20}://\S+|\S*[\d_=<>{}\[\]/\\]\S*|\b[A-Z]{2,}\b")
_SCRIPTS = {"DEVANAGARI": "hi", "HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh", "HANGUL": "ko", "CYRILLIC": "ru"}
_VIETNAMESE = re.compile("[ăđơưĂĐƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")


class Recogniser:
    """Recognises the languages it was given words of."""

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        """Take texts in each language, as people write them."""
        counts = {name: Counter(word for text in texts for word in plain_words(text)) for name, texts in words.items()}
        known = len(set().union(*counts.values()))
        self._unknown: dict[str, float] = {}
        self._weights: dict[str, dict[str, float]] = {}
        for name, found in counts.items():
            total = math.log(sum(map(math.sqrt, found.values())) + _SMOOTHING * known)
            self._unknown[name] = math.log(_SMOOTHING) - total
            # the root, so that a word our pages repeat does not outweigh one that people use
            self._weights[name] = {word: math.log(math.sqrt(n) + _SMOOTHING) - total for word, n in found.items()}

    def recognise(self, text: str) -> str | None:
        """Return the language of `text`, which we may not speak; None where nothing tells: `401 vs 403`."""
        if script := _by_script(text):
            return script
        words = [word for word in plain_words(_CODE.sub(" ", text)) if not word.isdigit()][:_MOST_WORDS]
        told = [word for word in words if any(word in weights for weights in self._weights.values())]
        if not told:
            return None
        scores = {
            name: sum(weights.get(word, self._unknown[name]) for word in told)
            for name, weights in self._weights.items()
        }
        best, second = sorted(scores, key=lambda name: -scores[name])[:2]
        sure = _SURE if len(told) > _FEW else _SURE_OF_FEW
        return best if scores[best] - scores[second] > sure else None


def words_of(translation: Translation, english: Translation) -> list[str]:
    """Return how people ask in a language, and the words of its pages that people use too.

    Everywhere engineers mix in English words, which tell nothing of another language.
    """
    found = [text for texts in translation.situations.values() for text in texts]
    for entries in translation.entries.values():
        page = entries[0].page
        found += [page.summary, page.choose]
    shared = frozenset(_asking_words(english)) if translation is not english else frozenset()
    own = [word for word in _asking_words(translation) if word not in shared]
    return [_CODE.sub(" ", text) for text in found] + own


def _asking_words(translation: Translation) -> list[str]:
    asking = translation.language.asking
    lists = (asking.filler, asking.defining, asking.answering, asking.recommending, asking.fixing, asking.whose)
    return [word for words in lists for word in words]


def words_of_other(tongue: Tongue) -> list[str]:
    """Return the words of a language that we only understand."""
    texts = [text for texts in (*tongue.names.values(), *tongue.situations.values()) for text in texts]
    return [*tongue.words * 3, *tongue.asking, *texts]


def _by_script(text: str) -> str | None:
    """Return the language that a script, or letters of one language alone, give away."""
    scripts = Counter(
        unicodedata.name(mark, "").split(" ")[0] for mark in text[:2_000] if mark.isalpha() and mark > "\u0250"
    )
    found = [name for script, name in _SCRIPTS.items() if scripts[script]]
    if "ja" in found:
        return "ja"
    return found[0] if found else ("vi" if len(_VIETNAMESE.findall(text[:2_000])) > 1 else None)
