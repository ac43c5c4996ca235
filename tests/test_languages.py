"""Every language says everything, in itself; and a new one can be added by the recipe."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import py3langid
import pytest

from bot.details import lay_out_details
from bot.parts import Part, Verbatim
from bot.responder import Responder
from knowledge.__main__ import main
from knowledge.check.words import entries, texts
from knowledge.load import HERE, Knowledge, knowledge
from knowledge.search import plain_words
from tests.test_cli import teapot

TRANSLATED = tuple(name for name in knowledge().languages if name != "en")
ENGLISH = knowledge().translation("en")
# A shorter text is too full of names and technical tokens to tell a language by
LEAST_LETTERS = 45
PHRASES = re.compile("|".join(sorted((re.escape(e.phrase) for e in entries(ENGLISH)), key=len, reverse=True)))


def prose(text: str) -> str:
    """Return a text without code, numbers, markup, official phrases and other names."""
    text = PHRASES.sub(" ", re.sub(r"`[^`]*`", " ", text))
    return " ".join(re.findall(r"(?<![\w.])[^\W\d_]+", re.sub(r"(?<=\w[ -])[A-Z]\w+", " ", text)))


def is_english(text: str, language: str) -> bool:
    """Tell whether a text of a translation is English after all."""
    words = prose(text)
    if len(words) < LEAST_LETTERS:
        return False
    py3langid.set_languages(["en", language])
    return bool(py3langid.classify(words)[0] == "en")


def told(parts: tuple[Part, ...]) -> list[str]:
    """Return every text of an answer, but for lines as they go over the wire and lists of clients."""
    found: list[str] = []

    def collect(value: object) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, tuple):
            for each in value:
                collect(each)

    for part in parts:
        if not isinstance(part, Verbatim):
            collect(tuple(getattr(part, name) for name in part.__dataclass_fields__ if name != "sources"))
    clients = tuple(client.name for client in knowledge().clients.values())
    return [text for text in found if not text.startswith(clients)]


def test_four_languages_are_spoken() -> None:
    """English, French, Hindi and Vietnamese."""
    assert knowledge().languages == ("en", "fr", "hi", "vi")


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_language_lacks_nothing(language: str) -> None:
    """Each page, pair, habit and sentence that English has is there, and nothing else."""
    translation = knowledge().translation(language)
    assert {(file, field) for file, field, _ in texts(translation)} == {
        (file, field) for file, field, _ in texts(ENGLISH)
    }


def test_the_language_identifier_knows_english() -> None:
    """The test below can fail: of our English sentences hardly any passes for another language."""
    sentences = [text for _, _, text in texts(ENGLISH) if len(prose(text)) >= LEAST_LETTERS][::5]
    for language in TRANSLATED:
        missed = [text for text in sentences if not is_english(text, language)]
        assert len(missed) < len(sentences) / 50, missed[:5]


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_english_is_left_in_an_answer(language: str) -> None:
    """No sentence of a translated answer, or of its details, is English."""
    translation = knowledge().translation(language)
    responder = Responder(knowledge(), default_language=language)
    left: set[str] = set()
    for number, meanings in translation.entries.items():
        said = told(responder.about((number,)).parts)
        said += [text for entry in meanings for text in told(lay_out_details(entry, translation, knowledge()))]
        left |= {text for text in said if is_english(text, language)}
    for pair in translation.pairs:
        left |= {text for text in told(responder.about(tuple(pair)).parts) if is_english(text, language)}
    for asked in ("", "4xx", "5xx", "742", "999999", "timeout", "what is the meaning of life"):
        left |= {
            text for text in told(responder.reply(asked, asked_language=language).parts) if is_english(text, language)
        }
    assert left == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translated_title_stands_beside_the_official_phrase(language: str) -> None:
    """The official phrase stays English; the title tells in one's own language what it says."""
    for number in (404, 409, 502):
        heading = Responder(knowledge(), default_language=language).about((number,)).text.splitlines()[0]
        entry, official = knowledge().translation(language).entry(number), ENGLISH.entry(number).phrase
        assert heading == f"{number} {official} · {entry.page.title}"
        assert entry.page.title != official


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_code_is_found_by_its_name_in_the_language(language: str) -> None:
    """Who asks in Hindi, French or Vietnamese by a code's own name gets that code."""
    responder = Responder(knowledge(), default_language=language)
    for number in (301, 401, 403, 404, 409, 429, 500, 502, 503):
        assert number in responder.reply(knowledge().translation(language).entry(number).page.title).answer.codes


def test_words_of_hindi_are_whole() -> None:
    """Vowel signs, joiners and the dot of borrowed sounds neither split a word nor make it another."""
    assert plain_words("रिक्वेस्ट बहुत बड़ी है") == ["रिक्वेस्ट", "बहुत", "बडी", "है"]
    assert plain_words("बड़ी") == plain_words("बडी")


def test_a_language_is_loaded_when_first_asked_for(tmp_path: Path) -> None:
    """A single language is not slowed by the others: what is wrong in French is not even seen by who reads English."""
    copy = Path(shutil.copytree(HERE, tmp_path / "knowledge"))
    (copy / "languages/fr/409.toml").write_text("broken", encoding="utf-8")
    assert Knowledge(copy).translation("en").entry(409).page == ENGLISH.entry(409).page


def test_the_language_asked_for_answers(tmp_path: Path) -> None:
    """`teapot ask --language fr` answers in French, and says so."""
    answer = json.loads(teapot("ask", "--json", "--language", "fr", "409", folder=tmp_path).stdout)
    assert answer["language"] == "fr"
    assert knowledge().translation("fr").entry(409).page.summary.split("`")[0] in answer["text"]


def test_a_fifth_language_is_started_and_finished_by_the_recipe(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`new-language` writes every file; `check` lists them until each is translated; then the bot speaks it."""
    copy = Path(shutil.copytree(HERE, tmp_path / "knowledge"))
    files = sorted(path.relative_to(copy / "languages/en") for path in (copy / "languages/en").glob("**/*.toml"))
    assert main(["new-language", "pl", str(copy)]) == 0
    assert f"{len(files)} files in languages/pl." in capsys.readouterr().out
    assert main(["check", str(copy)]) == 1
    assert capsys.readouterr().err.count("languages/pl/") == len(files)
    for file in files:
        shutil.copy(copy / "languages/fr" / file, copy / "languages/pl" / file)
    assert main(["check", str(copy)]) == 0
    reply = Responder(Knowledge(copy)).reply("409", asked_language="pl")
    assert reply.language == "pl"
    assert knowledge().translation("fr").entry(409).full_title in reply.text


@pytest.mark.parametrize(("name", "problem"), [("fr", "languages/fr exists"), ("Polski", "'Polski' is no language")])
def test_what_cannot_be_started_is_refused(capsys: pytest.CaptureFixture[str], name: str, problem: str) -> None:
    """A language that exists is not written over, and a name that is no code makes no folder."""
    assert main(["new-language", name]) == 1
    assert problem in capsys.readouterr().err
