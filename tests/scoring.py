"""Hold the answers to labelled questions against what they should be, kind by kind: `make questions`."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.conversation import NOTHING_BEFORE
from bot.responder import Reply, Responder
from knowledge.load import knowledge

DATA = Path(__file__).parent / "data"
Question = dict[str, Any]


@dataclass
class Score:
    """How many questions of a kind were answered as they should be, and which were not."""

    right: int = 0
    asked: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share answered right, 0 to 1."""
        return self.right / self.asked if self.asked else 1.0

    def count(self, question: Question, reply: Reply, *, is_right: bool) -> None:
        """Count one answer."""
        self.asked += 1
        self.right += is_right
        if not is_right:
            told = " -> ".join(texts(question))[-90:].replace("\n", " ")
            self.misses.append(f"{told!r}: {reply.answer.kind} {list(reply.answer.reported)} {reply.language}")


def labelled(file: str) -> list[Question]:
    """Return the questions of a file, each with its kind and the answer it expects."""
    return [json.loads(line) for line in (DATA / file).read_text(encoding="utf-8").splitlines()]


def scores(file: str, responder: Responder) -> dict[str, Score]:
    """Return the scores of each kind, and of what answers give beside the code: emitter, advice, language."""
    found: dict[str, Score] = defaultdict(Score)
    for question in labelled(file):
        reply, expected = replied(question, responder), question["expect"]
        for kind, is_right in judged(question["kind"], reply, expected, question.get("lang", "en")):
            found[kind].count(question, reply, is_right=is_right)
    return found


def texts(question: Question) -> list[str]:
    """Return what was typed, message after message."""
    text = question["text"] if "text" in question else question["repeat"][0] * question["repeat"][1]
    return text if isinstance(text, list) else [text]


def replied(question: Question, responder: Responder) -> Reply:
    """Return the reply to a question, or to the last message of a thread."""
    context, reply = NOTHING_BEFORE, responder.reply("")
    for text in texts(question):
        reply = responder.reply(text, context=context)
        if reply.answer.reported:
            context = reply.context(text)
    return reply


def judged(kind: str, reply: Reply, expected: dict[str, Any], language: str) -> Iterator[tuple[str, bool]]:
    """Yield what a question asks for, and whether the reply has it."""
    yield kind, is_right(reply, expected)
    if "emitter" in expected:
        yield f"{kind}, emitter", reply.answer.emitter == expected["emitter"]
    if "must_mention" in expected:
        said = reply.text.lower()
        yield f"{kind}, advice", all(word in said for word in expected["must_mention"])
    if kind == "multilingual" and language in knowledge().languages:
        yield f"{kind}, language", reply.language == language


def is_right(reply: Reply, expected: dict[str, Any]) -> bool:
    """Tell whether a reply is about what it should be; one code may be answered by an accepted alternative."""
    answer, codes = reply.answer, list(reply.answer.reported)
    if "class" in expected:
        return bool(answer.class_ == expected["class"])
    if expected.get("none_ok") and not codes:
        return True
    if expected.get("answer_lang", reply.language) != reply.language:
        return False
    if answer.kind != expected.get("reply", answer.kind):
        return False
    wanted = expected.get("codes", [])
    return codes == wanted or (len(codes) == len(wanted) == 1 and codes[0] in expected.get("also", []))


def main(files: list[str]) -> None:
    """Print the scores of files, and the questions that were not answered as they should be."""
    responder = Responder(knowledge())
    for file in files or ["questions_dev.jsonl"]:
        print(file)
        for kind, score in scores(file, responder).items():
            print(f"  {kind:24} {score.right:4} of {score.asked:4}  {100 * score.share:5.1f} %")
            for miss in score.misses:
                print(f"      {miss}")


if __name__ == "__main__":
    main(sys.argv[1:])
