"""The remote store: any SPARQL 1.1 endpoint. SPARQLWrapper writes the requests, :mod:`.transport` sends them."""

from __future__ import annotations

import json
import re
import time
import urllib.request
from email.message import Message
from typing import Any

from SPARQLWrapper import POST, SPARQLWrapper

from ontology.files import check_rdf
from ontology.namespaces import PREFIXES
from queries.errors import StoreBusyError, StoreError
from queries.sparql.read_only import check_read_only
from queries.sparql.tokenizer import query_form, tokens
from queries.store.address import parse_address, printable
from queries.store.answering import serialize
from queries.store.interface import (
    DEFAULT_ROW_LIMIT,
    DEFAULT_TIMEOUT,
    Graph,
    Solutions,
    Term,
    media_type,
    row_notice,
    wrong_form,
)
from queries.store.query_check import check_query, check_size
from queries.store.transport import TRIES, Exchange, Reply
from queries.store.union_graph import GRAPHS, METADATA, asks_default_graph, chooses_graphs, named_graphs
from queries.store.union_members import in_union

AGENT = "drugkg (https://w3id.org/drugkg/)"
RESULTS = "application/sparql-results+json"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_GRAPH_TYPES = {
    "application/n-triples": "application/n-triples",
    "text/plain": "application/n-triples",
    "text/turtle": "text/turtle",
}
"""What a server may send for triples → how it is read. A parser can neither be led astray by these nor miss their end;
RDF/XML that breaks off looks whole to it, and deeply nested JSON-LD ends its process."""

_SMALLEST_CAP = 1000
"""A shorter answer is not suspected to be cut: no engine cuts at fewer rows by default."""

_KNOWN_SECONDS = 5.0
"""How long the graphs of an endpoint are taken to be the same."""

_TRUTH = {"1": "true", "0": "false"}

_CAUTIONS = {
    "virtuoso": "these rows are those of Virtuoso, which differs from the SPARQL standard for some queries: see "
    "docs/deployment.md before you rely on this answer"
}
"""Beginning of the Server header, in lower case → what its users must know."""


class RemoteStore:
    """A SPARQL endpoint.

    :param address: its http(s) address; with a user and a password (``https://user:password@host/…``) or a bearer
        token (``https://:token@host/…``) if need be
    :param timeout: seconds that a query may take, unless a call says otherwise; 0 for no limit
    :param row_limit: rows that an answer may have, unless a call says otherwise; 0 for no limit
    :param federate: allow SERVICE, and FROM with graphs that are not ours
    :param tries: how often a query is sent to a server that is busy
    :param foreign: the endpoint holds no graph of drugkg, so that no query is asked of its union
    :raises StoreError: if the address is not an http(s) address
    """

    def __init__(
        self,
        address: str,
        *,
        timeout: float = DEFAULT_TIMEOUT,
        row_limit: int = DEFAULT_ROW_LIMIT,
        federate: bool = False,
        tries: int = TRIES,
        foreign: bool = False,
    ) -> None:
        parsed = parse_address(address)
        self._address = parsed.url
        self._exchange = Exchange(parsed, tries)
        self.timeout = timeout
        self.row_limit = row_limit
        self.federate = federate
        self._foreign = foreign
        self._graphs: list[str] = []
        self._known_until = 0.0
        self.engine = ""
        """What the server calls itself, in lower case, once it has answered."""
        self.identity = f"{parsed.user}@{parsed.url}"
        """The address with the user, whose view of the graph may differ from that of others."""

    @property
    def location(self) -> str:
        """The address, without the password."""
        return self._address

    @property
    def caution(self) -> str:
        """What must be known about the answers of this server, once it has given one; mostly nothing."""
        return next((text for engine, text in _CAUTIONS.items() if self.engine.startswith(engine)), "")

    def select(
        self, query: str, *, timeout: float | None = None, row_limit: int | None = None, union: bool = True
    ) -> Solutions:
        """Return the answer to a SELECT query.

        :param query: SPARQL 1.1 text
        :param timeout: seconds; the store's own limit when left out, 0 for none
        :param row_limit: rows; the store's own limit when left out, 0 for none
        :param union: false for a query that names its graphs
        :returns: the rows
        :raises StoreError: if the endpoint cannot be reached or does not answer with rows; other errors as in
            :meth:`queries.store.interface.Store.select`
        """
        limit = self.row_limit if row_limit is None else row_limit
        data, headers = self._json(query, timeout, "SELECT", union)
        try:
            variables = [str(name) for name in data["head"]["vars"]]
            rows = [{str(name): _term(term) for name, term in row.items()} for row in data["results"]["bindings"]]
        except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
            raise StoreError(f"{self._address} is not a SPARQL endpoint: it did not answer with rows") from None
        self._check_whole(headers, len(rows))
        if not limit and len(rows) >= _SMALLEST_CAP:
            self._check_count(query, timeout, len(rows), union)
        if limit and len(rows) > limit:
            return Solutions(variables, rows[:limit], row_notice(limit))
        return Solutions(variables, rows)

    def ask(self, query: str, *, timeout: float | None = None, union: bool = True) -> bool:
        """Return the answer to an ASK query.

        :param query: SPARQL 1.1 text
        :param timeout: seconds; the store's own limit when left out, 0 for none
        :param union: false for a query that names its graphs
        :returns: the answer
        :raises StoreError: if the endpoint cannot be reached or does not answer with a truth value; other errors as in
            :meth:`queries.store.interface.Store.select`
        """
        data = self._json(query, timeout, "ASK", union)[0]
        answer = data.get("boolean", _asked_as_rows(data))
        if not isinstance(answer, bool):
            raise StoreError(f"{self._address} is not a SPARQL endpoint: it did not answer yes or no")
        return answer

    def construct(
        self,
        query: str,
        *,
        format: str = "turtle",
        timeout: float | None = None,
        row_limit: int | None = None,
        union: bool = True,
    ) -> Graph:
        """Return the answer to a CONSTRUCT or DESCRIBE query.

        The triples are read here, so that the limit holds and an answer cut short by the server is noticed.

        :param query: SPARQL 1.1 text
        :param format: a key of :data:`queries.store.interface.GRAPH_FORMATS`
        :param timeout: seconds; the store's own limit when left out, 0 for none
        :param row_limit: triples; the store's own limit when left out, 0 for none
        :param union: false for a query that names its graphs
        :returns: the triples
        :raises StoreError: if the endpoint cannot be reached or does not answer with triples; other errors as in
            :meth:`queries.store.interface.Store.select`
        """
        import pyoxigraph  # noqa: PLC0415 only triples need the engine here

        wanted = media_type(format)
        limit = self.row_limit if row_limit is None else row_limit
        reply = self._send(query, "application/n-triples", timeout, "CONSTRUCT or DESCRIBE", union)
        kind = reply.headers.get_content_type()
        if kind not in _GRAPH_TYPES:
            raise StoreError(
                f"{self._address} sent {printable(kind)}, not N-Triples: is it a SPARQL endpoint that can write them?"
            )
        try:
            found = pyoxigraph.RdfFormat.from_media_type(_GRAPH_TYPES[kind])
            check_rdf(reply.body, _GRAPH_TYPES[kind])
            triples = [_mended(quad.triple) for quad in pyoxigraph.parse(reply.body, format=found)]
        except (SyntaxError, ValueError) as error:
            raise StoreError(
                f"{self._address} sent triples that cannot be read: {printable(str(error).lstrip(': '))}"
            ) from error
        self._check_whole(reply.headers, len(triples))
        written, cut = serialize(triples, wanted, PREFIXES, limit)
        notice = row_notice(limit) if cut else _round_notice(len(triples))
        return Graph(written, format, notice)

    def close(self) -> None:
        """Nothing is held between queries."""

    def _json(self, query: str, timeout: float | None, form: str, union: bool) -> tuple[dict[str, Any], Message]:
        """Send a query and return the JSON of its answer, and the header lines."""
        reply = self._send(query, RESULTS, timeout, form, union)
        try:
            answer = json.loads(reply.body)
        except (ValueError, RecursionError):
            text = reply.body.lstrip()
            if text.startswith(b"{"):
                raise StoreError(
                    f"the answer of {self._address} breaks off after {len(reply.body):,} bytes, or is not JSON: it may "
                    "have reached a limit of the server"
                ) from None
            kind, shown = printable(reply.headers.get_content_type()), printable(text[:80])
            raise StoreError(f"{self._address} is not a SPARQL endpoint: it sent {kind}, not JSON ({shown})") from None
        if not isinstance(answer, dict):
            raise StoreError(f"{self._address} is not a SPARQL endpoint: its JSON is not a SPARQL answer")
        for name in ("error", "exception"):  # next to rows that are then not all
            if answer.get(name):
                raise StoreError(f"{self._address} failed on the query: {printable(str(answer[name]))}")
        if b"\\ud" in reply.body.lower() and not _is_text(answer):
            raise StoreError(f"{self._address} sent a text that is not Unicode: look for a lone surrogate in its data")
        return answer, reply.headers

    def _send(self, query: str, accept: str, timeout: float | None, form: str, union: bool) -> Reply:
        """Send a query of this form and return the answer; the graphs go along as the SPARQL protocol has it."""
        self._check(query)
        if (query_form(tokens(query)) or "") not in form:
            raise wrong_form(form)
        wrapper = SPARQLWrapper(self._address, agent=AGENT)
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(True)
        wrapper.addCustomHttpHeader("Accept", accept)
        wrapper.setQuery(query)
        if union and not self._foreign and asks_default_graph(query) and not chooses_graphs(query):
            graphs = self._present_graphs()
            for graph in filter(in_union, graphs):
                wrapper.addParameter("default-graph-uri", graph)
            for graph in named_graphs(query, graphs) if graphs else ():
                wrapper.addParameter("named-graph-uri", graph)
        wrapper.queryType = "SELECT"  # SPARQLWrapper guesses the form by a pattern: never let it guess an update
        request: urllib.request.Request = wrapper._createRequest()  # its own query() follows redirects anywhere
        reply = self._exchange.send(request, self.timeout if timeout is None else timeout)
        self.engine = (reply.headers.get("Server") or "").partition("/")[0].casefold()
        return reply

    def _check_whole(self, headers: Message, found: int) -> None:
        """Raise an error for an answer that the server says it has cut (Virtuoso)."""
        most = headers.get("X-SPARQL-MaxRows", "")
        if most.isdecimal() and found >= int(most):
            raise StoreError(
                f"{self._address} cut the answer at its own limit of {int(most):,} rows: raise that limit "
                "(ResultSetMaxRows of Virtuoso), or narrow the query"
            )
        if headers.get("X-SQL-State", "").startswith("S1TAT"):
            raise StoreError(
                f"{self._address} cut the answer at its own time limit: raise that limit, or narrow the query"
            )

    def _present_graphs(self) -> list[str]:
        """Return the graphs of drugkg at the endpoint, by its own metadata; none at an endpoint of others.

        They are asked for again after a while, as the endpoint may have been loaded anew.
        """
        if time.monotonic() < self._known_until:
            return self._graphs
        try:
            rows = self.select(GRAPHS, row_limit=0, union=False).rows
        except StoreBusyError:
            raise
        except StoreError:  # the query itself meets the same trouble, and its message names it
            rows = []
        found = {str(row["graph"]["value"]) for row in rows if "graph" in row}
        self._graphs = sorted(found | {METADATA}) if found else []
        self._known_until = time.monotonic() + _KNOWN_SECONDS
        return self._graphs

    def _check_count(self, query: str, timeout: float | None, found: int, union: bool) -> None:
        """Raise an error if a server cuts answers without a word: where all rows are wanted, it must count as many."""
        start = next(token.start for token in tokens(query) if token.is_word("SELECT"))
        counting = f"{query[:start]}SELECT (COUNT(*) AS ?rows) WHERE {{ {{ {query[start:]}\n}} }}"
        data, _ = self._json(counting, timeout, "SELECT", union)
        try:
            counted = int(data["results"]["bindings"][0]["rows"]["value"])
        except (IndexError, KeyError, TypeError, ValueError):
            raise StoreError(f"{self._address} is not a SPARQL endpoint: it did not count its rows") from None
        if found < counted:
            raise StoreError(
                f"{self._address} sent {found:,} of {counted:,} rows: raise its limit of rows, or narrow the query"
            )

    def _check(self, query: str) -> None:
        """Raise an error for a query that would do more than read this store.

        The endpoint's grammar is not known: both our tokens and our engine must find no call to another server.
        """
        check_size(query)
        check_read_only(query, federate=self.federate, fetches=True)
        if not self.federate and "SERVICE" in query.upper():
            check_query(query)


def _asked_as_rows(data: dict[str, Any]) -> bool | None:
    """Return the answer to an ASK from an engine that writes it as a row, or as no row (Virtuoso)."""
    try:
        if data["head"]["vars"] != ["__ASK_RETVAL"]:
            return None
        return any(row["__ASK_RETVAL"]["value"] in ("1", "true") for row in data["results"]["bindings"])
    except (LookupError, TypeError):
        return None


def _is_text(answer: dict[str, Any]) -> bool:
    """Return whether the texts of an answer can be written: JSON may escape what is not a character."""
    try:
        json.dumps(answer, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _round_notice(found: int) -> str | None:
    """Return a warning for a number of triples that looks like a limit of the server, which does not say so."""
    if found < 10 * _SMALLEST_CAP or found % _SMALLEST_CAP:
        return None
    return f"the answer has exactly {found:,} triples: this may be a limit of the server, and there may be more"


def _term(term: dict[str, Any]) -> Term:
    """Return a term of an answer in the form of SPARQL 1.1, whatever the engine.

    :raises ValueError: if it is none
    """
    kind, value = term["type"], term["value"]
    if kind == "triple":
        return {"type": kind, "value": {part: _term(value[part]) for part in ("subject", "predicate", "object")}}
    if kind not in ("uri", "bnode", "literal", "typed-literal") or not isinstance(value, str):
        raise ValueError(kind)
    if kind == "bnode":
        return {"type": kind, "value": _label(value)}
    if kind == "uri":
        return {"type": kind, "value": value}
    mended = {"type": "literal", "value": value}
    if language := term.get("xml:lang"):
        mended["xml:lang"] = str(language)
    elif (datatype := term.get("datatype")) and datatype != _XSD + "string":
        mended["datatype"] = str(datatype)
        if datatype == _XSD + "boolean":
            mended["value"] = _TRUTH.get(value, value)
    return mended


def _label(name: str) -> str:
    """Return the name of a blank node as every writer takes it; engines may send more than a label."""
    short = name.removeprefix("nodeID://")  # Virtuoso
    return short if re.fullmatch(r"[A-Za-z0-9]+", short) else "b" + name.encode().hex()


def _mended(triple: Any) -> Any:
    """Return a triple with its truth value, if it has one, in the usual form."""
    import pyoxigraph  # noqa: PLC0415 see construct()

    value = triple.object
    if isinstance(value, pyoxigraph.Literal) and value.value in _TRUTH and value.datatype.value == _XSD + "boolean":
        literal = pyoxigraph.Literal(_TRUTH[value.value], datatype=value.datatype)
        return pyoxigraph.Triple(triple.subject, triple.predicate, literal)
    return triple
