"""Find a code by what happened: a described case, a symptom, or a pasted log."""

from __future__ import annotations

import functools
import re
from dataclasses import replace

from bot.answer import Advice, Answer, Diagnosis
from bot.question import Question
from knowledge import situations
from knowledge.diagnose import Diagnostician, Traces
from knowledge.load import ENGLISH, Knowledge, Known, Translation
from knowledge.model import Number, status_of
from knowledge.situations import Situations

_RUNNERS_UP = 2
# Below these a case or a symptom is more often misread than right, measured on labelled questions
_CLEAR_SYMPTOM = 0.5
_CLEAR_CASE = 0.3
_CLEAR_WHERE_ASKED = 0.1
_CLEAR_BESIDE_NUMBERS = 0.7
_MOSTLY_KNOWN = 0.6
# Of languages that we only understand we know few words
_PARTLY_KNOWN = 0.3
_NEARLY_ALL = 0.75
_FEWEST_WORDS = 4
_FEWEST_UNASKED = 8
_PASTED = re.compile(
    r"\n\s*\S[^\n]*\n|[{}<>\[\]=|\\]{2}|\bHTTP/[\d.]{1,3} \d{3}\b|^\s*[<>*] |^\s+at |\w(?:Error|Exception): ",
    re.MULTILINE,
)
_SHORTEST_PASTE = 12
_FEWEST_PASTED = 5
_WORTH_A_LOOK = 6
_LEAST_FAILURE = 400


class Advisor:
    """Knows cases and symptoms in one language."""

    def __init__(self, translation: Translation, knowledge: Knowledge, tongue: str | None = None) -> None:
        """Answer in the language of `translation`, and read cases in that of `tongue`, where it is another."""
        self._translation = translation
        self._tongue = tongue
        self._knowledge = knowledge
        self._diagnostician = Diagnostician(knowledge)
        self._known = {
            (emitter, signature.id): translation.known(emitter, signature)
            for emitter, signatures in knowledge.signatures.items()
            for signature in signatures
        }

    def advise(self, question: Question, *, among: tuple[Number, ...] = (), is_asked: bool = False) -> Answer | None:
        """Return which code a described case calls for, of `among` where that is given; None where nothing is clear.

        `is_asked` where a code is asked for, though no word of the question says so.
        """
        is_asked = is_asked or question.recommends
        likely = self._cases.rank(question.said, among=among)
        if not likely:
            return None
        clear = _CLEAR_WHERE_ASKED if is_asked else _CLEAR_CASE
        if question.others and not is_asked:
            clear = _CLEAR_BESIDE_NUMBERS
        fewest = _FEWEST_WORDS if is_asked else _FEWEST_UNASKED
        mostly = _MOSTLY_KNOWN if is_asked else _NEARLY_ALL
        mostly = _PARTLY_KNOWN if self._tongue else mostly
        is_case = situations.length(question.said) >= fewest and self._cases.known(question.said) >= mostly
        if not among and not (is_case and likely[0].share >= clear):
            return None
        best, *others = [self._translation.entry(each.value) for each in likely]
        return Advice(
            entry=best,
            suggestions=tuple(others[:_RUNNERS_UP]),
            asked=question.text,
            score=round(100 * likely[0].share, 1),
        )

    def explain(self, question: Question) -> Answer | None:
        """Return the known cause of a described symptom, of a code named where one was; None where none fits."""
        if any(isinstance(number, str) for number in question.numbers):
            return None
        named = bool(question.numbers or question.emitter)
        if question.others and not named:
            return None
        if len(question.words) < (_FEWEST_WORDS if named else _FEWEST_UNASKED):
            return None
        if self._symptoms.known(question.said) < _MOSTLY_KNOWN:
            return None
        likely = self._symptoms.rank(question.said, limit=_WORTH_A_LOOK)
        statuses = frozenset(map(status_of, question.numbers))
        for each in likely:
            known = self._known[each.value]
            fits = not statuses or known.signature.code in statuses
            if fits and (each.share >= _CLEAR_SYMPTOM or known.emitter == question.emitter):
                return self._diagnosis(question, known, known.signature.code, known.emitter)
        return None

    def diagnose(self, question: Question, pasted: str) -> Answer | None:
        """Return what a pasted text gives away; None for what is no paste."""
        if len(pasted) < _SHORTEST_PASTE:
            return None
        is_line = "\n" not in pasted.strip()
        found = self._diagnostician.traces(pasted)
        if not found.statuses and (is_line and not self._may_be_pasted(question, found)):
            return None
        gives_away = found.signature or found.statuses
        if not gives_away and not (_PASTED.search(pasted) and (found.emitter or question.numbers)):
            return None
        known = self._known.get((found.signed_by or "", found.signature.id)) if found.signature else None
        status = self._status(question, found)
        if status is None and not known:
            return None
        return replace(self._diagnosis(question, known, status, found.emitter), is_pasted=True)

    @property
    def _cases(self) -> Situations[Number]:
        return _cases(self._knowledge, self._translation.name, self._tongue)

    @property
    def _symptoms(self) -> Situations[tuple[str, str]]:
        return _symptoms(self._knowledge, self._translation.name)

    def _may_be_pasted(self, question: Question, found: Traces) -> bool:
        """Tell whether a single line may be a program's; several codes or a platform's own were typed by a person."""
        is_typed = len(question.numbers) > 1 or any(isinstance(number, str) for number in question.numbers)
        return not is_typed and len(question.words) >= _FEWEST_PASTED and bool(found.signature or found.emitter)

    def _status(self, question: Question, found: Traces) -> Number | None:
        """Return the status that failed: a log line's, one in the text, or the signature's."""
        entries = self._translation.entries
        told_of = [self._seen(number) for number in question.numbers]
        statuses = [n for n in (*found.statuses, *told_of) if n in entries]
        failed = [n for n in statuses if isinstance(n, int) and n >= _LEAST_FAILURE]
        told = found.signature.code if found.signature else None
        if told in statuses:
            return told
        return next(iter([*failed, *([told] if told else []), *statuses]), None)

    def _seen(self, number: Number) -> Number:
        """Return the status that the client saw where a platform's own code is named: 403 for Cloudflare's 1020."""
        entries = self._translation.entries.get(number)
        seen = entries[0].code.facts.client_sees if entries and isinstance(number, str) else None
        return seen.is_ if seen else status_of(number)

    def _diagnosis(
        self, question: Question, known: Known | None, status: Number | None, emitter: str | None
    ) -> Diagnosis:
        is_known = status is not None and status in self._translation.entries
        entry = self._translation.meanings(status, emitter)[0] if is_known and status else None
        return Diagnosis(entry=entry, known=known, emitted_by=emitter, asked=question.text)


# learnt once, when first needed: a question that names its code needs neither
@functools.cache
def _cases(knowledge: Knowledge, language: str, tongue: str | None) -> Situations[Number]:
    if tongue:
        return Situations(situations.cases_of_tongue(knowledge.tongues[tongue]))
    # English has by far the most cases, and gains most from pairs of words that stand together but once
    return Situations(situations.cases(knowledge.translation(language)), fewest_pairs=1 if language == ENGLISH else 2)


@functools.cache
def _symptoms(knowledge: Knowledge, language: str) -> Situations[tuple[str, str]]:
    return Situations(situations.symptoms(knowledge.translation(language)), fewest_pairs=2)
