"""A Node.js server that meets every habit we know of Node's own."""

from __future__ import annotations

import contextlib
import re
import socket
import subprocess
from collections.abc import Iterator

_LISTEN = ".listen(0, '127.0.0.1', function () { console.log(this.address().port) })"


@contextlib.contextmanager
def _serving(options: str) -> Iterator[int]:
    """Run a server that answers everything with an empty 200; yields its port."""
    program = f"require('http').createServer({options}, (request, response) => response.end()){_LISTEN}"
    command = ["node", "-e", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own program
        assert process.stdout
        yield int(process.stdout.readline())
        process.kill()


def _answered(request: bytes, options: str = "{}") -> int:
    """Return the status that the server sends for some bytes."""
    with _serving(options) as port, socket.create_connection(("127.0.0.1", port), 15) as wire:
        wire.sendall(request)
        status_line = wire.recv(65_536).split(b"\r\n")[0].decode()
    found = re.match(r"HTTP/1.1 (\d+)", status_line)
    assert found, status_line
    return int(found[1])


SLOW = "{requestTimeout: 1000, headersTimeout: 500, connectionsCheckingInterval: 200}"
HABITS = {
    "malformed-request": lambda: _answered(b"nonsense\r\n\r\n"),
    "missing-host": lambda: _answered(b"GET / HTTP/1.1\r\n\r\n"),
    "headers-too-large": lambda: _answered(b"GET / HTTP/1.1\r\nHost: a\r\nCookie: " + b"x" * 20_000 + b"\r\n\r\n"),
    "request-timeout": lambda: _answered(b"GET / HTTP/1.1\r\nHost: a\r\n", SLOW),
}
