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
    "lock-holder",
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
    "with-lock-token",
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
GrpcCode = Literal[
    "OK",
    "CANCELLED",
    "UNKNOWN",
    "INVALID_ARGUMENT",
    "DEADLINE_EXCEEDED",
    "NOT_FOUND",
    "ALREADY_EXISTS",
    "PERMISSION_DENIED",
    "RESOURCE_EXHAUSTED",
    "FAILED_PRECONDITION",
    "ABORTED",
    "OUT_OF_RANGE",
    "UNIMPLEMENTED",
    "INTERNAL",
    "UNAVAILABLE",
    "DATA_LOSS",
    "UNAUTHENTICATED",
]
Header = Annotated[str, Meta(pattern=r"^[A-Z][A-Za-z-]+$")]
Status = Annotated[int, Meta(ge=100, le=999)]
# 000 of AWS's logs, 1015 of Cloudflare's pages, H12 of Heroku's logs, 404.13 of IIS
PlatformCode = Annotated[str, Meta(pattern=r"^(000|1\d{3}|[HR]\d\d|[45]\d\d\.\d{1,2})$")]
Number = Status | PlatformCode
Exchange = Annotated[str, Meta(min_length=12, max_length=900)]


class Record(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A frozen value whose unknown fields are errors."""


class Fact(Record, Generic[T], frozen=True):
    """One value and the source that settles it: a specification section, a name in `sources.toml`, or `teapot`."""

    is_: T = msgspec.field(name="is")
    source: str


class Facts(Record, frozen=True):
    """What is true of a code in every language. A missing fact does not apply, or no source settles it.

    `decided_by` are the request's headers that decide whether the code comes. gRPC's two directions differ:
    `grpc_sends` are the gRPC codes that become this status, `grpc_reads` what a gRPC client takes this status for.
    """

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
    client_sees: Fact[Status] | None = None
    decided_by: Fact[tuple[Header, ...]] | None = None
    grpc_sends: Fact[tuple[GrpcCode, ...]] | None = None
    grpc_reads: Fact[GrpcCode] | None = None


class Example(Record, frozen=True):
    """A request and the response to it, as they go over the wire."""

    request: Exchange
    response: Exchange


class Code(Record, frozen=True):
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


class Pair(Record, frozen=True):
    """Codes that people confuse, told apart by hand: a file of `pairs/`. `exchanges` show the difference."""

    codes: Annotated[tuple[Number, ...], Meta(min_length=2, max_length=4)]
    sources: Annotated[tuple[str, ...], Meta(min_length=1)]
    exchanges: tuple[Example, ...] = ()


class Habit(Record, frozen=True):
    """What a framework does with a code and people do not expect: the code it sends first, then those expected."""

    id: str
    codes: Annotated[tuple[Status, ...], Meta(min_length=1)]
    source: str


class Framework(Record, frozen=True):
    """What a framework calls the codes, and its habits: a file of `frameworks/`."""

    name: str
    language: str
    source: str
    constants: dict[Status, str] = msgspec.field(default_factory=dict)
    exceptions: dict[Status, tuple[str, ...]] = msgspec.field(default_factory=dict)
    habits: tuple[Habit, ...] = ()


class Repeat(Record, frozen=True):
    """Statuses that a client repeats, on the same terms: `5xx` are all of a class, no `methods` any method.

    `retry_after` is missing where the client pays no heed to the header.
    """

    statuses: tuple[Status | Literal["5xx"], ...]
    methods: tuple[str, ...] = ()
    retry_after: Literal["honoured", "needed"] | None = None

    def covers(self, number: Number) -> bool:
        """Tell whether the client repeats a code."""
        return number in self.statuses or ("5xx" in self.statuses and status_class(number) == 5)  # noqa: PLR2004 - 5xx


class Client(Record, frozen=True):
    """What a client repeats by itself: an entry of `clients.toml`. Not `by_default` where it must be told to."""

    name: str
    source: str
    by_default: bool
    repeats: tuple[Repeat, ...]

    def repeat(self, number: Number) -> Repeat | None:
        """Return on which terms the client repeats a code; None where it does not."""
        return next((repeat for repeat in self.repeats if repeat.covers(number)), None)


class Emitter(Record, frozen=True):
    """A server, platform or program: its display name, the words that name it in a question, and its marks.

    `marks` are texts that give it away wherever they stand in what was pasted: `server: cloudflare`. What a client
    such as curl prints is mostly another's answer.
    """

    name: str
    words: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    is_client: bool = False


class Signature(Record, frozen=True):
    """What gives a status and its cause away: texts that all stand in what was pasted, and of `any` at least one.

    `code` is the status the client gets, missing where there is none at all: a refused connection, a failed lookup.
    Without texts it is a symptom, known only by how people describe it.
    """

    id: str
    source: str
    code: Status | None = None
    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()


class Signatures(Record, frozen=True):
    """The signatures of one emitter: a file of `signatures/`."""

    signatures: tuple[Signature, ...]


class Tongue(Record, frozen=True):
    """A language that Teapot understands and does not speak: a file of `tongues/`.

    `words` give the language away, `versus` stand between things to compare, `asking` ask which status to return.
    """

    name: str
    words: tuple[str, ...]
    versus: tuple[str, ...]
    asking: tuple[str, ...]
    help: tuple[str, ...]
    names: dict[Status, tuple[str, ...]]
    situations: dict[Status, tuple[str, ...]]


class Source(Record, frozen=True):
    """Where a fact can be read."""

    title: str
    url: str


STATUSES = range(100, 600)
"""Every number that can be a status (RFC 9110 15)."""


def number_of(text: str) -> Number:
    """Return a number as knowledge files write it: 409, but "1015" and "H12", which are no statuses."""
    is_status = len(text) == 3 and text.isascii() and text.isdecimal() and text[0] != "0"  # noqa: PLR2004 - RFC 9110 15
    return int(text) if is_status else text


def status_of(number: Number) -> Number:
    """Return the HTTP status of an IIS sub-status, 404 of 404.13; any other number as it is."""
    status, dot, _ = str(number).partition(".")
    return int(status) if dot else number


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
