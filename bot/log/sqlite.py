"""The query log in SQLite: one writer thread owns the connection, and one commit serves everybody who waits."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import queue
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from bot.log import Claim, Last, Row
from bot.log.migrations import migrate

log = logging.getLogger(__name__)

LEASE_SECONDS = 10.0
"""How long an event belongs to whoever claimed it; shorter than Slack's first retry that comes after a pause, 60 s."""

MOST_WAITING = 10_000
"""Rows kept in memory while the database cannot be written; beyond that the oldest are dropped, which is logged."""

# Slack delivers an event for the last time after about six minutes
_FORGOTTEN_SECONDS = 3600
_BUSY_MILLISECONDS = 250
_PATIENCE_SECONDS = 1.0
_RETRY_SECONDS = 1.0
_LAST_SECONDS = 1.5
_COLUMNS = tuple(field.name for field in fields(Row))
_INSERT = (
    f"INSERT INTO queries ({', '.join(_COLUMNS)}) VALUES ({', '.join(f':{name}' for name in _COLUMNS)}) "  # noqa: S608
    "ON CONFLICT (event_id) DO NOTHING"
)

# in a thread whatever was asked there; outside threads, since a moment
_LAST = """
SELECT kind, codes, language, text FROM queries
WHERE channel_id = ? AND thread_ts IS ? AND codes != '[]' AND asked_at > ? ORDER BY id DESC LIMIT 1
"""

Work = Callable[[sqlite3.Connection], Any]


@dataclass(frozen=True)
class _Job:
    """Something to do in the next commit; `row` where it is a row, which is kept until it is written."""

    work: Work
    resolve: Callable[[Any], None]
    row: Row | None = None


class SqliteLog:
    """A query log in one SQLite file. Open it with `open()`; every method may be called from one event loop."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._waiting: deque[Row] = deque(maxlen=MOST_WAITING)
        self._connection: sqlite3.Connection | None = None
        self._opened: int | None = None
        self._thread = threading.Thread(target=self._write_jobs, name="query-log", daemon=True)

    async def open(self) -> SqliteLog:
        """Start the writer. A database that cannot be opened now is tried again with every write."""
        self._thread.start()
        await self.is_open()
        return self

    async def claim(self, event_id: str) -> Claim:
        """Take an event for `LEASE_SECONDS`; see `bot.log.QueryLog`."""
        return await self._do(lambda connection: _claim(connection, event_id), otherwise=Claim.UNKNOWN)  # type: ignore[no-any-return]

    async def release(self, event_id: str) -> None:
        """Give a claimed event back; who claims it next knows that an answer may have been posted."""
        await self._do(
            lambda c: c.execute("UPDATE claims SET until = ? WHERE event_id = ?", [time.time() - 1, event_id]),
            otherwise=None,
        )

    async def add(self, row: Row) -> bool:
        """Write a row; False where it is not yet durable, and the writer keeps it until it is."""
        return bool(await self._do(lambda connection: _insert(connection, row), otherwise=False, row=row))

    async def last(self, channel_id: str, thread_ts: str | None, *, since: datetime | None = None) -> Last | None:
        """Return the last answer in a conversation; see `bot.log.QueryLog`."""
        values = [channel_id, thread_ts, since.isoformat() if since else ""]
        row = await self._do(lambda connection: connection.execute(_LAST, values).fetchone(), otherwise=None)
        return Last(*row) if row else None

    async def is_open(self) -> bool:
        """Tell whether the database answers."""
        return bool(
            await self._do(lambda c: bool(c.execute("SELECT count(*) FROM claims").fetchone()), otherwise=False)
        )

    async def close(self) -> None:
        """Write what is waiting, and close the file."""
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)
        if self._waiting:
            log.error("rows lost: the database could not be written", extra={"rows": len(self._waiting)})

    async def _do(self, work: Work, *, otherwise: Any, row: Row | None = None) -> Any:  # noqa: ANN401 - what the work returns
        """Have the writer do `work` in its next commit. Returns `otherwise` if it fails or takes over a second."""
        if self._jobs.qsize() >= MOST_WAITING:
            log.error("the query log is stuck", extra={"row_lost": row is not None})
            return otherwise
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Any] = loop.create_future()

        def set_result(result: Any) -> None:  # noqa: ANN401 - as above
            if not done.done():
                done.set_result(result)

        def resolve(result: Any) -> None:  # noqa: ANN401 - as above
            with contextlib.suppress(RuntimeError):  # the loop may have closed meanwhile
                loop.call_soon_threadsafe(set_result, result)

        self._jobs.put(_Job(work, resolve, row))
        try:
            result = await asyncio.wait_for(done, _PATIENCE_SECONDS)
        except TimeoutError:
            return otherwise
        return otherwise if result is _FAILED else result

    def _write_jobs(self) -> None:
        """Commit jobs in groups until told to stop: whatever arrived during one commit shares the next."""
        stopping = False
        while not stopping:
            jobs = list(self._next_jobs())
            stopping = None in jobs
            self._commit([job for job in jobs if job])
        self._write_last_rows()
        self._forget_connection()

    def _write_last_rows(self) -> None:
        """Give a locked database a last chance to take what is waiting."""
        until = time.monotonic() + _LAST_SECONDS
        while self._waiting and time.monotonic() < until:
            self._commit([])

    def _next_jobs(self) -> Iterator[_Job | None]:
        with contextlib.suppress(queue.Empty):
            yield self._jobs.get(timeout=_RETRY_SECONDS if self._waiting else None)
            while True:
                yield self._jobs.get_nowait()

    def _commit(self, jobs: list[_Job]) -> None:
        """Do the jobs and write the rows that are waiting, all in one transaction."""
        try:
            connection = self._connect()
            with _transaction(connection):
                for row in self._waiting:
                    _attempt(functools.partial(_insert, row=row), connection)
                results = [_attempt(job.work, connection) for job in jobs]
            self._waiting.clear()
        except Exception as problem:  # noqa: BLE001 - the only writer outlives whatever a file system or a driver does
            log.warning("the query log cannot be written: %s", problem)
            results = [_FAILED] * len(jobs)
            self._keep([job.row for job in jobs if job.row])
            self._forget_connection()
        for job, result in zip(jobs, results, strict=True):
            job.resolve(result)

    def _keep(self, rows: list[Row]) -> None:
        dropped = len(self._waiting) + len(rows) - MOST_WAITING
        if dropped > 0:
            log.error("the query log is full: rows are lost", extra={"rows": dropped})
        self._waiting.extend(rows)

    def _connect(self) -> sqlite3.Connection:
        """Return the connection to the file that stands at our path now, which somebody may have moved away."""
        if self._connection and _inode(self._path) != self._opened:
            log.warning("the query log's file was replaced or removed; opening it anew")
            self._forget_connection()
        if self._connection is None:
            self._connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
            self._connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")
            migrate(Database(self._connection))
            self._opened = _inode(self._path)
        return self._connection

    def _forget_connection(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None


_FAILED = object()


def _attempt(work: Work, connection: sqlite3.Connection) -> Any:  # noqa: ANN401 - whatever the work returns
    """Do one job of a group; what is wrong with it alone must not undo the others."""
    try:
        return work(connection)
    except sqlite3.OperationalError:
        # locked or full: that concerns the whole group
        raise
    except Exception:
        log.exception("a row of the query log was refused")
        return _FAILED


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _insert(connection: sqlite3.Connection, row: Row) -> bool:
    connection.execute(_INSERT, asdict(row))
    if row.event_id:
        connection.execute("DELETE FROM claims WHERE event_id = ?", [row.event_id])
    return True


def _inode(path: str) -> int | None:
    try:
        return Path(path).stat().st_ino
    except OSError:
        return None


def _claim(connection: sqlite3.Connection, event_id: str) -> Claim:
    if connection.execute("SELECT 1 FROM queries WHERE event_id = ?", [event_id]).fetchone():
        return Claim.ANSWERED
    now = time.time()
    connection.execute("DELETE FROM claims WHERE until < ?", [now - _FORGOTTEN_SECONDS])
    held = connection.execute("SELECT until FROM claims WHERE event_id = ?", [event_id]).fetchone()
    if held and held[0] > now:
        return Claim.TAKEN
    connection.execute("INSERT OR REPLACE INTO claims (event_id, until) VALUES (?, ?)", [event_id, now + LEASE_SECONDS])
    return Claim.OURS_AGAIN if held else Claim.OURS
