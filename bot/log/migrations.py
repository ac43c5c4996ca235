"""The query log's tables, as migrations that run by themselves at start."""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database

Migration = Callable[[Database], None]
_MIGRATIONS: list[Migration] = []


def migration(change: Migration) -> Migration:
    """Register a change; changes run once each, in the order in which they stand here."""
    _MIGRATIONS.append(change)
    return change


@migration
def queries(database: Database) -> None:
    """One row per question asked."""
    database["queries"].create(  # type: ignore[union-attr]
        {
            "id": int, "asked_at": str,
            "team_id": str, "channel_id": str, "user_id": str, "thread_ts": str, "surface": str,
            "language": str, "text": str, "kind": str, "codes": str, "score": float, "duration_us": int,
            "event_id": str,
        },
        pk="id",
        not_null={"asked_at", "surface", "language", "kind", "codes", "duration_us"},
    )  # fmt: skip
    database["queries"].create_index(["event_id"], unique=True)  # type: ignore[union-attr]
    database["queries"].create_index(["asked_at"])  # type: ignore[union-attr]


@migration
def claims(database: Database) -> None:
    """Events being answered now, each until its lease runs out."""
    columns = {"event_id": str, "until": float}
    database["claims"].create(columns, pk="event_id", not_null={"until"})  # type: ignore[union-attr]


@migration
def conversations(database: Database) -> None:
    """Follow-ups are read with what was asked before in the same thread."""
    database["queries"].create_index(["channel_id", "thread_ts"])  # type: ignore[union-attr]


def migrate(database: Database) -> None:
    """Bring the tables up to date, all or nothing. Two processes may start at the same moment."""
    connection = database.conn
    connection.execute("BEGIN IMMEDIATE")
    try:
        done = connection.execute("PRAGMA user_version").fetchone()[0]
        for change in _MIGRATIONS[done:]:
            change(database)
        connection.execute(f"PRAGMA user_version = {max(done, len(_MIGRATIONS))}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
