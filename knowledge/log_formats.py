"""Recognise a line of an access log by its form, and read the status in it. Every pattern runs in linear time."""
# ruff: noqa: E501 - the form of a log is read best in one line

from __future__ import annotations

import re
from dataclasses import dataclass

_QUOTED = r'"(?:[^"\\\n]|\\.){0,4000}"'
_TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]{0,12}Z"

# The emitter named first wins; the combined format is Apache's, and nginx's default too
_FORMATS = tuple(
    (emitter, re.compile(pattern, re.MULTILINE))
    for emitter, pattern in (
        # AWS Application Load Balancer: type time elb client target three times elb_status target_status
        (
            "awselb",
            rf"^(?:https?|h2|grpcs?|wss?) {_TIME} \S{{1,200}} \S{{1,60}} \S{{1,60}}(?: -?[\d.]{{1,20}}){{3}} (?P<status>\d{{3}}) ",
        ),
        # Heroku's router: at=error code=H12 ... status=503
        (
            "heroku",
            r"\bat=(?:error|info|warning) [^\n]{0,2000}?\b(?:dyno|connect|service)=[^\n]{0,2000}?\bstatus=(?P<status>\d{3})\b",
        ),
        # HAProxy: client [time] frontend backend/server timers status bytes cookies termination state
        (
            "haproxy",
            r"\[\d\d/[A-Z][a-z]{2}/\d{4}:[\d:.]{8,15}\] \S{1,100} \S{1,100}/\S{1,100} (?:[-+]?\d{1,9}/){2,5}[-+]?\d{1,9} (?P<status>\d{3}) ",
        ),
        # IIS, W3C extended: date time s-ip method uri query port user c-ip agent referer status substatus win32 time
        (
            "iis",
            r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \S{1,60} [A-Z]{3,10} \S{1,2000} \S{1,2000} \d{1,5} [^\n]{1,4000}? (?P<status>\d{3}) \d{1,3} \d{1,10} \d{1,10}\s*$",
        ),
        # Envoy and Istio: [time] "request" status flags details ...
        ("envoy", rf"^\[{_TIME}\] {_QUOTED} (?P<status>\d{{3}}) (?:-|[A-Z]{{2,5}}(?:,[A-Z]{{2,5}}){{0,5}}) "),
        ("envoy", r"\bresponse_flags?[=\":\s]{1,4}\S{1,20} [^\n]{0,2000}?\bstatus=(?P<status>\d{3})\b"),
        # Traefik's JSON
        ("traefik", r'"DownstreamStatus": ?(?P<status>\d{3})\b'),
        # Caddy's JSON
        ("caddy", r'"logger": ?"http\.log\.[^\n]{0,8000}?"status": ?(?P<status>\d{3})\b'),
        # Squid: time elapsed client TCP_DENIED/403 bytes method url
        ("squid", r"\bTCP_[A-Z_]{3,40}/(?P<status>\d{3}) \d"),
        # Rails
        ("rails", r"\bCompleted (?P<status>\d{3}) [A-Z][^\n]{0,80} in \d"),
        # common and combined
        (
            "apache",
            rf"^\S{{1,300}} \S{{1,100}} \S{{1,100}} \[[^\]\n]{{10,40}}\] {_QUOTED} (?P<status>\d{{3}}) (?:\d{{1,15}}|-)",
        ),
    )
)


@dataclass(frozen=True)
class LogLine:
    """A line of an access log: who writes such lines, and the status in it."""

    emitter: str
    status: int


def log_lines(text: str) -> list[LogLine]:
    """Return the access log lines in a text, those of one emitter."""
    for emitter, pattern in _FORMATS:
        found = [LogLine(emitter, int(match["status"])) for match in pattern.finditer(text)]
        if found:
            return found
    return []
