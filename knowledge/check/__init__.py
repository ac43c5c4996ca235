"""Rules across knowledge files: everything wrong is found at once, and phrased as a next step."""

from __future__ import annotations

from pathlib import Path

from knowledge.check import facts, parity, words
from knowledge.load import ENGLISH, HERE, Knowledge, KnowledgeError


def problems(folder: Path = HERE) -> list[str]:
    """Return everything that breaks a rule, each with file, value and what to do. Empty when all is well."""
    found: list[str] = []
    knowledge = Knowledge(folder, unusable=found)
    found += facts.problems(knowledge)
    try:
        english = knowledge.translation(ENGLISH)
    except KnowledgeError:
        return found
    for name in knowledge.languages:
        try:
            translation = knowledge.translation(name)
        except KnowledgeError:
            continue
        rules = [*words.problems(translation, knowledge), *parity.problems(translation, english)]
        found += [f"languages/{name}/{problem}" for problem in rules]
    return found
