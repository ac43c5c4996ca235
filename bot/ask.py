"""Answer questions outside Slack: in the terminal, and for other programs as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from bot.blocks.draw import Layout
from bot.conversation import NOTHING_BEFORE, Context
from bot.desk import Asked, Desk
from bot.log.sqlite import SqliteLog
from bot.responder import Reply, Responder
from bot.settings import Settings


def answer_object(reply: Reply) -> dict[str, Any]:
    """Return a reply as the answer object that other programs rely on."""
    answer = reply.answer
    return {
        "kind": answer.kind,
        "codes": list(answer.reported),
        "class": answer.class_,
        "language": reply.language,
        "emitter": answer.emitter,
        "suggestions": [entry.number for entry in answer.suggestions],
        "text": reply.text,
        "blocks": reply.blocks(Layout.TABLE),
    }


def answer_lines(lines: Iterable[str], responder: Responder, *, language: str | None = None) -> Iterator[str]:
    """Yield one JSON line for each line: an answer object, or what is wrong with the line.

    Lines with the same `thread` are read one after another, as messages of a Slack thread are.
    """
    threads: dict[str, Context] = {}
    for line in lines:
        try:
            text, locale, thread = _read_line(line)
        except ValueError as problem:
            yield json.dumps({"error": str(problem)})
        else:
            context = threads.get(thread, NOTHING_BEFORE) if thread else NOTHING_BEFORE
            reply = responder.reply(text, asked_language=language, locale=locale, context=context)
            if thread and reply.answer.reported:
                threads[thread] = reply.context(text)
            yield json.dumps(answer_object(reply), ensure_ascii=False)


async def answer_and_log(asked: Asked, responder: Responder, settings: Settings) -> Reply | None:
    """Return the reply to a question that stands in the query log; None where it could not be written."""
    query_log = await SqliteLog(settings.database).open()
    try:
        if not await query_log.is_open():
            return None
        desk = Desk(responder, query_log, keeps_text=settings.log_text == "redacted")
        return await desk.answer(asked)
    finally:
        await query_log.close()


def _read_line(line: str) -> tuple[str, str | None, str | None]:
    """Return text, locale and thread of a line: a JSON string, or an object with a `text`."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError('not JSON; write a string, or {"text": "202 vs 409?"}') from None
    if isinstance(asked, str):
        return asked, None, None
    if isinstance(asked, dict) and isinstance(asked.get("text"), str):
        locale, thread = asked.get("locale"), asked.get("thread")
        return asked["text"], locale if isinstance(locale, str) else None, None if thread is None else str(thread)
    raise ValueError('no text in it; write a string, or {"text": "202 vs 409?"}')
