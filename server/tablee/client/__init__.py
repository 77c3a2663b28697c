"""A client of a running server, for the command line: HTTP, websocket and outbox."""
