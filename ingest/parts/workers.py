"""Makes the parts of many sources: those that the cache has are read, the others are made, in several processes.

A worker process gets what all sources have in common once, and then one source at a time as bytes; it gives back bytes.
So it makes no difference how a process is started, and the same jobs can be sent to other machines.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Protocol

from ingest.parts.cache import PartCache
from ingest.parts.sources import Part, SourceJob, Surroundings, make_source_part
from ingest.pool_workers import end_with_parent
from ontology.errors import UserError

WORTH_A_PROCESS = 1_500_000
"""Bytes of claim records for which a second process is worth its start."""

WORTH_REASONING_ASIDE = 300_000
"""Bytes of claim records for which another process draws the conclusions while this one makes statements."""

_WAITING_PER_WORKER = 2
_surroundings: Surroundings | None = None


class Maker(Protocol):
    """Makes the parts of sources, somewhere."""

    def make(self, jobs: Sequence[SourceJob]) -> Iterator[tuple[SourceJob, Part]]:
        """Make the parts of some sources.

        :param jobs: the sources
        :returns: each source with its part, in any order
        """
        ...


class HereMaker:
    """Makes parts in this process.

    :param surroundings: what all sources have in common
    """

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings

    def make(self, jobs: Sequence[SourceJob]) -> Iterator[tuple[SourceJob, Part]]:
        """Make the parts of some sources, one after the other.

        :param jobs: the sources
        :yields: each source with its part
        """
        for job in jobs:
            yield job, make_source_part(job, self._surroundings)


class ProcessMaker:
    """Makes parts in several processes of this machine.

    :param surroundings: what all sources have in common
    :param processes: how many processes
    :param method: how they are started: ``fork``, ``spawn`` or ``forkserver``; by the custom of the system if left out
    """

    def __init__(self, surroundings: Surroundings, processes: int, method: str | None = None) -> None:
        self._surroundings = surroundings
        self._processes = processes
        self._method = method

    def make(self, jobs: Sequence[SourceJob]) -> Iterator[tuple[SourceJob, Part]]:
        """Make the parts of some sources; few wait at a time, so that memory does not grow with their number.

        :param jobs: the sources
        :yields: each source with its part, as it is done
        :raises UserError: if a process ends before its work is done, as for lack of memory
        """
        context = get_context(self._method)
        with ProcessPoolExecutor(self._processes, context, _begin, (self._surroundings,)) as pool:
            running = {}
            try:
                for job in jobs:
                    running[pool.submit(_make, job)] = job
                    if len(running) >= self._processes * _WAITING_PER_WORKER:
                        done, _ = wait(running, return_when=FIRST_COMPLETED)
                        for future in done:
                            yield running.pop(future), future.result()
                while running:
                    done, _ = wait(running, return_when=FIRST_COMPLETED)
                    for future in done:
                        yield running.pop(future), future.result()
            except BrokenProcessPool as error:
                raise UserError("a worker process was ended, perhaps for lack of memory: try --jobs 1") from error
            finally:
                pool.shutdown(wait=True, cancel_futures=True)


def maker_for(surroundings: Surroundings, jobs: Sequence[SourceJob], processes: int | None = None) -> Maker:
    """Return what makes some parts: this process, or several if there is enough to do.

    :param surroundings: what all sources have in common
    :param jobs: the sources of which the cache has nothing
    :param processes: how many processes; as many as there are processors if left out
    :returns: the maker
    """
    most = min(len(jobs), usable_processors() if processes is None else processes)
    if most < 2 or (processes is None and not are_many(jobs)):
        return HereMaker(surroundings)
    return ProcessMaker(surroundings, most)


def are_many(jobs: Iterable[SourceJob], least: int = WORTH_A_PROCESS) -> bool:
    """Return whether there is so much to do that a further process is worth its start.

    :param jobs: the sources
    :param least: bytes of claim records that are enough
    :returns: true if there is
    """
    return sum(len(job.claims) for job in jobs) >= least


def usable_processors() -> int:
    """Return how many processors this process may use.

    :returns: at least 1
    """
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not every system knows it
        return os.cpu_count() or 1


def source_parts(
    jobs: Iterable[SourceJob],
    surroundings: Surroundings,
    cache: PartCache,
    processes: int | None = None,
    maker: Maker | None = None,
) -> Iterator[tuple[SourceJob, Part]]:
    """Yield each source with its part, from the cache where it has it.

    :param jobs: the sources
    :param surroundings: what they have in common
    :param cache: keeps the parts that are made
    :param processes: how many processes
    :param maker: what makes the parts; chosen by their size if left out
    :yields: each source with its part, in any order
    """
    missing = []
    for job in jobs:
        data = cache.get("source", job.key(surroundings))
        if data is None:
            missing.append(job)
        else:
            yield job, Part.from_bytes(data)
    chosen = maker or maker_for(surroundings, missing, processes)
    for job, part in chosen.make(missing):
        if not part.problems:
            cache.put("source", job.key(surroundings), part.to_bytes())
        yield job, part


def _begin(surroundings: Surroundings) -> None:
    end_with_parent()
    global _surroundings  # noqa: PLW0603 - what a worker process keeps between its jobs
    _surroundings = surroundings


def _make(job: SourceJob) -> Part:
    if _surroundings is None:
        raise RuntimeError("a worker was not told what its jobs have in common")
    return make_source_part(job, _surroundings)
