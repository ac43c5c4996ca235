"""Care of the knowledge files: `python -m knowledge check` and `python -m knowledge schema`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from knowledge import check, schema
from knowledge.load import HERE, Knowledge, KnowledgeError


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns 0 when done, 1 when something is wrong and was said."""
    parser = argparse.ArgumentParser(prog="python -m knowledge", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    checking = commands.add_parser("check", help="find everything wrong in the knowledge files")
    checking.add_argument("folder", nargs="?", type=Path, default=HERE, help="another knowledge folder")
    checking.set_defaults(run=lambda parsed: _check(parsed.folder))
    writing = commands.add_parser("schema", help="write the JSON Schema for editors")
    writing.set_defaults(run=lambda _parsed: _schema())
    parsed = parser.parse_args(arguments)
    return int(parsed.run(parsed))


def _check(folder: Path) -> int:
    try:
        knowledge = Knowledge(folder)
        found = check.problems(knowledge)
    except KnowledgeError as unreadable:
        found = [str(unreadable)]
    for problem in found:
        print(problem, file=sys.stderr)
    if found:
        print(f"{len(found)} to mend.", file=sys.stderr)
        return 1
    print("All well.")
    return 0


def _schema() -> int:
    for path in schema.write():
        print(path.relative_to(HERE.parent))
    return 0


if __name__ == "__main__":
    sys.exit(main())
