"""Diagnose what was pasted: the status that failed, who sent it, and the known cause."""

from __future__ import annotations

import functools
import re
from dataclasses import replace

from bot.answer import Diagnosis, diagnosed
from bot.question import Question
from knowledge.diagnose import MOST_READ, Diagnostician, Traces
from knowledge.load import Knowledge, Translation
from knowledge.model import Number, Signature, status_of

_PASTED = re.compile(
    r"\n[^\n]+\n|[{}<>\[\]=|\\]{2}|\bHTTP/[\d.]{1,3} \d{3}\b|^[ \t]{0,20}[<>*] |^[ \t]{1,40}at "
    r"|\w(?:Error|Exception): ",
    re.MULTILINE,
)
_STACK_TRACE = re.compile(
    r"^Traceback \(most recent call last\)|^[ \t]{1,40}at [^\n]{1,400}:\d+\)|^goroutine \d+ \[", re.MULTILINE
)
_SHORTEST_PASTE = 12
_FEWEST_PASTED = 5
_LEAST_FAILURE = 400
_MOSTLY = 0.6


def diagnose(question: Question, pasted: str, translation: Translation, knowledge: Knowledge) -> Diagnosis | None:
    """Return what a pasted text gives away; None for what is no paste."""
    if len(pasted) < _SHORTEST_PASTE:
        return None
    pasted = pasted[:MOST_READ]
    is_line = "\n" not in pasted.strip()
    found = diagnostician(knowledge).traces(pasted)
    if not found.statuses and (is_line and not _may_be_pasted(question, pasted, found)):
        return None
    is_trace = bool(_STACK_TRACE.search(pasted))
    gives_away = found.signature or found.statuses or is_trace
    if not gives_away and not (_PASTED.search(pasted) and (found.emitter or question.numbers)):
        return None
    known = translation.known(found.signed_by or "", found.signature) if found.signature else None
    status = _status(question, found, translation)
    if status is None and not known and not is_trace:
        return None
    return replace(diagnosed(question.text, translation, known, status, found.emitter), is_pasted=True)


def _may_be_pasted(question: Question, pasted: str, found: Traces) -> bool:
    """Tell whether a single line may be a program's; several codes or a platform's own were typed by a person."""
    is_typed = len(question.numbers) > 1 or any(isinstance(number, str) for number in question.numbers)
    is_long = len(question.words) >= _FEWEST_PASTED and bool(found.signature or found.emitter)
    return not is_typed and (is_long or _is_little_else(pasted, found.signature))


def _is_little_else(pasted: str, signature: Signature | None) -> bool:
    """Tell whether a text is hardly more than the text of a signature: `net::ERR_CONNECTION_REFUSED`."""
    texts = (
        (text for text in (*signature.all, *signature.any) if text.casefold() in pasted.casefold()) if signature else ()
    )
    return max(map(len, texts), default=0) >= _MOSTLY * len(pasted.strip())


def _status(question: Question, found: Traces, translation: Translation) -> Number | None:
    """Return the status that failed: a log line's, one in the text, or the signature's."""
    entries = translation.entries
    told_of = [_seen(number, translation) for number in question.numbers]
    statuses = [n for n in (*found.statuses, *told_of) if n in entries]
    failed = [n for n in statuses if isinstance(n, int) and n >= _LEAST_FAILURE]
    told = found.signature.code if found.signature else None
    if told in statuses:
        return told
    return next(iter([*failed, *([told] if told else []), *statuses]), None)


def _seen(number: Number, translation: Translation) -> Number:
    """Return the status that the client saw where a platform's own code is named: 403 for Cloudflare's 1020."""
    entries = translation.entries.get(number)
    seen = entries[0].code.facts.client_sees if entries and isinstance(number, str) else None
    return seen.is_ if seen else status_of(number)


@functools.cache
def diagnostician(knowledge: Knowledge) -> Diagnostician:
    """Return what knows the signatures, made once, when first needed."""
    return Diagnostician(knowledge)
