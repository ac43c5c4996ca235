"""A Flask application that meets every habit we know of Flask's."""

from __future__ import annotations

from flask import Flask, Response, jsonify, request
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

JSON = {"Content-Type": "application/json"}


def _json() -> Response:
    return jsonify(request.get_json())


def client(error: type[HTTPException] = HTTPException) -> FlaskClient:
    """Return a client of an application whose `/fail` raises `error`."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 1_000

    def fail() -> str:
        raise error

    app.add_url_rule("/json", "json", _json, methods=["POST"])
    app.add_url_rule("/form", "form", lambda: request.form["name"], methods=["POST"])
    app.add_url_rule("/slash/", "slash", lambda: "", methods=["GET", "POST"])
    app.add_url_rule("/fail", "fail", fail)
    return app.test_client()


def raised(error: type[HTTPException]) -> int:
    """Return the status that an error becomes."""
    return client(error).get("/fail").status_code


def json_content_type() -> int:
    """JSON without its content type."""
    return client().post("/json", data="{}").status_code


def broken_json() -> int:
    """What is no JSON, under JSON's content type."""
    return client().post("/json", data="{", headers=JSON).status_code


def missing_form_field() -> int:
    """A field that is read and was not sent."""
    return client().post("/form", data={"other": "1"}).status_code


def wrong_method() -> int:
    """A method that the route has not."""
    answer = client().get("/form")
    assert "POST" in answer.headers["Allow"]
    return answer.status_code


def trailing_slash() -> int:
    """A route that ends in a slash, asked for without."""
    answer = client().post("/slash")
    assert answer.headers["Location"].endswith("/slash/")
    return answer.status_code


def body_too_large() -> int:
    """More bytes than `MAX_CONTENT_LENGTH`."""
    return client().post("/json", data=f'"{"x" * 2_000}"', headers=JSON).status_code


HABITS = {
    "json-content-type": json_content_type,
    "broken-json": broken_json,
    "missing-form-field": missing_form_field,
    "wrong-method": wrong_method,
    "trailing-slash": trailing_slash,
    "body-too-large": body_too_large,
}
