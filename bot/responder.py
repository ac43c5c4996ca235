"""Text in, reply out: the whole bot without Slack."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot import answer as answers
from bot import conversation, plain, question
from bot.advising import Advisor
from bot.answer import Answer, ClassOverview, Code, Comparison
from bot.blocks.draw import Layout, draw, draw_details
from bot.blocks.elements import Block, option
from bot.conversation import NOTHING_BEFORE, Context
from bot.details import lay_out_details
from bot.finding import Tongue
from bot.language import Languages
from bot.outline import lay_out
from bot.parts import Part
from bot.vocabulary import Vocabulary, with_tongue
from knowledge.load import ENGLISH, Entry, Knowledge, Translation
from knowledge.model import Number
from knowledge.search import Names

_MOST_OPTIONS = 20
_MOST_KEPT = 64
_SHORT = 60


@dataclass(frozen=True)
class Reply:
    """What to say to one question: the answer, laid out in parts, as plain text and as blocks."""

    answer: Answer
    parts: tuple[Part, ...]
    text: str
    translation: Translation
    _drawn: dict[tuple[Layout, bool], list[Block]] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language of the reply."""
        return self.translation.name

    @property
    def question(self) -> str | None:
        """A question that has this answer, for sharing; None where there is nothing to share."""
        if isinstance(self.answer, ClassOverview):
            return " ".join(f"{digit}xx" for digit in self.answer.classes)
        return " ".join([" vs ".join(map(str, self.answer.codes)), self.answer.emitter or ""]).strip() or None

    def context(self, typed: str) -> Context:
        """Return what the next question in the thread goes on from, after this reply to what was `typed`."""
        return Context.after(self.answer.kind, self.answer.reported, self.language, typed)

    def blocks(self, layout: Layout, *, shareable: bool = False) -> list[Block]:
        """Return the answer as Block Kit, drawn once for each layout; `shareable` adds the button that shares it."""
        key = (layout, shareable)
        if key not in self._drawn:
            to_share = self.question if shareable else None
            self._drawn[key] = draw(self.parts, self.translation, layout=layout, to_share=to_share)
        return self._drawn[key]


class Responder:
    """Answers questions in every language that the knowledge speaks."""

    def __init__(self, knowledge: Knowledge, *, default_language: str = ENGLISH) -> None:
        self._knowledge = knowledge
        self._tongues: dict[tuple[str, str | None], Tongue] = {}
        self._languages = Languages(knowledge, default_language)
        # An answer about codes depends on the codes and the language alone, so it is laid out once
        self._about = functools.lru_cache(maxsize=_MOST_KEPT)(self._lay_out_about)
        # and a short question, which many ask, is read once
        self._short = functools.lru_cache(maxsize=_MOST_KEPT)(functools.partial(self._reply, context=NOTHING_BEFORE))
        self._tongue(self.translation())

    def reply(
        self,
        typed: str,
        *,
        asked_language: str | None = None,
        locale: str | None = None,
        context: Context = NOTHING_BEFORE,
    ) -> Reply:
        """Return the reply to what somebody typed, after `context`. Never fails, whatever it is."""
        if len(typed) <= _SHORT and context is NOTHING_BEFORE:
            return self._short(typed, asked_language, locale)
        return self._reply(typed, asked_language, locale, context)

    def _reply(self, typed: str, asked_language: str | None, locale: str | None, context: Context) -> Reply:
        chosen = self._languages.choose(typed, asked=asked_language, before=context.language, locale=locale)
        translation = self._knowledge.translation(chosen.language)
        tongue = self._tongue(translation, chosen.understood)
        read = question.read(chosen.text, tongue.vocabulary)
        answer = conversation.find(read, tongue, typed=chosen.text, context=context)
        if isinstance(answer, (Code, Comparison)) and not (isinstance(answer, Comparison) and answer.left_out):
            return replace(self._about(answer.codes, translation.name, answer.emitter), answer=answer)
        return self._lay_out(answer, translation)

    def learn(self) -> None:
        """Learn now what would otherwise be learnt with the first question that needs it; takes about a second."""
        self._languages.learn()
        self._tongue(self.translation()).advisor.learn()

    def about(self, numbers: Sequence[Number], *, language: str | None = None) -> Reply:
        """Return the reply about codes that a button or a menu named."""
        translation = self.translation(language)
        known = tuple(dict.fromkeys(number for number in numbers if number in translation.entries))
        return self._about(known, translation.name) if known else self.reply("")

    def options(self, typed: str, *, language: str | None = None) -> list[Block]:
        """Return menu options for the codes that somebody may be typing, by number or by name."""
        return [
            option(entry.title, str(entry.number)) for entry in self._starting_with(typed, language)[:_MOST_OPTIONS]
        ]

    def details(self, number: Number, *, language: str | None = None) -> Block | None:
        """Return the view with everything that the page about a code says; None for a code without a page."""
        translation = self.translation(language)
        if number not in translation.entries:
            return None
        entry = translation.entry(number)
        return draw_details(entry, lay_out_details(entry, translation, self._knowledge), translation)

    def translation(self, language: str | None = None) -> Translation:
        """Return a language that we speak, or the default."""
        return self._knowledge.translation(self._languages.spoken(language) or self._languages.default)

    def _starting_with(self, typed: str, language: str | None) -> list[Entry]:
        translation = self.translation(language)
        wanted = typed.strip().casefold()
        first = [group[0] for group in translation.entries.values()]
        by_start = [entry for entry in first if entry.title.casefold().startswith(wanted)]
        by_word = [entry for entry in first if wanted in entry.title.casefold() and entry not in by_start]
        if by_start or by_word:
            return by_start + by_word
        answer = self.reply(typed, asked_language=language).answer
        return [translation.entry(number) for number in answer.codes] or list(answer.suggestions)

    def _tongue(self, translation: Translation, understood: str | None = None) -> Tongue:
        """Return a language to answer in; `understood` is the question's, where we do not speak that."""
        key = (translation.name, understood)
        if key not in self._tongues:
            other = self._knowledge.tongues[understood] if understood else None
            asking = with_tongue(translation.language.asking, other) if other else translation.language.asking
            names = self._tongue(translation).names.with_tongue(other) if other else self._names(translation)
            self._tongues[key] = Tongue(
                translation=translation,
                names=names,
                vocabulary=Vocabulary.of(asking, self._knowledge),
                advisor=Advisor(translation, self._knowledge, understood),
            )
        return self._tongues[key]

    def _names(self, translation: Translation) -> Names:
        english = self._knowledge.translation(ENGLISH)
        return Names(*{t.name: t for t in (translation, english)}.values())

    def _lay_out_about(self, numbers: tuple[Number, ...], name: str, emitter: str | None = None) -> Reply:
        translation = self._knowledge.translation(name)
        return self._lay_out(answers.about(numbers, translation, emitter=emitter), translation)

    def _lay_out(self, answer: Answer, translation: Translation) -> Reply:
        parts = lay_out(answer, translation, self._knowledge)
        return Reply(answer, parts, plain.write(parts, colon=translation.say("colon")), translation)
