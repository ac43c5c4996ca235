"""The `teapot` command."""

from __future__ import annotations

import argparse
import asyncio
import errno
import io
import json
import logging
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version

from bot import settings as settings_
from bot.settings import Settings, SettingsError
from knowledge.load import KnowledgeError, knowledge

DONE, FAILED, WRONG_USAGE = 0, 1, 2
PLAYGROUND_PORT = 8418


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns 0 when done, 1 when it failed and said why, 2 for wrong usage or settings."""
    for stream in (sys.stdin, sys.stdout):
        # what is piped may be no text at all, and a terminal may lack a character
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    parsed = parser().parse_args(arguments)
    try:
        return int(parsed.run(parsed))
    except BrokenPipeError:
        # whoever read our output has enough; Python would complain once more when it flushes at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except SettingsError as wrong:
        _complain(*wrong.problems)
        return WRONG_USAGE
    except (KnowledgeError, OSError) as problem:
        _complain(str(problem))
        return FAILED
    except KeyboardInterrupt:
        return DONE


def parser() -> argparse.ArgumentParser:
    """Return the commands and their options."""
    teapot = argparse.ArgumentParser(prog="teapot", description="Answers questions about HTTP status codes.")
    teapot.add_argument("--version", action="version", version=f"teapot {version('teapot')}")
    commands = teapot.add_subparsers(title="commands", required=True, metavar="COMMAND")

    play = commands.add_parser("play", help="try the bot in the browser, without a Slack account")
    play.add_argument(
        "--port", type=_port, default=PLAYGROUND_PORT, help=f"where the page is served ({PLAYGROUND_PORT})"
    )
    play.add_argument("--no-open", action="store_true", help="do not open the browser")
    play.set_defaults(run=_play)

    serve = commands.add_parser("serve", help="run the bot: Socket Mode with SLACK_APP_TOKEN, else HTTP on $PORT")
    serve.set_defaults(run=_serve)

    ask = commands.add_parser("ask", help="ask in the terminal; reads standard input when it is piped")
    ask.add_argument("question", nargs="*", help="a code, a name, or several to compare")
    ask.add_argument("--language", help="language of the answer")
    form = ask.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one answer object")
    form.add_argument("--jsonl", action="store_true", help="a line of JSON in, a line of JSON out")
    ask.add_argument("--log", action="store_true", help="write the question to the query log")
    ask.set_defaults(run=_ask)

    manifest = commands.add_parser("manifest", help="print the Slack app manifest")
    manifest.add_argument("--url", help="where Slack reaches the bot, as https://HOST; Socket Mode without it")
    manifest.set_defaults(run=_manifest)
    return teapot


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) not in settings_.PORTS:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is no port; use 0 to 65535")
    return int(text)


def _play(parsed: argparse.Namespace) -> int:
    from bot import play

    # the playground is its own Slack: only where rows go and how the process talks is taken from the environment
    settings = settings_.read()
    _set_up_logging(settings, least="WARNING")
    try:
        return _run(play.play(settings, knowledge(), port=parsed.port, opens_browser=not parsed.no_open))
    except OSError as problem:
        if problem.errno != errno.EADDRINUSE:
            raise
        another = f"teapot play --port {parsed.port + 1}"
        raise OSError(f"port {parsed.port} is taken; try: {another}") from None


def _serve(_parsed: argparse.Namespace) -> int:
    from bot import server
    from bot.socket_mode import SocketModeError

    settings = settings_.read(for_slack=True)
    _set_up_logging(settings)
    try:
        listening = server.listen(settings.host, settings.port)
    except OSError as problem:
        raise OSError(f"cannot listen on {settings.host}:{settings.port}: {problem.strerror}; set PORT.") from None
    try:
        return _run(server.serve(settings, knowledge(), listening))
    except SocketModeError as problem:
        _complain(str(problem))
        return FAILED


def _ask(parsed: argparse.Namespace) -> int:
    from bot import ask
    from bot.desk import Asked
    from bot.responder import Responder

    settings = settings_.read()
    known = knowledge()
    if parsed.language and parsed.language.split("-")[0].lower() not in known.languages:
        _complain(f"answering in English: there is no {parsed.language!r} yet, only {', '.join(known.languages)}.")
    if parsed.log and parsed.jsonl:
        raise SettingsError(["--log writes one question to the query log; it does not go with --jsonl."])
    responder = Responder(known, default_language=settings.language)
    if parsed.jsonl:
        lines = parsed.question or sys.stdin
        for line in ask.answer_lines(lines, responder, language=parsed.language):
            print(line, flush=True)
        return DONE
    text = " ".join(parsed.question) or ("" if sys.stdin.isatty() else sys.stdin.read())
    if parsed.log:
        asked = Asked(text=text, surface="cli", language=parsed.language)
        reply = asyncio.run(ask.answer_and_log(asked, responder, settings))
    else:
        reply = responder.reply(text, asked_language=parsed.language)
    if not reply:
        _complain(f"the question could not be written to {settings.database}; see DATABASE_URL.")
        return FAILED
    if parsed.json:
        print(json.dumps(ask.answer_object(reply), ensure_ascii=False))
    else:
        from bot import terminal

        terminal.show(reply.parts)
    return DONE


def _manifest(parsed: argparse.Namespace) -> int:
    from bot.manifest import manifest

    if parsed.url and not parsed.url.startswith("https://"):
        raise SettingsError(["--url must be an https address: Slack delivers to no other."])
    print(json.dumps(manifest(parsed.url), indent=2))
    return DONE


def _run(coroutine: object) -> int:
    import uvloop

    uvloop.run(coroutine)  # type: ignore[arg-type]
    return DONE


def _set_up_logging(settings: Settings, *, least: str = "DEBUG") -> None:
    from bot.log_format import set_up

    set_up(settings.log_format, max(settings.log_level, least, key=logging.getLevelNamesMapping().__getitem__))


def _complain(*problems: str) -> None:
    for problem in problems:
        print(f"teapot: {problem}", file=sys.stderr)
