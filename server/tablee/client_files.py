"""Where the built pages lie: inside the wheel, or in `web/dist/` of a source tree.

A source tree builds them when they are out of date, so that `uv run tablee` is as good as
`python3 server`; an installed wheel carries them and builds nothing.
"""

from pathlib import Path

_CARRIED = Path(__file__).parent / "_client"


def client_dir() -> Path:
    """The folder of the built pages, with vite's `.vite/manifest.json` inside.

    May take seconds in a source tree whose `web/` has changed: call it before serving.
    """
    if _CARRIED.is_dir():
        return _CARRIED
    import client_build

    return client_build.build()
