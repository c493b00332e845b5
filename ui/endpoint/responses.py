"""Responses: one line of text for every error, and headers that hold for all pages."""

from __future__ import annotations

import logging
import re

from starlette.responses import HTMLResponse, PlainTextResponse, Response

from ontology.errors import UserError
from queries.errors import (
    AmbiguousNameError,
    ParameterError,
    QueryLimitError,
    QueryRefusedError,
    QuerySyntaxError,
    QueryTimeoutError,
    QueryTooLongError,
    StoreError,
    UnacceptableError,
    UnknownNameError,
)
from queries.store.address import printable
from ui.endpoint.admission import FullError
from ui.endpoint.requests_read import ProtocolError

RETRY_SECONDS = 5

_LOG = logging.getLogger("drugkg.endpoint")

_NOT_READ = "the graph cannot be read now: try again later; the log of the endpoint has the reason"
_RAISING = re.compile(r",? or raise the limit with [-\w]+")
_COMMAND = re.compile(r"[;:,] [^;:,`]*`drugkg [^`]*`[^;:,]*")
"""Advice on a command."""

_NOT_ACCEPTED = "none of the formats that you accept can hold this answer"

_STATUS: tuple[tuple[type[Exception], int], ...] = (
    (QuerySyntaxError, 400),
    (QueryTooLongError, 413),
    (QueryRefusedError, 403),
    (QueryTimeoutError, 504),
    (QueryLimitError, 422),
    (UnacceptableError, 406),
    (UnknownNameError, 404),
    (AmbiguousNameError, 400),
    (ParameterError, 400),
    (StoreError, 503),
    (UserError, 400),
)

PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
    "Referrer-Policy": "no-referrer",
}


def error_response(error: Exception) -> Response:
    """Return the response for an error.

    :param error: what went wrong
    :returns: its status and one line of text
    :raises Exception: the same error, if it is none of a user
    """
    if isinstance(error, ProtocolError):
        return line(error.status, _for_clients(error.message))
    if isinstance(error, FullError):
        return busy()
    for kind, status in _STATUS:
        if isinstance(error, kind):
            if status == 503:  # the message names places on this machine
                _LOG.error("the graph cannot be read: %s", error)
                response = line(503, _NOT_READ)
                response.headers["Retry-After"] = str(RETRY_SECONDS)
                return response
            return line(status, _for_clients(str(error)) if status != 406 else _NOT_ACCEPTED)
    raise error


def busy() -> Response:
    """Return the response for a request that must be sent again later.

    :returns: 503 with the seconds to wait
    """
    response = line(503, "too many queries are running and waiting: try again later")
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _for_clients(message: str) -> str:
    """Return a message without the commands, options and variables that clients of an endpoint do not have."""
    message = message.replace(": allow it with --federate", " by this endpoint")
    message = message.replace("`drugkg query --list` lists them", "/query lists them")
    return _COMMAND.sub("", _RAISING.sub("", message))


def line(status: int, message: str) -> Response:
    """Return one line of text.

    :param status: the HTTP status
    :param message: the text
    :returns: the response
    """
    return PlainTextResponse(printable(message, 1000) + "\n", status, headers={"Cache-Control": "no-store"})


def page(html: str, status: int = 200) -> Response:
    """Return a page.

    :param html: the page, with all data escaped
    :param status: the HTTP status
    :returns: the response, which forbids everything from elsewhere
    """
    return HTMLResponse(html, status, headers=PAGE_HEADERS)


def data(content: bytes, media_type: str) -> Response:
    """Return data in a negotiated format.

    :param content: the bytes
    :param media_type: their format
    :returns: the response
    """
    if media_type.startswith("text/"):
        media_type += "; charset=utf-8"
    return Response(content, headers={"Content-Type": media_type, "Vary": "Accept"})
