"""Find a code by what happened: a described case, a symptom, or a pasted log."""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence
from dataclasses import replace

from bot import pasted
from bot.answer import Advice, Answer, Diagnosis, diagnosed
from bot.question import Question
from knowledge import situations
from knowledge.load import ENGLISH, Knowledge, Known, Translation
from knowledge.model import Number, Signature, status_of
from knowledge.situations import Kind, Ranking, Situations

_RUNNERS_UP = 2
# What is less likely is no runner-up, unless it is told apart in writing
_NEAR = 0.02
# Below these a case or a symptom is more often misread than right, measured on labelled questions
_CLEAR_SYMPTOM = 0.5
_CLEAR_OF_EMITTER = 0.5
_CLEAR_WHERE_ASKED = 0.1
_CLEAR_UNASKED = 0.4
_CLEAR_IN_FEW = 0.9
_CLEAR_BESIDE_NUMBERS = 0.65
_SURELY_CASE = 0.7
_SURE_BESIDE_NUMBERS = 0.98
_MOSTLY_KNOWN = 0.6
# Of languages that we only understand we know few words
_PARTLY_KNOWN = 0.3
_PAIRS_KNOWN = 0.2
_PAIRS_OF_FEW = 0.5
_FEWEST_WORDS = 4
_FEWEST_ASKED = 3
_FEWEST_KNOWN = 3
_FEWEST_UNASKED = 6
_FEWEST_UNASKED_ELSEWHERE = 10
_FEWEST_BESIDE_PROGRAMS = 9
_AT_LENGTH = 12
_WORTH_A_LOOK = 6
_WORTH_A_LINE = 0.03
_MOST_OTHERS = 2


class Advisor:
    """Knows cases and symptoms in one language."""

    def __init__(self, translation: Translation, knowledge: Knowledge, tongue: str | None = None) -> None:
        """Answer in the language of `translation`, and read cases in that of `tongue`, where it is another."""
        self._translation = translation
        self._tongue = tongue
        self._knowledge = knowledge

    def learn(self) -> None:
        """Learn cases, symptoms and signatures now, rather than with the first question."""
        language = self._translation.name
        pasted.diagnostician(self._knowledge)
        _cases(self._knowledge, language, self._tongue)
        _symptoms(self._knowledge, language)
        _kinds(self._knowledge, language)

    def listen(self, question: Question, named: Collection[Number] = ()) -> Story:
        """Return what a question tells, in which codes are `named`, by number or by name."""
        return Story(question, named, self._translation, self._knowledge, self._tongue)

    def diagnose(self, question: Question, typed: str) -> Diagnosis | None:
        """Return what a pasted text gives away; None for what is no paste."""
        return pasted.diagnose(question, typed, self._translation, self._knowledge)


class Story:
    """What one question tells, where it describes a case or a symptom; each reading of it is done at most once."""

    def __init__(
        self,
        question: Question,
        named: Collection[Number],
        translation: Translation,
        knowledge: Knowledge,
        tongue: str | None,
    ) -> None:
        self._question = question
        # who describes a case and names one status tells what is answered today, or what seems not to fit
        self._unlikely = named if len(named) == 1 else ()
        self._translation = translation
        self._knowledge = knowledge
        self._tongue = tongue
        self._length = situations.length(question.said)

    @functools.cached_property
    def is_case(self) -> bool:
        """Whether a case that calls for a status is described clearly, though nobody asks which; not a symptom."""
        question, cases = self._question, self._unweighed
        if self._tongue or cases.words < _MOSTLY_KNOWN or cases.likely[0].value in self._unlikely:
            return False
        has_numbers = bool(question.others or question.numbers)
        if not self._is_told_at_length or cases.share < (_CLEAR_BESIDE_NUMBERS if has_numbers else _CLEAR_UNASKED):
            return False
        kinds = _kinds(self._knowledge, self._translation.name).rank(question.said)
        sure = _SURE_BESIDE_NUMBERS if question.numbers else _SURELY_CASE
        return kinds.likely[0].value == "case" and kinds.share >= sure

    @property
    def _is_told_at_length(self) -> bool:
        """Whether enough is told: a few words must be known by their pairs, more by themselves."""
        length, cases = self._length, self._unweighed
        if self._question.identifiers and length < _FEWEST_BESIDE_PROGRAMS:
            return False
        # of other languages fewer cases are known, and most words of theirs stand in some
        if self._translation.name != ENGLISH and length < _FEWEST_UNASKED_ELSEWHERE:
            return False
        if length >= _AT_LENGTH or (length >= _FEWEST_UNASKED and cases.pairs >= _PAIRS_KNOWN):
            return True
        known_pairs = _PAIRS_OF_FEW if length >= _FEWEST_WORDS else 1
        is_known = cases.pairs >= known_pairs and cases.words == 1 and cases.share >= _CLEAR_IN_FEW
        return length >= _FEWEST_KNOWN and is_known

    def advice(self) -> Answer | None:
        """Return which code a described case calls for; None where nothing is clear."""
        if self._question.recommends:
            cases = self._cases
            mostly = _PARTLY_KNOWN if self._tongue else _MOSTLY_KNOWN
            if self._length < _FEWEST_ASKED or cases.words < mostly or cases.share < _CLEAR_WHERE_ASKED:
                return None
        elif not self.is_case:
            return None
        return self._advice(self._cases)

    def choice(self, among: tuple[Number, ...]) -> Answer | None:
        """Return which of several codes a described case calls for; None where nothing tells."""
        ranking = self._situations.rank(self._question.said, among=among)
        return self._advice(ranking) if ranking.likely else None

    def variation(self, case: Question, codes: Collection[Number]) -> Answer | None:
        """Return which code is called for by a case that varies one that called for `codes`; None where nothing tells.

        Whoever goes on with `and when it is empty?` expects another code than before.
        """
        said = self._question.said
        if self._cases.words < _MOSTLY_KNOWN:
            return None
        together = self._situations.rank(f"{case.said} {said} {said}", unlikely=codes)
        alone = self._situations.rank(said, unlikely=codes)
        clearest = alone if self._length >= _FEWEST_KNOWN and alone.share > together.share else together
        return self._advice(clearest) if clearest.share >= _CLEAR_WHERE_ASKED else None

    @functools.cached_property
    def explanation(self) -> Answer | None:
        """The known cause of a described symptom, of a code named where one was; None where none fits."""
        question = self._question
        if any(isinstance(number, str) for number in question.numbers):
            return None
        named = bool(question.numbers or question.emitter)
        if question.others and not named:
            return None
        elsewhere = _FEWEST_UNASKED if self._translation.name == ENGLISH else _FEWEST_UNASKED_ELSEWHERE
        if len(question.words) < (_FEWEST_WORDS if named else elsewhere):
            return None
        ranked = self._symptoms.rank(question.said, limit=_WORTH_A_LOOK)
        if ranked.words < _MOSTLY_KNOWN:
            return None
        likely = [(self._known(each.value), each.share) for each in ranked.likely]
        fitting = [(known, share) for known, share in likely if self._fits(known.signature)]
        clear = (known for known, share in fitting if share >= _CLEAR_SYMPTOM)
        best = self._of_emitter(fitting) or next(clear, None)
        if not best:
            return None
        others = (
            known
            for known, share in fitting
            if known != best and share >= _WORTH_A_LINE and known.signature.code == best.signature.code
        )
        found = diagnosed(question.text, self._translation, best, best.signature.code, best.emitter)
        return replace(found, others=tuple(others)[:_MOST_OTHERS])

    def _of_emitter(self, fitting: Sequence[tuple[Known, float]]) -> Known | None:
        """Return what the program that is named is known for, where one of its symptoms fits far better than others."""
        emitter = self._question.emitter
        own = self._knowledge.signatures.get(emitter or "", ())
        among = {(emitter or "", signature.id) for signature in own if self._fits(signature)}
        ranked = self._symptoms.rank(self._question.said, among=among) if among else None
        if not ranked or ranked.share < _CLEAR_OF_EMITTER:
            return None
        best = self._known(ranked.likely[0].value)
        return best if best in [known for known, _ in fitting] or self._question.numbers else None

    def _fits(self, signature: Signature) -> bool:
        """Tell whether a signature has the status that was named, where one was."""
        numbers = self._question.numbers
        return not numbers or any(status_of(number) == signature.code for number in numbers)

    @property
    def _symptoms(self) -> Situations[tuple[str, str]]:
        return _symptoms(self._knowledge, self._translation.name)

    def _known(self, value: tuple[str, str]) -> Known:
        emitter, name = value
        return self._translation.known(emitter, self._knowledge.signature(emitter, name))

    @property
    def _situations(self) -> Situations[Number]:
        return _cases(self._knowledge, self._translation.name, self._tongue)

    @functools.cached_property
    def _unweighed(self) -> Ranking[Number]:
        return self._situations.rank(self._question.said)

    @functools.cached_property
    def _cases(self) -> Ranking[Number]:
        if not self._unlikely:
            return self._unweighed
        return self._situations.rank(self._question.said, unlikely=self._unlikely)

    def _advice(self, ranking: Ranking[Number]) -> Advice:
        best, *others = ranking.likely
        pairs = self._translation.pairs
        near = [o for o in others if o.share >= _NEAR or frozenset((best.value, o.value)) in pairs] or others[:1]
        return Advice(
            entry=self._translation.entry(best.value),
            suggestions=tuple(self._translation.entry(other.value) for other in near[:_RUNNERS_UP]),
            asked=self._question.text,
            score=round(100 * ranking.share, 1),
        )


# learnt once, when first needed: a question that names its code needs neither
@functools.cache
def _cases(knowledge: Knowledge, language: str, tongue: str | None) -> Situations[Number]:
    if tongue:
        return Situations(situations.cases_of_tongue(knowledge.tongues[tongue]))
    translation = knowledge.translation(language)
    # in other languages filler holds words that tell cases apart, measured on labelled questions
    filler = translation.language.asking.filler if language == ENGLISH else ()
    return Situations(situations.cases(translation), filler)


@functools.cache
def _symptoms(knowledge: Knowledge, language: str) -> Situations[tuple[str, str]]:
    return Situations(situations.symptoms(knowledge.translation(language)), fewest_pairs=2)


@functools.cache
def _kinds(knowledge: Knowledge, language: str) -> Situations[Kind]:
    return Situations(situations.kinds(knowledge.translation(language)), fewest_pairs=4)
