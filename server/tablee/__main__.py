"""The command line: `tablee serve` and, later, its other commands."""

import argparse
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from tablee.client_files import client_dir


def main(arguments: list[str] | None = None) -> None:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(prog="tablee")
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="serve workshops to browsers")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--data", type=Path, default=Path("tablee-data"))
    chosen = parser.parse_args(arguments)
    uvicorn.run(_app(client_dir()), host=chosen.host, port=chosen.port)


def _app(client: Path) -> Starlette:
    async def home(_: Request) -> PlainTextResponse:
        return PlainTextResponse("Tablée")

    return Starlette(
        routes=[Route("/", home), Mount("/static", StaticFiles(directory=client))],
    )


if __name__ == "__main__":
    main()
