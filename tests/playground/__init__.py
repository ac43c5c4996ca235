"""The playground plays Slack's side as Slack does, so that what works here works there."""
