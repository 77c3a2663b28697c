"""What a browser keeps for when this server cannot be reached: a page, and a script to show it.

Only browsers that see the server over https, or on their own machine, keep any of it.
"""

from starlette.requests import Request
from starlette.responses import Response

from ..text import say
from .answers import language_of
from .pages import plain_page, script


async def page(request: Request) -> Response:
    """GET /offline: what is kept on the device, and that the page comes back by itself."""
    title = say(language_of(request), "offline.title")
    return plain_page(request, "offline.html", title=title, nonce=request.state.nonce)


async def worker(_: Request) -> Response:
    """GET /worker.js, for all the pages of the server."""
    return Response(script("worker.js"), media_type="text/javascript")
