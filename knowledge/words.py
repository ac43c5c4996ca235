"""What a file of words may say: the pages, pairs and sentences of one language."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, field

from knowledge.model import Record

Short = Annotated[str, Meta(min_length=2, max_length=60)]
Line = Annotated[str, Meta(min_length=4, max_length=240)]
Paragraph = Annotated[str, Meta(min_length=20, max_length=900)]
Edition = Annotated[int, Meta(ge=0)]


class Page(Record, frozen=True):
    """The words about one code in one language: a file of `languages/<language>/`.

    `edition` counts changes of meaning in English; elsewhere it names the English edition translated, 0 for none yet.
    `gist` completes a sentence that starts with the number; `choose` one that starts "Return it when".
    The first step of `caller` and of `owner` stands alone: a comparison shows only that one.
    """

    edition: Edition
    title: Short
    label: Annotated[str, Meta(min_length=3, max_length=40)]
    gist: Annotated[str, Meta(min_length=10, max_length=140)]
    look_for: Annotated[str, Meta(min_length=4, max_length=80)]
    summary: Annotated[str, Meta(min_length=20, max_length=240)]
    meaning: Paragraph
    when: Annotated[tuple[Line, ...], Meta(min_length=1, max_length=5)]
    causes: Annotated[tuple[Line, ...], Meta(min_length=1, max_length=6)]
    caller: Annotated[tuple[Line, ...], Meta(min_length=1, max_length=5)]
    owner: Annotated[tuple[Line, ...], Meta(min_length=1, max_length=5)]
    choose: Line
    proxy: tuple[Line, ...] = ()
    names: tuple[Short, ...] = ()


class PairPage(Record, frozen=True):
    """The words about codes that people confuse: a file of `languages/<language>/pairs/`.

    `when` says for each code when to use it, `mistake` what people do wrong and what comes of it.
    """

    edition: Edition
    rule: Annotated[str, Meta(min_length=30, max_length=300)]
    mistake: Annotated[str, Meta(min_length=20, max_length=300)]
    when: dict[str, Line]


class SignatureWords(Record, frozen=True):
    """What a signature means: the likely cause, and the next step for caller and owner.

    `asked` is how people describe it who paste nothing.
    """

    title: Short
    cause: Line
    caller: Line
    owner: Line
    asked: tuple[Line, ...] = ()


class SignaturePage(Record, frozen=True):
    """The words about one emitter's signatures: a file of `languages/<language>/signatures/`."""

    edition: Edition
    signatures: dict[str, SignatureWords]


class Habits(Record, frozen=True):
    """The words about what frameworks do: `habits.toml` of a language, by framework and habit."""

    edition: Edition
    habits: dict[str, dict[str, Line]]


Words = Annotated[dict[str, str], Meta(min_length=1)]


class Aspect(Record, frozen=True):
    """One row of a comparison: its heading, and the words for each value of the fact it shows."""

    heading: Short
    values: dict[str, Annotated[str, Meta(min_length=1, max_length=90)]] = field(default_factory=dict)


class Asking(Record, frozen=True):
    """How people ask in a language, in lower case.

    `versus` stands between things to compare; a number after a word of `status` is a status, one after a word of
    `not_status` or before one of `units` is not; `filler` may stand around a name and means nothing.
    `everyday` are names that are everyday words too: they are names only alone, among the words of `defining`
    (what does it mean), or after one of `answering` (it returns it). `decoys` contain a name and mean something else.
    `recommending` ask which status to return, and so does one of `closing` at the end (..., status?); `fixing` ask what
    to do about one, `whose` who sends it; `now` tell what is answered today, right or wrong. After an answer
    `contrasting` ask how another code differs from it, `siblings` stand for another code (the temporary one), and
    `ordinals` point at the first, second, third and last of several.
    `languages` are the words by which an answer is asked for in a language (French: "in french", "en français").
    `class_words` make a class of the x00 before them: the 400 range. `joints` stand between numbers of one kind:
    port 80 or 443. With a word of `elsewhere` a name is another protocol's: ssh, permission denied.
    """

    versus: tuple[str, ...]
    status: tuple[str, ...]
    not_status: tuple[str, ...]
    units: tuple[str, ...]
    filler: tuple[str, ...]
    defining: tuple[str, ...]
    answering: tuple[str, ...]
    everyday: tuple[str, ...]
    decoys: tuple[str, ...]
    class_words: tuple[str, ...]
    joints: tuple[str, ...]
    elsewhere: tuple[str, ...]
    greetings: tuple[str, ...]
    help: tuple[str, ...]
    recommending: tuple[str, ...]
    closing: tuple[str, ...]
    fixing: tuple[str, ...]
    whose: tuple[str, ...]
    now: tuple[str, ...]
    contrasting: tuple[str, ...]
    siblings: tuple[str, ...]
    ordinals: tuple[tuple[str, ...], ...]
    languages: dict[str, tuple[str, ...]]
    classes: dict[Annotated[str, Meta(pattern=r"^[1-5]$")], tuple[str, ...]]


class Language(Record, frozen=True):
    """A language: its name, how people ask in it, and everything the bot says that is not about one code.

    `padding` are words that no text of ours has: they make it longer and say nothing.
    """

    edition: Edition
    name: str
    padding: tuple[str, ...]
    asking: Asking
    classes: dict[Annotated[str, Meta(pattern=r"^[1-5]$")], Words]
    aspects: dict[str, Aspect]
    say: Words
