"""Makes the parts of sources on a cluster: dask.distributed spreads the sources, and their parts come back as bytes.

The scheduler sends every source as bytes and starts it again elsewhere when a worker is lost, so the workers need no
common file system: only drugkg, in the version of this machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Any

from ingest.parts.cache import program_key
from ingest.parts.sources import Part, SourceJob, Surroundings, make_source_part
from ontology.errors import MissingExtraError, UserError

WAITING = 200
"""Sources that are sent before the first part is back."""

TRIES = 3
"""How often a source is sent again after its worker was lost."""


class ClusterMaker:
    """Makes parts on the workers of a dask scheduler.

    :param surroundings: what all sources have in common
    :param address: of the scheduler, such as ``tcp://10.0.0.5:8786``
    :raises UserError: if the scheduler does not answer, or a worker has another program
    """

    def __init__(self, surroundings: Surroundings, address: str) -> None:
        try:
            distributed: Any = import_module("distributed")  # only with a cluster
        except ModuleNotFoundError as error:
            raise MissingExtraError("a build on a cluster", "cluster") from error
        try:
            self._client = distributed.Client(address, timeout=10, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise UserError(f"no dask scheduler answers at {address}: start one, or leave out --dask") from error
        self._surroundings = surroundings
        self._check_workers(address)

    def _check_workers(self, address: str) -> None:
        """Raise an error unless all workers have the program of this machine."""
        try:
            found = self._client.run(program_key)
        except Exception as error:
            self._client.close()
            raise UserError(
                f"the workers of {address} cannot import drugkg {version('drugkg')}: install it there"
            ) from error
        others = sorted(worker for worker, key in found.items() if key != program_key())
        if others or not found:
            self._client.close()
            what = f"another drugkg is installed on {', '.join(others)}" if others else "it has no workers"
            raise UserError(f"{address} cannot build: {what}")

    def make(self, jobs: Sequence[SourceJob]) -> Iterator[tuple[SourceJob, Part]]:
        """Make the parts of some sources; few wait at a time, so that memory does not grow with their number.

        :param jobs: the sources
        :yields: each source with its part, as it is done
        :raises UserError: if a source was lost with its worker too often, or the scheduler is gone
        """
        distributed: Any = import_module("distributed")
        try:
            common = self._client.scatter(self._surroundings, broadcast=True, hash=False)
            waiting = iter(jobs)
            known: dict[str, SourceJob] = {}
            running = distributed.as_completed(loop=self._client.loop)
            for job in _first(waiting, WAITING):
                running.add(self._sent(job, common, known))
            for future in running:
                yield known.pop(future.key), future.result()
                for job in _first(waiting, 1):
                    running.add(self._sent(job, common, known))
        except (distributed.KilledWorker, OSError) as error:
            raise UserError(f"the cluster lost a source with its workers: {error}") from error
        finally:
            self._client.close()

    def _sent(self, job: SourceJob, common: Any, known: dict[str, SourceJob]) -> Any:
        future = self._client.submit(make_source_part, job, common, key=job.key(self._surroundings), retries=TRIES)
        known[future.key] = job
        return future


def _first(jobs: Iterator[SourceJob], most: int) -> Iterator[SourceJob]:
    for _ in range(most):
        job = next(jobs, None)
        if job is None:
            return
        yield job
