"""A Django application, with Django REST framework, that meets every habit we know of theirs."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from typing import Any

import django
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

settings.configure(
    SECRET_KEY="of no use",
    ALLOWED_HOSTS=["testserver"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "rest_framework"],
    MIDDLEWARE=["django.middleware.common.CommonMiddleware", "django.middleware.csrf.CsrfViewMiddleware"],
    DATABASES={},
    DATA_UPLOAD_MAX_MEMORY_SIZE=100,
    LOGGING_CONFIG=None,
    REST_FRAMEWORK={"UNAUTHENTICATED_USER": None},
)
django.setup()
logging.getLogger("django").setLevel(logging.CRITICAL)

# Django REST framework reads Django's settings while it is imported
from rest_framework import serializers  # noqa: E402
from rest_framework.authentication import BasicAuthentication, SessionAuthentication  # noqa: E402
from rest_framework.exceptions import APIException, Throttled  # noqa: E402
from rest_framework.permissions import IsAuthenticated  # noqa: E402
from rest_framework.request import Request  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.test import APIRequestFactory  # noqa: E402
from rest_framework.views import APIView  # noqa: E402

_to_raise: list[type[Exception]] = []


def _fail(_request: HttpRequest) -> HttpResponse:
    raise _to_raise[0]("refused")


urlpatterns = [
    path("body", csrf_exempt(lambda request: HttpResponse(request.body))),
    path("form", lambda _request: HttpResponse()),
    path("field", csrf_exempt(lambda request: HttpResponse(request.POST["name"]))),
    path("broken", csrf_exempt(lambda request: HttpResponse(json.loads(request.body)))),
    path("post", csrf_exempt(require_POST(lambda _request: HttpResponse()))),
    path("slash/", csrf_exempt(lambda _request: HttpResponse())),
    path("fail", _fail),
]


def client() -> Client:
    """Return a client that checks as a browser's request would be checked."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def raised(error: type[Exception]) -> int:
    """Return the status that an error of Django's becomes."""
    _to_raise[:] = [error]
    return int(client().get("/fail").status_code)


def csrf() -> int:
    """A form without its token."""
    return int(client().post("/form", {"name": "x"}).status_code)


def trailing_slash() -> int:
    """A route that ends in a slash, asked for without; even a POST is redirected."""
    answer = client().get("/slash")
    assert answer.headers["Location"] == "/slash/"
    assert client().post("/slash").status_code == 301
    return int(answer.status_code)


def trailing_slash_debug() -> int:
    """The same POST with `DEBUG`: an error that explains itself."""
    with override_settings(DEBUG=True):
        return int(client().post("/slash").status_code)


def host() -> int:
    """A host that is not in `ALLOWED_HOSTS`."""
    return int(client().get("/form", headers={"Host": "unknown.example"}).status_code)


def body_too_large() -> int:
    """More bytes than `DATA_UPLOAD_MAX_MEMORY_SIZE`."""
    return int(client().post("/body", "x" * 101, content_type="text/plain").status_code)


def wrong_method() -> int:
    """A method that the view does not take."""
    answer = client().get("/post")
    assert answer.headers["Allow"] == "POST"
    return int(answer.status_code)


def missing_field() -> int:
    """A field that is read and was not sent."""
    return int(client().post("/field", {"other": "1"}).status_code)


def broken_json() -> int:
    """What is no JSON, read with `json.loads`."""
    return int(client().post("/broken", "{", content_type="application/json").status_code)


HABITS = {
    "csrf": csrf,
    "trailing-slash": trailing_slash,
    "trailing-slash-debug": trailing_slash_debug,
    "host": host,
    "body-too-large": body_too_large,
    "wrong-method": wrong_method,
    "missing-field": missing_field,
    "broken-json": broken_json,
}


def rest_answer(
    handler: Callable[[Request], Any] = lambda request: request.data,
    *,
    authenticators: Sequence[type] = (),
    permissions: Sequence[type] = (),
    body: bytes = b"{}",
    media_type: str = "application/json",
) -> Response:
    """Return the answer of a view of Django REST framework to a `POST`."""

    class View(APIView):
        authentication_classes = authenticators
        permission_classes = permissions

        def post(self, request: Request) -> Response:
            return Response(handler(request))

    return View.as_view()(APIRequestFactory().generic("POST", "/", body, content_type=media_type))


def rest_raised(error: type[APIException]) -> int:
    """Return the status that an error becomes, where the authenticator has a challenge to offer."""

    def fail(_request: Request) -> None:
        raise error(1) if error is Throttled else error("refused")

    return int(rest_answer(fail, authenticators=[BasicAuthentication]).status_code)


def validation() -> int:
    """A serializer that refuses."""

    class Age(serializers.Serializer):
        age = serializers.IntegerField()

    return int(rest_answer(lambda _request: Age(data={"age": "old"}).is_valid(raise_exception=True)).status_code)


def no_challenge() -> int:
    """Nobody signed in: the first authenticator decides, and a session has no challenge while Basic has."""

    def answer(*authenticators: type) -> Response:
        return rest_answer(authenticators=authenticators, permissions=[IsAuthenticated])

    challenged = answer(BasicAuthentication, SessionAuthentication)
    assert challenged.status_code == 401
    assert "WWW-Authenticate" in challenged.headers
    return int(answer(SessionAuthentication, BasicAuthentication).status_code)


REST_HABITS = {
    "validation": validation,
    "broken-json": lambda: int(rest_answer(body=b"{").status_code),
    "media-type": lambda: int(rest_answer(body=b"x", media_type="text/csv").status_code),
    "no-challenge": no_challenge,
}
