"""Draw answers in Slack's Block Kit."""
