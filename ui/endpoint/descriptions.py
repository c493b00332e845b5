"""What machines read about the endpoint: service description, VoID, and the saved queries as examples."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse, serialize
from starlette.requests import Request
from starlette.responses import Response

from ontology.namespaces import PREFIXES
from queries.errors import UnacceptableError
from queries.store.protocol import Formats
from queries.store.result_formats import GRAPH_TYPES
from ui.endpoint.context import context_of
from ui.endpoint.negotiation import GRAPH_ALIASES, choose
from ui.endpoint.requests_read import ProtocolError
from ui.endpoint.responses import data
from ui.endpoint.service import Version

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML", "N-Quads", "TriG", "N3")
_TYPE = NamedNode(PREFIXES["rdf"] + "type")

_SIZES = """CONSTRUCT { ?graph ?property ?value } WHERE {
  VALUES ?property { void:triples rdfs:label }
  GRAPH graph:metadata { ?all void:subset ?graph . ?graph ?property ?value }
}"""
_METADATA = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH graph:metadata { ?s ?p ?o } }"
_CATALOGUE = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH graph:catalogue { ?s ?p ?o } }"


def address_of(request: Request, path: str) -> str:
    """Return an absolute address of this endpoint, as the client sees it.

    :param request: the request
    :param path: such as ``/sparql``
    :returns: the address
    :raises ProtocolError: if the request names a host that is none
    """
    address = f"{request.url.scheme}://{request.url.netloc}{request.scope['root_path']}{path}"
    try:
        return NamedNode(address).value
    except ValueError:
        raise ProtocolError(400, "the Host header of the request is not a host name") from None


async def service_description(request: Request) -> Response:
    """Describe the endpoint in the vocabulary of SPARQL 1.1 Service Description.

    :param request: the request
    :returns: the description
    """
    about = NamedNode(address_of(request, "/sparql"))
    graphs = await _graphs(request)
    quads = [_fact(about, _TYPE.value, _SD + "Service")]
    quads += [_fact(about, _SD + "endpoint", about.value)]
    quads += [_fact(about, _SD + "supportedLanguage", _SD + "SPARQL11Query")]
    quads += [_fact(about, _SD + "resultFormat", _FORMATS + name) for name in (*_RESULTS, *_GRAPHS)]
    dataset, default = BlankNode("dataset"), BlankNode("default")
    quads += [
        Quad(about, NamedNode(_SD + "defaultDataset"), dataset),
        Quad(dataset, _TYPE, NamedNode(_SD + "Dataset")),
        Quad(dataset, NamedNode(_SD + "defaultGraph"), default),
        Quad(default, _TYPE, NamedNode(_SD + "Graph")),
    ]
    for at, graph in enumerate(graphs):
        node, name = BlankNode(f"graph{at}"), NamedNode(graph)
        quads += [
            Quad(dataset, NamedNode(_SD + "namedGraph"), node),
            Quad(node, _TYPE, NamedNode(_SD + "NamedGraph")),
            Quad(node, NamedNode(_SD + "name"), name),
            Quad(node, NamedNode(_SD + "graph"), name),
        ]
    return _written(request, quads + await _read(request, _SIZES))


async def void(request: Request) -> Response:
    """Describe the dataset in VoID, with this endpoint as where it can be queried.

    :param request: the request
    :returns: the description
    """
    quads = await _read(request, _METADATA)
    dataset = PREFIXES["drugkg"].removesuffix("entity/") + "dataset"
    quads.append(_fact(NamedNode(dataset), PREFIXES["void"] + "sparqlEndpoint", address_of(request, "/sparql")))
    return _written(request, quads)


async def sparql_examples(request: Request) -> Response:
    """Return the saved queries as SHACL executables whose target is this endpoint.

    :param request: the request
    :returns: the queries
    """
    quads = await _read(request, _CATALOGUE)
    target = address_of(request, "/sparql")
    executable = NamedNode(PREFIXES["sh"] + "SPARQLExecutable")
    queries = {quad.subject for quad in quads if quad.predicate == _TYPE and quad.object == executable}
    quads += [_fact(query, PREFIXES["schema"] + "target", target) for query in queries if isinstance(query, NamedNode)]
    return _written(request, quads)


def _fact(subject: NamedNode, predicate: str, value: str) -> Quad:
    return Quad(subject, NamedNode(predicate), NamedNode(value))


async def _graphs(request: Request) -> list[str]:
    def named(version: Version) -> list[str]:
        return sorted(version.datasets.named)

    return await context_of(request).run(request, named)


async def _read(request: Request, query: str) -> list[Quad]:
    """Return the triples of a query of our own."""
    formats = Formats("", "application/n-triples")
    answer = await context_of(request).answer(request, query, formats, lambda version: version.datasets.default)
    return list(parse(answer.data, format=RdfFormat.N_TRIPLES))


def _written(request: Request, quads: Iterable[Quad]) -> Response:
    """Write triples in the format that suits the client best."""
    media_type = choose(request.headers.get("accept", ""), GRAPH_TYPES, GRAPH_ALIASES)
    if not media_type:
        raise UnacceptableError(request.headers.get("accept", ""))
    triples = [quad.triple for quad in dict.fromkeys(quads)]
    prefixes = {name: PREFIXES[name] for name in ("rdf", "rdfs", "void", "sh", "dcterms", "schema")} | {"sd": _SD}
    content = serialize(triples, format=RdfFormat.from_media_type(media_type), prefixes=prefixes)
    return data(content or b"", media_type)
