"""Sign payloads as Slack does, to say to the bot's door what the playground would not."""

from __future__ import annotations

import time
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

from tests.conftest import SECRET

FORM = "application/x-www-form-urlencoded"


def headers(body: str, *, timestamp: str | None = None, content_type: str = FORM) -> dict[str, str]:
    """Return the headers that sign `body`, now unless told when."""
    timestamp = timestamp or str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=timestamp, body=body)
    return {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature or "",
    }


def command(text: str, *, channel_name: str = "general") -> str:
    """Return the form body of a slash command."""
    return urlencode(
        {
            "command": "/http", "text": text, "team_id": "T0TEAPOT", "channel_id": "C0GENERAL",
            "channel_name": channel_name, "user_id": "U0ADA", "response_url": "http://localhost/", "trigger_id": "1",
        }
    )  # fmt: skip
