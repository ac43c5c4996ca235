"""What Slack, or a proxy in its place, says went wrong."""

from __future__ import annotations

from slack_sdk.errors import SlackApiError


def error_of(refusal: SlackApiError) -> str | None:
    """Return Slack's name for an error; None where a proxy answered in its place, with something else than JSON."""
    data = getattr(refusal.response, "data", refusal.response)
    error = data.get("error") if isinstance(data, dict) else None
    return error if isinstance(error, str) else None


def reason_of(problem: Exception) -> str | None:
    """Return why a call failed: Slack's name for its error, else the kind of problem on the way."""
    return error_of(problem) if isinstance(problem, SlackApiError) else type(problem).__name__
