"""Build the graph from the sources: claims, facts, inferences, validation and store.

The new graph replaces the old one only after the build has completed. If the original documents are available, every
anchor is verified, and the quoted words are kept in the local store so that the explorer can show passages.

Examples:
  drugkg build
  drugkg build --originals ../documents
  drugkg build --sources my-sources --store my-graph
  drugkg build --store http://localhost:7878/query
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from ontology.errors import UserError
from queries.store.address import parse_address
from queries.store.opening import is_remote, open_store, where_is
from ui.commands.options import (
    add_originals,
    add_store,
    add_workspace,
    originals_folder,
    store_folder,
    workspace_folder,
)

USAGE = "drugkg build [options]"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg build``.

    :param parser: parser of the command
    """
    parser.add_argument("-q", "--quiet", action="store_true", help="print only the final result")
    group = add_store(parser, "graph directory to build in, or URL of the SPARQL 1.1 endpoint to load")
    add_originals(group)
    add_workspace(group)
    group.add_argument("--no-workspace", action="store_true", help="build the sources of drugkg alone")
    group.add_argument(
        "--sources", type=Path, metavar="DIR", help="directory of source directories (default: the sources of drugkg)"
    )
    group.add_argument(
        "--entities", type=Path, metavar="DIR", help="directory of entity files (default: the entities of drugkg)"
    )
    server = parser.add_argument_group("loading a server")
    server.add_argument(
        "--update", default="", metavar="URL", help="its SPARQL Update endpoint, if it cannot be guessed"
    )
    server.add_argument("--graph-store", default="", metavar="URL", help="its Graph Store endpoint, which is faster")
    work = parser.add_argument_group("work")
    work.add_argument(
        "--jobs", type=_positive, metavar="N",
        help="processes that convert sources to RDF statements (default: one per processor where there is much to do)",
    )  # fmt: skip
    work.add_argument(
        "--dask", metavar="ADDRESS",
        help="dask scheduler whose workers convert sources to RDF statements, such as tcp://host:8786 (extra: cluster)",
    )  # fmt: skip
    work.add_argument(
        "--fresh", action="store_true", help="ignore the cache in the graph directory and make everything anew"
    )


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise UserError(f"--jobs: {text!r} is not a number of processes: give 1 or more")
    return int(text)


def _workspace(options: argparse.Namespace) -> Path | None:
    """Return the workspace to build. Sources of one's own are built without it, unless it is named.

    :raises UserError: if the one that is named does not exist
    """
    if options.no_workspace or ((options.sources or options.entities) and not options.workspace):
        return None
    folder = workspace_folder(options.workspace)
    if options.workspace and not folder.is_dir():
        raise UserError(f"--workspace: {folder}: no such directory; `drugkg ingest FILE --add` makes a workspace")
    return folder


def run(options: argparse.Namespace) -> int:
    """Build the graph; print each step on stderr and the result on stdout.

    :param options: what the user gave
    :returns: exit code
    """
    from ingest.build import How, build  # noqa: PLC0415 - slow, and wanted only now
    from ingest.sources import SOURCES_FOLDER  # noqa: PLC0415
    from ontology.entities import ENTITIES_FOLDER  # noqa: PLC0415

    place = where_is(options.store)
    report = _silent if options.quiet else _say
    if is_remote(place):
        return _build_remote(options, place, report)
    root = store_folder(options.store)
    built = build(
        root,
        originals=originals_folder(options.originals),
        sources=options.sources or SOURCES_FOLDER,
        entities=options.entities or ENTITIES_FOLDER,
        how=How(processes=options.jobs, fresh=options.fresh, dask=options.dask),
        workspace=_workspace(options),
        report=report,
    )
    counts = f"{built.claims} claims, {built.facts} facts, {built.statements} statements"
    print(f"built {built.folder}: {counts}, {built.anchors_verified} of {built.anchors} anchors verified")
    return 0


def _build_remote(options: argparse.Namespace, place: str, report: Callable[[str], None]) -> int:
    """Build in a directory of its own, and load the result into a server."""
    from ingest.build import How, build  # noqa: PLC0415 - slow, and wanted only now
    from ingest.sources import SOURCES_FOLDER  # noqa: PLC0415
    from ontology.entities import ENTITIES_FOLDER  # noqa: PLC0415
    from ontology.scratch import scratch_folder  # noqa: PLC0415
    from queries.store import loading  # noqa: PLC0415
    from queries.store.graph_versions import store_folder as oxigraph_folder  # noqa: PLC0415

    addresses = loading.addresses_of(place, options.update, options.graph_store)
    open_store(place, any_graph=True).ask("ASK {}")  # a server that is away is reported before the work, not after,
    loading.check_writable(addresses)  # and so is a log-in that may not write
    with scratch_folder() as folder:
        built = build(
            folder / "graph",
            originals=originals_folder(options.originals),
            sources=options.sources or SOURCES_FOLDER,
            entities=options.entities or ENTITIES_FOLDER,
            how=How(processes=options.jobs, fresh=options.fresh),
            workspace=_workspace(options),
            report=report,
        )
        loaded = loading.load(oxigraph_folder(built.folder), addresses, report)
    open_store(place).close()  # compares what the server holds with its metadata
    counts = f"{built.claims} claims, {built.facts} facts, {loaded} statements"
    print(f"loaded {parse_address(place).url}: {counts}, {built.anchors_verified} of {built.anchors} anchors verified")
    return 0


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _silent(line: str) -> None:
    """Print nothing."""
