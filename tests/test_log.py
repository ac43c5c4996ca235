"""The query log: durable rows, one writer, nothing secret in it, readable with the usual tools."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.log import Claim, Row
from bot.log.redact import MOST_STORED, redact
from bot.log.sqlite import SqliteLog

# The table that other programs rely on
CONTRACT = (
    "id", "asked_at", "team_id", "channel_id", "user_id", "thread_ts", "surface", "language", "text", "kind", "codes",
    "score", "duration_us", "event_id",
)  # fmt: skip


def row(event_id: str | None = None, text: str = "404") -> Row:
    """Return a row such as a direct message leaves."""
    return Row(
        asked_at="2026-11-20T10:00:00.000+00:00",
        surface="dm",
        language="en",
        text=text,
        kind="code",
        codes="[404]",
        score=None,
        duration_us=90,
        event_id=event_id,
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the database is to be."""
    return tmp_path / "teapot.db"


@pytest.fixture
async def log(path: Path) -> AsyncIterator[SqliteLog]:
    """Open a query log."""
    opened = await SqliteLog(str(path)).open()
    yield opened
    await opened.close()


def stored(path: Path) -> list[tuple[object, ...]]:
    """Return the event ids in the table."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT event_id FROM queries ORDER BY id").fetchall()


async def test_the_table_is_the_one_promised(log: SqliteLog, path: Path) -> None:
    """The columns are those of the contract, `event_id` is unique, and sqlite-utils reads the rows as they are."""
    await log.add(row("Ev1"))
    with contextlib.closing(sqlite3.connect(path)) as connection:
        table = Database(connection)["queries"]
        assert tuple(table.columns_dict) == CONTRACT
        assert ["event_id"] in [index.columns for index in table.indexes if index.unique]  # type: ignore[union-attr]
        (only,) = table.rows
    assert json.loads(only["codes"]) == [404]


async def test_many_rows_at_once_are_all_kept(log: SqliteLog, path: Path) -> None:
    """Five hundred rows added at the same time are durable once `add` returns, in far fewer commits."""
    assert all(await asyncio.gather(*(log.add(row(f"Ev{n}")) for n in range(500))))
    assert len(stored(path)) == 500


async def test_an_event_has_one_row(log: SqliteLog, path: Path) -> None:
    """A second row for an event changes nothing; rows without an event are all kept."""
    for event_id in ("Ev1", "Ev1", None, None):
        assert await log.add(row(event_id))
    assert stored(path) == [("Ev1",), (None,), (None,)]


async def test_a_claim_belongs_to_one(log: SqliteLog) -> None:
    """An event is ours, then taken; released, it is ours again; with its row it is answered."""
    assert await log.claim("Ev1") is Claim.OURS
    assert await log.claim("Ev1") is Claim.TAKEN
    await log.release("Ev1")
    assert await log.claim("Ev1") is Claim.OURS_AGAIN
    await log.add(row("Ev1"))
    assert await log.claim("Ev1") is Claim.ANSWERED


async def test_two_processes_share_a_database(log: SqliteLog, path: Path) -> None:
    """A second log on the same file sees the first one's claims and rows."""
    other = await SqliteLog(str(path)).open()
    claims = await asyncio.gather(*(each.claim(f"Ev{n}") for n in range(40) for each in (log, other)))
    assert claims.count(Claim.OURS) == 40
    assert claims.count(Claim.TAKEN) == 40
    await other.close()


async def test_a_claim_outlived_by_its_lease_is_ours_again(log: SqliteLog, path: Path) -> None:
    """A claim that nobody finished is taken over once its time is up, and known to be a second attempt."""
    await log.claim("Ev1")
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE claims SET until = until - 11")
    assert await log.claim("Ev1") is Claim.OURS_AGAIN


async def test_a_locked_database_keeps_rows_for_later(log: SqliteLog, path: Path) -> None:
    """While somebody holds the database rows wait in memory, claims are unknown, and afterwards every row is there."""
    await log.add(row("Ev1"))
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as blocker:
        blocker.execute("BEGIN EXCLUSIVE")
        assert not await log.add(row("Ev2"))
        assert await log.claim("Ev3") is Claim.UNKNOWN
        assert not await log.is_open()
        blocker.execute("ROLLBACK")
    assert await log.add(row("Ev4"))
    assert sorted(stored(path)) == [("Ev1",), ("Ev2",), ("Ev4",)]


async def test_a_full_database_loses_nothing_it_can_hold(log: SqliteLog, path: Path) -> None:
    """Rows that do not fit are kept and written once there is room."""
    await log.add(row("Ev1"))
    await asyncio.to_thread(lambda: None)
    await log._do(lambda c: c.execute("PRAGMA max_page_count = 1"), otherwise=None)  # noqa: SLF001 - the one way to fill a disk without filling one
    large = "x" * 50_000
    assert not await log.add(row("Ev2", large))
    # a new connection has the room again, as a disk has that somebody cleared
    async with asyncio.timeout(5):
        while len(stored(path)) < 2:
            await log.add(row("Ev3"))
            await asyncio.sleep(0.05)
    assert ("Ev2",) in stored(path)


async def test_a_database_that_cannot_be_opened_is_waited_for(tmp_path: Path) -> None:
    """Where the folder is missing the log says so, keeps rows, and writes them when the folder is there."""
    path = tmp_path / "missing" / "teapot.db"
    log = await SqliteLog(str(path)).open()
    assert not await log.is_open()
    assert not await log.add(row("Ev1"))
    path.parent.mkdir()
    assert await log.add(row("Ev2"))
    await log.close()
    assert sorted(stored(path)) == [("Ev1",), ("Ev2",)]


async def test_a_file_that_was_moved_away_is_made_anew(log: SqliteLog, path: Path) -> None:
    """When somebody moves the database away while we run, rows go on being kept, in a new one."""
    await log.add(row("Ev1"))
    await asyncio.to_thread(path.rename, path.with_suffix(".old"))
    assert await log.add(row("Ev2"))
    assert stored(path) == [("Ev2",)]


async def test_what_cannot_be_stored_stops_nothing(log: SqliteLog, path: Path) -> None:
    """A value that SQLite cannot hold is refused alone; the writer goes on."""
    claimed, added = await asyncio.gather(log.claim(2**70), log.add(row("Ev1")))  # type: ignore[arg-type]
    assert claimed is Claim.UNKNOWN
    assert added
    assert stored(path) == [("Ev1",)]


async def test_closing_waits_a_moment_for_a_locked_database(log: SqliteLog, path: Path) -> None:
    """Rows that wait for a lock are written on the way out, if it is gone within a second."""
    await log.add(row("Ev1"))
    other = await SqliteLog(str(path)).open()
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as blocker:
        blocker.execute("BEGIN EXCLUSIVE")
        assert not await other.add(row("Ev2"))
        closing = asyncio.ensure_future(other.close())
        await asyncio.sleep(0.6)
        blocker.execute("ROLLBACK")
    await closing
    assert ("Ev2",) in stored(path)


async def test_closing_writes_what_waits(path: Path) -> None:
    """Rows in the writer's hands are written before the file is closed."""
    log = await SqliteLog(str(path)).open()
    adding = [asyncio.ensure_future(log.add(row(f"Ev{n}"))) for n in range(50)]
    await asyncio.sleep(0)
    await log.close()
    await asyncio.gather(*adding)
    assert len(stored(path)) == 50


SECRETS = [
    ("Authorization: Bearer abcdef123456.xyz", "abcdef123456"),
    ("authorization=Basic dXNlcjpwYXNz", "dXNlcjpwYXNz"),
    ('curl -H "Authorization: token ghp_0123456789abcdefABCDEF0123456789abcd"', "ghp_0123456789"),
    ("Cookie: session=s3cr3tvalue; theme=dark", "s3cr3tvalue"),
    ("Set-Cookie: sid=abc123xyz; HttpOnly", "abc123xyz"),
    ("https://user:hunter2@example.com/", "hunter2"),
    ("https://api.example.com/x?access_token=FAKE-tok-77aa19&b=1", "FAKE-tok-77aa19"),
    ('{"password": "correct horse", "age": 3}', "correct horse"),
    ("password=correct-horse", "correct-horse"),
    ("DB_PASSWORD: 'p4ss word'", "p4ss word"),
    ("x-api-key: 1234567890abcdef", "1234567890abcdef"),
    ("xoxb-123456789012-abcdefghijkl", "123456789012-abcdefghijkl"),
    ("AKIAIOSFODNN7EXAMPLE is my key", "AKIAIOSFODNN7EXAMPLE"),
    ("<SignatureProvided>78ef9642c6987e3eec8dFAKE</SignatureProvided>", "78ef9642"),
    ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJmYWtlIn0.ZmFrZXNpZ25hdHVyZQ", "ZmFrZXNpZ25hdHVyZQ"),
    ("sk-FAKE0000000000000000notreal", "FAKE0000"),
    ("mail ada@example.com about it", "ada@example.com"),
    ("curl -u ada:hunter2 https://api.example.com", "hunter2"),
    ("--password hunter2", "hunter2"),
    ("my password is hunter2", "hunter2"),
    ("token abc123def456", "abc123def456"),
    ("redis://:s3cret@cache:6379", "s3cret"),
    ('Cookie: a="x"; session=zzz111', "zzz111"),
    ("SG.abcdefghij0123456789", "abcdefghij0123456789"),
    ("pass: hunter2", "hunter2"),
    ("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----", "MIIEvQIBADANBg"),
    ("commit 9fceb02d0ae598e95dc970b74767f19372d61af8", "9fceb02d0ae598e95dc970b74767f19372d61af8"),
]


@pytest.mark.parametrize(("text", "secret"), SECRETS)
def test_secrets_are_not_kept(text: str, secret: str) -> None:
    """Credentials, tokens, keys and addresses are hidden, wherever they stand."""
    assert secret not in redact(f"got 401 with {text} please help")


@pytest.mark.parametrize(
    "text", ["202 vs 409?", "payload to large", "why 502 from nginx on /api/orders?", "HttpStatus.NO_CONTENT"]
)
def test_questions_are_kept_as_they_are(text: str) -> None:
    """What is no secret can be read in the log."""
    assert redact(text) == text


def test_what_is_kept_is_bounded_and_storable() -> None:
    """At most 500 characters are kept, and half a character of an emoji does not break the database."""
    assert len(redact("hello " * 10_000)) == MOST_STORED
    assert redact("\ud83d 404").encode() == b"? 404"
