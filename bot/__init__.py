"""Teapot, the Slack bot: it knows Slack, and asks `knowledge` about HTTP."""
