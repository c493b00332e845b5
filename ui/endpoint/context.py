"""What all handlers share: the graph, the admission of queries, and the counts."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from starlette.requests import Request

from queries.store.protocol import Dataset, Formats, Serialized
from queries.store.stopping import Stopper
from ui.endpoint.admission import Admission
from ui.endpoint.service import Service, Settings, Version

Answer = TypeVar("Answer")

_BUCKETS = (0.005, 0.02, 0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)


class Context:
    """The state of a running endpoint.

    :param settings: how the endpoint works
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.service = Service(settings)
        self.admission = Admission(settings.workers, settings.queue, settings.timeout or 60.0)
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "drugkg_requests", "requests by route and status", ["route", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "drugkg_query_seconds", "seconds of a query, the wait included", registry=self.registry, buckets=_BUCKETS
        )
        running = Gauge("drugkg_queries_running", "queries that run", registry=self.registry)
        running.set_function(lambda: self.admission.running)
        waiting = Gauge("drugkg_queries_waiting", "queries that wait", registry=self.registry)
        waiting.set_function(lambda: self.admission.waiting)

    async def run(self, request: Request, work: Callable[[Version], Answer]) -> Answer:
        """Run a query, or several, on the version in use, when there is a place for it.

        :param request: the request, whose body has been read
        :param work: asks the queries
        :returns: what the work returned
        """

        def with_version(stopper: Stopper) -> Answer:
            with self.service.version() as version, stopper:
                return work(version)

        begin = time.monotonic()
        try:
            return await self.admission.run(request, with_version)
        finally:
            self.seconds.observe(time.monotonic() - begin)

    async def answer(
        self,
        request: Request,
        query: str,
        formats: Formats,
        dataset: Callable[[Version], Dataset | None],
        base: str = "",
    ) -> Serialized:
        """Answer a query.

        :param request: the request
        :param query: SPARQL text
        :param formats: what the client takes
        :param dataset: returns the graphs that are asked
        :param base: the address against which relative IRIs are resolved; empty if they are errors
        :returns: the whole answer
        """
        return await self.run(request, lambda version: version.answerer.answer(query, formats, dataset(version), base))


def context_of(request: Request) -> Context:
    """Return the state of the endpoint that received a request.

    :param request: the request
    :returns: the state
    """
    found: Context = request.app.state.context
    return found
