"""What Teapot knows about HTTP status codes. It knows nothing of Slack, nor of databases."""
