"""One browser's worth of HTTP."""

import inspect

import uvicorn

from tablee.client.http import IDLE_S


def test_an_unused_connection_is_left_before_the_server_closes_it() -> None:
    """What is written into one that is just being closed is lost, and may not be sent anew."""
    kept = inspect.signature(uvicorn.Config).parameters["timeout_keep_alive"].default
    assert kept > IDLE_S * 2
