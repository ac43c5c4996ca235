"""What a knowledge file may say; a file that says anything else is refused at load."""

from __future__ import annotations

import re
from typing import Annotated, Generic, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

T = TypeVar("T")

Standing = Literal["standard", "experimental", "reserved", "temporary", "obsolete", "unused", "unofficial"]
Actor = Literal[
    "nobody",
    "both-switch",
    "caller-sends-rest",
    "caller-waits",
    "caller-prepares",
    "caller-polls",
    "caller-keeps-uploading",
    "caller-checks-bytes",
    "caller-applies-change",
    "caller-finishes-handshake",
    "caller-reloads",
    "person-logs-in",
    "caller-reads-parts",
    "caller-clears-form",
    "caller-follows",
    "caller-chooses",
    "caller-uses-copy",
    "caller-uses-new-address",
    "caller-corrects",
    "caller-signs-in",
    "caller-asks-access",
    "caller-pays",
    "caller-checks-address",
    "caller-drops-address",
    "caller-changes-method",
    "caller-changes-headers",
    "caller-shrinks",
    "caller-resolves",
    "caller-refetches",
    "caller-slows-down",
    "caller-reconnects",
    "caller-upgrades",
    "owner-debugs",
    "owner-builds",
    "owner-picks-another",
    "owner-adds-capacity",
    "owner-frees-space",
    "owner-mends-upstream",
    "owner-speeds-upstream",
    "owner-mends-network",
    "owner-mends-loop",
    "owner-mends-setup",
    "lawyers",
]
Again = Literal[
    "not-needed",
    "wait-for-final",
    "may-run-twice",
    "at-location",
    "use-copy",
    "new-connection",
    "after-handshake",
    "after-correction",
    "with-credentials",
    "other-credentials",
    "after-payment",
    "after-state-changes",
    "with-fresh-version",
    "with-condition",
    "as-a-whole",
    "other-method",
    "other-protocol",
    "smaller",
    "shorter",
    "failed-parts",
    "get-location",
    "once-it-exists",
    "once-built",
    "once-logged-in",
    "later",
    "if-harmless",
    "after-repair",
    "never",
    "not-on-its-own",
]
Cached = Literal["by-default", "if-marked", "never", "renews-copy", "combines-parts"]
Body = Literal["usual", "none", "must-not", "explains", "parts"]
Sender = Literal["any", "origin", "intermediary", "portal", "not-proxy", "log-only"]
RedirectMethod = Literal["kept", "may-become-get", "becomes-get"]
Permanence = Literal["permanent", "temporary"]
Grpc = Literal["OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED"]
Header = Annotated[str, Meta(pattern=r"^[A-Z][A-Za-z-]+$")]
Status = Annotated[int, Meta(ge=100, le=999)]
# 000 of AWS's logs, 1015 of Cloudflare's pages, H12 of Heroku's logs, 404.13 of IIS
PlatformCode = Annotated[str, Meta(pattern=r"^(000|1\d{3}|[HR]\d\d|[45]\d\d\.\d{1,2})$")]
Number = Status | PlatformCode
Short = Annotated[str, Meta(min_length=2, max_length=60)]
Line = Annotated[str, Meta(min_length=4, max_length=240)]
Paragraph = Annotated[str, Meta(min_length=20, max_length=900)]
Exchange = Annotated[str, Meta(min_length=12, max_length=900)]


class _Record(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A frozen value whose unknown fields are errors."""


class Fact(_Record, Generic[T], frozen=True):
    """One value and the source that settles it: a specification section, a name in `sources.toml`, or `teapot`."""

    is_: T = msgspec.field(name="is")
    source: str


class Facts(_Record, frozen=True):
    """What is true of a code in every language. A missing fact does not apply, or no source settles it."""

    standing: Fact[Standing]
    acts: Fact[Actor]
    again: Fact[Again]
    cached: Fact[Cached] | None = None
    body: Fact[Body] | None = None
    sender: Fact[Sender] | None = None
    method: Fact[RedirectMethod] | None = None
    permanence: Fact[Permanence] | None = None
    must_carry: Fact[tuple[Header, ...]] | None = None
    should_carry: Fact[tuple[Header, ...]] | None = None
    client_sees: Fact[int] | None = None


class Example(_Record, frozen=True):
    """A request and the response to it, as they go over the wire."""

    request: Exchange
    response: Exchange


class Code(_Record, frozen=True):
    """A status code, as one emitter means it: a file of `codes/`.

    `emitter` is missing where the IANA registry defines the code.
    `section` is where the code is defined; `sources.toml` gives it a link.
    """

    number: Number
    phrase: str
    section: str
    facts: Facts
    example: Example
    emitter: str | None = None
    former_phrases: tuple[str, ...] = ()
    see_also: tuple[Number, ...] = ()


class Page(_Record, frozen=True):
    """The words about one code in one language: a file of `languages/<language>/`.

    `edition` counts changes of meaning in English; elsewhere it names the English edition translated.
    `gist` completes a sentence that starts with the number; `choose` one that starts "Return it when".
    The first step of `caller` and of `owner` stands alone: a comparison shows only that one.
    """

    edition: Annotated[int, Meta(ge=1)]
    title: Short
    label: Annotated[str, Meta(min_length=3, max_length=40)]
    gist: Annotated[str, Meta(min_length=10, max_length=140)]
    look_for: Annotated[str, Meta(min_length=4, max_length=80)]
    summary: Annotated[str, Meta(min_length=20, max_length=240)]
    meaning: Paragraph
    when: Annotated[tuple[Line, ...], Meta(min_length=1, max_length=5)]
    causes: Annotated[tuple[Line, ...], Meta(min_length=1, max_length=6)]
    caller: Annotated[tuple[Line, ...], Meta(min_length=1, max_length=5)]
    owner: Annotated[tuple[Line, ...], Meta(min_length=1, max_length=5)]
    choose: Line
    proxy: tuple[Line, ...] = ()
    names: tuple[Short, ...] = ()


class Source(_Record, frozen=True):
    """Where a fact can be read."""

    title: str
    url: str


Words = Annotated[dict[str, str], Meta(min_length=1)]


class Aspect(_Record, frozen=True):
    """One row of a comparison: its heading, and the words for each value of the fact it shows."""

    heading: Short
    values: dict[str, Annotated[str, Meta(min_length=1, max_length=90)]] = {}


class Asking(_Record, frozen=True):
    """How people ask in a language, in lower case.

    `versus` stands between things to compare; a number after a word of `status` is a status, one after a word of
    `not_status` or before one of `units` is not; `filler` may stand around a name and means nothing.
    `everyday` are names that are everyday words too: they are names only alone, among the words of `defining`
    (what does it mean), or after one of `answering` (it returns it). `decoys` contain a name and mean something else.
    `class_words` make a class of the x00 before them: the 400 range. `joints` stand between numbers of one kind:
    port 80 or 443. With a word of `elsewhere` a name is another protocol's: ssh, permission denied.
    """

    versus: tuple[str, ...]
    status: tuple[str, ...]
    not_status: tuple[str, ...]
    units: tuple[str, ...]
    filler: tuple[str, ...]
    defining: tuple[str, ...]
    answering: tuple[str, ...]
    everyday: tuple[str, ...]
    decoys: tuple[str, ...]
    class_words: tuple[str, ...]
    joints: tuple[str, ...]
    elsewhere: tuple[str, ...]
    greetings: tuple[str, ...]
    help: tuple[str, ...]
    classes: dict[Annotated[str, Meta(pattern=r"^[1-5]$")], tuple[str, ...]]


class Language(_Record, frozen=True):
    """A language: its name, how people ask in it, and everything the bot says that is not about one code."""

    name: str
    asking: Asking
    classes: dict[Annotated[str, Meta(pattern=r"^[1-5]$")], Words]
    aspects: dict[str, Aspect]
    say: Words


STATUSES = range(100, 600)
"""Every number that can be a status (RFC 9110 15)."""


def status_class(number: Number) -> int | None:
    """Return 1 to 5 for an HTTP status (RFC 9110 15), None for a number that is none."""
    return number // 100 if isinstance(number, int) and number in STATUSES else None


_SPECIFICATION = re.compile(r"RFC (\d{3,5})(?: ([A-Z]?\d*(?:\.\d+)*))?")


def specification(name: str) -> Source | None:
    """Return the link of a specification section such as `RFC 9110 15.5.10`, or None for any other source."""
    found = _SPECIFICATION.fullmatch(name)
    if not found:
        return None
    number, section = found.groups()
    url = f"https://www.rfc-editor.org/rfc/rfc{number}"
    if not section:
        return Source(title=f"RFC {number}", url=url)
    return Source(title=f"RFC {number} §{section}", url=f"{url}#section-{section}")
