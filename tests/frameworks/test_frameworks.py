"""Constants are importable, exceptions become the code we say, and habits are as we tell them."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Callable
from typing import Any

import pytest

from knowledge.load import knowledge
from tests.frameworks import django_app, fastapi_app, flask_app, node_server

FRAMEWORKS = knowledge().frameworks
PYTHON = [name for name, each in FRAMEWORKS.items() if each.language == "Python"]
CONSTANTS = [(written, number) for name in PYTHON for number, written in FRAMEWORKS[name].constants.items()]
RAISED: dict[str, Callable[[Any], int]] = {
    "werkzeug": flask_app.raised,
    "django": django_app.raised,
    "drf": django_app.rest_raised,
    "fastapi": fastapi_app.raised,
}
EXCEPTIONS = [
    (framework, dotted, number)
    for framework in RAISED
    for number, names in FRAMEWORKS[framework].exceptions.items()
    for dotted in names
]
HABITS: dict[str, dict[str, Callable[[], int]]] = {
    "werkzeug": flask_app.HABITS,
    "django": django_app.HABITS,
    "drf": django_app.REST_HABITS,
    "fastapi": fastapi_app.HABITS,
    "starlette": fastapi_app.STARLETTE_HABITS,
    "node": node_server.HABITS,
}
# Flask-WTF, which has the only CSRF check for Flask that we tell of, is no package of ours
ELSEWHERE = {("werkzeug", "csrf")}


def resolve(dotted: str) -> Any:
    """Return what a dotted name stands for: the longest module in it, then its attributes."""
    parts = dotted.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            found = getattr(found, part)
        return found
    raise ImportError(dotted)


@pytest.mark.parametrize(("written", "number"), CONSTANTS)
def test_a_constant_is_its_code(written: str, number: int) -> None:
    """What a Python framework calls a code can be imported, without a warning, and is that code."""
    value = resolve(f"http.{written}" if written.startswith("HTTPStatus.") else written)
    assert (value if isinstance(value, int) else value.status_code) == number


@pytest.mark.parametrize(("framework", "dotted", "number"), EXCEPTIONS)
def test_an_exception_becomes_its_code(framework: str, dotted: str, number: int) -> None:
    """An exception raised in a real application is answered with the code we say."""
    assert RAISED[framework](resolve(dotted)) == number


@pytest.mark.parametrize(
    ("framework", "habit", "number"),
    [(name, habit.id, habit.codes[0]) for name in HABITS for habit in FRAMEWORKS[name].habits],
)
def test_a_habit_is_as_we_tell_it(framework: str, habit: str, number: int) -> None:
    """The situation, made in a real application, is answered with the code that the habit names first."""
    if (framework, habit) in ELSEWHERE:
        pytest.skip("needs a package that the tests do not install")
    if framework == "node" and not shutil.which("node"):
        pytest.skip("Node.js is not installed")
    assert HABITS[framework][habit]() == number
