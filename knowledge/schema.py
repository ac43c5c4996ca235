"""The JSON Schema of the knowledge files, so that editors complete and check them while they are written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from knowledge.load import HERE
from knowledge.model import Client, Code, Emitter, Framework, Pair, Signatures, Source, Tongue
from knowledge.words import Habits, Language, Page, PairPage, SignaturePage

FOLDER = HERE / "schema"
_SHAPES: dict[str, type] = {
    "code": Code,
    "pair": Pair,
    "framework": Framework,
    "signatures": Signatures,
    "tongue": Tongue,
    "clients": dict[str, Client],
    "emitters": dict[str, Emitter],
    "sources": dict[str, Source],
    "page": Page,
    "pair-page": PairPage,
    "signature-page": SignaturePage,
    "habits": Habits,
    "language": Language,
}


def schemas() -> dict[Path, str]:
    """Return every schema file with the text it should have."""
    return {FOLDER / f"{name}.json": _text(msgspec.json.schema(shape)) for name, shape in _SHAPES.items()}


def write() -> list[Path]:
    """Write the schema files and return them."""
    FOLDER.mkdir(exist_ok=True)
    for path, text in schemas().items():
        path.write_text(text, encoding="utf-8")
    return list(schemas())


def _text(schema: dict[str, Any]) -> str:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
