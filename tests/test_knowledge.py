"""What Teapot knows, held against sources that we did not write; and the rules that keep it so."""

from __future__ import annotations

import ast
import csv
import http
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import werkzeug.exceptions

from knowledge import schema
from knowledge.__main__ import main
from knowledge.load import HERE, knowledge
from knowledge.search import plain_words

ENTRIES = knowledge().translation("en").entries
REGISTRY = list(csv.DictReader((Path(__file__).parent / "data/iana.csv").read_text(encoding="utf-8").splitlines()))


def names_of(number: int) -> set[str]:
    """Return everything a code is called, in plain words."""
    entry = ENTRIES[number][0]
    texts = (entry.code.phrase, entry.page.title, *entry.code.former_phrases, *entry.page.names)
    return {" ".join(plain_words(text)) for text in texts}


@pytest.mark.parametrize("row", REGISTRY, ids=lambda row: row["number"])
def test_every_registered_code_is_known(row: dict[str, str]) -> None:
    """Each of the registry's entries has its official phrase and the section that defines it."""
    entry = ENTRIES[int(row["number"])][0]
    assert entry.code.phrase == row["phrase"]
    assert entry.code.emitter is None
    assert entry.code.section.startswith(row["reference"])


def test_the_registry_has_64_entries() -> None:
    """The copy of the registry is whole, and nothing else claims to be registered."""
    assert len(REGISTRY) == 64
    registered = {number for number, group in ENTRIES.items() if group[0].code.emitter is None}
    assert registered == {int(row["number"]) for row in REGISTRY}


@pytest.mark.parametrize("status", http.HTTPStatus, ids=lambda status: str(status.value))
def test_pythons_names_are_known(status: http.HTTPStatus) -> None:
    """Every phrase of Python's `http.HTTPStatus` is a name of its code, though some are former ones."""
    assert " ".join(plain_words(status.phrase)) in names_of(status.value)


@pytest.mark.parametrize(("number", "error"), sorted(werkzeug.exceptions.default_exceptions.items()), ids=str)
def test_werkzeugs_names_are_known(number: int, error: type[werkzeug.exceptions.HTTPException]) -> None:
    """Every error of werkzeug has a name that belongs to its code."""
    assert " ".join(plain_words(error().name)) in names_of(number)


@pytest.mark.skipif(not shutil.which("node"), reason="Node.js is not installed")
def test_nodes_names_are_known() -> None:
    """Every phrase of Node's `http.STATUS_CODES` is a name of its code."""
    printed = subprocess.run(
        ["node", "-p", "JSON.stringify(require('http').STATUS_CODES)"],  # noqa: S607 - the node people have
        capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip
    phrases = {int(number): phrase for number, phrase in json.loads(printed).items()}
    unknown = {
        number: phrase
        for number, phrase in phrases.items()
        if number in ENTRIES and " ".join(plain_words(phrase)) not in names_of(number)
    }
    assert unknown == {}
    # 509 is no registered code; a page about it needs a vendor's word
    assert phrases.keys() - ENTRIES.keys() <= {509}


def test_what_rfc_9110_calls_cacheable_is_so() -> None:
    """The codes that may be cached by default are those of RFC 9110 15.1 and RFC 7725."""
    cacheable = {
        number
        for number, (entry, *_) in ENTRIES.items()
        if (fact := entry.code.facts.cached) and fact.is_ in {"by-default", "combines-parts"}
    }
    assert cacheable == {200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 451, 501}
    never = {
        number for number, (entry, *_) in ENTRIES.items() if (fact := entry.code.facts.cached) and fact.is_ == "never"
    }
    assert never == {428, 429, 431, 511}


def test_headers_that_a_status_must_carry() -> None:
    """The headers that specifications require are the ones we say."""
    must = {
        number: entry.code.facts.must_carry.is_
        for number, (entry, *_) in ENTRIES.items()
        if entry.code.facts.must_carry
    }
    assert (
        must.items()
        >= {
            101: ("Upgrade",),
            401: ("WWW-Authenticate",),
            405: ("Allow",),
            407: ("Proxy-Authenticate",),
            426: ("Upgrade",),
        }.items()
    )


def test_the_knowledge_keeps_its_own_rules(capsys: pytest.CaptureFixture[str]) -> None:
    """`python -m knowledge check` finds nothing to mend."""
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "All well.\n"


def test_editor_schemas_are_current() -> None:
    """The JSON Schema files say what the model says; `python -m knowledge schema` writes them."""
    for path, text in schema.schemas().items():
        assert path.read_text(encoding="utf-8") == text, path.name


def test_every_sentence_of_the_bot_is_said() -> None:
    """What `language.toml` gives the bot to say is used, and all that the bot says stands there."""
    code = "".join(path.read_text(encoding="utf-8") for path in HERE.parent.glob("bot/**/*.py"))
    said = set(re.findall(r"""say\(\s*["']([a-z_]+)["']""", code)) | {"same_for_all", "button_add"}
    choices = {"same_for_both", "unknown", "unknown_outside", "button_compare", "client_when_told", "client_needs"}
    assert said | choices == set(knowledge().translation("en").language.say)


def imports(path: Path) -> set[str]:
    """Return the modules that a file imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return named | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def test_the_layers_hold() -> None:
    """`knowledge` knows no `bot`, Slack or SQL; only `search` knows rapidfuzz, only `settings` the environment."""
    root = HERE.parent
    for path in [*root.glob("knowledge/**/*.py"), *root.glob("bot/**/*.py")]:
        names = {name.split(".")[0] for name in imports(path)}
        where = path.relative_to(root)
        if where.parts[0] == "knowledge":
            assert not names & {"bot", "slack_bolt", "slack_sdk", "sqlite3", "sqlite_utils", "aiohttp"}, where
        if "rapidfuzz" in names:
            assert str(where) == "knowledge/search.py"
        if "os.environ" in path.read_text(encoding="utf-8"):
            assert str(where) == "bot/settings.py"


def test_the_playground_is_slacks_side_alone() -> None:
    """The playground knows of the bot only the limits of Slack."""
    for path in (HERE.parent / "bot/playground").glob("*.py"):
        ours = {name for name in imports(path) if name.startswith(("bot", "knowledge"))}
        assert all(name == "bot.blocks" or name.startswith("bot.playground") for name in ours), path.name
