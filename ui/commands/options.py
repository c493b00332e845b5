"""Options that several commands share: the graph, the original documents, and limits."""

from __future__ import annotations

import os
import sys

from ontology.errors import UserError
from queries.store.limits import ROW_LIMIT, TIMEOUT, Limit, Number
from queries.store.opening import is_remote, open_store, where_is

TYPE_CHECKING = False

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path

    from queries.store.interface import Store


HIGHEST_PORT = 65535


def add_store(
    parser: argparse.ArgumentParser, what: str = "graph directory or URL of a SPARQL 1.1 endpoint"
) -> argparse._ArgumentGroup:
    """Add the group ``graph`` with ``--store``.

    :param parser: parser of the command
    :param what: what ``--store`` names
    :returns: the group, for further options of this kind
    """
    group = parser.add_argument_group("graph")
    group.add_argument(
        "--store", type=_place, metavar="PLACE",
        help=f"{what} (default: DRUGKG_STORE, else the user data directory)",
    )  # fmt: skip
    return group


def _place(text: str) -> str:
    """Return a place unless it is empty: an unset variable must not select another graph in silence."""
    if not text.strip():
        raise UserError("--store is empty: name a directory or a URL, or leave the option out")
    return text


def port_number(text: str) -> int:
    """Return the number of a port that a user names.

    :param text: what the user gave
    :returns: the port
    :raises UserError: if it is not a port
    """
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:6]) <= HIGHEST_PORT:
        raise UserError(f"--port: {text!r} is not a port: choose a number from 1 to {HIGHEST_PORT}")
    return int(text)


def add_originals(group: argparse._ActionsContainer) -> None:
    """Add ``--originals``.

    :param group: parser or group of options
    """
    group.add_argument(
        "--originals", metavar="DIR", help="directory of the original documents (default: DRUGKG_ORIGINALS, else none)"
    )


def add_limits(parser: argparse.ArgumentParser, *, rows: bool = True, time: Limit[float] = TIMEOUT) -> None:
    """Add the group ``limits`` with ``--timeout`` and, for a command that prints rows of a query, ``--limit``.

    :param parser: parser of the command
    :param rows: whether the command has a row limit
    :param time: the limit that ``--timeout`` sets
    """
    group = parser.add_argument_group("limits")
    group.add_argument("--timeout", type=limit_type(time), metavar="SECONDS", help=limit_help(time, "0 for no limit"))
    if rows:
        group.add_argument(
            "--limit", type=limit_type(ROW_LIMIT), metavar="ROWS", help=limit_help(ROW_LIMIT, "0 for no limit")
        )


def limit_help(limit: Limit[int] | Limit[float], more: str = "") -> str:
    """Return the help text of the option that sets a limit.

    :param limit: the limit
    :param more: further remark
    :returns: meaning, remark, environment variable and default
    """
    words = f"{limit.meaning}; {more}" if more else limit.meaning
    variable = f"{limit.variable}, else " if limit.variable else ""
    return f"{words} (default: {variable}{limit.shown()})"


def limit_type(limit: Limit[Number], least: int = 0) -> Callable[[str], Number]:
    """Return the function that reads the option of a limit.

    :param limit: the limit
    :param least: smallest value
    :returns: the function, for ``type=``
    """

    def read(text: str) -> Number:
        number = limit.parse(text, limit.option)
        if number < least:
            raise UserError(f"{limit.option}: {text!r} is too small: the smallest value is {least}")
        return number

    return read


def originals_folder(given: str | None) -> Path | None:
    """Return the directory of the original documents.

    :param given: value of ``--originals``
    :returns: the directory, or ``None`` when none was named
    :raises UserError: if it is not a directory
    """
    place = given or os.environ.get("DRUGKG_ORIGINALS")
    if not place:
        return None
    from ontology.files import user_path  # noqa: PLC0415 - not every command has folders

    folder = user_path(place)
    if not folder.is_dir():
        raise UserError(f"{folder} is not a directory: name the directory of the original documents with --originals")
    return folder


def store_folder(given: str | None) -> Path:
    """Return the directory in which to build the graph.

    :param given: value of ``--store``
    :returns: the directory
    :raises UserError: if it is a URL: a remote store is only read
    """
    place = where_is(given)
    if is_remote(place):
        raise UserError(f"{place} can be queried but not built into: name a directory with --store")
    if "://" in place:
        raise UserError(f"{place} is neither a directory nor an http(s) URL: name a directory with --store")
    from ontology.files import user_path  # noqa: PLC0415 - not every command has folders

    return user_path(place)


def opened(options: argparse.Namespace, *, federate: bool = False, row_limit: int | None = None) -> Store:
    """Open the store that the options name, with the limits that they set.

    A command without ``--limit`` reports on all rows that it reads, so it has no row limit.

    :param options: with ``store`` and, if the command has them, ``timeout`` and ``limit``
    :param federate: allow SERVICE, that is, calls from a query to other servers
    :param row_limit: rows that an answer may have, in place of the limit that the options set
    :returns: the store
    """
    store = open_store(
        options.store,
        timeout=getattr(options, "timeout", None),
        row_limit=getattr(options, "limit", 0) if row_limit is None else row_limit,
        federate=federate,
    )
    if not getattr(options, "reviewed_only", False):
        return store
    from queries.claims.reviewed import ReviewedStore  # noqa: PLC0415 - where it is asked for

    return reported(ReviewedStore(store))


def add_reviewed_only(group: argparse._ActionsContainer) -> None:
    """Add ``--reviewed-only``.

    :param group: parser or group of options
    """
    group.add_argument("--reviewed-only", action="store_true", help="leave out claims that no person has reviewed")


def reported(store: Store) -> Store:
    """Report on standard error how many claims a store leaves out.

    :param store: the store
    :returns: the same store
    """
    number = len(getattr(store, "left_out", ()))
    if number:
        words = (
            "1 claim that no person has reviewed is"
            if number == 1
            else (f"{number:,} claims that no person has reviewed are")
        )
        print(f"drugkg: {words} left out of the whole graph", file=sys.stderr)
    return store


def add_workspace(group: argparse._ActionsContainer) -> None:
    """Add ``--workspace``.

    :param group: parser or group of options
    """
    group.add_argument(
        "--workspace",
        metavar="DIR",
        help="directory of your own documents and claims (default: DRUGKG_WORKSPACE, else the user data directory)",
    )


def workspace_folder(given: str | None) -> Path:
    """Return the directory of the workspace.

    :param given: value of ``--workspace``
    :returns: the directory; it need not exist
    :raises UserError: if it is a file
    """
    place = given or os.environ.get("DRUGKG_WORKSPACE")
    if place:
        from ontology.files import user_path  # noqa: PLC0415 - not every command has folders

        folder = user_path(place)
    else:
        from queries.store.graph_versions import default_root  # noqa: PLC0415 - only without a place

        folder = default_root().parent / "workspace"
    if folder.exists() and not folder.is_dir():
        raise UserError(f"{folder} is not a directory: name the directory of your workspace with --workspace")
    return folder
