"""What breaks a rule of the knowledge is found, all at once, and phrased as a next step."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from knowledge.__main__ import main
from knowledge.load import HERE, Knowledge, KnowledgeError, knowledge

ENGLISH = knowledge().translation("en")
PAGE, CLASH = ENGLISH.entry(409).page, ENGLISH.pairs[frozenset((401, 403))].page
CASE = ENGLISH.situations[409][-1]
FRENCH = knowledge().translation("fr").entry(409).page

EDITION = f"edition = {PAGE.edition}"

Case = tuple[str, str, str, str]
"""A file, what stands in it, what is written there instead, and part of what is said about it."""

FACTS: list[Case] = [
    (
        "codes/409.toml",
        'source = "teapot"',
        'source = "hearsay"',
        "409.toml: sender cites 'hearsay'; add it to sources",
    ),
    ("codes/409.toml", "see_also = [412", "see_also = [777", "409.toml: see_also names 777, which has no file"),
    ("codes/409.toml", "number = 409", "number = 469", "409.toml: number is 469; let the file's name begin with it"),
    ("codes/523.toml", 'emitter = "cloudflare"', 'emitter = "cloudfare"', "emitter 'cloudfare' has no name"),
    ("codes/999.toml", 'emitter = "linkedin"', 'emitter = "nginx"', "no signature has the emitter 'linkedin'; remove"),
    ("codes/409.toml", "HTTP/1.1 409", "HTTP/1.1 410", "no status line with 409"),
    ("sources.toml", "[IANA]", '[unread]\ntitle = "T"\nurl = "https://u.example"\n\n[IANA]', "nothing cites 'unread'"),
    ("pairs/401-403.toml", "codes = [401, 403]", "codes = [401, 777]", "401-403.toml: codes names 777, which has no"),
    ("pairs/401-403.toml", "codes = [401, 403]", "codes = [403, 401]", "401-403.toml: call it 403-401.toml"),
    ("pairs/401-403.toml", "codes = [401, 403]", "codes = [400, 422]", "tells the same codes apart; merge them"),
    ("pairs/401-403.toml", '"RFC 9110 15.5.2"', '"hearsay"', "401-403.toml: sources cites 'hearsay'"),
    ("frameworks/drf.toml", 'source = "drf-', 'source = "not-', "frameworks/drf.toml: source cites 'not-"),
    ("frameworks/drf.toml", "404 = ", "777 = ", "frameworks/drf.toml: it names 777, which has no file"),
    ("frameworks/drf.toml", 'id = "validation"', 'id = "vague"', "habits.toml: says nothing of drf.vague"),
    ("frameworks/drf.toml", 'id = "validation"', 'id = "vague"', "habits.toml: drf.validation is no habit"),
    ("clients.toml", 'source = "curl-retry"', 'source = "hearsay"', "clients.toml: curl cites 'hearsay'"),
    ("clients.toml", "statuses = [408, ", "statuses = [777, ", "clients.toml: curl names 777, which has no file"),
]
SIGNATURES: list[Case] = [
    ("signatures/nginx.toml", "code = 502", "code = 777", "signatures/nginx.toml: it names 777, which has no file"),
    ("signatures/nginx.toml", 'source = "nginx-upstream"', 'source = "hearsay"', "cites 'hearsay'; add it to sources"),
    (
        "signatures/nginx.toml",
        'id = "socket-missing"',
        'id = "connection-refused"',
        "two signatures are called connection-",
    ),
    ("signatures/nginx.toml", 'id = "socket-missing"', 'id = "vague"', "signatures/nginx.toml: says nothing of vague"),
    ("signatures/nginx.toml", 'id = "socket-missing"', 'id = "vague"', "there is no signature socket-missing"),
    ("languages/en/signatures/nginx.toml", 'cause = "', 'cause = "simply ', "cause says 'simply'; leave it out"),
    ("languages/fr/signatures/nginx.toml", "`proxy_pass`", "`proxypass`", "lacks `proxy_pass`"),
    ("tongues/es.toml", "404 = [", "777 = [", "tongues/es.toml: it names 777, which has no file"),
]
WORDS: list[Case] = [
    ("languages/en/409.toml", 'names = ["', 'names = ["not found", "', "both own the name 'not found'"),
    ("languages/en/409.toml", PAGE.label, "queued, not done yet", "both own the label 'queued, not done yet'"),
    ("languages/en/409.toml", PAGE.gist, "took the work and will do it later", "both own the gist"),
    ("languages/en/409.toml", 'gist = "', 'gist = "*really* ', "'*really*'; backticks are the only markup"),
    ("languages/en/409.toml", 'gist = "', 'gist = "has an `open tick and ', "a backtick that never closes"),
    ("languages/en/409.toml", 'choose = "', 'choose = "simply ', "says 'simply'; leave it out"),
    ("languages/en/409.toml", PAGE.gist, f"{PAGE.gist}.", "gist ends with a full stop"),
    ("languages/en/409.toml", PAGE.choose, PAGE.choose.rstrip("."), "choose needs a full stop"),
    ("languages/en/pairs/401-403.toml", CLASH.rule, f"{CLASH.rule} *Really*", "401-403.toml: rule has '*Really*'"),
    ("languages/en/pairs/401-403.toml", CLASH.rule, "Who are you, or may you: `401`.", "rule does not name 403"),
    ("languages/en/pairs/401-403.toml", "401 = ", "402 = ", "when and the pair's codes differ in 401"),
    ("languages/en/situations/409.txt", "\n", "\nabc\n", "situations/409.txt: write 4 to 240 characters: abc"),
    ("languages/en/situations/410.txt", "\n", f"\n{CASE}\n", "situations/: 409.txt and 410.txt both have"),
    ("languages/en/language.toml", 'nothing = "', 'none = "', "aspects.must_carry.values lacks nothing"),
    ("languages/en/language.toml", 'caller-polls = "', 'caller-poles = "', "lacks caller-polls"),
    ("languages/en/language.toml", 'caller-polls = "', 'caller-poles = "', "has caller-poles, which no fact may be"),
]
TRANSLATIONS: list[Case] = [
    (
        "languages/en/409.toml",
        EDITION,
        "edition = 90",
        f"fr/409.toml: translates {EDITION.replace(' =', '')}; bring it up to date",
    ),
    ("languages/fr/409.toml", "`ETag`", "`Etag`", "fr/409.toml: caller lacks `ETag`"),
    ("languages/fr/409.toml", "`ETag`", "`Etag`", "fr/409.toml: caller has `Etag`, which English has not"),
    ("languages/fr/409.toml", FRENCH.summary, PAGE.summary, "fr/409.toml: summary is still English; translate it"),
    ("languages/fr/409.toml", "when = [", 'when = ["Encore un cas.", ', "fr/409.toml: when has 4 texts, English 3"),
    ("languages/fr/language.toml", "{number}", "{numero}", "which English has not; technical tokens stay"),
    ("languages/fr/language.toml", "[say]", '[say]\nmore = "Encore"', "say.more has 1 texts, English 0"),
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy the facts and two languages, to be broken."""
    return copied(tmp_path, "en", "fr")


def copied(tmp_path: Path, *languages: str) -> Path:
    """Copy the facts and some languages."""
    others = [name for name in knowledge().languages if name not in languages]
    ignored = shutil.ignore_patterns("*.py", "__pycache__", *others)
    return Path(shutil.copytree(HERE, tmp_path / "knowledge", ignore=ignored, copy_function=os.link))


def write(path: Path, text: str) -> None:
    """Write a file of the copy; the original is the same file until then."""
    path.unlink(missing_ok=True)
    path.write_text(text, encoding="utf-8")


def together(cases: list[Case]) -> list[list[Case]]:
    """Return cases in as few groups as break each file once: a check takes a second, and finds everything at once."""
    groups: list[list[Case]] = []
    for case in cases:
        free = (group for group in groups if case[0] not in {file for file, *_ in group})
        group = next(free, None)
        if group is None:
            groups.append([case])
        else:
            group.append(case)
    return groups


@pytest.mark.parametrize("cases", together([*FACTS, *SIGNATURES, *WORDS, *TRANSLATIONS]))
def test_what_breaks_a_rule_is_found(copy: Path, capsys: pytest.CaptureFixture[str], cases: list[Case]) -> None:
    """Each rule finds its broken example, names the file and says what to do."""
    for file, old, new, _ in cases:
        text = (copy / file).read_text(encoding="utf-8")
        assert old in text
        write(copy / file, text.replace(old, new, 1))
    assert main(["check", str(copy)]) == 1
    found = capsys.readouterr().err
    assert [problem for *_, problem in cases if problem not in found] == []


def test_everything_wrong_is_found_at_once(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files that cannot be read do not hide each other, nor the rules that other files break."""
    (copy / "codes/409.toml").unlink()
    write(copy / "codes/404.toml", "number = ")
    write(copy / "languages/en/403.toml", "edition = 1")
    (copy / "languages/fr/410.toml").unlink()
    page = copy / "languages/en/429.toml"
    write(page, page.read_text(encoding="utf-8").replace('gist = "', 'gist = "simply ', 1))
    assert main(["check", str(copy)]) == 1
    found = capsys.readouterr().err
    for problem in (
        "see_also names 409, which has no file",
        "codes/404.toml: Invalid value",
        "languages/en/403.toml: Object missing required field `title`",
        "languages/fr/410.toml: missing; write it",
        "languages/en/429.toml: gist says 'simply'",
    ):
        assert problem in found


def test_a_language_that_cannot_be_read_is_named(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without its sentences a language cannot be checked, and the others are all the same."""
    write(copy / "languages/fr/language.toml", "edition = 1")
    write(copy / "languages/en/habits.toml", "edition = 1")
    assert main(["check", str(copy)]) == 1
    found = capsys.readouterr().err
    assert "languages/en/habits.toml: Object missing required field `habits`" in found


@pytest.mark.parametrize(("copied", "stray"), [("409.toml", "466.toml"), ("pairs/401-403.toml", "pairs/401-511.toml")])
def test_a_stray_page_is_found(copy: Path, capsys: pytest.CaptureFixture[str], copied: str, stray: str) -> None:
    """A page without facts is no knowledge."""
    shutil.copy(copy / "languages/en" / copied, copy / "languages/en" / stray)
    assert main(["check", str(copy)]) == 1
    assert f"languages/en/{stray}: there is no " in capsys.readouterr().err


def test_a_list_too_long_for_slack_is_found(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Steps that do not fit into one section are found before Slack refuses them."""
    page = copy / "languages/en/409.toml"
    lines = ", ".join(f'"{"x" * 230}{n}"' for n in range(5))
    text = page.read_text(encoding="utf-8")
    write(page, text.replace("causes = [", f"proxy = [{', '.join([lines] * 3)}]\ncauses = [", 1))
    assert main(["check", str(copy)]) == 1
    assert "409.toml: proxy has" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new"),
    [(EDITION, 'edition = "one"'), (EDITION, f"{EDITION}\nnickname = 3"), ('title = "', 'title = "" # "')],
)
def test_a_file_that_may_not_be_is_refused_at_load(copy: Path, old: str, new: str) -> None:
    """Wrong types, unknown fields and empty texts are refused, naming file and field."""
    page = copy / "languages/en/409.toml"
    write(page, page.read_text(encoding="utf-8").replace(old, new, 1))
    with pytest.raises(KnowledgeError, match=r"409\.toml: .*\$?"):
        Knowledge(copy).translation("en")
