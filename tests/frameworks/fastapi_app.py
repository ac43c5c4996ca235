"""A FastAPI application that meets every habit we know of FastAPI's and Starlette's."""

from __future__ import annotations

import warnings
from collections.abc import Callable

from fastapi import Depends, FastAPI
from fastapi.security import HTTPBearer
from fastapi.testclient import TestClient
from pydantic import BaseModel
from starlette import status

JSON = {"Content-Type": "application/json"}


class Item(BaseModel):
    """What the application takes and gives."""

    price: int


def _store(item: Item) -> Item:
    return item


def _show(number: int) -> int:
    return number


def _nothing() -> dict[str, str]:
    return {}


def client(error: Callable[[], Exception] = RuntimeError) -> TestClient:
    """Return a client of an application whose `/fail` raises `error`."""
    app = FastAPI()

    def fail() -> None:
        raise error()

    app.post("/items")(_store)
    app.get("/items/{number}")(_show)
    app.get("/me", dependencies=[Depends(HTTPBearer())])(_nothing)
    app.get("/answer", response_model=Item)(lambda: {"price": "high"})
    app.post("/slash/")(_nothing)
    app.get("/fail")(fail)
    return TestClient(app, raise_server_exceptions=False, follow_redirects=False)


def raised(error: Callable[[list[object]], Exception]) -> int:
    """Return the status that a validation error becomes."""
    return client(lambda: error([])).get("/fail").status_code


def json_content_type() -> int:
    """JSON under another content type."""
    return client().post("/items", content='{"price": 1}', headers={"Content-Type": "text/plain"}).status_code


def bearer() -> int:
    """No token where `HTTPBearer` wants one."""
    answer = client().get("/me")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    return answer.status_code


def trailing_slash() -> int:
    """A route that ends in a slash, asked for without."""
    answer = client().post("/slash")
    assert answer.headers["Location"].endswith("/slash/")
    return answer.status_code


def wrong_method() -> int:
    """A method that the route has not."""
    answer = client().get("/items")
    assert answer.headers["Allow"] == "POST"
    return answer.status_code


def renamed() -> int:
    """A constant's former name still works, and warns."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        number = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    assert ["is deprecated" in str(each.message) for each in warned] == [True]
    return number


HABITS = {
    "broken-json": lambda: client().post("/items", content="{", headers=JSON).status_code,
    "validation": lambda: client().post("/items", json={"price": "high"}).status_code,
    "path-parameter": lambda: client().get("/items/abc").status_code,
    "json-content-type": json_content_type,
    "bearer": bearer,
    "response-model": lambda: client().get("/answer").status_code,
}
STARLETTE_HABITS = {"trailing-slash": trailing_slash, "wrong-method": wrong_method, "renamed": renamed}
