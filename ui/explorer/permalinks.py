"""Paths that name something of the graph, such as ``/claim/monograph-012``, lead to the page that shows it.

They are what the IRIs of the graph have after their host, so that a resolver can send a reader on to an explorer. A
page has one name and parameters; every other address would show an empty page or a message about files.
"""

from __future__ import annotations

from typing import NamedTuple

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.explorer.frame.addresses import PLACES, address


class _Shown(NamedTuple):
    """The page that shows a kind of thing, the parameter that names the thing, and what precedes the name there."""

    page: str
    parameter: str
    prefix: str = ""


_SHOWN = {
    "claim": _Shown("evidence", "claim"),
    "evidence": _Shown("evidence", "claim"),
    "entity": _Shown("entity", "entity", "drugkg:"),
    "links": _Shown("links", "entity", "drugkg:"),
    "source": _Shown("sources", "document"),
    "sources": _Shown("sources", "document"),
    "proposition": _Shown("agreement", "proposition", "prop:"),
    "disagreement": _Shown("agreement", "disagreement"),
    "query": _Shown("query", "query"),
}
"""First part of a path → what the rest of it names; the IRIs of the graph have the singular, the pages the plural."""

_OF_THE_SERVER = ("_stcore", "static", "media", "component", "vendor")
"""First parts of the paths that the server of the pages itself answers."""


def place_of(path: str) -> str | None:
    """Return where a path leads that is not the address of a page.

    :param path: below the root of the explorer, without a slash at its ends
    :returns: the address of a page, relative to that root; ``None`` if the path is that of a page or of the server

    >>> place_of("claim/monograph-012")
    'evidence?claim=monograph-012'
    >>> place_of("entity/baclofen")
    'entity?entity=drugkg%3Abaclofen'
    >>> place_of("overview")
    ''
    >>> place_of("valproate/dosing")
    'search?words=valproate+dosing'
    >>> place_of("evidence") is None
    True
    """
    first, _, rest = path.partition("/")
    if first in _OF_THE_SERVER or path == "" or (path in PLACES and address(path)):
        return None
    if path in PLACES:
        return address(path)
    shown = _SHOWN.get(first)
    if shown:
        return address(shown.page, **({shown.parameter: shown.prefix + rest} if rest else {}))
    if first == "reference" and rest:
        return address("query", query="claims-citing", **{"p.work": f"ref:{rest}"})
    return None if "." in path else address("search", words=path.replace("/", " "))


class Permalinks:
    """Redirects a browser that asks for a path which is not the address of a page.

    :param app: the explorer
    :param base: the path under which it is served, without a slash at its ends
    """

    def __init__(self, app: ASGIApp, base: str) -> None:
        self._app = app
        self._base = f"/{base}/" if base else "/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request.

        :param scope: what is asked for
        :param receive: what else the browser sends
        :param send: takes the answer
        """
        place = self._place(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        await (self._app if place is None else RedirectResponse(place))(scope, receive, send)

    def _place(self, scope: Scope) -> str | None:
        """Return where to go, relative to the path that is asked for: a proxy may serve the explorer elsewhere."""
        path: str = scope["path"]
        accepted = dict(scope["headers"]).get(b"accept", b"")
        if b"text/html" not in accepted or not path.startswith(self._base):
            return None
        place = place_of(path.removeprefix(self._base).strip("/"))
        if place is None:
            return None
        up = "../" * path.removeprefix(self._base).count("/") or "./"
        kept = scope["query_string"].decode("latin-1")
        return up + place + (f"{'&' if '?' in place else '?'}{kept}" if kept else "")
