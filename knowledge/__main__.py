"""Care of the knowledge files: check, schema and new-language."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from knowledge import check, new_language, schema
from knowledge.load import HERE

_NEXT = """Translate languages/{name}/language.toml first, then the pages; what stands in backticks stays as it is.
Set `edition` in each file to that of the English one when it is translated.
`python -m knowledge check` lists what is left. Add what people type to tests/conversations/{name}.toml."""


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns 0 when done, 1 when something is wrong and was said."""
    parser = argparse.ArgumentParser(prog="python -m knowledge", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    checking = commands.add_parser("check", help="find everything wrong in the knowledge files")
    checking.add_argument("folder", nargs="?", type=Path, default=HERE, help="another knowledge folder")
    checking.set_defaults(run=lambda parsed: _check(parsed.folder))
    writing = commands.add_parser("schema", help="write the JSON Schema for editors")
    writing.set_defaults(run=lambda _parsed: _schema())
    starting = commands.add_parser("new-language", help="start a language with the English files")
    starting.add_argument("name", help="its ISO 639 code: pl")
    starting.add_argument("folder", nargs="?", type=Path, default=HERE, help="another knowledge folder")
    starting.set_defaults(run=lambda parsed: _start(parsed.name, parsed.folder))
    parsed = parser.parse_args(arguments)
    return int(parsed.run(parsed))


def _check(folder: Path) -> int:
    found = check.problems(folder)
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


def _start(name: str, folder: Path) -> int:
    try:
        written = new_language.start(name, folder)
    except ValueError as refused:
        print(refused, file=sys.stderr)
        return 1
    print(f"{len(written)} files in languages/{name}.")
    print(_NEXT.format(name=name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
