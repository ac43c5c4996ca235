"""A small Slack on localhost, for people without an account and for the tests."""

from bot.playground.server import Playground

__all__ = ["Playground"]
