"""The environment, read once into frozen settings; every problem is reported at once, never a secret's value."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

LogText = Literal["redacted", "none"]
LogFormat = Literal["text", "json"]

PORTS = range(65_536)
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
_SQLITE = "sqlite:///"


class SettingsError(ValueError):
    """Some settings cannot be used; `problems` says for each what to do."""

    def __init__(self, problems: list[str]) -> None:
        """Take every problem found."""
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Settings:
    """How this process runs. Field for field the environment variables listed in the README."""

    bot_token: str = ""
    signing_secret: str = ""
    app_token: str = ""
    api_url: str = "https://slack.com/api/"
    database: str = "teapot.db"
    host: str = "0.0.0.0"  # noqa: S104 - the documented default: a container's port is published by its platform
    port: int = 3000
    language: str = "en"
    log_text: LogText = "redacted"
    log_format: LogFormat = "text"
    log_level: str = "INFO"

    @property
    def uses_socket_mode(self) -> bool:
        """Tell whether Slack is reached over Socket Mode, which an app token switches on."""
        return bool(self.app_token)


def read(
    environment: Mapping[str, str] | None = None, folder: Path | None = None, *, for_slack: bool = False
) -> Settings:
    """Return the settings of `environment` over those of a `.env` file in `folder`.

    Raises SettingsError with every problem found, `for_slack` also with every token that is missing.
    """
    folder = folder or Path.cwd()
    values = {**_dotenv(folder / ".env"), **(os.environ if environment is None else environment)}
    reader = _Reader(values)
    settings = Settings(
        bot_token=reader.starting("SLACK_BOT_TOKEN", "xoxb-"),
        signing_secret=reader.text("SLACK_SIGNING_SECRET", ""),
        app_token=reader.starting("SLACK_APP_TOKEN", "xapp-"),
        api_url=reader.url("SLACK_API_URL", Settings.api_url),
        database=reader.database("DATABASE_URL", Settings.database),
        host=reader.text("HOST", Settings.host),
        port=reader.port("PORT", Settings.port),
        language=reader.text("TEAPOT_LANGUAGE", Settings.language).lower(),
        log_text="none" if reader.one_of("TEAPOT_LOG_TEXT", ("redacted", "none")) == "none" else "redacted",
        log_format="json" if reader.one_of("LOG_FORMAT", ("text", "json")) == "json" else "text",
        log_level=reader.one_of("LOG_LEVEL", ("INFO", *_LEVELS), upper=True),
    )
    problems = reader.problems + (_missing(settings) if for_slack else [])
    if problems:
        raise SettingsError(problems)
    return settings


def _missing(settings: Settings) -> list[str]:
    problems = []
    if not settings.bot_token:
        problems.append("SLACK_BOT_TOKEN is missing; copy the Bot User OAuth Token (xoxb-...) from the app's page.")
    if not settings.uses_socket_mode and not settings.signing_secret:
        problems.append(
            "SLACK_SIGNING_SECRET is missing; copy it from the app's Basic Information, "
            "or set SLACK_APP_TOKEN (xapp-...) for Socket Mode."
        )
    return problems


class _Reader:
    """Reads values one by one and collects what is wrong with them."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self.problems: list[str] = []

    def text(self, name: str, default: str) -> str:
        return self._values.get(name, "").strip() or default

    def starting(self, name: str, start: str) -> str:
        value = self.text(name, "")
        if value and not value.startswith(start):
            self.problems.append(f"{name} does not start with {start}; check that it is the right token.")
        return value

    def url(self, name: str, default: str) -> str:
        value = self.text(name, default)
        if not value.startswith(("http://", "https://")):
            self.problems.append(f"{name} is no http or https address; leave it out for Slack's own.")
        return value if value.endswith("/") else f"{value}/"

    def database(self, name: str, default: str) -> str:
        value = self.text(name, _SQLITE + default)
        if not value.startswith(_SQLITE) or value == _SQLITE:
            self.problems.append(f"{name} must name a SQLite file, as in sqlite:///teapot.db.")
        return value.removeprefix(_SQLITE)

    def port(self, name: str, default: int) -> int:
        value = self.text(name, str(default))
        if not value.isdecimal() or int(value) not in PORTS:
            self.problems.append(f"{name} is {value[:20]!r}; use a port from 0 to 65535.")
            return default
        return int(value)

    def one_of(self, name: str, choices: tuple[str, ...], *, upper: bool = False) -> str:
        value = self.text(name, choices[0])
        value = value.upper() if upper else value.lower()
        if value not in choices:
            listed = ", ".join(dict.fromkeys(choices))
            self.problems.append(f"{name} is {value[:20]!r}; use one of {listed}.")
            return choices[0]
        return value


def _dotenv(path: Path) -> dict[str, str]:
    """Return the `NAME=value` lines of a `.env` file; nothing where there is none."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return {}
    pairs = (
        line.removeprefix("export ").split("=", 1) for line in map(str.strip, lines) if "=" in line and line[0] != "#"
    )
    return {name.strip(): value.strip().strip("\"'") for name, value in pairs}
