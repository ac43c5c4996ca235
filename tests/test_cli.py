"""The `teapot` command, as people and programs run it."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot import settings
from bot.settings import Settings, SettingsError
from knowledge.load import HERE

ROOT = HERE.parent


def teapot(
    *arguments: str, folder: Path, typed: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command in an empty folder, with nothing of ours in the environment."""
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "TEAPOT_", "DATABASE"))
    }
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=typed if typed is not None else "",
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env={**clean, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment},
    )


def test_ask_draws_an_answer(tmp_path: Path) -> None:
    """A question in the terminal is answered with a table of differences, steps and links, and leaves no log."""
    done = teapot("ask", "202", "vs", "409?", folder=tmp_path)
    assert done.returncode == 0
    assert "202 Accepted vs 409 Conflict" in done.stdout
    assert "Caller resolves the clash" in done.stdout
    assert "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.10" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_ask_fits_a_narrow_terminal(tmp_path: Path) -> None:
    """In forty columns no line is longer, and the differences are a list."""
    done = teapot("ask", "202 vs 409?", folder=tmp_path, COLUMNS="40")
    assert max(map(len, done.stdout.splitlines())) <= 40
    assert "Caller resolves the clash" in done.stdout


def test_ask_reads_what_is_piped(tmp_path: Path) -> None:
    """What comes through a pipe is the question."""
    done = teapot("ask", "--json", folder=tmp_path, typed="< HTTP/1.1 502 Bad Gateway\n")
    assert json.loads(done.stdout)["codes"] == [502]


def test_ask_json_is_the_object_promised(tmp_path: Path) -> None:
    """The answer object has the fields that other programs rely on."""
    answer = json.loads(teapot("ask", "--json", "202 vs 409?", folder=tmp_path).stdout)
    text, blocks = answer.pop("text"), answer.pop("blocks")
    assert answer == {
        "kind": "comparison",
        "codes": [202, 409],
        "class": None,
        "language": "en",
        "emitter": None,
        "suggestions": [],
    }
    assert text.startswith("202 Accepted vs 409 Conflict")
    assert blocks[0]["type"] == "header"


def test_every_kind_has_its_object(tmp_path: Path) -> None:
    """Each kind of answer says what it is about, in the same fields."""
    expected: dict[str, dict[str, Any]] = {
        "403": {"kind": "code", "codes": [403]},
        "523": {"kind": "code", "codes": [523], "emitter": "cloudflare"},
        "4xx": {"kind": "class", "codes": [], "class": 4},
        "601": {"kind": "unknown_code", "codes": []},
        "the job is only queued, what do I return?": {"kind": "advice", "codes": [202]},
        "curl: (6) Could not resolve host: api.example.com": {"kind": "diagnosis", "codes": [], "emitter": "curl"},
        "what is the meaning of life": {"kind": "not_found", "codes": [], "suggestions": []},
        "hello": {"kind": "help", "codes": []},
    }
    told = teapot("ask", "--jsonl", folder=tmp_path, typed="\n".join(map(json.dumps, expected))).stdout
    for line, (question, fields) in zip(told.splitlines(), expected.items(), strict=True):
        answer = json.loads(line)
        assert {name: answer[name] for name in fields} == fields, question


def test_jsonl_answers_line_by_line(tmp_path: Path) -> None:
    """A line in, a line out, in order; a line that is no question says why and stops nothing."""
    lines = [
        '"404"',
        r'"\ud83d 405"',
        '{"text": "202 vs 409?", "locale": "fr-FR", "thread": "t1"}',
        "oops",
        "{}",
        "[" * 9999,
        '"4xx"',
    ]
    done = teapot("ask", "--jsonl", folder=tmp_path, typed="\n".join(lines))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer.get("codes") for answer in answers] == [[404], [405], [202, 409], None, None, None, []]
    assert [("error" in answer) for answer in answers] == [False, False, False, True, True, True, False]
    assert done.returncode == 0


def test_ask_logs_when_told(tmp_path: Path) -> None:
    """With `--log` the question has a row, of the surface `cli`."""
    teapot("ask", "--log", "404", folder=tmp_path)
    with contextlib.closing(sqlite3.connect(tmp_path / "teapot.db")) as database:
        assert database.execute("SELECT surface, text, codes FROM queries").fetchall() == [("cli", "404", "[404]")]


def test_a_log_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """`--log` ends with 1 and the file's name where the row cannot be written, and does not go with `--jsonl`."""
    done = teapot("ask", "--log", "404", folder=tmp_path, DATABASE_URL="sqlite:////nowhere/teapot.db")
    assert done.returncode == 1
    assert "could not be written to /nowhere/teapot.db" in done.stderr
    assert teapot("ask", "--log", "--jsonl", folder=tmp_path).returncode == 2


def test_unspoken_language_falls_back(tmp_path: Path) -> None:
    """A language that Teapot does not speak is answered in English, and both the object and a warning say so."""
    done = teapot("ask", "--json", "--language", "tlh", "404", folder=tmp_path)
    assert json.loads(done.stdout)["language"] == "en"
    assert "no 'tlh' yet" in done.stderr


def test_a_reader_that_has_enough_is_no_failure(tmp_path: Path) -> None:
    """`teapot ask --jsonl | head -1` ends without a word."""
    command = f"{sys.executable} -m bot ask --jsonl | head -1"
    done = subprocess.run(  # noqa: S602 - the pipe is what is tested
        command, shell=True, input='"404"\n' * 3000, capture_output=True, check=False, text=True, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert json.loads(done.stdout)["codes"] == [404]
    assert done.stderr == ""


def test_the_version_can_be_asked(tmp_path: Path) -> None:
    """`teapot --version` says which it is."""
    assert teapot("--version", folder=tmp_path).stdout.startswith("teapot 0.")


@pytest.mark.parametrize(
    "arguments", [[], ["brew"], ["ask", "--json", "--jsonl"], ["play", "--port", "tea"], ["play", "--port", "70000"]]
)
def test_wrong_usage_is_2(tmp_path: Path, arguments: list[str]) -> None:
    """What the command does not understand ends with 2 and the usage."""
    done = teapot(*arguments, folder=tmp_path)
    assert done.returncode == 2
    assert "usage: teapot" in done.stderr


def test_serve_lists_every_missing_setting(tmp_path: Path) -> None:
    """Without tokens `teapot serve` ends with 2 and names all that is missing."""
    done = teapot("serve", folder=tmp_path, PORT="abc")
    assert done.returncode == 2
    assert "PORT is 'abc'" in done.stderr
    assert "SLACK_BOT_TOKEN is missing" in done.stderr
    assert "SLACK_SIGNING_SECRET is missing" in done.stderr


def test_serve_says_when_the_port_is_taken(tmp_path: Path) -> None:
    """A port in use is a sentence, not a traceback."""
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s", "HOST": "192.0.2.1"}
    done = teapot("serve", folder=tmp_path, **tokens)
    assert done.returncode == 1
    assert "cannot listen on 192.0.2.1:3000" in done.stderr
    assert "Traceback" not in done.stderr


def test_manifest_in_the_repository_is_current() -> None:
    """`deploy/manifest.json` is what `teapot manifest` prints."""
    printed = teapot("manifest", folder=ROOT).stdout
    assert (ROOT / "deploy/manifest.json").read_text(encoding="utf-8") == printed


def test_manifest_for_http_names_one_url(tmp_path: Path) -> None:
    """With `--url` everything is delivered to one address; without it, over Socket Mode to none."""
    manifest = json.loads(teapot("manifest", "--url", "https://teapot.example.com/", folder=tmp_path).stdout)
    url = "https://teapot.example.com/slack/events"
    assert manifest["features"]["slash_commands"][0]["url"] == url
    assert manifest["settings"]["event_subscriptions"]["request_url"] == url
    assert manifest["settings"]["interactivity"]["request_url"] == url
    assert manifest["settings"]["interactivity"]["message_menu_options_url"] == url
    assert not manifest["settings"]["socket_mode_enabled"]
    assert "url" not in json.loads(teapot("manifest", folder=tmp_path).stdout)["features"]["slash_commands"][0]
    assert teapot("manifest", "--url", "http://plain.example", folder=tmp_path).returncode == 2


def test_manifest_keeps_slacks_limits() -> None:
    """Name, descriptions and events are within what Slack takes, and scopes are the least that work."""
    manifest = json.loads((ROOT / "deploy/manifest.json").read_text(encoding="utf-8"))
    shown = manifest["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 175 <= len(shown["long_description"]) <= 4000
    scopes = manifest["oauth_config"]["scopes"]
    assert scopes["bot_optional"] == ["users:read"]
    assert set(scopes["bot"]) - {"users:read"} == {"app_mentions:read", "chat:write", "commands", "im:history"}
    assert manifest["settings"]["event_subscriptions"]["bot_events"] == ["app_mention", "message.im"]


def test_settings_are_read_from_environment_and_dotenv(tmp_path: Path) -> None:
    """The environment wins over `.env`; quotes, comments and `export` are understood there."""
    (tmp_path / ".env").write_text(
        "# tokens\nexport SLACK_BOT_TOKEN='xoxb-file'\nSLACK_SIGNING_SECRET=\"file\"\nPORT=4000\nnonsense\n"
    )
    read = settings.read({"SLACK_BOT_TOKEN": "xoxb-real", "DATABASE_URL": "sqlite:////var/lib/t.db"}, tmp_path)
    assert (read.bot_token, read.signing_secret, read.port) == ("xoxb-real", "file", 4000)
    assert read.database == "/var/lib/t.db"


def test_defaults_are_those_documented(tmp_path: Path) -> None:
    """An empty environment gives the documented defaults."""
    assert settings.read({}, tmp_path) == Settings()


def test_every_wrong_setting_is_told_at_once_without_its_secret(tmp_path: Path) -> None:
    """All problems come together, each with what to do, and no token's value among them."""
    wrong = {
        "SLACK_BOT_TOKEN": "s3cr3t-1",
        "SLACK_APP_TOKEN": "s3cr3t-2",
        "SLACK_API_URL": "ftp://slack",
        "DATABASE_URL": "mysql://root:s3cr3t-3@db/x",
        "PORT": "99999",
        "TEAPOT_LOG_TEXT": "all",
        "LOG_FORMAT": "xml",
        "LOG_LEVEL": "loud",
    }
    with pytest.raises(SettingsError) as caught:
        settings.read(wrong, tmp_path)
    assert [problem.split()[0] for problem in caught.value.problems] == list(wrong)
    assert "s3cr3t" not in str(caught.value)
