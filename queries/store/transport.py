"""One HTTP exchange with an endpoint, within its limits: time, size, and the one host that may have the credentials."""

from __future__ import annotations

import time
import urllib.request
from base64 import b64encode
from contextlib import suppress
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse
from ssl import SSLCertVerificationError
from typing import Any, NamedTuple, NoReturn
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin

from queries.errors import (
    QuerySyntaxError,
    QueryTimeoutError,
    StoreBusyError,
    StoreError,
    StoreUnreachableError,
    syntax_error,
)
from queries.store.address import Address, in_ascii, parse_address, printable, server_of
from queries.store.interface import time_notice
from queries.store.limits import ANSWER_SIZE
from queries.store.stopping import nobody_waits, pause, stopper
from queries.store.watched import Http, Https, Watch

_CHUNK = 1 << 16
_PARTIAL = 206
_MOST_OF_A_REASON = 1 << 16
_MOST_REDIRECTS = 5
_CHALLENGE_SECONDS = 30.0
TRIES = 4
"""How often a request is sent to a server that is busy."""

_FIRST_WAIT = 0.5
"""Seconds before the second attempt, if the server does not say how long to wait; the next waits are twice as long."""

_LONGEST_WAIT = 60.0
"""Seconds that may pass between the first and the last attempt of a request without a time limit."""


class Reply(NamedTuple):
    """What an endpoint answered.

    :param body: the whole body
    :param headers: the header lines
    """

    body: bytes
    headers: Message


class Exchange:
    """Sends requests to one address.

    :param address: the address
    :param tries: how often a request is sent to a server that is busy
    """

    def __init__(self, address: Address, tries: int = TRIES) -> None:
        self._address = address
        self._tries = tries

    def send(self, request: urllib.request.Request, seconds: float) -> Reply:
        """Send a request and return the whole answer; send it again, within the time limit, if the server is busy.

        :param request: to the address
        :param seconds: the time limit, from the connection to the last byte; 0 for none
        :returns: the answer
        :raises StoreBusyError: when the server is busy for longer; other errors as for a single attempt
        """
        end = time.monotonic() + (seconds or _LONGEST_WAIT)
        for attempt in range(1, self._tries + 1):
            left = max(0.001, end - time.monotonic()) if seconds else 0.0
            try:
                return self._send_once(request, left, seconds)
            except StoreBusyError as busy:
                wait = busy.seconds if busy.is_told else _FIRST_WAIT * 2 ** (attempt - 1)
                if attempt == self._tries or time.monotonic() + wait >= end:
                    raise
                pause(wait)
        raise AssertionError("unreachable")

    def _send_once(self, request: urllib.request.Request, seconds: float, shown: float) -> Reply:
        """Send a request and return the whole answer.

        :param request: to the address
        :param seconds: the time that is left, from the connection to the last byte; 0 for no limit
        :param shown: the time limit as messages show it
        :returns: the answer
        :raises QueryTimeoutError: when the time limit is reached
        :raises StoreBusyError: when the server asks to come back later
        :raises QuerySyntaxError: when the server does not understand the query
        :raises StoreError: when the server cannot be reached, refuses, redirects elsewhere, or its answer is cut short
        """
        watch = Watch(seconds)
        within = stopper()
        try:
            if within is not None:
                within.at_work(watch)
            self._log_in(request)
            try:
                response = self._opener(watch).open(request, timeout=seconds or None)
            except HTTPError as error:
                if error.code != 401 or not self._answer_challenge(request):
                    raise
                error.close()
                response = self._opener(watch).open(request, timeout=seconds or None)
            with response:
                body = self._read(response)
            if watch.is_over:  # the end of the body is of our own making
                raise TimeoutError
            return Reply(body, response.headers)
        except Exception as error:
            if watch.is_over and isinstance(error, HTTPError):
                error.close()
            if watch.is_stopped:
                raise nobody_waits() from error
            if watch.is_over or isinstance(getattr(error, "reason", error), TimeoutError):
                raise QueryTimeoutError(time_notice(shown), shown) from error
            if isinstance(error, StoreError):
                raise
            self._explain(error, shown)
        finally:
            watch.end()
            if within is not None:
                within.at_work(None)

    def _log_in(self, request: urllib.request.Request) -> None:
        """Add the log-in to a request, if there is one."""
        size = len(request.data) if isinstance(request.data, bytes) else 0
        if self._address.user and size > _CHUNK and self._answer_challenge(request):
            return
        if self._address.user:
            words = b64encode(f"{self._address.user}:{self._address.password}".encode()).decode()
            request.add_unredirected_header("Authorization", f"Basic {words}")
        elif self._address.password:
            request.add_unredirected_header("Authorization", f"Bearer {self._address.password}")

    def _answer_challenge(self, request: urllib.request.Request) -> bool:
        """Add a digest log-in to a request, if the server wants one; return whether it does.

        It is asked by a short request without a log-in, as curl does: a server may close the connection before it has
        read a long body, and Virtuoso takes no digest in answer to the challenge that followed a basic log-in.
        """
        if not self._address.user:
            return False
        ask = urllib.request.Request(request.full_url, b"", request.headers, method=request.get_method())  # noqa: S310
        try:
            with urllib.request.build_opener(_SameHost(self._address.url)).open(ask, timeout=_CHALLENGE_SECONDS):
                return False
        except HTTPError as error:
            with error:
                wanted = error.headers.get("WWW-Authenticate", "")
        except (OSError, StoreError, HTTPException):
            return False  # the request itself will say what is wrong
        kind, _, rest = wanted.partition(" ")
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, self._address.url, self._address.user, self._address.password)
        handler: Any = urllib.request.HTTPDigestAuthHandler(passwords)
        try:
            challenge = urllib.request.parse_keqv_list(urllib.request.parse_http_list(rest))
            words = handler.get_authorization(request, challenge) if kind.casefold() == "digest" else None
        except (ValueError, KeyError):
            return False
        if words:
            request.add_unredirected_header("Authorization", f"Digest {words}")
        return bool(words)

    def _opener(self, watch: Watch) -> urllib.request.OpenerDirector:
        handlers: list[Any] = [Http(watch), Https(watch), _SameHost(self._address.url)]
        return urllib.request.build_opener(*handlers)

    def _read(self, response: HTTPResponse) -> bytes:
        """Return the body of an answer, unless it is too long, packed, or cut short."""
        packed = response.headers.get("Content-Encoding", "identity").strip().casefold()
        if packed not in ("", "identity"):
            raise StoreError(
                f"{self._address.url} packed its answer as {printable(packed, 40)}, which was not asked for: have it "
                "send answers as they are"
            )
        if response.status == _PARTIAL:
            raise StoreError(f"{self._address.url} sent only a part of its answer (HTTP {_PARTIAL}): try again")
        data = bytearray()
        while chunk := response.read1(_CHUNK):
            data += chunk
            if len(data) > ANSWER_SIZE.default:
                most = ANSWER_SIZE.shown()
                raise StoreError(f"the answer of {self._address.url} is longer than {most}: narrow the query")
        if response.length:
            raise StoreError(
                f"the answer of {self._address.url} breaks off after {len(data):,} of "
                f"{len(data) + response.length:,} bytes: try again"
            )
        return bytes(data)

    def _explain(self, error: Exception, seconds: float) -> NoReturn:
        """Raise the error for what went wrong below HTTP or was refused by the server."""
        url = self._address.url
        if isinstance(error, HTTPError):
            with error:
                if error.code in (429, 503):
                    wait = _retry_after(error)
                    told = "" if wait is None else f" and asks to wait {wait:.0f} s"
                    raise StoreBusyError(f"{url} is busy (HTTP {error.code}){told}: try again later", wait)
                body = b""
                with suppress(OSError, HTTPException):
                    body = error.read(_MOST_OF_A_REASON)
                raise self._refusal(error.code, body, error.headers, seconds) from error
        if isinstance(error, URLError) and isinstance(error.reason, SSLCertVerificationError):
            raise StoreError(
                f"the certificate of {url} is not trusted: {printable(error.reason.verify_message)}: name the file of "
                "the authority that signed it in SSL_CERT_FILE if you trust it"
            ) from error
        if isinstance(error, URLError):
            reason = getattr(error.reason, "strerror", None) or error.reason
            raise StoreUnreachableError(
                f"cannot reach {url}: {printable(str(reason))}: is the server running?"
            ) from error
        if isinstance(error, OSError | HTTPException | UnicodeError):
            raise StoreUnreachableError(
                f"the connection to {url} broke: {printable(str(error) or repr(error))}: try again"
            ) from error
        raise error

    def _refusal(self, code: int, body: bytes, headers: Message, seconds: float) -> StoreError:
        """Return the error for an answer with an HTTP error code."""
        url, said = self._address.url, printable(body)
        if code == 400:
            found = syntax_error(said)
            return QuerySyntaxError(f"{url}: {found}", found.line, found.column)
        if code in (408, 504):
            return QueryTimeoutError(f"{url} stopped the query at its own time limit (HTTP {code})", seconds)
        if code == 401:
            return StoreError(f"{url} {self._log_in_advice(headers)} (HTTP 401)")
        known = {
            403: f"{url} does not allow this query (HTTP 403): ask its operator, or log in as another user",
            404: f"there is no SPARQL endpoint at {url} (HTTP 404): check the address",
        }
        return StoreError(known.get(code) or f"{url} refused the query (HTTP {code}): {said or 'no reason given'}")

    def _log_in_advice(self, headers: Message) -> str:
        """Return what to do when a server wants a log-in, or another one."""
        kinds = {(value.split() or [""])[0].casefold() for value in headers.get_all("WWW-Authenticate", [])}
        by_user = not kinds or kinds & {"basic", "digest"}
        if self._address.user and by_user:
            return "does not accept this user and password: check them"
        if self._address.user and "bearer" in kinds:
            return "wants a token, not a user and a password: write https://:token@host/…"
        if self._address.password and "bearer" in kinds:
            return "does not accept this token: check it"
        if by_user:
            return "wants a user and a password: write https://user:password@host/…"
        if "bearer" in kinds:
            return "wants a token: write https://:token@host/…"
        asked = printable(", ".join(sorted(kinds)), 60)
        return f"wants a log-in by {asked}, and drugkg can log in by basic, digest and bearer: ask its operator"


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirect to another path of the same server, with the same request; refuses every other.

    :param url: the address of the endpoint
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._left = _MOST_REDIRECTS

    def http_error_302(
        self,
        req: urllib.request.Request,
        fp: Any,
        code: int,  # noqa: ARG002
        msg: str,  # noqa: ARG002
        headers: Any,
    ) -> HTTPResponse | None:
        """Send the request again to where the answer points, if that is the same server.

        :param req: the request
        :param fp: the response
        :param code: its status code
        :param msg: its reason
        :param headers: its headers
        :returns: the response to the second request, or ``None`` if there was none
        :raises StoreError: if it redirects to another server or in a circle
        """
        try:
            target = in_ascii(urljoin(req.full_url, headers.get("Location") or ""))
            if "@" in target:  # a log-in is the user's to give
                target = parse_address(target).url
        except (ValueError, StoreError):
            target = ""
        fp.close()
        if server_of(target) != server_of(self._url):
            raise StoreError(
                f"{self._url} redirects to another server, which is refused: {printable(target)}: name that address by "
                "--store if you trust it"
            )
        self._left -= 1
        if self._left < 0:
            raise StoreError(f"{self._url} redirects in a circle: check the address")
        again = urllib.request.Request(target, data=req.data, headers=req.headers, method=req.get_method())  # noqa: S310
        if "Authorization" in req.unredirected_hdrs:
            again.add_unredirected_header("Authorization", req.unredirected_hdrs["Authorization"])
        answer: HTTPResponse = self.parent.open(again, timeout=req.timeout)
        return answer

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


def _retry_after(error: HTTPError) -> float | None:
    """Return how many seconds a server asks to wait, given as a number or as a date (RFC 9110, 10.2.3)."""
    said = (error.headers.get("Retry-After") or "").strip()
    if said.isdecimal() and said.isascii() and len(said) < 10:
        return float(said)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    except ValueError:
        return None
