"""What the documents say is true: every command, setting, module and dependency stands in them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from bot.cli import parser
from knowledge.load import HERE, knowledge

ROOT = HERE.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_setting_is_documented() -> None:
    """The README's table has the variables that are read, and no other."""
    read = set(re.findall(r'reader\.\w+\(\s*"([A-Z_]+)"', (ROOT / "bot/settings.py").read_text(encoding="utf-8")))
    table = README.split("| variable |")[1].split("\n\n")[0]
    assert set(re.findall(r"`([A-Z]+(?:_[A-Z]+)*)`", table)) - {"INFO"} == read


def test_every_command_and_option_is_documented() -> None:
    """Each `teapot` command stands in the README with each of its options."""
    commands = next(action for action in parser()._actions if action.choices)  # noqa: SLF001 - argparse offers no other way
    assert isinstance(commands.choices, dict)
    for name, command in commands.choices.items():
        assert f"`teapot {name}" in README, name
        for option in command._option_string_actions:  # noqa: SLF001 - as above
            if option.startswith("--") and option != "--help":
                assert option in README, (name, option)


@pytest.mark.parametrize("target", re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
def test_every_make_target_is_documented(target: str) -> None:
    """What make can do stands in a document."""
    assert target == "clean" or f"make {target}" in README + CONTRIBUTING


def test_every_dependency_has_its_reason() -> None:
    """A dependency without a reason beside it is one too many."""
    needed = PROJECT["project"]["dependencies"] + PROJECT["project"]["optional-dependencies"]["dev"]
    for requirement in needed:
        name = re.split(r"[^\w-]", requirement)[0]
        assert name in CONTRIBUTING.lower(), name


def test_versions_are_pinned_with_hashes_and_no_host() -> None:
    """The constraints pin every package to one version and its hashes, and name no place to get it from."""
    for file in ("constraints.txt", "tests/constraints.txt"):
        text = (ROOT / file).read_text(encoding="utf-8")
        assert "://" not in text
        for block in re.split(r"\n(?=\w)", text):
            assert re.match(r"[\w.-]+==[\w.]+", block), block[:60]
            assert "--hash=sha256:" in block


def test_the_version_has_a_place_in_the_changelog() -> None:
    """What is released is described."""
    assert f"## {PROJECT['project']['version']}\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_emitters_in_the_readme_are_those_known() -> None:
    """The README names everybody whose codes are known."""
    used = {code.emitter for code in knowledge().codes.values() if code.emitter}
    for name in (knowledge().emitters[emitter].name for emitter in used):
        assert (
            name.replace("AWS Application Load Balancer", "AWS load balancers").lower()
            in " ".join(README.split()).lower()
        )


def test_links_between_documents_lead_somewhere() -> None:
    """Relative links and pictures exist."""
    for path in ROOT.glob("*.md"):
        for link in re.findall(r"\]\((?!https?://|#)([^)]+)\)", path.read_text(encoding="utf-8")):
            assert (Path(path.parent) / link).exists(), (path.name, link)
