"""The remote store: any SPARQL 1.1 endpoint, spoken to by SPARQLWrapper."""

from __future__ import annotations

import ast
import json
import math
import time
from email.utils import parsedate_to_datetime
from http.client import HTTPResponse
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit

from SPARQLWrapper import BASIC, POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import (
    EndPointInternalError,
    EndPointNotFound,
    QueryBadFormed,
    SPARQLWrapperException,
    Unauthorized,
    URITooLong,
)

from ontology.namespaces import PREFIXES
from queries.errors import QuerySyntaxError, QueryTimeoutError, StoreBusyError, StoreError, syntax_error
from queries.sparql.read_only import check_read_only
from queries.sparql.tokenizer import query_form, tokens
from queries.store.interface import (
    DEFAULT_ROW_LIMIT,
    DEFAULT_TIMEOUT,
    Graph,
    Solutions,
    media_type,
    row_notice,
    time_notice,
    wrong_form,
)
from queries.store.limits import ANSWER_SIZE
from queries.store.query_check import check_query, check_size
from queries.store.worker import serialize

AGENT = "drugkg (https://w3id.org/drugkg/)"
RESULTS = "application/sparql-results+json"
BYTE_LIMIT = ANSWER_SIZE.default
"""An answer longer than this is refused: the engine may never stop sending."""

_CODES = {QueryBadFormed: 400, Unauthorized: 401, EndPointNotFound: 404, URITooLong: 414, EndPointInternalError: 500}
_CHUNK = 1 << 16


class RemoteStore:
    """A SPARQL endpoint.

    :param address: its http(s) address; a user and a password may stand in it (``http://user:password@host/…``)
    :param timeout: seconds that a query may take, unless a call says otherwise; 0 for no limit
    :param row_limit: rows that an answer may have, unless a call says otherwise; 0 for no limit
    :param federate: allow SERVICE, and FROM with graphs that are not ours
    """

    def __init__(
        self,
        address: str,
        *,
        timeout: float = DEFAULT_TIMEOUT,
        row_limit: int = DEFAULT_ROW_LIMIT,
        federate: bool = False,
    ) -> None:
        """Take the address apart; nothing is sent before the first query."""
        try:
            parts = urlsplit(address)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            host = ""
        if not host or parts.scheme not in ("http", "https"):
            raise StoreError(f"{address} is no http(s) address: see --store and DRUGKG_STORE")
        netloc = (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")
        self._address = parts._replace(netloc=netloc).geturl()
        self._user = unquote(parts.username or "")
        self._password = unquote(parts.password or "")
        self.timeout = timeout
        self.row_limit = row_limit
        self.federate = federate

    @property
    def location(self) -> str:
        """The address, without the password."""
        return self._address

    def select(self, query: str, *, timeout: float | None = None, row_limit: int | None = None) -> Solutions:
        """Return the answer to a SELECT query; see :meth:`queries.store.interface.Store.select`."""
        limit = self.row_limit if row_limit is None else row_limit
        data = self._json(query, timeout, "SELECT")
        try:
            variables, rows = list(data["head"]["vars"]), data["results"]["bindings"]
        except (KeyError, TypeError):
            raise StoreError(f"{self._address} is no SPARQL endpoint: it did not answer with rows") from None
        for row in rows:
            for term in row.values():
                _mend(term)
        if limit and len(rows) > limit:
            return Solutions(variables, rows[:limit], row_notice(limit))
        return Solutions(variables, rows)

    def ask(self, query: str, *, timeout: float | None = None) -> bool:
        """Return the answer to an ASK query; see :meth:`queries.store.interface.Store.ask`."""
        answer = self._json(query, timeout, "ASK").get("boolean")
        if not isinstance(answer, bool):
            raise StoreError(f"{self._address} is no SPARQL endpoint: it did not answer yes or no")
        return answer

    def construct(
        self, query: str, *, format: str = "turtle", timeout: float | None = None, row_limit: int | None = None
    ) -> Graph:
        """Return the answer to a CONSTRUCT or DESCRIBE query; see :meth:`queries.store.interface.Store.construct`.

        The triples are read here, so that the limit holds and an answer cut short by the server is noticed.
        """
        import pyoxigraph  # noqa: PLC0415 only triples need the engine here

        wanted = media_type(format)
        limit = self.row_limit if row_limit is None else row_limit
        data, kind = self._send(query, "application/n-triples", timeout, "CONSTRUCT or DESCRIBE")
        found = pyoxigraph.RdfFormat.from_media_type(kind) if kind != "text/plain" else pyoxigraph.RdfFormat.N_TRIPLES
        if found is None:
            raise StoreError(f"{self._address} is no SPARQL endpoint: it sent {kind}, not triples")
        try:
            triples = [quad.triple for quad in pyoxigraph.parse(data, format=found)]
        except (SyntaxError, ValueError) as error:
            said = " ".join(str(error).split())
            raise StoreError(f"{self._address} sent triples that cannot be read: {said}") from error
        written, cut = serialize(triples, wanted, PREFIXES, limit)
        return Graph(written, format, row_notice(limit) if cut else None)

    def close(self) -> None:
        """Nothing is held between queries."""

    def _json(self, query: str, timeout: float | None, form: str) -> dict[str, Any]:
        """Send a query and return the JSON of its answer."""
        data, kind = self._send(query, RESULTS, timeout, form)
        try:
            answer = json.loads(data)
        except ValueError:
            text = data.lstrip()
            if text.startswith(b"{"):
                raise StoreError(
                    f"the answer of {self._address} breaks off after {len(data):,} bytes, perhaps at a limit of its own"
                ) from None
            shown = " ".join(text[:80].decode("utf-8", "replace").split())
            raise StoreError(f"{self._address} is no SPARQL endpoint: it sent {kind}, not JSON ({shown})") from None
        if not isinstance(answer, dict):
            raise StoreError(f"{self._address} is no SPARQL endpoint: its JSON is no SPARQL answer")
        return answer

    def _send(self, query: str, accept: str, timeout: float | None, form: str) -> tuple[bytes, str]:
        """Send a query of this form and return the answer and its media type."""
        self._check(query)
        if (query_form(tokens(query)) or "") not in form:
            raise wrong_form(form)
        seconds = self.timeout if timeout is None else timeout
        wrapper = self._wrapper(accept)
        wrapper.setQuery(query)
        wrapper.queryType = "SELECT"  # SPARQLWrapper guesses the form by a pattern: never let it guess an update
        if seconds:
            wrapper.setTimeout(math.ceil(seconds))  # of one step; _read() watches the whole
        deadline = time.monotonic() + seconds if seconds else None
        try:
            response = wrapper.query().response
            with response:
                kind = response.headers.get_content_type()
                return self._read(response, deadline, seconds), kind
        except TimeoutError as error:
            raise QueryTimeoutError(time_notice(seconds), seconds) from error
        except URLError as error:
            if isinstance(error, HTTPError):
                with error:
                    if error.code in (429, 503) and (wait := _retry_after(error)) is not None:
                        message = f"{self._address} is busy and asks to come back in {wait:.0f} s: try again then"
                        raise StoreBusyError(message, wait) from error
                    raise self._refusal(error.code, error.read(), seconds) from error
            if isinstance(error.reason, TimeoutError):
                raise QueryTimeoutError(time_notice(seconds), seconds) from error
            reason = getattr(error.reason, "strerror", None) or error.reason
            raise StoreError(f"cannot reach {self._address}: {reason}: is the server running?") from error
        except SPARQLWrapperException as error:
            code = next((code for kind, code in _CODES.items() if isinstance(error, kind)), 0)
            body = str(error).partition("Response:\n")[2]
            raise self._refusal(code, ast.literal_eval(body) if body else b"", seconds) from error
        except OSError as error:
            raise StoreError(f"the connection to {self._address} broke: {error}: try again") from error

    def _check(self, query: str) -> None:
        """Raise an error for a query that would do more than read this store.

        The endpoint's grammar is not known: both our tokens and our engine must find no call to another server.
        """
        check_size(query)
        check_read_only(query, federate=self.federate, fetches=True)
        if not self.federate and "SERVICE" in query.upper():
            check_query(query)

    def _wrapper(self, accept: str) -> SPARQLWrapper:
        """Return SPARQLWrapper set up for one query: POST, content negotiation by the Accept header alone."""
        wrapper = SPARQLWrapper(self._address, agent=AGENT)
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(True)
        wrapper.addCustomHttpHeader("Accept", accept)
        if self._user:
            wrapper.setHTTPAuth(BASIC)
            wrapper.setCredentials(self._user, self._password)
        return wrapper

    def _read(self, response: HTTPResponse, deadline: float | None, seconds: float) -> bytes:
        """Return the body of an answer, unless it takes too long or is too long."""
        data = bytearray()
        while chunk := response.read1(_CHUNK):
            data += chunk
            if deadline and time.monotonic() > deadline:
                raise QueryTimeoutError(time_notice(seconds), seconds)
            if len(data) > BYTE_LIMIT:
                raise StoreError(f"the answer of {self._address} is longer than {BYTE_LIMIT:,} bytes: narrow the query")
        return bytes(data)

    def _refusal(self, code: int, body: bytes, seconds: float) -> StoreError:
        """Return the error for an answer with an HTTP error code."""
        said = " ".join(body.decode("utf-8", "replace").split())
        if code == 400:
            found = syntax_error(said)
            return QuerySyntaxError(f"{self._address}: {found}", found.line, found.column)
        if code in (401, 403):
            return StoreError(f"{self._address} wants a user and a password: write http://user:password@host/…")
        if code == 404:
            return StoreError(f"there is no SPARQL endpoint at {self._address} (HTTP 404): check the address")
        if code in (408, 504):
            return QueryTimeoutError(f"{self._address} stopped the query at its own time limit (HTTP {code})", seconds)
        return StoreError(f"{self._address} refused the query (HTTP {code}): {said[:200] or 'no reason given'}")


def _retry_after(error: HTTPError) -> float | None:
    """Return how many seconds a server asks to wait, given as a number or as a date (RFC 9110, 10.2.3)."""
    said = (error.headers.get("Retry-After") or "").strip()
    if said.isdigit():
        return float(said)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    except ValueError:
        return None


def _mend(term: dict[str, Any]) -> None:
    """Bring a term of an older engine into the form of SPARQL 1.1."""
    if term["type"] == "typed-literal":
        term["type"] = "literal"
    if term.get("datatype") == "http://www.w3.org/2001/XMLSchema#string":
        del term["datatype"]
