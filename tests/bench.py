"""Measure what Teapot promises, each figure beside a reference started in the same run: `make bench`."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp

from bot.playground import Playground
from bot.server import listen
from knowledge.load import Knowledge, knowledge
from tests import signed
from tests.conftest import SECRET, until_ready

QUESTIONS = Path(__file__).parent / "data/questions_dev.jsonl"
MEMORY_QUESTIONS = 10_000
COMMANDS = 2_000
AT_ONCE = 32

# The least that a Bolt app over HTTP can do: the price of the framework, to measure ours against
ECHO = """
import sys, uvicorn
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
async def authorize(**_):
    return AuthorizeResult(enterprise_id=None, team_id="T0TEAPOT", bot_token="xoxb-1", bot_id="B1", bot_user_id="U1")
app = AsyncApp(signing_secret=sys.argv[1], authorize=authorize, process_before_response=True)
@app.command("/http")
async def echo(ack, command):
    await ack(text=command["text"])
uvicorn.run(AsyncSlackRequestHandler(app), host="127.0.0.1", port=int(sys.argv[2]), log_level="error", access_log=False)
"""


def main() -> None:
    """Measure everything and print it."""
    print(f"{len(questions())} dev questions in one process: {seconds_for_jsonl():.2f} s")
    one, all_ = seconds_to_load("en"), seconds_to_load(*knowledge().languages)
    print(f"facts and English: {one:.3f} s; facts and {len(knowledge().languages)} languages: {all_:.3f} s")
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure_server(Path(folder)))


def questions() -> list[str]:
    """Return the dev questions as JSON lines, those of a thread one by one."""
    lines = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    texts = [line["text"] if "text" in line else line["repeat"][0] * line["repeat"][1] for line in lines]
    return [json.dumps(text if isinstance(text, str) else text[-1]) for text in texts]


def seconds_for_jsonl() -> float:
    """Return how long `teapot ask --jsonl` takes for the dev questions, start included."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "bot", "ask", "--jsonl"]
    subprocess.run(command, input="\n".join(questions()), capture_output=True, check=True, text=True)
    return time.perf_counter() - started


def seconds_to_load(*languages: str) -> float:
    """Return the best of five times to read the facts and some languages, the first read of the files aside."""
    took = []
    for _ in range(5):
        started = time.perf_counter()
        read = Knowledge()
        for name in languages:
            read.translation(name)
        took.append(time.perf_counter() - started)
    return min(took)


async def measure_server(folder: Path) -> None:
    """Measure start, memory and speed of `teapot serve`."""
    async with Playground(signing_secret=SECRET) as slack, aiohttp.ClientSession() as session:
        environment = {
            "SLACK_BOT_TOKEN": "xoxb-playground",
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": slack.api_url,
            "DATABASE_URL": f"sqlite:///{folder / 'teapot.db'}",
            "HOST": "127.0.0.1",
        }
        started = time.perf_counter()
        async with server(["-m", "bot", "serve"], environment) as (process, url):
            await until_ready(url)
            print(f"process start to /readyz: {time.perf_counter() - started:.2f} s")
            await ask(session, url, MEMORY_QUESTIONS, spread=True)
            print(f"resident after {MEMORY_QUESTIONS:,} questions: {resident(process.pid):.0f} MB")
            ours = await ask(session, url, COMMANDS)
        async with server(["-c", ECHO, SECRET], {}) as (_, url):
            await until_answers(session, url)
            await ask(session, url, COMMANDS)
            echo = await ask(session, url, COMMANDS)
        print(f"a command at {AT_ONCE} at once: {ours:,.0f}/s, bare Bolt echo {echo:,.0f}/s, ratio {ours / echo:.2f}")


@contextlib.asynccontextmanager
async def server(
    arguments: list[str], environment: dict[str, str]
) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """Run a server on a free port."""
    with listen("127.0.0.1", 0) as found:
        port = str(found.getsockname()[1])
    more = [port] if arguments[0] == "-c" else []
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, *more, env={**os.environ, **environment, "PORT": port}
    )
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        await process.wait()


async def until_answers(session: aiohttp.ClientSession, url: str) -> None:
    """Wait until something listens."""
    while True:
        with contextlib.suppress(aiohttp.ClientConnectionError):
            async with session.get(url):
                return
        await asyncio.sleep(0.02)


async def ask(session: aiohttp.ClientSession, url: str, count: int, *, spread: bool = False) -> float:
    """Ask by command, `AT_ONCE` at a time; return answers a second, the median of five parts."""
    texts = [json.loads(line) for line in questions()] if spread else ["202 vs 409?"]
    rates = []
    for part in range(5):
        bodies = [signed.command(texts[(part + n) % len(texts)][:2000]) for n in range(count // 5)]
        waiting = iter(bodies)

        async def work(waiting: object = waiting) -> None:
            for body in waiting:  # type: ignore[attr-defined]
                headers = signed.headers(body)
                async with session.post(f"{url}/slack/events", data=body, headers=headers) as response:
                    assert response.status == 200
                    await response.read()

        started = time.perf_counter()
        await asyncio.gather(*(work() for _ in range(AT_ONCE)))
        rates.append(len(bodies) / (time.perf_counter() - started))
    return statistics.median(rates)


def resident(pid: int) -> float:
    """Return the resident memory of a process, in MB."""
    fields = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return int(fields["VmRSS"].split()[0]) / 1024


if __name__ == "__main__":
    main()
